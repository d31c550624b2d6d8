"""README and docs say what is there: every command, option and setting, and nothing that is not."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from assistant.interfaces.cli.main import app
from assistant.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(command: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its full name, groups taken apart."""
    below = getattr(command, "commands", {})
    for name, inner in below.items():
        yield from commands(inner, f"{prefix}{name} ")
    if not below:
        yield prefix.strip(), command


FOUND = dict(commands(typer.main.get_command(app)))


def documented() -> dict[str, set[str]]:
    """Command → options, from the table in docs/commands.md."""
    rows = re.findall(r"^\| `([a-z ]+)` \| (.*?) \|", COMMANDS, flags=re.MULTILINE)
    return {name: set(re.findall(r"`(--[a-z-]+)`", options)) for name, options in rows if name in FOUND}


def test_commands_page_lists_every_command_and_option() -> None:
    options = {
        name: {o for p in command.params for o in p.opts if o.startswith("--") and o != "--help"}
        for name, command in FOUND.items()
    }
    assert documented() == options


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_named_on_a_page_exist(page: Path) -> None:
    named = re.findall(r"python -m assistant ([a-z]+(?: [a-z]+)?)", page.read_text(encoding="utf-8"))
    known = set(FOUND) | {name.split()[0] for name in FOUND}
    assert {name for name in named if name not in known and name.split()[0] not in FOUND} == set()


def test_readme_leads_with_commands_that_make_knows() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert {"run", "test"} <= set(re.findall(r"make ([a-z-]+)", README)) <= targets


def test_settings_page_lists_every_setting() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    listed = re.findall(rf"^\| `({PREFIX}[A-Z_]+)` \|", page, flags=re.MULTILINE)
    assert listed == [f"{PREFIX}{name}".upper() for name in Settings.model_fields]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_dependency_has_its_reason() -> None:
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower().replace("_", "-")
    pinned = []
    for name in ("requirements.txt", "requirements-dev.txt"):
        head = (ROOT / name).read_text(encoding="utf-8").split("# What these need")[0]
        pinned += re.findall(r"^([A-Za-z0-9_-]+)==[\d.]+$", head, flags=re.MULTILINE)
    assert len(pinned) > 20
    assert [name for name in pinned if name.lower().replace("_", "-") not in reasons] == []
