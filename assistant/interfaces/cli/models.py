"""``models``: list, fetch and verify model files."""

from typing import Annotated

import typer

from assistant.interfaces.cli.output import Json, show, show_json
from assistant.interfaces.progress import Bars
from assistant.models import Entry
from assistant.pipeline import model_store
from assistant.settings import load_settings

app = typer.Typer(help="模型文件：查看、下载、校验。Model files.", no_args_is_help=True)
Names = Annotated[
    list[str] | None, typer.Argument(help="模型名称；不写则为设置中的模型。Names; default: those in use.")
]


@app.command("list")
def list_models(json: Json = False) -> None:
    """列出模型清单和本机状态。List the manifest and what is on disk."""
    entries = model_store(load_settings()).entries()
    if json:
        show_json([_payload(entry) for entry in entries])
        return
    for entry in entries:
        show(f"{entry.name}\t{entry.kind}\t{entry.bytes / 1e6:.0f} MB\t{entry.state}\t{entry.path}")


@app.command()
def fetch(names: Names = None, json: Json = False) -> None:
    """下载模型（可断点续传），校验后启用。Fetch models, resuming a broken download."""
    settings = load_settings()
    store = model_store(settings)
    paths = {}
    with Bars() as bars:
        for name in names or [settings.encoder, settings.generator]:
            paths[name] = str(store.ensure(name, bars))
    if json:
        show_json(paths)
    else:
        for name, path in paths.items():
            show(f"{name}\t{path}")


@app.command()
def verify(names: Names = None, json: Json = False) -> None:
    """重新计算校验和。Hash the files again and compare."""
    store = model_store(load_settings())
    with Bars() as bars:
        entries = [store.verify(n, bars) for n in names or [e.name for e in store.entries() if e.state == "complete"]]
    if json:
        show_json([_payload(entry) for entry in entries])
    else:
        for entry in entries:
            show(f"{entry.name}\t校验通过 verified")


def _payload(entry: Entry) -> dict[str, object]:
    return {
        "name": entry.name, "kind": entry.kind, "bytes": entry.bytes, "state": entry.state, "path": str(entry.path),
    }  # fmt: skip
