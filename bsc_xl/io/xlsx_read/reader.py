"""Reads a workbook that came in: the container, then each part once, then what all of it says together."""

from __future__ import annotations

import gc
import hashlib
from pathlib import Path

from bsc_xl.io.xlsx_read import links
from bsc_xl.io.xlsx_read.container import check_part, check_size, file_content
from bsc_xl.io.xlsx_read.context import Context
from bsc_xl.io.xlsx_read.limits import Limits
from bsc_xl.io.xlsx_read.looks import read_styles
from bsc_xl.io.xlsx_read.macros import macro_digests
from bsc_xl.io.xlsx_read.package import Package
from bsc_xl.io.xlsx_read.part_kinds import (
    OTHER_DOCUMENTS,
    WORKBOOKS,
    active_by_relation,
    active_by_type,
    is_known,
)
from bsc_xl.io.xlsx_read.properties import read_properties
from bsc_xl.io.xlsx_read.relations import TYPES, ContentTypes, Relation, relations
from bsc_xl.io.xlsx_read.sheet_part import read_sheet
from bsc_xl.io.xlsx_read.strings import read_strings
from bsc_xl.io.xlsx_read.troubles import SAVE_AGAIN, Blocked, Troubles, blocked, shown
from bsc_xl.io.xlsx_read.workbook_part import WorkbookPart, read_workbook_part
from bsc_xl.received import Active, ExternalLink, Part, Reading, ReceivedBook, ReceivedSheet, Trouble

_PROPERTIES = ("core-properties", "extended-properties", "custom-properties")


def read_guarded(path: Path, limits: Limits = Limits()) -> Reading:  # noqa: B008  # it is frozen
    """Read a workbook that may be broken or hostile.

    Args:
        path: the file.
        limits: caps on what is read.

    Returns:
        What the file says, and what is wrong with it as a file; without a book where reading would not be safe.

    Raises:
        UnreadableInput: there is no such file, or the system does not let it be read.
    """
    return read_content(file_content(path, limits), path.name, limits)


def read_content(content: bytes, name: str, limits: Limits = Limits()) -> Reading:  # noqa: B008
    """The same for the bytes of a file that has this name."""
    troubles = Troubles(limits.troubles)
    book: ReceivedBook | None = None
    last: tuple[Trouble, ...] = ()
    collects = gc.isenabled()
    gc.disable()  # nothing here refers to itself, and collecting again and again costs a third of the time
    try:
        check_size(content, limits)
        book = _BookReader(content, limits, troubles).book()
    except Blocked as found:
        last = (found.trouble,)
    except MemoryError:
        last = (Trouble("PKG004", "The file needs more memory than this computer gives."),)
    finally:
        if collects:
            gc.enable()
    return Reading(name, len(content), hashlib.sha256(content).hexdigest(), book, (*troubles.all(), *last))


class _BookReader:
    """One package while it is read."""

    def __init__(self, content: bytes, limits: Limits, troubles: Troubles) -> None:
        self._limits = limits
        self._troubles = troubles
        self._package = Package(content, limits)
        self._types = ContentTypes(self._package, limits, troubles)
        self._read: set[str] = {TYPES.casefold()}
        self._relations: dict[str, dict[str, Relation]] = {}
        self._active: dict[Active, None] = {}
        self._links: dict[ExternalLink, None] = {}

    def book(self) -> ReceivedBook:
        """The whole book.

        Raises:
            Blocked: reading on would not be safe.
        """
        main = self._main_part()
        self._follow_relations()
        self._list_parts()
        part = read_workbook_part(self._take(main), main, self._limits, self._troubles)
        context = Context(self._limits, self._troubles, date1904=part.date1904)
        related = self._relations.get(main.casefold(), {})
        styles = self._related(related, "styles")
        cell_styles, context.looks = read_styles(self._take(styles), styles, self._limits) if styles else ((), [])
        strings = self._related(related, "sharedStrings")
        if strings:
            context.texts = read_strings(self._take(strings), strings, self._limits, self._troubles)
        sheets = self._sheets(part, related, context)
        self._outside()
        properties = read_properties(self._package, self._property_parts(), self._limits)
        self._check_rest()
        return ReceivedBook(
            sheets=sheets,
            names=part.names,
            styles=cell_styles,
            looks=tuple(context.looks),
            links=tuple(self._links),
            active=tuple(self._active),
            parts=tuple(Part(name, self._types.of(name), self._package.size(name)) for name in self._package.names()),
            calculation=part.calculation,
            properties=properties,
            date1904=part.date1904,
            macros=self._macros(),
        )

    def _take(self, name: str) -> bytes:
        self._read.add(name.casefold())
        return self._package.read(name)

    def _main_part(self) -> str:
        """The part that makes the package a workbook."""
        for relation in self._relations_of("").values():
            if relation.kind == "officeDocument" and not relation.external and relation.target in self._package:
                name = self._package.name_as_written(relation.target)
                break
        else:
            raise blocked(
                "PKG001", "The file is a package of Office, but says of no part that it is the workbook.", SAVE_AGAIN
            )
        declared = self._types.of(name)
        if declared not in WORKBOOKS:
            what = next((words for mark, words in OTHER_DOCUMENTS.items() if mark in declared), "")
            if what:
                raise blocked("PKG001", f"The file is {what}.", "Save the workbook as .xlsx and send that.")
            words = f"The workbook's own part has the type {shown(declared) or 'nothing'}; some programs refuse that."
            self._troubles.add("PKG010", words, part=name)
        return name

    def _relations_of(self, part: str) -> dict[str, Relation]:
        key = part.casefold()
        if key not in self._relations:
            self._relations[key] = dict(relations(self._package, part, self._limits, self._troubles))
            folder, _, name = key.rpartition("/")
            self._read.add(f"{folder}/_rels/{name}.rels".lstrip("/"))
        return self._relations[key]

    def _follow_relations(self) -> None:
        """The relationships of every part, and what can run or reaches outside by them."""
        for name in ["", *self._package.names()]:
            found = self._relations_of(name)
            for relation in found.values():
                kind = active_by_relation(relation.kind)
                if kind and not relation.external and relation.target in self._package:
                    self._add_active(kind, self._package.name_as_written(relation.target))
            for link in links.by_relations(name, found):
                self._links.setdefault(link)

    def _list_parts(self) -> None:
        for name in self._package.names():
            declared = self._types.of(name)
            if kind := active_by_type(declared):
                self._add_active(kind, name)
            if name != TYPES and not is_known(declared):
                kind = shown(declared) or "none"
                words = f"The file has a part {shown(name)} of a kind that workbooks do not have ({kind})."
                self._troubles.add("PKG011", words, part=name)

    def _add_active(self, kind: str, part: str) -> None:
        if any(found.part == part for found in self._active):
            return
        self._active[Active(kind, part)] = None
        if kind != "vba":
            words = f"The file holds something that can run: {kind}."
            self._troubles.add("PKG007", words, part=part)

    def _related(self, related: dict[str, Relation], kind: str) -> str:
        """The part of this kind; empty without one."""
        found = [item for item in related.values() if item.kind == kind and not item.external]
        if len({item.target.casefold() for item in found}) > 1:
            self._troubles.add(
                "PKG010", f"The workbook has two parts of the kind {kind}; programs take one or the other."
            )
        there = [item.target for item in found if item.target in self._package]
        return self._package.name_as_written(there[0]) if there else ""

    def _sheets(self, part: WorkbookPart, related: dict[str, Relation], context: Context) -> tuple[ReceivedSheet, ...]:
        found, used = [], set()
        for listed in part.sheets:
            relation = related.get(listed.relation)
            if relation is None or relation.external or relation.target not in self._package:
                words = f"The sheet {shown(listed.name)} is listed, but the file does not hold it."
                raise blocked("PKG013", words, SAVE_AGAIN)
            name = self._package.name_as_written(relation.target)
            if name in used:
                words = "Two sheets of the list are one and the same part of the file."
                self._troubles.add("PKG010", words, part=name, sheet=listed.name)
            used.add(name)
            found.append(read_sheet(self._take(name), listed, name, context))
            for link in links.in_formulas(found[-1].formulas, name):
                self._links.setdefault(link)
        return tuple(found)

    def _outside(self) -> None:
        """What reaches outside by the parts made for it."""
        for name in self._package.names():
            declared = self._types.of(name)
            if "externalLink+xml" in declared:
                found = links.in_external_part(self._take(name), name, self._limits)
            elif "connections+xml" in declared:
                found = links.in_connections(self._take(name), name, self._limits)
            elif "queryTable+xml" in declared:
                found = iter([links.in_query(self._take(name), name, self._limits)])
            else:
                continue
            for link in found:
                self._links.setdefault(link)

    def _property_parts(self) -> dict[str, str]:
        found = {}
        for relation in self._relations_of("").values():
            if relation.kind in _PROPERTIES and not relation.external and relation.target in self._package:
                found[relation.kind] = self._package.name_as_written(relation.target)
                self._read.add(relation.target.casefold())
        return found

    def _check_rest(self) -> None:
        """Every part is whole, and those of XML are sound, even if nobody asks for them."""
        for name in self._package.names():
            if name.casefold() in self._read:
                continue
            check_part(self._package, name, self._types.of(name), self._limits)

    def _macros(self) -> dict[str, str] | None:
        project = next((found.part for found in self._active if found.kind == "vba"), "")
        return macro_digests(self._take(project)) if project else None
