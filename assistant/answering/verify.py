"""A verdict for each sentence, without a model: are its figures in the cited clauses, and are its words?"""

import re
import unicodedata
from collections.abc import Sequence

from assistant.answering.facts import matches, read_figures, read_plan_periods
from assistant.reading.gazetteer import full_names, short_name
from assistant.records import Chunk, Verdict

SUPPORTED_COVERAGE = 0.70
PARTIAL_COVERAGE = 0.45
_LETTERS = re.compile(r"[^0-9a-z一-鿿]")
_ORGANISATION = re.compile(
    r"[一-鿿]*?([一-鿿]{2}(?:委员会|办公室|研究院|检察院|中心|协会|学会|银行|公司|政府|法院|大学|(?<![布格])局|厅|委(?!托)|院))"
)
_PLACE = re.compile(r"(?=([一-鿿]{2,11}?(?:省|市|县|区|州|盟|旗)))")
_NEGATION = re.compile(
    r"取消|禁止|不得|不予|不再|严禁|停止|未(?!来)|没有|不(?!断|同|仅|少|足|动产|正当|低于|高于|超过|良)"
)


def verify(sentence: str, chunks: Sequence[Chunk], titles: Sequence[str]) -> tuple[Verdict, tuple[str, ...]]:
    """Compare a sentence with the clauses that it cites and the titles of their documents.

    Returns the verdict and what is missing: figures and bodies that no cited clause holds, and a denial that it does
    not make.
    """
    source = "\n".join([*(f"{' '.join(c.path)}\n{c.reading}\n{c.text}" for c in chunks), *titles])
    missing = [
        *_missing_figures(sentence, source),
        *_missing_places(sentence, source),
        *_missing_organisations(sentence, source),
        *_missing_negation(sentence, source),
    ]
    covered = coverage(sentence, source)
    if missing or covered < PARTIAL_COVERAGE:
        return Verdict.UNSUPPORTED, tuple(missing)
    return (Verdict.SUPPORTED if covered >= SUPPORTED_COVERAGE else Verdict.PARTIAL), ()


def coverage(sentence: str, source: str) -> float:
    """The share of the sentence's character pairs that stand in the source; 1 for a sentence without pairs."""
    pairs = _pairs(sentence)
    held = set(_pairs(source))
    return sum(pair in held for pair in pairs) / len(pairs) if pairs else 1.0


def _missing_figures(sentence: str, source: str) -> list[str]:
    held = read_figures(source)
    periods = [period for period in read_plan_periods(sentence) if period not in source]
    return periods + [figure.words for figure in read_figures(sentence) if not matches(figure, held)]


def _missing_places(sentence: str, source: str) -> list[str]:
    """Places under their full name of which the source, with the titles, does not even hold the short one."""
    named = {match.group(1) for match in _PLACE.finditer(sentence)} & full_names()
    return sorted(name for name in named if short_name(name) not in source)


def _missing_organisations(sentence: str, source: str) -> list[str]:
    """Names of bodies of which not even the last syllables (产权局) stand in the source."""
    plain = re.sub(r"\s", "", source)
    return [match.group() for match in _ORGANISATION.finditer(sentence) if match.group(1) not in plain]


def _missing_negation(sentence: str, source: str) -> list[str]:
    """A denial in the sentence needs one in the source."""
    denial = _NEGATION.search(sentence)
    return [denial.group()] if denial and not _NEGATION.search(source) else []


def _pairs(text: str) -> list[str]:
    plain = _LETTERS.sub("", unicodedata.normalize("NFKC", text).lower())
    return [plain[i : i + 2] for i in range(len(plain) - 1)]
