"""Reads the table of contents of a zip archive, and refuses one that two programs could understand differently.

Written out here because `zipfile` reads the whole directory into memory before anything can be counted, ignores the
headers beside the members, and forgives what a strict program does not.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from bsc_xl.io.xlsx_read.limits import Limits
from bsc_xl.io.xlsx_read.troubles import SAVE_AGAIN, Blocked, blocked, shown

_END = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_FULL = 0xFFFFFFFF
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_SIZES_FOLLOW = 0x8
_UTF8 = 0x800
_AES = 99
_SYMLINK = 0o120000


@dataclass(frozen=True, slots=True)
class Member:
    """One member as the directory describes it, its data checked to lie where it says; sizes in bytes."""

    name: str
    packed: int
    unpacked: int
    crc: int
    deflated: bool
    start: int


@dataclass(frozen=True, slots=True)
class _Entry:
    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    unpacked: int
    offset: int
    attributes: int


def members(content: bytes, limits: Limits) -> list[Member]:
    """The members of an archive in the order of its directory.

    Raises:
        Blocked: the archive is damaged, encrypted, unsafe or ambiguous (PKG001 to PKG006).
    """
    start, end, count = _directory(content)
    if count > limits.parts:
        raise _too_many(limits)
    entries = []
    for entry in _entries(content, start, end):
        entries.append(entry)
        if len(entries) > limits.parts:
            raise _too_many(limits)
    if len(entries) != count:
        raise _ambiguous("its table of contents has another number of parts than it says")
    for entry in entries:
        _check_packing(entry)
    _check_names(entries)
    found = [_member(content, entry) for entry in entries]
    _check_places(found, entries, start)
    return found


def _directory(content: bytes) -> tuple[int, int, int]:
    """Begin and end of the directory, and how many entries it claims."""
    at = content.rfind(b"PK\x05\x06", max(0, len(content) - _END.size - 0xFFFF))
    if at < 0 or at + _END.size > len(content):
        raise _damaged("its end is missing, so it was not sent or saved completely")
    _, disk, first_disk, here, count, size, offset, comment = _END.unpack_from(content, at)
    if at + _END.size + comment != len(content):
        raise _ambiguous("something is attached behind its end")
    if disk or first_disk or here != count:
        raise _damaged("it is one of several volumes")
    end = at
    if _FULL in (size, offset) or count == 0xFFFF:
        end, count, size, offset = _directory64(content, at, (count, size, offset))
    if offset + size != end:
        raise _ambiguous("its table of contents is not where it says")
    return offset, end, count


def _directory64(content: bytes, at: int, short: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """The same from the record for large archives; every field says what the short record says, or is left to it."""
    locator = at - _END64_LOCATOR.size
    if locator < 0 or content[locator : locator + 4] != b"PK\x06\x07":
        return at, *short
    _, _, place, _ = _END64_LOCATOR.unpack_from(content, locator)
    if place + _END64.size > locator or content[place : place + 4] != b"PK\x06\x06":
        raise _damaged("its table of contents cannot be found")
    _, length, _, _, disk, first_disk, here, count, size, offset = _END64.unpack_from(content, place)
    if disk or first_disk or here != count or place + 12 + length != locator:
        raise _damaged("its table of contents is broken")
    for said, full, value in zip(short, (0xFFFF, _FULL, _FULL), (count, size, offset), strict=True):
        if said not in (full, value):
            raise _ambiguous("it has two tables of contents that differ")
    return place, count, size, offset


def _entries(content: bytes, at: int, end: int) -> Iterator[_Entry]:
    while at < end:
        if at + _ENTRY.size > end or content[at : at + 4] != b"PK\x01\x02":
            raise _damaged("its table of contents is broken")
        fields = _ENTRY.unpack_from(content, at)
        _, _, _, flags, method, _, _, crc, packed, unpacked, length, extra, comment, disk, _, attributes, offset = (
            fields
        )
        name_at = at + _ENTRY.size
        extra_at = name_at + length
        at = extra_at + extra + comment
        if at > end or disk not in (0, 0xFFFF):
            raise _damaged("its table of contents is broken")
        more = content[extra_at : extra_at + extra]
        unpacked, packed, offset = _long_fields(more, (unpacked, packed, offset))
        yield _Entry(content[name_at:extra_at], flags, method, crc, packed, unpacked, offset, attributes >> 16)


def _long_fields(extra: bytes, fields: tuple[int, int, int]) -> tuple[int, int, int]:
    """Sizes and offset, those that did not fit from the extra field for large archives."""
    if _FULL not in fields:
        return fields
    at, long = 0, b""
    while at + 4 <= len(extra):
        tag, length = struct.unpack_from("<2H", extra, at)
        if tag == 1:
            long = extra[at + 4 : at + 4 + length]
            break
        at += 4 + length
    taken, whole = 0, []
    for field in fields:
        if field == _FULL and len(long) >= taken + 8:
            field = int.from_bytes(long[taken : taken + 8], "little")  # noqa: PLW2901
            taken += 8
        whole.append(field)
    return whole[0], whole[1], whole[2]


def _check_packing(entry: _Entry) -> None:
    if entry.flags & _ENCRYPTED or entry.method == _AES:
        remedy = "Remove the password from the file and send it again."
        raise blocked("PKG002", "The file is a zip archive encrypted with a password.", remedy)
    if entry.method not in (_STORED, _DEFLATED):
        raise blocked("PKG001", "The file is packed in a way that Excel does not use.", SAVE_AGAIN)
    if entry.attributes & 0o170000 == _SYMLINK:
        raise _unsafe(f"a part of it is a link to another file ({_name(entry)})")


def _check_names(entries: list[_Entry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = _decoded(entry)
        plain = name.replace("\\", "/")
        steps = plain.rstrip("/").split("/")
        if plain.startswith("/") or ":" in name or "\0" in name or ".." in steps or "." in steps or "" in steps:
            raise _unsafe(f"a part of it points outside the file, or has a name that no part may have ({_name(entry)})")
        if "\\" in name:
            raise _unsafe(f"the name of a part is written with backslashes ({_name(entry)})")
        key = plain.casefold()
        if key in seen:
            raise _unsafe(f"two parts of it have one name ({_name(entry)})")
        seen.add(key)


def _member(content: bytes, entry: _Entry) -> Member:
    """The member, after comparing it with the header that stands before its data."""
    at = entry.offset
    if at + _LOCAL.size > len(content) or content[at : at + 4] != b"PK\x03\x04":
        raise _damaged(f"the part {_name(entry)} is not where the table of contents says")
    _, _, flags, method, _, _, crc, packed, unpacked, length, extra = _LOCAL.unpack_from(content, at)
    name_at = at + _LOCAL.size
    start = name_at + length + extra
    if start + entry.packed > len(content):
        raise _damaged(f"the part {_name(entry)} is cut off")
    if flags & _ENCRYPTED:
        raise blocked("PKG002", "The file is a zip archive encrypted with a password.")
    if content[name_at : name_at + length] != entry.name or method != entry.method:
        raise _ambiguous(f"the part {_name(entry)} has another name or form in the table of contents")
    unpacked, packed, _ = _long_fields(content[name_at + length : start], (unpacked, packed, 0))
    said = (crc, packed, unpacked)
    if said != (entry.crc, entry.packed, entry.unpacked) and not (flags & _SIZES_FOLLOW and not any(said)):
        # Some writers leave a size of their own beside the mark that sizes follow; only zeros are of no meaning.
        raise _ambiguous(f"the part {_name(entry)} has another size in the table of contents")
    return Member(_decoded(entry), entry.packed, entry.unpacked, entry.crc, entry.method == _DEFLATED, start)


def _check_places(found: list[Member], entries: list[_Entry], directory: int) -> None:
    """No two members share bytes, none reaches into the directory, and nothing stands before the first."""
    places = sorted((entry.offset, member.start + member.packed) for entry, member in zip(entries, found, strict=True))
    if places and places[0][0]:
        raise _ambiguous("something is attached before its beginning")
    before = 0
    for start, end in places:
        if start < before:
            raise _unsafe("parts of it lie upon one another")
        before = end
    if before > directory:
        raise _unsafe("parts of it lie upon its table of contents")


def _decoded(entry: _Entry) -> str:
    if entry.flags & _UTF8:
        return entry.name.decode("utf-8", "backslashreplace").replace("\\x", "%")
    return entry.name.decode("cp437")


def _name(entry: _Entry) -> str:
    return shown(_decoded(entry))


def _too_many(limits: Limits) -> Blocked:
    return blocked(
        "PKG004", f"The file has more than {limits.parts:,} parts; a workbook has a few hundred at most.", SAVE_AGAIN
    )


def _damaged(why: str) -> Blocked:
    return blocked(
        "PKG003",
        f"The file is damaged: {why}.",
        "Ask for it again, or open it in Excel, let it repair the file and save it.",
    )


def _unsafe(why: str) -> Blocked:
    return blocked("PKG006", f"The file is unsafe: {why}.", SAVE_AGAIN)


def _ambiguous(why: str) -> Blocked:
    return blocked("PKG006", f"The file can be read in two ways: {why}.", SAVE_AGAIN)
