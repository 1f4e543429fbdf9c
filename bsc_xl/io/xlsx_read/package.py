"""The parts of a package, unpacked one at a time with every byte counted and every checksum compared."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from bsc_xl.io.xlsx_read.directory import Member, members
from bsc_xl.io.xlsx_read.kinds import not_a_workbook, not_a_zip
from bsc_xl.io.xlsx_read.limits import Limits
from bsc_xl.io.xlsx_read.troubles import Blocked, blocked, shown

_PIECE = 1 << 20


class Package:
    """A zip archive in memory. Parts are found whatever the case of their names, as Excel does.

    Raises:
        Blocked: by the constructor and by every read, with PKG001 to PKG006.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        if trouble := not_a_zip(content):
            raise trouble
        self._content = memoryview(content)
        self._limits = limits
        listed = [member for member in members(content, limits) if not member.name.endswith("/")]
        self._members = {member.name.casefold(): member for member in listed}
        if trouble := not_a_workbook(self._members):
            raise trouble
        said = sum(member.unpacked for member in listed)
        self._check_total(said, sum(member.packed for member in listed))

    def names(self) -> list[str]:
        """Names of all parts, as written, in the order of the directory."""
        return [member.name for member in self._members.values()]

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._members

    def size(self, name: str) -> int:
        """Bytes of a part when unpacked; true once it has been read."""
        return self._members[name.casefold()].unpacked

    def name_as_written(self, name: str) -> str:
        """A part's name as the directory has it."""
        return self._members[name.casefold()].name

    def read(self, name: str) -> bytes:
        """A part, unpacked."""
        member = self._members[name.casefold()]
        if member.unpacked > self._limits.part_bytes:
            raise self._too_large(member.unpacked)
        return b"".join(self._pieces(member, member.unpacked + 1))

    def check(self, name: str) -> None:
        """Unpack a part only to see whether it is whole; nothing is kept."""
        for _ in self._pieces(self._members[name.casefold()], _PIECE):
            pass

    def _pieces(self, member: Member, most: int) -> Iterator[bytes]:
        """The data in pieces of so many bytes; ends with an exception unless size and checksum are as promised."""
        total, crc = 0, 0
        for piece in _unpacked(self._content[member.start : member.start + member.packed], member, most):
            total += len(piece)
            if total > member.unpacked:
                raise blocked(
                    "PKG004",
                    "A part of the file unpacks to more than it says.",
                    "Do not open it; ask where it comes from.",
                    part=member.name,
                )
            crc = zlib.crc32(piece, crc)
            yield piece
        if total != member.unpacked or crc != member.crc:
            raise _broken(member, "its checksum is wrong")

    def _check_total(self, unpacked: int, packed: int) -> None:
        limits = self._limits
        if unpacked > limits.inflated_bytes:
            raise self._too_large(unpacked)
        if unpacked > limits.ratio_from_bytes and unpacked > limits.ratio * packed:
            raise self._too_large(unpacked)

    def _too_large(self, size: int) -> Blocked:
        return blocked(
            "PKG004",
            f"The file would unpack to {size / 1e6:,.0f} MB.",
            "Remove from it what is not needed. If it is small on the disk, do not open it; ask where it comes from.",
        )


def _unpacked(data: memoryview, member: Member, most: int) -> Iterator[bytes]:
    if not member.deflated:
        if member.packed != member.unpacked:
            raise _broken(member, "it has two sizes")
        for at in range(0, len(data), most):
            yield bytes(data[at : at + most])
        return
    engine = zlib.decompressobj(-15)
    rest: bytes | memoryview = data
    try:
        while piece := engine.decompress(rest, most):
            yield piece
            rest = engine.unconsumed_tail
    except zlib.error:
        raise _broken(member, "it cannot be unpacked") from None
    if not engine.eof or engine.unused_data:
        raise _broken(member, "it ends too early or too late")


def _broken(member: Member, why: str) -> Blocked:
    remedy = "Ask for it again, or open it in Excel, let it repair the file and save it."
    return blocked("PKG003", f"The file is damaged in {shown(member.name)}: {why}.", remedy, part=member.name)
