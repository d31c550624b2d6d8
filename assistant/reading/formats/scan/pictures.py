"""Pictures as arrays of rows × columns × RGB: opened with care, scaled and turned, and what stands out in them."""

import io
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np

from assistant.errors import DocumentError

_MOST_PIXELS = 100_000_000
_MOST_FRAMES = 500
_MOST_PIXELS_IN_ALL = 2_000_000_000
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF", "MPO")
_WHITE = (255, 255, 255)


def open_pictures(data: bytes, name: str) -> Iterator[np.ndarray]:
    """Yield the pictures of an image file (the pages of a TIFF), upright as the camera noted, on white.

    Of an animation only the first picture counts.

    Raises:
        DocumentError: the file is damaged, of no supported format, or larger than any scan.
    """
    from PIL import Image

    with warnings.catch_warnings():
        # Pillow warns of odd tags and of big pictures; what matters of it is checked here.
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                yield from _frames(image, name)
        except _broken() as error:
            raise DocumentError(f"{name}：图片已损坏或格式不受支持，请重新获取。 The image is damaged.") from error


def _frames(image: Any, name: str) -> Iterator[np.ndarray]:
    count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    if count > _MOST_FRAMES:
        raise DocumentError(
            f"{name}：图片超过 {_MOST_FRAMES} 页，请拆分后重试。 The image has too many pages; split it."
        )
    total = 0
    for number in range(count):
        image.seek(number)
        total += image.width * image.height
        if image.width * image.height > _MOST_PIXELS or total > _MOST_PIXELS_IN_ALL:
            raise DocumentError(
                f"{name}：图片过大（每页上限 {_MOST_PIXELS // 10**6} 百万像素），请缩小后重试。 "
                "The image is too large; scale it down."
            )
        yield _as_array(image)


def _broken() -> tuple[type[BaseException], ...]:
    """What Pillow's decoders raise on damaged files, by their sources."""
    import struct

    from PIL import Image

    return (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, IndexError, struct.error, MemoryError,
            OverflowError, ZeroDivisionError, AttributeError, RuntimeError, Image.DecompressionBombError)  # fmt: skip


def _as_array(image: Any) -> np.ndarray:
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(image)
    if upright.mode in {"I;16", "I;16B", "I;16L", "I"}:
        upright = Image.fromarray((np.asarray(upright) >> 8).astype(np.uint8))
    if "A" in upright.getbands() or "transparency" in upright.info:
        ground = Image.new("RGB", upright.size, _WHITE)
        layer = upright.convert("RGBA")
        ground.paste(layer, mask=layer.getchannel("A"))
        return np.asarray(ground)
    return np.asarray(upright.convert("RGB"))


def resized(picture: np.ndarray, width: int, height: int) -> np.ndarray:
    """Scale a picture."""
    from PIL import Image

    return np.asarray(Image.fromarray(picture).resize((width, height), Image.Resampling.BILINEAR))


def straightened(picture: np.ndarray, slope: float) -> tuple[np.ndarray, tuple[float, float]]:
    """Turn a picture so that lines that run by ``slope`` (radians, downwards) become level.

    Returns it with the offset to add to coordinates along and across the lines.
    """
    from PIL import Image

    height, width = picture.shape[:2]
    cos, sin = np.cos(slope), np.sin(slope)
    corners = np.array([[0, 0], [width, 0], [0, height], [width, height]], dtype=float)
    along, across = corners @ (cos, sin), corners @ (-sin, cos)
    left, top = along.min(), across.min()
    size = (int(np.ceil(along.max() - left)), int(np.ceil(across.max() - top)))
    # From a pixel of the result back to the picture.
    mapping = (cos, -sin, cos * left - sin * top, sin, cos, sin * left + cos * top)
    turned = Image.fromarray(picture).transform(
        size, Image.Transform.AFFINE, mapping, Image.Resampling.BILINEAR, fillcolor=_WHITE
    )
    return np.asarray(turned), (-left, -top)


def shapes(mask: np.ndarray) -> list[tuple[tuple[slice, slice], np.ndarray]]:
    """The connected parts of a mask: the rows and columns that each lies in, and its own mask there."""
    from scipy import ndimage

    labels, _ = ndimage.label(mask, structure=np.ones((3, 3)))
    places = ndimage.find_objects(labels)
    return [(place, labels[place] == number) for number, place in enumerate(places, start=1)]


def level_runs(mask: np.ndarray, length: int, share: float) -> np.ndarray:
    """The mask of level runs of at least ``length`` pixels, of which ``share`` is set in ``mask`` or next to it."""
    from scipy import ndimage

    # A line that is not quite level changes rows.
    thickened = ndimage.maximum_filter1d(mask, 3, axis=0).astype(np.float32)
    middles = ndimage.uniform_filter1d(thickened, length, axis=1, mode="constant") > share
    runs: np.ndarray = ndimage.maximum_filter1d(middles, length, axis=1)
    return runs
