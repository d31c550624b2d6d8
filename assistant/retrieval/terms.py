"""The words of a question that say what it is about, without those that only ask."""

import re

from assistant.indexing.tokens import segment

# Words that ask, point or join: they stand in any question and tell nothing of what it is about.
ASKING = frozenset(
    "的 了 是 有 在 和 与 及 或 对 吗 呢 啊 吧 呀 么 嘛 之 其 以 于 等 而 则 所 得 地 着 过 上 下 中 内 里 中的 "
    "什么 哪 哪些 哪个 哪项 哪几 哪几项 哪几个 哪几条 哪里 哪儿 哪家 哪一年 哪年 何 何时 谁 几 几个 几家 几件 "
    "几项 几条 几名 多少 多大 多久 怎么 怎样 怎么样 怎么办 如何 为什么 为何 是否 有没有 能不能 可不可以 会不会 "
    "请问 请 问 一下 告诉 介绍 说明 说 讲 提到 要 能 能够 可以 可 应 应当 需要 需 想 会 该 让 使 把 被 由 为 为了 "
    "从 到 向 往 给 跟 同 按 按照 根据 关于 对于 我 我们 你 你们 您 他 他们 她 它 它们 自己 这 那 这个 那个 这些 "
    "那些 这边 那边 这里 那里 就 都 也 还 又 再 才 只 很 更 最 太 不 没 没有 啥 咋 些 一个 一些 个 件 项 条 名 家 "
    "种 次 年 月 日 做 做些 搞 弄 "
    "分别 进行 开展 达到 地方 文件 数 数量".split()
)
# Words of official documents that say little beside others, but all where a question has no others (主要目标是什么？).
GENERAL = frozenset("情况 方面 内容 具体 主要 目标 目标值 指标 规定 政策 措施 举措 要求 规划 计划 提出 任务".split())
_ENOUGH = 1
_YEAR = re.compile(r"(?:19|20)\d{2}")


def topic_words(question: str) -> tuple[str, ...]:
    """The telling words of a question in order, each once; years are left to ``scope.times``."""
    found = [w for w in dict.fromkeys(segment(question)) if w not in ASKING and not _YEAR.fullmatch(w)]
    telling = tuple(word for word in found if word not in GENERAL)
    return telling if len(telling) >= _ENOUGH else tuple(found)
