"""``index``: build, status and verify."""

from dataclasses import asdict
from typing import Annotated

import typer

from assistant.errors import StaleIndexError
from assistant.indexing.generation import current_name, fingerprint_of, generation_names, verify_generation
from assistant.interfaces.cli.output import Json, note_skipped, show, show_json
from assistant.interfaces.progress import Bars
from assistant.pipeline import Assistant, expected_fingerprint
from assistant.settings import load_settings

app = typer.Typer(help="索引：建立、状态、校验。The index.", no_args_is_help=True)


@app.command()
def build(
    force: Annotated[bool, typer.Option("--force", help="即使是最新的也重建。Rebuild even if current.")] = False,
    json: Json = False,
) -> None:
    """建立索引；已是最新则不重复。Build the index where it is missing or stale."""
    with Bars() as bars:
        assistant, skipped = Assistant.open(load_settings(), bars, force=force)
    manifest = assistant.retriever.generation.manifest
    note_skipped(skipped)
    if json:
        show_json({**asdict(manifest), "skipped": [asdict(entry) for entry in skipped]})
        return
    show(
        f"索引 {manifest.fingerprint}：{manifest.documents}份文件，"
        f"{manifest.clauses}个条款，{manifest.chunks}个检索单元"
    )


@app.command()
def status(json: Json = False) -> None:
    """查看在用的索引及其是否最新。Show the index in use and whether it is current."""
    settings = load_settings()
    current, expected = current_name(settings.index), expected_fingerprint(settings)
    state = (
        "missing"
        if not current
        else "unknown"
        if not expected
        else "current"
        if fingerprint_of(current) == expected
        else "stale"
    )
    found = {"state": state, "current": current, "expected": expected, "generations": generation_names(settings.index)}
    if json:
        show_json(found)
        return
    words = {
        "missing": "尚未建立",
        "current": "最新",
        "stale": "已过期，请运行 python -m assistant index build",
        "unknown": "向量模型尚未下载，无法判断是否最新",
    }
    show(f"{words[state]}；在用：{current or '无'}；已有：{'、'.join(found['generations']) or '无'}")


@app.command()
def verify(json: Json = False) -> None:
    """校验在用索引的每个文件。Check every file of the index in use."""
    settings = load_settings()
    name = current_name(settings.index)
    if not name:
        raise StaleIndexError("索引尚未建立，请运行 python -m assistant index build。 There is no index.")
    manifest = verify_generation(settings.index / name)
    if json:
        show_json({"fingerprint": name, "files": len(manifest.files), "verified": True})
    else:
        show(f"索引 {name} 校验通过，共{len(manifest.files)}个文件 verified")
