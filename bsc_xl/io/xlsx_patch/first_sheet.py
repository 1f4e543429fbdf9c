"""Puts a sheet before all others and keeps right whatever counts sheets: names, the open tab, the list of titles."""

from __future__ import annotations

from bsc_xl.io.xlsx_patch.markup import escaped, quoted
from bsc_xl.io.xlsx_patch.package import Package
from bsc_xl.io.xlsx_patch.parts import Book, relations
from bsc_xl.io.xlsx_patch.sheet_frame import BOOK_ORDER, put_in
from bsc_xl.io.xlsx_patch.spans import Document, Element
from bsc_xl.io.xlsx_patch.tabs import select_tab


def put_first(book: Book, name: str, relation_id: str, relations_space: str, local_names: dict[str, str]) -> None:
    """List a sheet first in the workbook and open the workbook there.

    Args:
        book: the workbook.
        name: of the sheet.
        relation_id: of the relationship from the workbook to the sheet's part.
        relations_space: the namespace of that id.
        local_names: names that are limited to the sheet, with what they stand for; those of filters are hidden.
    """
    for sheet in book.sheets:
        if sheet.part in book.package and b"tabSelected" in book.package.read(sheet.part)[:20_000]:
            select_tab(book.package, sheet.part, selected=False)
    document = book.document()
    _list(document, name, relation_id, relations_space)
    _count_on(document)
    _name(document, local_names)
    book.package.replace(book.part, document.spliced())
    _title(book.package, name, [sheet.name for sheet in book.sheets])


def _list(document: Document, name: str, relation_id: str, space: str) -> None:
    listed = document.root.first("sheets")
    if listed is None:
        return
    numbers = [int(one.attributes.get("sheetId", "0")) for one in listed.all("sheet")]
    prefix = document.prefix(document.root)
    known = document.prefixes.get(space, "")
    declared = "" if known else f" xmlns:r={quoted(space)}"
    xml = (
        f'<{prefix}sheet name={quoted(name)} sheetId="{max(numbers, default=0) + 1}"{declared} '
        f"{known or 'r'}:id={quoted(relation_id)}/>"
    )
    document.change(listed.inside, listed.inside, xml)


def _count_on(document: Document) -> None:
    """All other sheets stand one further back now."""
    views = document.root.first("bookViews")
    for number, view in enumerate(views.all("workbookView") if views else ()):
        active = int(view.attributes.get("activeTab", "0"))
        document.set_attribute(view, "activeTab", str(active + 1) if number else None)
        if "firstSheet" in view.attributes:
            document.set_attribute(view, "firstSheet", None)
    names = document.root.first("definedNames")
    for one in names.all("definedName") if names else ():
        if "localSheetId" in one.attributes:
            document.set_attribute(one, "localSheetId", str(int(one.attributes["localSheetId"]) + 1))


def _name(document: Document, local_names: dict[str, str]) -> None:
    prefix = document.prefix(document.root)
    tag = f"{prefix}definedName"
    xml = "".join(
        f'<{tag} name={quoted(name)} localSheetId="0"{_hidden(name)}>{escaped(place)}</{tag}>'
        for name, place in local_names.items()
    )
    names = document.root.first("definedNames")
    if names is None:
        put_in(document, "definedNames", f"<{prefix}definedNames>{xml}</{prefix}definedNames>", BOOK_ORDER)
    elif names.empty:
        document.append(names, xml)
    else:
        document.change(names.inside, names.inside, xml)


def _hidden(name: str) -> str:
    return ' hidden="1"' if name == "_xlnm._FilterDatabase" else ""


def _title(package: Package, name: str, others: list[str]) -> None:
    """The list of titles among the document's properties; where it is not as Excel writes it, it is left alone."""
    parts = [one.part for one in relations(package, "") if one.kind == "extended-properties"]
    if not parts or parts[0] not in package:
        return
    document = Document(package.read(parts[0]))
    titles, pairs = _vector(document, "TitlesOfParts"), _vector(document, "HeadingPairs")
    first = titles.children[0] if titles and titles.children else None
    if titles is None or pairs is None or first is None or document.text(first) not in others:
        return
    counts = [one for one in pairs.walk() if one.name == "i4"]
    if not counts or not document.text(counts[0]).strip().isdigit():
        return
    document.set_text(counts[0], str(int(document.text(counts[0])) + 1))
    document.set_attribute(titles, "size", str(len(titles.children) + 1))
    tag = f"{document.prefix(first)}lpstr"
    document.change(first.start, first.start, f"<{tag}>{escaped(name)}</{tag}>")
    package.replace(parts[0], document.spliced())


def _vector(document: Document, name: str) -> Element | None:
    found = document.root.first(name)
    return found.first("vector") if found else None
