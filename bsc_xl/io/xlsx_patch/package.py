"""The archive of a workbook: parts that do not change are copied as they are packed, byte for byte, in their order."""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from bsc_xl.errors import UnreadableInput
from bsc_xl.files import replace_file
from bsc_xl.io.preflight import MAX_INFLATED, MAX_PARTS

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_FAR = 0xFFFFFFFF  # the place or size stands elsewhere (ZIP64)
_UTF8 = 1 << 11  # flag: the name is written in UTF-8
_FIRST_DAY = 1 << 5 | 1  # 1 January 1980, as writers without a clock put it
_ZIP64 = 1


@dataclass(slots=True)
class _Member:
    """One entry of the archive: its record in the directory, and where it stands in the source (None: it is new)."""

    name: str
    record: bytes
    span: tuple[int, int] | None
    content: bytes | None = None


class Package:
    """The parts of a workbook by name, without a leading slash; changes are kept until the package is written.

    Raises:
        UnreadableInput: the file is no sound archive, or unpacks to more than a workbook may.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            self._source = path.read_bytes()
            with zipfile.ZipFile(path) as archive:
                infos, directory = archive.infolist(), archive.start_dir
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise UnreadableInput(f"{path.name} cannot be read as a workbook.") from error
        if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_INFLATED:
            raise UnreadableInput(f"{path.name} would unpack to more than a workbook may hold.")
        self._members = _members(self._source, infos, directory, path.name)
        self._by_name = {member.name.casefold(): member for member in self._members}
        self._info = {info.filename.casefold(): info for info in infos}
        self.changed = False

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._by_name

    def names(self) -> list[str]:
        """Names of all parts in their order."""
        return [member.name for member in self._members]

    def read(self, name: str) -> bytes:
        """What a part holds, changes included."""
        member = self._by_name.get(name.casefold())
        if member is None:
            raise UnreadableInput(f"{self.name} is damaged: a part of it, {name}, is missing.")
        if member.content is not None:
            return member.content
        return self._unpacked(name)

    def _unpacked(self, name: str) -> bytes:
        info = self._info[name.casefold()]
        start, end = self._data_span(info)
        packed = self._source[start:end]
        try:
            if info.compress_type == zipfile.ZIP_STORED:
                data = packed
            elif info.compress_type == zipfile.ZIP_DEFLATED:
                data = zlib.decompressobj(-15).decompress(packed, info.file_size + 1)
            else:
                raise UnreadableInput(f"{self.name} is packed in a way that Excel does not use.")
        except zlib.error:
            data = b""
        if info.flag_bits & 1 or len(data) != info.file_size or zlib.crc32(data) != info.CRC:
            raise UnreadableInput(f"{self.name} is damaged: its part {name} cannot be unpacked.")
        return data

    def _data_span(self, info: zipfile.ZipInfo) -> tuple[int, int]:
        start = info.header_offset
        if self._source[start : start + 4] != b"PK\3\4":
            raise UnreadableInput(f"{self.name} is damaged: {info.filename} is not where the archive says.")
        *_, name_length, extra_length = _LOCAL.unpack_from(self._source, start)
        start += _LOCAL.size + name_length + extra_length
        return start, start + info.compress_size

    def replace(self, name: str, data: bytes) -> None:
        """Let a part hold something else; where that is what it holds, nothing changes."""
        member = self._by_name[name.casefold()]
        if data != self.read(name):
            member.content, self.changed = data, True

    def add(self, name: str, data: bytes) -> None:
        """A new part, after all others."""
        member = _Member(name, _new_record(name), None, data)
        self._members.append(member)
        self._by_name[name.casefold()] = member
        self.changed = True

    def drop(self, name: str) -> None:
        """Leave a part out."""
        self._members.remove(self._by_name.pop(name.casefold()))
        self.changed = True

    def free_name(self, pattern: str) -> str:
        """The first name of this pattern, with a number for {}, that no part has."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def write(self, target: Path) -> None:
        """Write the package; one in which nothing changed is the same file, byte for byte."""
        with replace_file(target) as path:
            path.write_bytes(self._packed() if self.changed else self._source)

    def _packed(self) -> bytes:
        pieces: list[bytes] = []
        records: list[bytes] = []
        place = 0
        for member in self._members:
            if member.content is None and member.span is not None:
                piece, record = self._source[slice(*member.span)], _moved(member.record, place)
            else:
                piece, record = _packed(member.record, self.read(member.name), place)
            pieces.append(piece)
            records.append(record)
            place += len(piece)
        directory = b"".join(records)
        count = len(records)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), place, 0)
        return b"".join((*pieces, directory, end))


def _members(source: bytes, infos: list[zipfile.ZipInfo], directory: int, name: str) -> list[_Member]:
    """The entries in the order of the directory."""
    starts = sorted({info.header_offset for info in infos})
    followers = dict(zip(starts, [*starts[1:], directory], strict=False))
    members = []
    place = directory
    for info in infos:
        end = followers[info.header_offset]
        if len(starts) != len(infos) or info.header_offset + _LOCAL.size + info.compress_size > end:
            raise UnreadableInput(f"{name} is damaged: parts of it overlap.")
        fields = _CENTRAL.unpack_from(source, place)
        record = source[place : place + _CENTRAL.size + sum(fields[10:13])]
        place += len(record)
        # Where ZIP64 keeps the place in a field of its own, the entry is packed anew.
        members.append(_Member(info.filename, record, None if fields[-1] == _FAR else (info.header_offset, end)))
    return members


def _moved(record: bytes, place: int) -> bytes:
    return record[:42] + struct.pack("<L", place) + record[46:]


def _new_record(name: str) -> bytes:
    encoded = name.encode("utf-8")
    flags = 0 if name.isascii() else _UTF8
    fields = (20, 20, flags, zipfile.ZIP_DEFLATED, 0, _FIRST_DAY, 0, 0, 0, len(encoded), 0, 0, 0, 0, 0, 0)
    return _CENTRAL.pack(b"PK\1\2", *fields) + encoded


def _packed(record: bytes, data: bytes, place: int) -> tuple[bytes, bytes]:
    """An entry and its record for what a part holds now; name, date, rights and comment stay."""
    _, made, _, flags, _, time, day, _, _, _, names, extras, comments, _, inner, outer, _ = _CENTRAL.unpack_from(record)
    name = record[_CENTRAL.size :][:names]
    extra = _without_zip64(record[_CENTRAL.size + names :][:extras])
    comment = record[_CENTRAL.size + names + extras :][:comments]
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    sizes = zlib.crc32(data), len(packed), len(data)
    flags, method = flags & _UTF8, zipfile.ZIP_DEFLATED
    local = _LOCAL.pack(b"PK\3\4", 20, flags, method, time, day, *sizes, names, 0)
    lengths = names, len(extra), comments
    central = _CENTRAL.pack(b"PK\1\2", made, 20, flags, method, time, day, *sizes, *lengths, 0, inner, outer, place)
    return local + name + packed, central + name + extra + comment


def _without_zip64(extra: bytes) -> bytes:
    kept, place = b"", 0
    while place + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, place)
        if kind != _ZIP64:
            kept += extra[place : place + 4 + size]
        place += 4 + size
    return kept
