"""Sums and shares of a measure in one form: 五十万元 = 50万元 = 500000 元, with 最高, 不低于 and 左右 kept."""

from assistant.answering.verification.figures import Figure, read_figures
from assistant.records import Amount

# What is handed out is money, a share of a sum, or a multiple of it.
_UNITS = frozenset({"元", "美元", "港元", "欧元", "%", "‰", "倍", "百分点"})


def read_amounts(text: str) -> tuple[Amount, ...]:
    """The sums and shares of a text in its plain form, in order, each once."""
    found = (_amount(figure) for figure in read_figures(text) if figure.unit in _UNITS)
    return tuple(dict.fromkeys(found))


def _amount(figure: Figure) -> Amount:
    return Amount(figure.value, figure.unit, figure.bound, figure.words)
