"""Pictures of the pages for the docs: ``python -m tests.pages.pictures`` takes them from the running application.

Each shot is a name, an address and what a visitor does there first. Every one is taken on a desktop and on a telephone
in the light, and those with ``is_dark`` on a desktop in the dark too: docs/images/NAME.png, NAME-phone.png,
NAME-dark.png.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Error, Page, expect

from assistant.errors import AssistantError
from assistant.settings import ROOT, load_settings
from tests.pages.served import application, browser

DESKTOP, TELEPHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
# The model writes on the processor alone; charts are drawn by a library that is loaded first.
ANSWER_MILLISECONDS, CHART_MILLISECONDS = 240_000, 30_000
# For fonts, pictures and the last transition.
SETTLE_MILLISECONDS = 600
ASKED = "到2025年河源市每万人口高价值发明专利拥有量达到多少件？"
LISTED = "河源市对知识产权质押融资有哪些支持措施？"
DECLINED = "河源市的房价是多少？"

Steps = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: the page's address without the leading slash, and the steps to what it shows."""

    name: str
    address: str
    steps: Steps
    is_dark: bool = False


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the options and take the pictures; a stated error is one line and exit code 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.pages.pictures", description=__doc__)
    parser.add_argument("--only", nargs="*", choices=[shot.name for shot in SHOTS], help="these pictures alone")
    parser.add_argument("--folder", type=Path, default=ROOT / "docs" / "images", help="where they go")
    options = parser.parse_args(arguments)
    try:
        for path in take([shot for shot in SHOTS if not options.only or shot.name in options.only], options.folder):
            sys.stdout.write(f"{path} {path.stat().st_size // 1000} kB\n")
    except (AssistantError, AssertionError, Error) as error:
        sys.stderr.write(f"错误：{error}\n")
        return 1
    return 0


def take(shots: Sequence[Shot], folder: Path) -> Iterator[Path]:
    """Take the pictures from an application of its own, and yield the files as they are written.

    Raises:
        AssistantError: a model, the corpus, the index or the browser cannot be used.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with application(load_settings()) as served, browser() as chromium:
        for shot in shots:
            yield _take(chromium, served.url, shot, folder / f"{shot.name}.png", DESKTOP, "light")
            yield _take(chromium, served.url, shot, folder / f"{shot.name}-phone.png", TELEPHONE, "light")
            if shot.is_dark:
                yield _take(chromium, served.url, shot, folder / f"{shot.name}-dark.png", DESKTOP, "dark")


def _take(chromium: Browser, url: str, shot: Shot, path: Path, viewport: dict[str, int], scheme: str) -> Path:
    context = chromium.new_context(
        viewport=viewport, color_scheme=scheme, locale="zh-CN", device_scale_factor=1, reduced_motion="reduce"
    )
    with context:
        page = context.new_page()
        page.goto(f"{url}/{shot.address}")
        expect(page.locator("#title-row [aria-current=page]")).to_be_visible()
        shot.steps(page)
        page.wait_for_timeout(SETTLE_MILLISECONDS)
        page.screenshot(path=path, scale="css")
    _shrink(path)
    return path


def _shrink(path: Path) -> None:
    """A page has few colours: with a table of 256 its picture is a third as large."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def show_welcome(page: Page) -> None:
    """The page as it opens."""
    expect(page.locator(".welcome")).to_be_visible()


def ask(page: Page, question: str) -> None:
    """A question with its whole answer."""
    show_welcome(page)
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    answered = page.locator(".turn[aria-busy=false]:not([hidden])")
    expect(answered).to_have_count(1, timeout=ANSWER_MILLISECONDS)


def open_reader(page: Page) -> None:
    """An answer, and the clause behind its first mark beside it."""
    ask(page, ASKED)
    page.click(".sentence .mark >> nth=0")
    expect(page.locator("#reader mark").first).to_be_in_viewport()


def show_measures(page: Page, tab: str, shown: str) -> None:
    """A part of the page of measures."""
    expect(page.locator(".measure").first).to_be_visible(timeout=CHART_MILLISECONDS)
    if not page.get_by_role("tab", name=tab).is_visible():
        # A narrow page keeps its last parts behind a button.
        page.locator(".overflow-menu > button").first.click()
        page.locator(".overflow-dropdown button", has_text=tab).first.click()
    else:
        page.get_by_role("tab", name=tab).click()
    expect(page.locator(shown).first).to_be_visible(timeout=CHART_MILLISECONDS)


def judge(page: Page) -> None:
    """Answers to two questions, and the first of their pairs before somebody who judges."""
    page.fill("#review-questions", f"{ASKED}\n{LISTED}")
    page.click(".review-run .primary")
    expect(page.locator(".review-set .review-facts").first).to_contain_text("2 个回答", timeout=ANSWER_MILLISECONDS)
    page.locator(".review-set .review-name").first.click()
    page.fill("#review-name", "甲")
    page.press("#review-name", "Enter")
    expect(page.locator(".bench-pair .pair")).to_be_visible()


def show_results(page: Page) -> None:
    """All pairs of a set judged, and what came of it."""
    judge(page)
    while page.locator(".bench-pair .pair").is_visible():
        page.keyboard.press("1")
        page.wait_for_timeout(SETTLE_MILLISECONDS)
    page.locator(".review-parts a", has_text="结果").click()
    expect(page.locator(".review-results")).to_be_visible()


SHOTS = (
    Shot("chat-welcome", "", show_welcome),
    Shot("chat-answer", "", lambda page: ask(page, ASKED)),
    Shot("chat-reader", "", open_reader, is_dark=True),
    Shot("chat-declined", "", lambda page: ask(page, DECLINED)),
    Shot("measures", "measures", lambda page: show_measures(page, "查找", ".measure")),
    Shot("measures-matrix", "measures", lambda page: show_measures(page, "各地对照", ".table-frame table")),
    Shot("measures-indicators", "measures", lambda page: show_measures(page, "指标对照", "#indicator-plot .main-svg")),
    Shot("review-judge", "review", judge),
    Shot("review-results", "review", show_results),
    Shot("documents", "documents", lambda page: expect(page.locator(".shelf tbody tr").first).to_be_visible()),
    Shot("about", "about", lambda page: expect(page.locator(".about")).to_be_visible()),
)


if __name__ == "__main__":
    sys.exit(main())
