"""Old Office files made for the tests: just enough of a compound file ([MS-CFB], version 3) to hold streams."""

import struct

_SECTOR = 512
_SMALLEST = 4096
_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def compound_file(streams: dict[str, bytes], storages: tuple[str, ...] = ()) -> bytes:
    """A compound file with these streams and empty storages at its root; small streams are filled up with zeros."""
    entries = [("Root Entry", _ROOT, b"")]
    entries += [(name, _STREAM, data.ljust(_SMALLEST, b"\x00")) for name, data in streams.items()]
    entries += [(name, _STORAGE, b"") for name in storages]
    directory_sectors = -(-len(entries) // 4)
    fat = [_FAT, *range(2, directory_sectors + 1), _END]
    body, directory = b"", b""
    for number, (name, kind, data) in enumerate(entries):
        start = _END
        if data:
            start, count = len(fat), -(-len(data) // _SECTOR)
            fat += [*range(start + 1, start + count), _END]
            body += data.ljust(count * _SECTOR, b"\x00")
        sibling = number + 1 if 0 < number < len(entries) - 1 else _NONE
        child = 1 if kind == _ROOT and len(entries) > 1 else _NONE
        directory += _entry(name, kind, sibling, child, start, len(data))
    directory = directory.ljust(directory_sectors * _SECTOR, b"\x00")
    table = struct.pack(f"<{len(fat)}L", *fat).ljust(_SECTOR, b"\xff")
    return _header() + table + directory + body


def word_file(flags: int = 0, storages: tuple[str, ...] = (), **streams: bytes) -> bytes:
    """The outside of a Word document, with the flags of its header."""
    head = struct.pack("<HHHHHH", 0xA5EC, 0x00C1, 0, 0x0804, 0, flags)
    return compound_file({"WordDocument": head, "1Table": b"", **streams}, storages)


def _header() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<LLLLLLLLL", 0, 1, 1, 0, _SMALLEST, _END, 0, _END, 0)
    return head + struct.pack("<109L", 0, *[_FREE] * 108)


def _entry(name: str, kind: int, sibling: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    text = encoded.ljust(64, b"\x00")
    return text + struct.pack("<HBBLLL36xLQ", len(encoded) + 2, kind, 1, _NONE, sibling, child, start, size)
