"""A shelf over a small corpus, for tests of what changes it."""

import threading
from pathlib import Path

from assistant.pipeline import Current, Shelf, Upload
from tests.fakes import PairEncoder, make_assistant

JIA = """甲县知识产权规划
一、主要目标
到2025年，发明专利拥有量达到100件。
二、重点任务
对专利质押贷款给予最高50万元贴息。
"""
YI = "乙市商标品牌办法\n一、品牌奖励\n对驰名商标给予一次性奖励30万元。\n"
BING = "丙区地理标志规定\n一、标志保护\n地理标志产品达到8个。\n"


def write(folder: Path, **texts: str) -> Path:
    """Text files by their stems."""
    folder.mkdir(parents=True, exist_ok=True)
    for stem, text in texts.items():
        (folder / f"{stem}.txt").write_text(text, "utf-8")
    return folder


def make_shelf(corpus: Path, index: Path, **values: object) -> tuple[Shelf, Current]:
    """A shelf, and the holder of the assistant that answers over it."""
    current = Current(make_assistant(corpus, index, **values))
    return Shelf(current, "pairs"), current


def upload(folder: Path, name: str, text: str) -> Upload:
    """A file as it comes from a browser: somewhere else, under any name."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{len(list(folder.iterdir()))}.part"
    path.write_bytes(text.encode())
    return Upload(path, name)


def files(corpus: Path) -> dict[str, str]:
    """The visible files of a corpus and those out of use, with their texts."""
    visible = {path.name: path.read_text("utf-8-sig") for path in sorted(corpus.iterdir()) if path.is_file()}
    retired = corpus / ".retired"
    found = sorted(retired.iterdir()) if retired.is_dir() else []
    return visible | {f".retired/{path.name}": path.read_text("utf-8") for path in found if path.is_file()}


class GatedEncoder(PairEncoder):
    """Waits at every passage until it is let go on; questions pass."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.reached = threading.Event()

    def encode(self, texts, *, is_query):
        if texts and not is_query:
            self.reached.set()
            assert self.gate.wait(30)
        return super().encode(texts, is_query=is_query)
