"""What the page 关于 says of firmness and of reasons for declining."""

from assistant.records import Firmness, Reason

FIRMNESS = {
    Firmness.GIVEN: "政府明确给予、支付、设立或提供",
    Firmness.SUPPORTED: "表示支持、鼓励、引导，没有承诺具体内容",
    Firmness.EXPLORED: "探索、研究、试点，尚未确定",
    Firmness.WITHDRAWN: "取消、停止、不予或设上限",
}
# Why there is no answer, and what to do.
DECLINING = {
    Reason.BAD_QUESTION: "问题为空或太长，请修改后再问",
    Reason.EMPTY_CORPUS: "还没有收录文件，请先放入文件并建立索引",
    Reason.EMPTY_SCOPE: "所选的地区、文件或日期下没有文件，请放宽筛选",
    Reason.OFF_TOPIC: "所问的事不在政策文件的范围内",
    Reason.TOO_BROAD: "请说明地区、事项或文件",
    Reason.NO_SUCH_PLACE: "请换一个已收录的地区，或补充该地的文件",
    Reason.NO_SUCH_DOCUMENT: "请核对文件名称或文号，或补充这份文件",
    Reason.NO_SUCH_CLAUSE: "请核对条款号",
    Reason.NOT_FOUND: "可以换一种说法，或看列出的最接近条款",
    Reason.OUTSIDE_PERIOD: "文件的规划期或有效期不含所问的时间",
    Reason.NOT_STATED: "文件谈到此事，但没有写所问的内容",
    Reason.UNSUPPORTED: "写出的内容在条款中得不到印证，因此不给出",
}
