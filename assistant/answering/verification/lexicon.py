"""Words of official Chinese: those that mean the same, those that say nothing of their own, and signs of grammar."""

import re

# Words that mean the same to a reader of policy; each is read as the first of its line.
_SAME = """
补助 补贴 资助 津贴
缴纳 交纳 缴交
施行 实施 执行 生效
公布 发布 印发 颁布
提高 提升 增长 增加 上升
降低 下降 减少
提交 提供 报送 上报
职工 员工
帮助 协助
建立 构建
时限 期限
评为 认定为 获评 评定为 成功申报为 申报为 命名为 入选
办结 办理完毕
核准 批准
支持 鼓励
推进 推动
使用 利用
办法 举措
国家 国家级
省 省级
市 市级
县 县级
区 区级
州 州级
首获 首次获得
收取费用 收费
小微企业 小型微型企业
公租房 公共租赁住房
公积金 住房公积金
社保 社会保险
医保 医疗保险
未按时 逾期未
"""
_FOLD = {word: line.split()[0] for line in _SAME.strip().splitlines() for word in line.split()[1:]}
_FOLDED = re.compile("|".join(sorted(_FOLD, key=len, reverse=True)))
# What a sentence needs to answer a question, and says nothing of its own. Words that could make a true sentence false
# (再次, 首次, 继续, 每次, 上, 下) have no place here.
_FRAME_WORDS = """
目标 指标 规划 计划 规定 要求 明确 提出 根据 依据 按照 依照 针对 对于 关于 通过 采取 凭借
文件 办法 条例 通知 方案 措施 方式 标准 原则 名称 文号 发文字号 如下 以下 上述 全部 一律
本 该 其 此 这 那 我 您 哪些 现行 本次 原来 由原来 目前 现 现有
主要 具体 包括 包含 分别 其中 当中 之中 过程中 在此基础上 基础上 进一步 一定 最终
以及 并且 同时 此外 另外 并 且 而 但 因此 所以 如果 的话 则 例如 比如 也就是 即 是指
需要 需 应当 应 必须 可以 可 能够 能 方能 方可 才能 才 将 会 要 拟 预计 力争 争取 确保 努力 计划到
就 都 均 也 所 者 只 仅 共 总共 一共 合计 共有
进行 开展 实现 达到 达 达成 完成 提高到 增加到 设定 属于 成为 作为 名为 列为 称为 列入 分为 规定为 当
金额 数量 数额 总数 额度 限额 比例 时间 日期 期限 情况 方面 内容 工作 相关 有关
给予 予以 享受 获得 得到 领取 获 打 处以 设在 设于 位于 用于 用来
责任单位 责任部门 负责 由 的人 企业可
时 期间 时期 时候 截至 截止 开始 起 后 之后 从 到 至 为止 已 已经 以内
"""
# 等 ends a list, but 一等 and 二等 are classes. Who is responsible need not lead (牵头单位): 单位 alone says nothing.
_FRAME_PATTERNS = ("(?<![一二三四五特同])等", "(?<=牵头|配合)(?:单位|部门)")
FRAME = re.compile("|".join([*sorted(_FRAME_WORDS.split(), key=len, reverse=True), *_FRAME_PATTERNS]))
FUNCTION_SIGNS = frozenset(
    "的了在对由向从到至与和及或等之其该此这那每各为是有要可应须将会并且而但则就都均也所者按以于被把给让得着占时处设、,"
)


def fold(text: str) -> str:
    """The text with synonyms made one."""
    return _FOLDED.sub(lambda match: _FOLD[match.group()], text)
