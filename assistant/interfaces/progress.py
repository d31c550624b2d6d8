"""Progress of long work in the terminal: a bar on standard error, nothing where nobody watches."""

import sys
import threading
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

_MEGABYTE = 1 << 20


class Bars:
    """One bar a label; safe to call from several threads; a plain line at start and end where there is no terminal."""

    def __init__(self) -> None:
        self._console = Console(file=sys.stderr)
        self._lock = threading.Lock()
        self._tasks: dict[str, TaskID] = {}
        self._finished: set[str] = set()
        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[amount]}"))
        self._progress = Progress(*columns, TimeRemainingColumn(), console=self._console, transient=False)

    def __enter__(self) -> "Bars":
        """Start drawing."""
        if self._console.is_terminal:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop drawing and leave the finished bars."""
        if self._console.is_terminal:
            self._progress.stop()

    def __call__(self, label: str, done: int, total: int) -> None:
        """Show ``done`` of ``total`` (bytes or pieces) under ``label``."""
        with self._lock:
            if self._console.is_terminal:
                self._draw(label, done, total)
            elif label not in self._tasks or (done >= total and label not in self._finished):
                self._tasks.setdefault(label, TaskID(0))
                self._console.print(f"{label}：{_amount(done, total)}", highlight=False)
            if done >= total:
                self._finished.add(label)

    def say(self, text: str) -> None:
        """Print a line above the bars."""
        self._console.print(text, highlight=False, markup=False, soft_wrap=True)

    def _draw(self, label: str, done: int, total: int) -> None:
        if label not in self._tasks:
            self._tasks[label] = self._progress.add_task(label, total=total, amount="")
        self._progress.update(self._tasks[label], completed=done, total=total, amount=_amount(done, total))


def _amount(done: int, total: int) -> str:
    if total > _MEGABYTE:
        return f"{done / _MEGABYTE:.0f}/{total / _MEGABYTE:.0f} MB"
    return f"{done}/{total}"
