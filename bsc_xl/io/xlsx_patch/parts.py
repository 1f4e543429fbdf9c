"""How the parts of a package belong together: relationships of a part, and what type each part has."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property

from bsc_xl.errors import UnreadableInput
from bsc_xl.io.xlsx_patch.markup import quoted
from bsc_xl.io.xlsx_patch.package import Package
from bsc_xl.io.xlsx_patch.spans import Document

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship: its id, the last word of its type (``comments``), and the part that it leads to."""

    id: str
    kind: str
    part: str
    target: str
    external: bool


def rels_part(part: str) -> str:
    """The name of the part that lists the relationships of a part; of the package itself for an empty name."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(package: Package, part: str) -> list[Relation]:
    """The relationships of a part, in their order."""
    listed = rels_part(part)
    if listed not in package:
        return []
    folder = posixpath.dirname(part)
    found = []
    for one in Document(package.read(listed)).root.all("Relationship"):
        target, external = one.attributes.get("Target", ""), one.attributes.get("TargetMode") == "External"
        full = target if external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = one.attributes.get("Type", "").rpartition("/")[2]
        found.append(Relation(one.attributes.get("Id", ""), kind, full, target, external))
    return found


def relate(package: Package, part: str, type_address: str, target_part: str, *, wanted_id: str = "") -> str:
    """Add a relationship from a part to another one; returns its id."""
    listed = rels_part(part)
    taken = {one.id.casefold() for one in relations(package, part)}
    number = len(taken) + 1
    while (new_id := wanted_id or f"rId{number}").casefold() in taken:
        number, wanted_id = number + 1, ""
    target = posixpath.relpath("/" + target_part, "/" + posixpath.dirname(part))
    if listed not in package:
        empty = f'{_DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}"></Relationships>'
        package.add(listed, empty.encode())
    document = Document(package.read(listed))
    prefix = document.prefix(document.root)
    document.append(
        document.root,
        f"<{prefix}Relationship Id={quoted(new_id)} Type={quoted(type_address)} Target={quoted(target)}/>",
    )
    package.replace(listed, document.spliced())
    return new_id


def unrelate(package: Package, part: str, target_part: str) -> None:
    """Take the relationships from a part to another one out."""
    document = Document(package.read(rels_part(part)))
    ids = {one.id for one in relations(package, part) if one.part == target_part and not one.external}
    for one in document.root.all("Relationship"):
        if one.attributes.get("Id") in ids:
            document.replace(one, b"")
    package.replace(rels_part(part), document.spliced())


def declare(package: Package, part: str, content_type: str) -> None:
    """Say which type a new part has."""
    document = Document(package.read(_TYPES))
    prefix = document.prefix(document.root)
    xml = f"<{prefix}Override PartName={quoted('/' + part)} ContentType={quoted(content_type)}/>"
    document.append(document.root, xml)
    package.replace(_TYPES, document.spliced())


def declare_ending(package: Package, ending: str, content_type: str) -> None:
    """Say which type parts with an ending have, unless that is said already."""
    document = Document(package.read(_TYPES))
    defaults = document.root.all("Default")
    if any(one.attributes.get("Extension", "").lower() == ending for one in defaults):
        return
    prefix = document.prefix(document.root)
    xml = f"<{prefix}Default Extension={quoted(ending)} ContentType={quoted(content_type)}/>"
    if document.root.children:
        document.change(document.root.children[0].start, document.root.children[0].start, xml)
    else:
        document.append(document.root, xml)
    package.replace(_TYPES, document.spliced())


def drop_part(package: Package, owner: str, part: str) -> None:
    """Leave a part out, with its relationship and its type."""
    unrelate(package, owner, part)
    document = Document(package.read(_TYPES))
    for one in document.root.all("Override"):
        if one.attributes.get("PartName", "").lstrip("/").casefold() == part.casefold():
            document.replace(one, b"")
    package.replace(_TYPES, document.spliced())
    package.drop(part)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of the workbook: its name, its part, its place among all (from 0), its state and the kind of its part."""

    name: str
    part: str
    index: int
    state: str
    kind: str


class Book:
    """The workbook part of a package: where the sheets are."""

    def __init__(self, package: Package) -> None:
        self.package = package
        starts = [one.part for one in relations(package, "") if one.kind == "officeDocument"]
        if not starts or starts[0] not in package:
            raise UnreadableInput(f"{package.name} is no workbook: it does not say where its sheets are.")
        self.part = starts[0]

    def document(self) -> Document:
        """The workbook part as it is now."""
        return Document(self.package.read(self.part))

    @cached_property
    def sheets(self) -> list[SheetPart]:
        """All sheets in their order."""
        related = {one.id: one for one in relations(self.package, self.part)}
        listed = self.document().root.first("sheets")
        found = []
        for index, sheet in enumerate(listed.all("sheet") if listed else ()):
            ids = [value for name, value in sheet.attributes.items() if name.endswith(" id")]
            relation = related.get(ids[0]) if ids else None
            part, kind = (relation.part, relation.kind) if relation else ("", "")
            state = sheet.attributes.get("state", "visible")
            found.append(SheetPart(sheet.attributes.get("name", ""), part, index, state, kind))
        return found

    def sheet(self, name: str) -> SheetPart | None:
        """The sheet with this name, whatever the case of its letters."""
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold()), None)

    def related(self, kind: str) -> str:
        """The part of a kind that belongs to the workbook, such as ``styles``; empty where there is none."""
        parts = [one.part for one in relations(self.package, self.part) if one.kind == kind and not one.external]
        return parts[0] if parts and parts[0] in self.package else ""

    def from_1904(self) -> bool:
        """Whether days are counted from 1904."""
        properties = self.document().root.first("workbookPr")
        return properties is not None and properties.attributes.get("date1904") in ("1", "true")

    def texts(self) -> list[str]:
        """The shared texts; how they are read aloud in Japanese is no part of them."""
        part = self.related("sharedStrings")
        if not part:
            return []
        document = Document(self.package.read(part))
        return [
            "".join(document.text(one) for one in item.walk() if one.name == "t" and _spoken(one))
            for item in document.root.all("si")
        ]


def _spoken(text: object) -> bool:
    return getattr(getattr(text, "parent", None), "name", "") != "rPh"
