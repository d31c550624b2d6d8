"""The taxonomy of support measures: types, beneficiaries, firmness and traits, read from a file."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.errors import SettingsError
from assistant.measures.indicator_names import Names
from assistant.records import Firmness

BUILT_IN = Path(__file__).with_name("taxonomy.toml")
# Matches nothing.
NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class MeasureType:
    """A type of support: words for the thing given, and words for the field that it is for; whether it is money."""

    name: str
    english: str
    given: re.Pattern[str]
    field: re.Pattern[str]
    is_money: bool


@dataclass(frozen=True, slots=True)
class Acts:
    """How texts open an offer of one firmness: ``strong`` of whatever follows, ``weak`` only of what is a type."""

    firmness: Firmness
    strong: re.Pattern[str]
    weak: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Named:
    """A beneficiary or a trait with its words; it counts as those that it ``implies`` too."""

    name: str
    words: re.Pattern[str]
    implies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """What the measures of one field of policy are; types from the most specific to the most general."""

    types: tuple[MeasureType, ...]
    acts: tuple[Acts, ...]
    beneficiaries: tuple[Named, ...]
    traits: tuple[Named, ...]
    past: re.Pattern[str]
    aims: re.Pattern[str]
    internal: re.Pattern[str]
    judicial: re.Pattern[str]
    formal: re.Pattern[str]
    promise: re.Pattern[str]
    entitlement: re.Pattern[str]
    achieved: re.Pattern[str]
    indicators: Names

    @property
    def type_names(self) -> tuple[str, ...]:
        """The types in the order of the file."""
        return tuple(one.name for one in self.types)


@cache
def load_taxonomy(path: Path = BUILT_IN) -> Taxonomy:
    """Read a taxonomy.

    Raises:
        SettingsError: the file cannot be read or has another shape.
    """
    try:
        return _taxonomy(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, re.error) as error:
        raise SettingsError(f"措施分类文件 {path} 无法使用：{error}。 The taxonomy cannot be used.") from error


def _taxonomy(data: Mapping[str, Any]) -> Taxonomy:
    none = data.get("none", {})
    return Taxonomy(
        tuple(
            MeasureType(
                one["name"],
                one["english"],
                _union(one.get("given", ())),
                _union(one.get("field", ())),
                bool(one.get("money")),
            )
            for one in data["types"]
        ),
        tuple(
            Acts(Firmness(one["name"]), _union(one["strong"]), _union(one.get("acts", ()))) for one in data["firmness"]
        ),
        _named(data["beneficiaries"]),
        _named(data.get("traits", ())),
        _union(none.get("past", ())),
        _union(none.get("aims", ())),
        _union(none.get("internal", ())),
        _union(none.get("judicial", ())),
        _union(none.get("formal", ())),
        _union(none.get("promise", ())),
        _union(none.get("entitlement", ())),
        _union(none.get("achieved", ())),
        Names.of(data.get("indicators", {}).get("same", ())),
    )


def _named(entries: Sequence[Mapping[str, Any]]) -> tuple[Named, ...]:
    return tuple(Named(one["name"], _union(one["words"]), tuple(one.get("implies", ()))) for one in entries)


def _union(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(words) or NEVER)
