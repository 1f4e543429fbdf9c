"""Gives sheets other names everywhere: on tabs, in formulas, names, input rules, formats, links, charts, properties."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bsc_xl.io.xlsx_patch.formula_text import with_sheets
from bsc_xl.io.xlsx_patch.markup import content, escaped, quoted, utf8
from bsc_xl.io.xlsx_patch.package import Package
from bsc_xl.io.xlsx_patch.parts import Book, relations
from bsc_xl.io.xlsx_patch.spans import ATTRIBUTE, Document, parser_for, run, splice, tag_end

_FORMULAS = (
    "f formula formula1 formula2 oldFormula definedName calculatedColumnFormula totalsRowFormula "
    "FmlaLink FmlaRange FmlaTxbx FmlaGroup FmlaPict"
)
FORMULAS = frozenset(_FORMULAS.split())
"""Elements whose text is a formula, in any part and namespace."""
# Attributes that are formulas or places, and those that are a sheet's name, by element.
PLACES = {
    "hyperlink": ("location",),
    "sp": ("textlink",),
    "cfvo": ("val",),
    "formControlPr": ("fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaGroup"),
}
NAMES = {"worksheetSource": ("sheet",), "dataRef": ("sheet",), "rangeSet": ("sheet",)}
_NEVER = ("sharedStrings", "styles", "theme", "comments", "threadedComment", "person", "externalLink", "vbaProject")
_Change = tuple[int, int, int, bytes]


def rename_sheets(book: Book, names: Mapping[str, str]) -> None:
    """Rename sheets, all at once, so that two may swap their names.

    Args:
        book: the workbook.
        names: new names by old ones.
    """
    by_old = {old.casefold(): new for old, new in names.items()}

    def name_of(name: str) -> str:
        return by_old.get(name.casefold(), name)

    package = book.package
    for part in package.names():
        if _may_name(part) and part != book.part and _mentions(package, part, names):
            package.replace(part, renamed_part(utf8(package.read(part)), name_of))
        elif part.endswith(".rels"):
            _rename_in_links(package, part, name_of)
    data = renamed_part(utf8(package.read(book.part)), name_of)
    document = Document(data)
    listed = document.root.first("sheets")
    for sheet in listed.all("sheet") if listed else ():
        now = sheet.attributes.get("name", "")
        if name_of(now) != now:
            document.set_attribute(sheet, "name", name_of(now))
    package.replace(book.part, document.spliced())
    _rename_in_properties(package, name_of)


def _may_name(part: str) -> bool:
    folder, _, name = part.rpartition("/")
    kind = folder.rpartition("/")[2]
    return (
        part.endswith((".xml", ".vml"))
        and not name.startswith(_NEVER)
        and kind not in ("externalLinks", "docProps", "")
    )


def _mentions(package: Package, part: str, names: Mapping[str, str]) -> bool:
    """Whether a part may name one of the sheets: one that does not is not read closely."""
    data = utf8(package.read(part)).lower()
    return any(not old.isalnum() or not old.isascii() or old.lower().encode() in data for old in names)


def renamed_part(data: bytes, name_of: Callable[[str], str]) -> bytes:
    """A part (in UTF-8) in which the formulas and places name sheets otherwise."""
    return splice(data, list(_changes(data, name_of)))


def _changes(data: bytes, name_of: Callable[[str], str]) -> Iterator[_Change]:
    changes: list[_Change] = []
    starts: list[int] = []
    parser = parser_for()

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if starts:
            starts[-1] = -1  # it holds another element, such as the formula of a rule for newer programs
        if local in FORMULAS:
            starts.append(parser.CurrentByteIndex)
        keys = PLACES.get(local, ()), NAMES.get(local, ())
        if any(key in attributes for group in keys for key in group):
            changes.extend(_attribute_changes(data, parser.CurrentByteIndex, *keys, name_of))

    def end(name: str) -> None:
        if name.rpartition(" ")[2] not in FORMULAS:
            return
        if (first := starts.pop()) < 0:
            return
        inside, close = tag_end(data, first), parser.CurrentByteIndex
        if b"!" in data[inside:close] and data[close : close + 2] == b"</":
            old = content(data[inside:close])
            if (new := with_sheets(old, name_of)) != old:
                changes.append((inside, close, 0, escaped(new).encode()))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    run(parser, data)
    yield from changes


def _attribute_changes(
    data: bytes, start: int, places: tuple[str, ...], names: tuple[str, ...], name_of: Callable[[str], str]
) -> Iterator[_Change]:
    for found in ATTRIBUTE.finditer(data[start : tag_end(data, start)]):
        key, old = found[1].decode(), content(found[2][1:-1])
        new = with_sheets(old, name_of) if key in places else name_of(old) if key in names else old
        if new != old:
            yield start + found.start(2), start + found.end(2), 0, quoted(new).encode()


def _rename_in_links(package: Package, listed: str, name_of: Callable[[str], str]) -> None:
    """Links of pictures and shapes to a place in the workbook stand among the relationships."""
    if b"#" not in package.read(listed):
        return
    document = Document(package.read(listed))
    for one in document.root.all("Relationship"):
        target = one.attributes.get("Target", "")
        if target.startswith("#") and (new := "#" + with_sheets(target[1:], name_of)) != target:
            document.set_attribute(one, "Target", new)
    package.replace(listed, document.spliced())


def _rename_in_properties(package: Package, name_of: Callable[[str], str]) -> None:
    """The list of sheets and of named ranges among the properties of the document."""
    parts = [one.part for one in relations(package, "") if one.kind == "extended-properties"]
    if not parts or parts[0] not in package:
        return
    document = Document(package.read(parts[0]))
    titles = document.root.first("TitlesOfParts")
    for one in titles.walk() if titles else ():
        if one.name == "lpstr":
            old = document.text(one)
            new = name_of(old) if "!" not in old else with_sheets(old, name_of)
            if new != old:
                document.set_text(one, escaped(new))
    package.replace(parts[0], document.spliced())
