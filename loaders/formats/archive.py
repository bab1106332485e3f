"""Zip archives under limits: counted before anything is unpacked, and sizes are counted again while reading."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from graph.errors import DamagedFile, LimitExceeded, ProtectedFile

MAX_MEMBERS = 4_096  # a DOCX has 10 to 500
MAX_DIRECTORY = 1_000_000  # bytes of the archive's table of contents
MAX_PART = 32_000_000  # bytes of one member that is read; the text of a plan takes up to 5 MB of XML
MAX_TOTAL = 1_000_000_000  # bytes that all members claim to unpack to, pictures included
MAX_RATIO = 200  # XML packs 10 to 40 times
_RATIO_FROM = 4_000_000  # below that a ratio does no harm

_END, _END64 = b"PK\x05\x06", b"PK\x06\x06"
_LOCATOR64 = b"PK\x06\x07"
_HEADER = 30  # bytes of a member's own header without its name
_ENCRYPTED = 1
_BROKEN = "the zip archive is truncated or broken"
_AGAIN = "get the file again, or open it in its program and save it anew"


class Archive:
    """A zip archive in memory. Member names are looked up without regard to case; nothing is ever written to disk.

    Raises:
        DamagedFile: no table of contents, or members that overlap.
        LimitExceeded: too many members, or they unpack to too much.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._check_directory(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, EOFError, struct.error) as error:
            raise DamagedFile(_BROKEN, where=name, hint=_AGAIN) from error
        members = self._zip.infolist()
        self._check_members(members)
        self._members: dict[str, list[zipfile.ZipInfo]] = {}
        for member in members:
            self._members.setdefault(_normal(member.filename), []).append(member)

    @property
    def names(self) -> frozenset[str]:
        """Names of all members, in lower case."""
        return frozenset(self._members)

    def read(self, part: str, limit: int = MAX_PART) -> bytes | None:
        """The bytes of a member, None if there is no such member.

        Raises:
            DamagedFile: its bytes are broken, or two members have this name.
            LimitExceeded: it unpacks to more than ``limit`` bytes, or to far more than it takes in the archive.
            ProtectedFile: it is encrypted.
        """
        found = self._members.get(_normal(part), [])
        if not found:
            return None
        if len(found) > 1:
            raise DamagedFile(f"the archive has {len(found)} members named {part}", where=self.name, hint=_AGAIN)
        if found[0].flag_bits & _ENCRYPTED:
            raise ProtectedFile("the archive asks for a password", where=self.name, hint="save it without a password")
        if found[0].compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DamagedFile(f"{part} is packed in a way that Office files are not", where=self.name, hint=_AGAIN)
        try:
            return self._unpack(found[0], limit)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error) as error:
            raise DamagedFile(f"{part} in the archive is broken", where=self.name, hint=_AGAIN) from error

    def _unpack(self, member: zipfile.ZipInfo, limit: int) -> bytes:
        blocks: list[bytes] = []
        size = 0
        with self._zip.open(member) as stream:
            while block := stream.read(1 << 16):
                size += len(block)
                if size > limit:
                    self._refuse(f"{member.filename} unpacks to more than {limit // 1_000_000} MB")
                if size > _RATIO_FROM and size > MAX_RATIO * max(member.compress_size, 1):
                    self._refuse(f"{member.filename} unpacks to more than {MAX_RATIO} times its size")
                blocks.append(block)
        if size != member.file_size:
            raise zipfile.BadZipFile("the size is not the one that was promised")
        return b"".join(blocks)

    def _check_directory(self, data: bytes) -> None:
        """Refuses a huge table of contents before it is read: each entry costs memory, whatever it stands for."""
        count, size = _directory(data)
        if count < 0:
            raise DamagedFile(_BROKEN, where=self.name, hint=_AGAIN)
        if count > MAX_MEMBERS:
            self._refuse(f"the archive has {count:,} members, more than {MAX_MEMBERS:,}")
        if size > MAX_DIRECTORY:
            self._refuse(f"the archive's table of contents is larger than {MAX_DIRECTORY // 1000} KB")

    def _check_members(self, members: list[zipfile.ZipInfo]) -> None:
        if len(members) > MAX_MEMBERS:
            self._refuse(f"the archive has {len(members):,} members, more than {MAX_MEMBERS:,}")
        if sum(member.file_size for member in members) > MAX_TOTAL:
            self._refuse(f"the archive unpacks to more than {MAX_TOTAL // 1_000_000} MB")
        end = 0
        for member in sorted(members, key=lambda m: m.header_offset):
            if member.header_offset < end:
                raise DamagedFile("members of the archive overlap", where=self.name, hint=_AGAIN)
            end = member.header_offset + _HEADER + member.compress_size

    def _refuse(self, what: str) -> None:
        raise LimitExceeded(what, where=self.name, hint="give the plan alone, without what it is packed with")


def _normal(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _directory(data: bytes) -> tuple[int, int]:
    """Entries and bytes of the table of contents, the most that any of its end records says; -1: there is none."""
    at = data.rfind(_END, max(0, len(data) - 22 - (1 << 16)))
    if at < 0 or at + 22 > len(data):
        return -1, 0
    count, size = struct.unpack_from("<HI", data, at + 10)
    if at >= 20 and data.startswith(_LOCATOR64, at - 20):
        (where,) = struct.unpack_from("<Q", data, at - 12)
        # What stands before the archive shifts the record, so that it is also looked for where it ends.
        for record in (where, at - 20 - 56):
            if 0 <= record <= at - 76 and data.startswith(_END64, record):
                many, large = struct.unpack_from("<QQ", data, record + 32)
                count, size = max(many, count % 0xFFFF), max(large, size % 0xFFFFFFFF)  # all ones: see the large record
    return count, size
