"""Reads the part that lists the sheets, the defined names and how the book wants to be calculated."""

from __future__ import annotations

from dataclasses import dataclass

from bsc_xl.io.xlsx_read.limits import Limits
from bsc_xl.io.xlsx_read.tree import Node, tree, truth
from bsc_xl.io.xlsx_read.troubles import SAVE_AGAIN, Troubles, blocked, shown
from bsc_xl.received import Calculation, DefinedName, State

_MATTERS = {"sheets", "sheet", "definedNames", "definedName", "calcPr", "workbookPr"}


@dataclass(frozen=True, slots=True)
class ListedSheet:
    """A sheet in the list: its name, the id of the relationship to its part, and whether people see it."""

    name: str
    relation: str
    state: State


@dataclass(frozen=True, slots=True)
class WorkbookPart:
    """What the part says."""

    sheets: tuple[ListedSheet, ...]
    names: tuple[DefinedName, ...]
    calculation: Calculation
    date1904: bool


def read_workbook_part(content: bytes, part: str, limits: Limits, troubles: Troubles) -> WorkbookPart:
    """Understand the part.

    Raises:
        Blocked: it is broken, or lists no sheets.
    """
    root = tree(content, part, limits)
    if root.name != "workbook":
        raise blocked("PKG001", f"The file holds a {shown(root.name)}, but no workbook.", SAVE_AGAIN, part=part)
    _find_alternatives(root, part, troubles)
    sheets = _sheets(root, part, limits, troubles)
    properties, calculation = root.first("workbookPr"), root.first("calcPr")
    return WorkbookPart(
        sheets=sheets,
        names=_names(root, sheets, part, limits, troubles),
        calculation=Calculation(
            mode=calculation.get("calcMode", "auto"),
            full_on_load=truth(calculation.get("fullCalcOnLoad")),
            iterate=truth(calculation.get("iterate")),
        )
        if calculation
        else Calculation(),
        date1904=truth(properties.get("date1904")) if properties else False,
    )


def _sheets(root: Node, part: str, limits: Limits, troubles: Troubles) -> tuple[ListedSheet, ...]:
    if len(list(root.all("sheets"))) > 1:
        troubles.add("PKG010", "The file lists its sheets twice.", part=part)
    listed = [sheet for sheets in root.all("sheets") for sheet in sheets.all("sheet")]
    if not listed:
        raise blocked("PKG013", "The workbook lists no sheets.", SAVE_AGAIN, part=part)
    if len(listed) > limits.sheets:
        raise blocked("PKG004", f"The workbook has {len(listed):,} sheets.", "Remove what is not needed.", part=part)
    seen: set[str] = set()
    for sheet in listed:
        name = sheet.get("name")
        if name.casefold() in seen:
            troubles.add("PKG010", f"Two sheets are called {shown(name)}.", part=part, sheet=name)
        seen.add(name.casefold())
    return tuple(ListedSheet(sheet.get("name"), sheet.get("id"), _state(sheet)) for sheet in listed)


def _state(sheet: Node) -> State:
    written = sheet.get("state", "visible").strip()
    return next((state for state in State if state.value.casefold() == written.casefold()), State.VISIBLE)


def _names(
    root: Node, sheets: tuple[ListedSheet, ...], part: str, limits: Limits, troubles: Troubles
) -> tuple[DefinedName, ...]:
    listed = [name for names in root.all("definedNames") for name in names.all("definedName")]
    if len(listed) > limits.names:
        raise blocked("PKG004", f"The workbook has {len(listed):,} names.", "Remove what is not needed.", part=part)
    found: dict[tuple[str, str], DefinedName] = {}
    for node in listed:
        place = node.get("localSheetId").strip()
        known = place.isascii() and place.isdigit() and len(place) < 9 and int(place) < len(sheets)
        sheet = sheets[int(place)].name if known else ""
        name = DefinedName(node.get("name"), node.text, sheet, truth(node.get("hidden")))
        key = (name.name.casefold(), sheet.casefold())
        if key in found and found[key] != name:
            troubles.add("PKG010", f"The name {shown(name.name)} is defined twice.", part=part)
        found.setdefault(key, name)
    return tuple(found.values())


def _find_alternatives(root: Node, part: str, troubles: Troubles) -> None:
    for node in root.walk():
        if node.name == "AlternateContent" and any(inner.name in _MATTERS for inner in node.walk()):
            troubles.add("PKG010", "The list of sheets or names stands in the file in two versions.", part=part)
