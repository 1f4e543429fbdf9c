"""Reads what a workbook's file says of its cells: values as stored, and which cells formulas or array formulas fill."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from bsc_xl.errors import UnreadableInput
from bsc_xl.layout.addresses import cell, column_number

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CORNER = re.compile(r"\$?([A-Z]+)\$?(\d+)")

_CELL = re.compile(rb'<c r="([A-Z]+\d+)"( s="\d+")?[^>/]*>(?:(?!</c>).)*</c>', re.DOTALL)

Place = tuple[str, str]
"""Name of a sheet, and the address of a cell on it without dollars."""


@dataclass(frozen=True, slots=True)
class StoredCell:
    """A cell as the file has it.

    value: number (dates as serial numbers), text or truth value; None where nothing is stored. error: an error value
    such as `#NAME?`, else empty. formula: its text, else empty. block: the cells that its array formula fills.
    """

    value: float | str | bool | None = None
    error: str = ""
    formula: str = ""
    block: str = ""


@dataclass(frozen=True)
class StoredCells:
    """All cells of a workbook that hold anything, its sheets in order, and what its defined names stand for."""

    sheets: tuple[str, ...]
    cells: dict[Place, StoredCell]
    names: dict[str, str]

    def calculated(self) -> dict[Place, StoredCell]:
        """The cells with a formula and those that another one's array formula fills, sheet by sheet."""
        found: dict[Place, StoredCell] = {}
        for (sheet, ref), stored in self.cells.items():
            if stored.formula:
                found[sheet, ref] = stored
            for other in cells_of(stored.block):
                if other != ref:
                    found[sheet, other] = self.cells.get((sheet, other), StoredCell())
        return found

    def filled(self) -> Iterator[Place]:
        """The cells that the array formula of another one fills."""
        for (sheet, ref), stored in self.cells.items():
            yield from ((sheet, other) for other in cells_of(stored.block) if other != ref)


def stored_cells(path: Path) -> StoredCells:
    """Read the cells of an .xlsx or .xlsm file; raises UnreadableInput if it is none."""
    try:
        with zipfile.ZipFile(path) as parts:
            sheets = dict(_sheets(parts))
            texts, names = _shared_texts(parts), _names(parts)
            cells = {(name, ref): found for name, part in sheets.items() for ref, found in _cells(parts, part, texts)}
    except (OSError, KeyError, ValueError, IndexError, zipfile.BadZipFile, ET.ParseError) as error:
        raise UnreadableInput(f"{path} cannot be read as a workbook.") from error
    return StoredCells(tuple(sheets), cells, names)


def cells_of(block: str) -> Iterator[str]:
    """The addresses in a range such as `A1:B9`; none in an empty text."""
    corners = [(column_number(letters), int(row)) for letters, row in _CORNER.findall(block)]
    if not corners:
        return
    (left, top), (right, bottom) = corners[0], corners[-1]
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            yield cell(row, column)


def without_values(source: Path, target: Path, places: Iterable[Place]) -> None:
    """Copy a workbook with these cells, none of which has a formula, empty."""
    emptied: dict[str, set[str]] = {}
    for sheet, ref in places:
        emptied.setdefault(sheet, set()).add(ref)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        sheets = {part: name for name, part in _sheets(old)}
        for part in old.namelist():
            data, refs = old.read(part), emptied.get(sheets.get(part, ""))
            new.writestr(part, _emptied(data, refs) if refs else data)


def _emptied(xml: bytes, refs: set[str]) -> bytes:
    def empty(match: re.Match[bytes]) -> bytes:
        return b'<c r="' + match[1] + b'"' + (match[2] or b"") + b"/>" if match[1].decode() in refs else match[0]

    return _CELL.sub(empty, xml)


def _sheets(parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Names of the sheets in order, with their parts."""
    related = ET.fromstring(parts.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  # expat limits expansion itself
    targets = {str(item.get("Id")): str(item.get("Target")) for item in related}
    book = ET.fromstring(parts.read("xl/workbook.xml"))  # noqa: S314
    for sheet in book.iter(_MAIN + "sheet"):
        target = targets[str(sheet.get(_RELATION))]
        yield str(sheet.get("name")), posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _names(parts: zipfile.ZipFile) -> dict[str, str]:
    """Defined names in small letters."""
    book = ET.fromstring(parts.read("xl/workbook.xml"))  # noqa: S314
    return {str(name.get("name")).lower(): name.text or "" for name in book.iter(_MAIN + "definedName")}


def _shared_texts(parts: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in parts.namelist():
        return []
    root = ET.fromstring(parts.read("xl/sharedStrings.xml"))  # noqa: S314
    return [_text(item) for item in root.iter(_MAIN + "si")]


def _text(item: ET.Element) -> str:
    """A text with or without runs; how it is read aloud in Japanese is no part of it."""
    runs = [item, *item.iter(_MAIN + "r")]
    return "".join(text.text or "" for run in runs for text in run.findall(_MAIN + "t"))


def _cells(parts: zipfile.ZipFile, part: str, texts: list[str]) -> Iterator[tuple[str, StoredCell]]:
    with parts.open(part) as file:
        for _, node in ET.iterparse(file):  # noqa: S314
            if node.tag == _MAIN + "row":
                for found in node.findall(_MAIN + "c"):
                    stored = _stored(found, texts)
                    if stored != StoredCell():
                        yield str(found.get("r")), stored
                node.clear()


def _stored(node: ET.Element, texts: list[str]) -> StoredCell:
    kind, formula = node.get("t", "n"), node.find(_MAIN + "f")
    written = node.findtext(_MAIN + "v")
    error = (written or "#VALUE!") if kind == "e" else ""
    said, block = "", ""
    if formula is not None:
        said = formula.text or "="  # the followers of a shared formula have no text of their own
        block = str(formula.get("ref", "")) if formula.get("t") == "array" else ""
    inline = node.find(_MAIN + "is")
    if inline is not None:
        return StoredCell(_text(inline), error, said, block)
    return StoredCell(None if error else _value(kind, written, texts), error, said, block)


def _value(kind: str, written: str | None, texts: list[str]) -> float | str | bool | None:
    if kind == "str":
        return written or ""
    if not written:
        return None
    if kind == "s":
        return texts[int(written)]
    if kind == "b":
        return written == "1"
    return float(written) if kind == "n" else written
