"""Writes compound files (OLE) for tests: the container of Office 97 to 2003, of WPS, and of encrypted DOCX."""

from __future__ import annotations

import struct

_SECTOR = 512
_END, _FAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def ole(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams, each padded to at least 4,096 bytes; up to 60,000 bytes in all."""
    contents = {name: data.ljust(4096, b"\x00") for name, data in streams.items()}
    table = [_FAT]
    entries = [_entry("Root Entry", 5, _END, 0)]
    sectors: list[bytes] = []
    for name, data in contents.items():
        first = len(table)
        entries.append(_entry(name, 2, first, len(data)))
        pieces = [data[at : at + _SECTOR].ljust(_SECTOR, b"\x00") for at in range(0, len(data), _SECTOR)]
        sectors += pieces
        table += [*range(first + 1, first + len(pieces)), _END]
    directory = len(table)
    listing = b"".join(entries).ljust(-(-len(entries) // 4) * _SECTOR, b"\x00")
    table += [*range(directory + 1, directory + len(listing) // _SECTOR), _END]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, directory, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    fat = struct.pack(f"<{len(table)}I", *table).ljust(_SECTOR, b"\xff")
    return header + fat + b"".join(sectors) + listing


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    encoded = (name + "\x00").encode("utf-16-le")
    return (
        encoded.ljust(64, b"\x00")
        + struct.pack("<HBB", len(encoded), kind, 1)
        + struct.pack("<III", _FREE, _FREE, 1 if kind == 5 else _FREE)
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )


def word_document(*, encrypted: bool = False) -> bytes:
    """A Word 97 file, as far as telling what it is needs one."""
    return ole({"WordDocument": struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x804, 0, 0x0100 if encrypted else 0)})
