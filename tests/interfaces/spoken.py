"""The Chinese literals in the sources of the pages, with numbers and names as ``{}``, as the script looks texts up."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "assistant"
CHINESE = re.compile(r"[\u3400-\u9fff]")
# A line that says the same in English behind it stays as it is.
BOTH = re.compile(r"[\u3400-\u9fff].*[。？！](?:\{\})? [A-Z][^\u3400-\u9fff]*$", re.DOTALL)
TAG = re.compile(r"</?[a-z][^>]*>")
NAME = re.compile(r"\{[a-z_]+\}")
SENTENCE = re.compile(r"[^。！？：]+[。！？：]?\s*")
NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
SCRIPT_TEXT = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`")


def as_looked_up(text: str) -> str:
    """A text as a key of the dictionary; markup around it does not count. Names are slots like numbers."""
    return NAME.sub("{}", NUMBER.sub("{}", re.sub(r"\s+", " ", TAG.sub("", text)).strip()))


def sentences(text: str) -> list[str]:
    """The sentences of a text, and what leads to a colon, as the script looks them up one by one."""
    return [sentence.strip() for sentence in SENTENCE.findall(text)]


def python_texts(path: Path) -> Iterator[str]:
    """The literals of a module but its docstrings; what is put into an f-string counts as a number."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # What a document or a key says is no word of the page: docstrings, and parts of f-strings one by one.
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
            yield as_looked_up("".join(map(said, node.values)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield as_looked_up(node.value)


def said(part: ast.expr) -> str:
    """A part of an f-string: its words, or a number, as a share where it is shown as one."""
    if isinstance(part, ast.Constant):
        return str(part.value)
    is_share = isinstance(part, ast.FormattedValue) and part.format_spec and ast.unparse(part.format_spec)[-2:] == "%'"
    return "0%" if is_share else "0"


def script_texts(path: Path) -> Iterator[str]:
    """The literals of a script; what is put into a template counts as a number."""
    for match in SCRIPT_TEXT.finditer(path.read_text(encoding="utf-8")):
        yield as_looked_up(re.sub(r"\$\{[^}]*\}", "0", next(group for group in match.groups() if group is not None)))


def chinese_texts(paths: list[Path]) -> dict[str, str]:
    """The Chinese literals of these modules and scripts, each with the name of a file that says it."""
    found: dict[str, str] = {}
    for path in paths:
        texts = python_texts(path) if path.suffix == ".py" else script_texts(path)
        found |= {text: str(path.relative_to(PACKAGE)) for text in texts if CHINESE.search(text)}
    return found


def taxonomy_texts() -> dict[str, str]:
    """The names of the built-in taxonomy."""
    data = tomllib.loads((PACKAGE / "measures" / "taxonomy.toml").read_text(encoding="utf-8"))
    groups = (data["types"], data["beneficiaries"], data["traits"])
    return {one["name"]: "measures/taxonomy.toml" for group in groups for one in group}
