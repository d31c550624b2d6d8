"""Text recognition: the lines of a picture with their places, by the PP-OCR models that come in the package rapidocr.

Only the model files of that package are used, read by ONNX Runtime; none of its code, nor of what it depends on, is
loaded, and nothing is fetched. Lines are found by differentiable binarisation (Liao et al. 2020, arXiv:1911.08947):
the first model gives for each pixel how likely it is the core of a line, which is then grown back to the line's size.
The second gives a character for each step along the line (connectionist temporal classification, Graves et al. 2006).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import DocumentError
from assistant.reading.formats.scan.pictures import resized, shapes, straightened

_PACKAGE = "rapidocr"
_DETECTOR, _READER, _TURN = "*_det_*.onnx", "*_rec_*.onnx", "*_cls_*.onnx"
_THREADS = 2
# Lines are looked for in a picture of this shorter side and so many pixels; the model asks for multiples of 32.
_DETECTION_SIDE, _DETECTION_PIXELS, _STEP = 1120, 4_000_000, 32
# As the models were published: a pixel of a core, a whole core, and how far it grows (times area over circumference).
_CORE, _LINE, _GROWTH = 0.3, 0.5, 1.6
_LEAST_CORE_PIXELS = 3
_MOST_LINES = 1500
_LINE_PIXELS, _LONGEST_LINE_PIXELS = 48, 4800
_TURN_PIXELS, _TURN_SAMPLES, _TURN_SURE = 192, 8, 0.9
_LEVEL_RADIANS, _STEEPEST_RADIANS = 0.002, 0.2
# Below this, what was taken for a line is a stain or a stamp.
_LEAST_CONFIDENCE = 0.4


@dataclass(frozen=True, slots=True)
class Box:
    """Where a line stands, in pixels."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line read from a picture; ``confidence`` runs to 1."""

    text: str
    box: Box
    confidence: float


def find_lines(picture: np.ndarray) -> tuple[np.ndarray, list[Box]]:
    """Find the lines of a picture that may lie aslant, on its side or on its head; return it upright, and their boxes.

    Raises:
        DocumentError: the models are not installed.
    """
    boxes, slope = _detect(picture)
    if _lies_on_its_side(boxes):
        picture = np.ascontiguousarray(np.rot90(picture))
        boxes, slope = _detect(picture)
    if abs(slope) > _LEVEL_RADIANS:
        picture, (right, down) = straightened(picture, slope)
        boxes = [Box(box.left + right, box.top + down, box.right + right, box.bottom + down) for box in boxes]
    if _stands_on_its_head(picture, boxes):
        height, width = picture.shape[:2]
        picture = np.ascontiguousarray(picture[::-1, ::-1])
        boxes = [Box(width - box.right, height - box.bottom, width - box.left, height - box.top) for box in boxes]
    return picture, boxes


def read_boxes(picture: np.ndarray, boxes: Sequence[Box]) -> list[SeenLine]:
    """Read the lines at the boxes of an upright picture, top down; what is no text is left out."""
    seen = [(_read(_crop(picture, box)), box) for box in boxes]
    lines = [SeenLine(text, box, sure) for (text, sure), box in seen if text and sure >= _LEAST_CONFIDENCE]
    return sorted(lines, key=lambda line: (line.box.top, line.box.left))


@cache
def _session(pattern: str) -> Any:
    """A model, loaded once in a process."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = _THREADS, 1
    # The arena would keep the memory that the largest picture took.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(_model_file(pattern)), options, providers=["CPUExecutionProvider"])


def _model_file(pattern: str) -> Path:
    # Found, not imported: an import would load libraries that nothing here needs.
    spec = find_spec(_PACKAGE)
    folders = spec.submodule_search_locations or () if spec else ()
    files = [file for folder in folders for file in sorted((Path(folder) / "models").glob(pattern))]
    if not files:
        raise DocumentError(
            f"缺少文字识别模型，请运行 pip install {_PACKAGE}。 The recognition models are not installed."
        )
    return files[0]


@cache
def _characters() -> tuple[str, ...]:
    """What each class of the reader stands for: none, its alphabet, a blank."""
    alphabet = _session(_READER).get_modelmeta().custom_metadata_map["character"]
    return ("", *alphabet.split("\n"), " ")


def _run(pattern: str, pictures: np.ndarray) -> np.ndarray:
    """Give RGB pictures (number × rows × columns × 3) to a model, as BGR from -1 to 1, channels first."""
    session = _session(pattern)
    values = pictures[..., ::-1].transpose(0, 3, 1, 2).astype(np.float32) / 127.5 - 1
    result: np.ndarray = session.run(None, {session.get_inputs()[0].name: values})[0]
    return result


def _detect(picture: np.ndarray) -> tuple[list[Box], float]:
    """The boxes of lines along and across the lines of the page, and how steep these run (radians, downwards)."""
    height, width = picture.shape[:2]
    scale = min(1.0, _DETECTION_SIDE / min(height, width), (_DETECTION_PIXELS / (height * width)) ** 0.5)
    columns, rows = (max(_STEP, round(side * scale / _STEP) * _STEP) for side in (width, height))
    likely = _run(_DETECTOR, resized(picture, columns, rows)[None])[0, 0]
    cores = [
        np.argwhere(shape) + np.array([place[0].start, place[1].start])
        for place, shape in shapes(likely > _CORE)
        if min(shape.shape) >= _LEAST_CORE_PIXELS
    ]
    cores = [core for core in cores if likely[core[:, 0], core[:, 1]].mean() >= _LINE]
    stretch = np.array([width / columns, height / rows])
    points = [(core[:, ::-1] + 0.5) * stretch for core in sorted(cores, key=len, reverse=True)[:_MOST_LINES]]
    slope = _slope(points)
    return [_grown(core, slope, stretch) for core in points], slope


def _slope(cores: Sequence[np.ndarray]) -> float:
    """How steep the long cores run, by the median."""
    slopes = []
    for core in cores:
        x, y = core[:, 0] - core[:, 0].mean(), core[:, 1] - core[:, 1].mean()
        if np.ptp(x) > 8 * np.ptp(y - x * (x @ y) / (x @ x + 1e-9)):
            slopes.append(np.arctan((x @ y) / (x @ x)))
    slope = float(np.median(slopes)) if slopes else 0.0
    return slope if abs(slope) <= _STEEPEST_RADIANS else 0.0


def _grown(core: np.ndarray, slope: float, stretch: np.ndarray) -> Box:
    along = core @ (np.cos(slope), np.sin(slope))
    across = core @ (-np.sin(slope), np.cos(slope))
    left, right = along.min() - stretch[0] / 2, along.max() + stretch[0] / 2
    top, bottom = across.min() - stretch[1] / 2, across.max() + stretch[1] / 2
    width, height = right - left, bottom - top
    margin = _GROWTH * width * height / (2 * (width + height))
    return Box(float(left - margin), float(top - margin), float(right + margin), float(bottom + margin))


def _lies_on_its_side(boxes: Sequence[Box]) -> bool:
    tall = sum((b.right - b.left) * (b.bottom - b.top) for b in boxes if b.bottom - b.top > 1.5 * (b.right - b.left))
    return tall * 2 > sum((b.right - b.left) * (b.bottom - b.top) for b in boxes)


def _stands_on_its_head(picture: np.ndarray, boxes: Sequence[Box]) -> bool:
    """Whether most of the longest lines look upside down."""
    samples = sorted(boxes, key=lambda box: box.left - box.right)[:_TURN_SAMPLES]
    votes = 0
    for box in samples:
        crop = _crop(picture, box)[:, :_TURN_PIXELS]
        padded = np.full((_LINE_PIXELS, _TURN_PIXELS, 3), 127, dtype=np.uint8)
        padded[:, : crop.shape[1]] = crop
        votes += bool(_run(_TURN, padded[None])[0, 1] > _TURN_SURE)
    return votes * 2 > len(samples)


def _crop(picture: np.ndarray, box: Box) -> np.ndarray:
    """The picture of one line, scaled to the height that the models read."""
    height, width = picture.shape[:2]
    left, top = max(0, round(box.left)), max(0, round(box.top))
    right, bottom = min(width, max(left + 1, round(box.right))), min(height, max(top + 1, round(box.bottom)))
    part = picture[top:bottom, left:right]
    if part.size == 0:
        return np.full((_LINE_PIXELS, _LINE_PIXELS, 3), 255, dtype=np.uint8)
    wanted = round(part.shape[1] * _LINE_PIXELS / part.shape[0])
    return resized(part, min(_LONGEST_LINE_PIXELS, max(_LINE_PIXELS // 3, wanted)), _LINE_PIXELS)


def _read(crop: np.ndarray) -> tuple[str, float]:
    """The text of a line: the likeliest class at each step, repeats as one; and the mean of how likely these are."""
    steps = _run(_READER, crop[None])[0]
    classes, likely = steps.argmax(axis=1), steps.max(axis=1)
    starts = np.concatenate(([True], classes[1:] != classes[:-1])) & (classes != 0)
    text = "".join(_characters()[number] for number in classes[starts])
    return text.strip(), float(likely[starts].mean()) if starts.any() else 0.0
