"""The hubs, through their own libraries, which are imported only when the settings name a hub.

A GGUF file is checked against the manifest like any other. For a folder of a hub the manifest states no hashes: its
files are those that the library fetched, their hashes are recorded then, and later checks go by the record.
"""

from collections.abc import Callable
from pathlib import Path

from assistant.errors import DownloadError, ModelError
from assistant.models.folders import is_model_folder
from assistant.models.manifest import Model, ModelKind

HUBS = ("huggingface", "modelscope")
MODELSCOPE_PIP_LINE = 'pip install "modelscope>=1.20"'

# Pickled weights and code are left out: neither is ever loaded.
_FOLDER_FILES = ("*.json", "*.txt", "*.model", "*.safetensors")
_OTHER_RUNTIMES = ("onnx/*", "openvino/*")

Snapshot = Callable[..., str]


def repository(hub: str, model: Model) -> str:
    """Return the model's repository name on ``hub``.

    Raises:
        ModelError: the manifest names none.
    """
    name = {"huggingface": model.hub.huggingface, "modelscope": model.hub.modelscope}[hub]
    if not name:
        raise ModelError(
            f"清单没有列出模型 {model.name} 在 {hub} 上的仓库，请更改 ASSISTANT_MODELS_SOURCE。 "
            f"The manifest names no {hub} repository for this model."
        )
    return name


def download(hub: str, model: Model, folder: Path) -> Path:
    """Fetch the model's files into ``folder``, where an interrupted download goes on, and return the finished path.

    Raises:
        ModelError: the hub's library is missing, or the repository holds no model that can be used.
        DownloadError: the hub cannot be reached or broke off.
    """
    name = repository(hub, model)
    snapshot = {"huggingface": _huggingface, "modelscope": _modelscope}[hub]()
    allowed = (model.file,) if model.kind is ModelKind.GGUF else _FOLDER_FILES
    try:
        snapshot(name, local_dir=str(folder), allow_patterns=list(allowed), ignore_patterns=list(_OTHER_RUNTIMES))
    except Exception as error:  # each library has errors of its own and of its HTTP client, with no common root
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise DownloadError(
            f"无法从 {hub} 下载 {name}：{reason}。请检查网络和仓库名，或把 ASSISTANT_MODELS_SOURCE "
            f"设为本地文件夹。 Cannot download {name} from {hub}."
        ) from error
    return _finished(hub, name, model, folder)


def _finished(hub: str, name: str, model: Model, folder: Path) -> Path:
    if model.kind is ModelKind.GGUF:
        path, usable = folder / model.file, (folder / model.file).is_file()
    else:
        path, usable = folder, is_model_folder(folder) and any(folder.glob("*.safetensors"))
    if not usable:
        raise ModelError(
            f"{hub} 上的 {name} 没有可用的模型文件（需要 safetensors 权重或清单所列文件），请换一个仓库。 "
            "The repository holds no model that can be used."
        )
    return path


def _huggingface() -> Snapshot:
    from huggingface_hub import snapshot_download as snapshot
    from huggingface_hub.utils import disable_progress_bars

    disable_progress_bars()  # progress is shown by the caller
    library: Snapshot = snapshot
    return library


def _modelscope() -> Snapshot:
    try:
        from modelscope import snapshot_download as snapshot
    except ImportError as error:
        raise ModelError(
            f"ModelScope 需要另装程序库，请运行：{MODELSCOPE_PIP_LINE}。 The modelscope library is missing."
        ) from error
    library: Snapshot = snapshot
    return library
