import dataclasses
import zipfile
from pathlib import Path

import pytest

from assistant.errors import ChecksumError, DownloadError
from assistant.models.wheels import extract_member


def test_only_the_named_member_is_taken_out(wheelhouse, tmp_path: Path) -> None:
    part = wheelhouse.add("made-up", b"0123456789")
    target = tmp_path / "out" / "member"
    target.parent.mkdir()
    extract_member(next(wheelhouse.folder.iterdir()), part, target)
    assert target.read_bytes() == b"0123456789"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(("size_bytes", "error"), [(9, "10 字节"), (11, "10 字节")])
def test_a_member_of_another_size_is_refused_unread(wheelhouse, tmp_path: Path, size_bytes: int, error: str) -> None:
    part = dataclasses.replace(wheelhouse.add("made-up", b"0123456789"), bytes=size_bytes)
    with pytest.raises(ChecksumError, match=error):
        extract_member(next(wheelhouse.folder.iterdir()), part, tmp_path / "member")
    assert not (tmp_path / "member").exists()


def test_a_member_with_another_hash_does_not_stay(wheelhouse, tmp_path: Path) -> None:
    part = dataclasses.replace(wheelhouse.add("made-up", b"0123456789"), sha256="0" * 64)
    with pytest.raises(ChecksumError, match=r"made_up/data/part\.bin 的 SHA-256"):
        extract_member(next(wheelhouse.folder.iterdir()), part, tmp_path / "member")
    assert not (tmp_path / "member").exists()


def test_a_wheel_without_the_member_is_a_download_error(wheelhouse, tmp_path: Path) -> None:
    part = dataclasses.replace(wheelhouse.add("made-up", b"0123456789"), member="made_up/other.bin")
    with pytest.raises(DownloadError, match=r"made_up/other\.bin"):
        extract_member(next(wheelhouse.folder.iterdir()), part, tmp_path / "member")


def test_damaged_wheels_are_download_errors(wheelhouse, tmp_path: Path) -> None:
    part = wheelhouse.add("made-up", bytes(range(256)) * 8)
    wheel = next(wheelhouse.folder.iterdir())
    whole = wheel.read_bytes()
    with zipfile.ZipFile(wheel) as archive:
        inside = archive.getinfo(part.member).header_offset + len(part.member) + 40
    flipped = whole[:inside] + bytes([whole[inside] ^ 0xFF]) + whole[inside + 1 :]
    for damaged in (b"", whole[: len(whole) // 2], flipped):
        wheel.write_bytes(damaged)
        with pytest.raises(DownloadError, match="已损坏"):
            extract_member(wheel, part, tmp_path / "member")
        assert not (tmp_path / "member").exists()
