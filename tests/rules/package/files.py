"""PKG001 to PKG013: files that are damaged, dangerous, or say different things to different readers."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace

from bsc_xl.io.xlsx_read.reader import read_content
from bsc_xl.received import ExternalLink, Reading
from tests.rules.harness import Mutation, Spoilt, Subject

Parts = dict[str, bytes]
TAB, BOOK = "xl/worksheets/sheet9.xml", "xl/workbook.xml"
FILE = ("", "")
BOTH = ("demo native", "demo udf", "city native")


def _parts(subject: Subject) -> Parts:
    with zipfile.ZipFile(subject.path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def _packed(parts: Parts) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def _read(subject: Subject, content: bytes) -> Reading:
    return read_content(content, subject.path.name)


def _content(make: Callable[[Subject], bytes]) -> Callable[[Subject], Iterator[Spoilt]]:
    """A file of other bytes, with a finding about the file."""

    def spoil(subject: Subject) -> Iterator[Spoilt]:
        yield Spoilt.at(_read(subject, make(subject)), FILE)

    return spoil


def _part(change: Callable[[Parts], Parts], *places: tuple[str, str]) -> Callable[[Subject], Iterator[Spoilt]]:
    """A package with other parts."""

    def spoil(subject: Subject) -> Iterator[Spoilt]:
        parts = _parts(subject)
        changed = change(dict(parts))
        assert changed != parts, "nothing was changed"
        yield Spoilt.at(_read(subject, _packed(changed)), *(places or (FILE,)))

    return spoil


def _replacing(name: str, old: str, new: str) -> Callable[[Parts], Parts]:
    def change(parts: Parts) -> Parts:
        assert old.encode() in parts[name], f"{old} is not in {name}"
        return parts | {name: parts[name].replace(old.encode(), new.encode(), 1)}

    return change


def _adding(name: str, content: bytes) -> Callable[[Parts], Parts]:
    return lambda parts: parts | {name: content}


OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def _encrypted_flag(subject: Subject) -> bytes:
    """Every part marked as encrypted by the package."""
    content = bytearray(subject.path.read_bytes())
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    at = 0
    while (at := content.find(b"PK\x03\x04", at)) >= 0:
        content[at + 6] |= 1
        at += 4
    return bytes(content)


def _ole(name: str) -> Callable[[Subject], bytes]:
    """The beginning of an old compound file that names a stream."""
    return lambda subject: OLE + bytes(1016) + name.encode("utf-16-le") + bytes(2048)


def _bad_crc(part: int) -> Callable[[Subject], bytes]:
    """Another checksum for one of the parts, in both of its places."""

    def make(subject: Subject) -> bytes:
        content = bytearray(subject.path.read_bytes())
        with zipfile.ZipFile(subject.path) as archive:
            info = archive.infolist()[part]
        for head, offset in ((b"PK\x01\x02", 16), (b"PK\x03\x04", 14)):
            at = 0
            while (at := content.find(head, at)) >= 0:
                if struct.unpack_from("<I", content, at + offset)[0] == info.CRC:
                    struct.pack_into("<I", content, at + offset, info.CRC ^ 0xFFFF)
                at += 4
        return bytes(content)

    return make


def _twice(subject: Subject) -> bytes:
    """One part more, with the name of one that is there."""
    made = io.BytesIO(subject.path.read_bytes())
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(TAB.upper(), b"<x/>")
    return made.getvalue()


def _link(kind: str) -> Callable[[Subject], Iterator[Spoilt]]:
    def spoil(subject: Subject) -> Iterator[Spoilt]:
        link = ExternalLink(kind, "file:///budget.xlsx", "xl/externalLinks/externalLink1.xml")
        book = replace(subject.book, links=(*subject.book.links, link))
        yield Spoilt.at(replace(subject.reading, book=book), FILE)

    return spoil


def _macros(change: Callable[[dict[str, str]], dict[str, str] | None]) -> Callable[[Subject], Iterator[Spoilt]]:
    def spoil(subject: Subject) -> Iterator[Spoilt]:
        book = replace(subject.book, macros=change(dict(subject.book.macros or {})))
        yield Spoilt.at(replace(subject.reading, book=book), FILE)

    return spoil


def _program(name: str) -> Callable[[Subject], Iterator[Spoilt]]:
    def spoil(subject: Subject) -> Iterator[Spoilt]:
        properties = replace(subject.book.properties, application=name)
        yield Spoilt.at(replace(subject.reading, book=replace(subject.book, properties=properties)), FILE)

    return spoil


def _bomb(size: int) -> Callable[[Parts], Parts]:
    return _adding("xl/media/image1.bin", bytes(size))


_VALUE = '<c r="A1" s="1" t="s"><v>1</v>'
_SAME_CELL = '<c r="A1" s="1" t="s"><v>1</v></c><c r="A1" '
_LATE = '<row r="2"/></sheetData>'


def _far(ref: str) -> Callable[[Parts], Parts]:
    """A number far away from everything else."""
    row = ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return _replacing(SMALL, "</sheetData>", f'<row r="{row}"><c r="{ref}"><v>1</v></c></row></sheetData>')


DTD = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'


def _declared(name: str) -> Callable[[Parts], Parts]:
    def change(parts: Parts) -> Parts:
        head, _, rest = parts[name].partition(b"?>")
        return parts | {name: head + b"?>" + DTD.encode() + rest}

    return change


SMALL = "xl/worksheets/sheet2.xml"  # of a large sheet nobody says that a cell is far away


def _cells(change: Callable[[Parts], Parts], ref: str, part: str = TAB) -> Callable[[Subject], Iterator[Spoilt]]:
    """Other cells on a sheet, with a finding at one of them."""

    def spoil(subject: Subject) -> Iterator[Spoilt]:
        reading = _read(subject, _packed(change(_parts(subject))))
        name = next(sheet.name for sheet in subject.book.sheets if sheet.part == part)
        yield Spoilt.at(reading, (name, ref))

    return spoil


MUTATIONS = (
    Mutation("PKG001", "a text file", _content(lambda subject: b"unit,measure\n" * 50), BOTH),
    Mutation("PKG001", "an empty file", _content(lambda subject: b""), BOTH),
    Mutation("PKG001", "an old .xls", _content(_ole("Workbook"))),
    Mutation("PKG001", "an .ods", _content(lambda subject: _packed({"mimetype": b"x", "content.xml": b"<x/>"}))),
    Mutation("PKG002", "a password for opening", _content(_ole("EncryptedPackage")), BOTH),
    Mutation("PKG002", "encrypted parts", _content(_encrypted_flag)),
    Mutation(
        "PKG002", "a password for opening, city", _content(_ole("EncryptionInfo EncryptedPackage")), ("city native",)
    ),
    Mutation("PKG003", "another checksum for the first sheet", _content(_bad_crc(2))),
    Mutation("PKG003", "another checksum for the last part", _content(_bad_crc(-1))),
    Mutation("PKG003", "another checksum in the middle", _content(_bad_crc(12)), BOTH),
    Mutation("PKG004", "a part of zeros", _part(_bomb(900_000_000)), ("demo native",)),
    Mutation(
        "PKG004",
        "ten thousand parts",
        _part(lambda p: p | {f"xl/media/i{n}.png": b"" for n in range(20_000)}),
        ("demo native",),
    ),
    Mutation(
        "PKG004",
        "a sheet of blanks",
        _part(_replacing(TAB, "<sheetData>", "<sheetData>" + " " * 700_000_000)),
        ("demo native",),
    ),
    Mutation("PKG005", "a document type in a sheet", _part(_declared(TAB)), BOTH),
    Mutation("PKG005", "a document type in the workbook", _part(_declared(BOOK))),
    Mutation("PKG005", "a document type in relations", _part(_declared("xl/_rels/workbook.xml.rels"))),
    Mutation("PKG006", "a part outside", _part(_adding("../evil.xml", b"<x/>")), BOTH),
    Mutation("PKG006", "a part from the root", _part(_adding("/etc/x.xml", b"<x/>"))),
    Mutation("PKG006", "a name twice", _content(_twice)),
    Mutation("PKG007", "a module added", _macros(lambda m: m | {"Module1": "0" * 64}), ("demo udf", "city udf")),
    Mutation("PKG007", "a module changed", _macros(lambda m: m | {"bsc_xl_start": "0" * 64}), ("demo udf",)),
    Mutation(
        "PKG007",
        "macros in a workbook without",
        _macros(lambda m: {"Module1": "0" * 64}),
        ("demo native", "city native"),
    ),
    Mutation("PKG008", "another workbook", _link("workbook"), BOTH),
    Mutation("PKG008", "a connection", _link("connection")),
    Mutation("PKG008", "a program by DDE", _link("dde")),
    Mutation("PKG009", "a number in the last cell", _cells(_far("XFD1048576"), "XFD1048576", SMALL)),
    Mutation("PKG009", "a number in the last column", _cells(_far("XFD900"), "XFD900", SMALL)),
    Mutation("PKG009", "a number in the last row", _cells(_far("B1048576"), "B1048576", SMALL)),
    Mutation("PKG010", "a cell twice", _cells(_replacing(TAB, '<c r="A1" ', _SAME_CELL), "A1")),
    Mutation("PKG010", "two equal values in a cell", _cells(_replacing(TAB, _VALUE, _VALUE + "<v>1</v>"), "A1")),
    Mutation("PKG010", "an empty row in the wrong place", _cells(_replacing(TAB, "</sheetData>", _LATE), "A2")),
    Mutation("PKG011", "a binary part", _part(_adding("xl/secret.bin", b"\x00\x01")), ("demo native", "city native")),
    Mutation("PKG011", "a part of another kind", _part(_adding("notes/readme.txt", b"hello"))),
    Mutation("PKG011", "a part beside all folders", _part(_adding("x.dat", b"\x00"))),
    Mutation("PKG012", "saved by Numbers", _program("Numbers"), BOTH),
    Mutation("PKG012", "saved by a library", _program("SheetJS")),
    Mutation("PKG012", "saved by WPS", _program("WPS Office")),
    Mutation("PKG013", "a sheet cut off", _part(lambda p: p | {TAB: p[TAB][: len(p[TAB]) // 2]}), BOTH),
    Mutation("PKG013", "a workbook part cut off", _part(lambda p: p | {BOOK: p[BOOK][:200]})),
    Mutation("PKG013", "an ampersand alone", _part(_replacing(TAB, "<v>1</v>", "<v>1 & 2</v>"))),
)
