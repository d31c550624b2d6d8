"""The words by which pages and commands call the values of the records."""

from assistant.records import Firmness, Reason, Verdict

VERDICTS = {Verdict.SUPPORTED: "支持", Verdict.PARTIAL: "部分支持", Verdict.UNSUPPORTED: "不支持"}
VERDICT_MEANINGS = {
    Verdict.SUPPORTED: "句中的数字和措辞都在所引条款里",
    Verdict.PARTIAL: "数字相符，但有些措辞不在所引条款里，请对照原文",
    Verdict.UNSUPPORTED: "所引条款不能证明这句话，不写入回答",
}
REASONS = {
    Reason.BAD_QUESTION: "问题无法使用",
    Reason.EMPTY_CORPUS: "文档库是空的",
    Reason.EMPTY_SCOPE: "没有文件符合筛选条件",
    Reason.OFF_TOPIC: "与文件无关",
    Reason.TOO_BROAD: "问题太宽",
    Reason.NO_SUCH_PLACE: "没有收录该地的文件",
    Reason.NO_SUCH_DOCUMENT: "没有收录这份文件",
    Reason.NO_SUCH_CLAUSE: "文件中没有这一条",
    Reason.NOT_FOUND: "没有找到相关条款",
    Reason.OUTSIDE_PERIOD: "不在文件的时间范围内",
    Reason.NOT_STATED: "原文没有写明",
    Reason.UNSUPPORTED: "得不到原文支持",
}
ANSWERERS = {"llm": "语言模型作答", "extract": "摘录原文"}
# The colour of a chip by how firm a measure is.
FIRMNESS_TONES = {
    Firmness.GIVEN: "good", Firmness.SUPPORTED: "plain", Firmness.EXPLORED: "fair", Firmness.WITHDRAWN: "bad",
}  # fmt: skip
