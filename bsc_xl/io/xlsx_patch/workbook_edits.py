"""Edits of the workbook part: sheets shown and hidden, defined names, how the workbook is calculated."""

from __future__ import annotations

from collections.abc import Mapping

from bsc_xl.errors import WrongUsage
from bsc_xl.io.xlsx_patch.markup import escaped, quoted
from bsc_xl.io.xlsx_patch.sheet_frame import BOOK_ORDER, put_in
from bsc_xl.io.xlsx_patch.spans import Document, Element

STATES = {"visible": None, "hidden": "hidden", "veryHidden": "veryHidden"}


def set_states(document: Document, states: Mapping[int, str]) -> tuple[int, int] | None:
    """Show or hide sheets by their places.

    Returns:
        Where the sheet that is open is hidden now: its place, and that of the first one which people see and which is
        open in its stead; else None.

    Raises:
        WrongUsage: a state that there is not, or no sheet would be left to see.
    """
    if unknown := set(states.values()) - set(STATES):
        raise WrongUsage(f"A sheet is visible, hidden or veryHidden, not {min(unknown)}.")
    listed = document.root.first("sheets")
    sheets = listed.all("sheet") if listed else []
    now = [states.get(index, sheet.attributes.get("state", "visible")) for index, sheet in enumerate(sheets)]
    if "visible" not in now:
        raise WrongUsage("At least one sheet of a workbook has to be visible.")
    for index, state in states.items():
        document.set_attribute(sheets[index], "state", STATES[state])
    view = _view(document)
    active = int(view.attributes.get("activeTab", "0")) if view else 0
    if active >= len(now) or now[active] == "visible":
        return None
    instead = now.index("visible")
    if view is not None:
        document.set_attribute(view, "activeTab", str(instead) if instead else None)
    return active, instead


def _view(document: Document) -> Element | None:
    views = document.root.first("bookViews")
    return views.first("workbookView") if views else None


def set_name(document: Document, name: str, refers_to: str) -> tuple[str, str] | None:
    """Let a name of the whole workbook stand for something; returns old and new, None where it is so already."""
    refers_to = refers_to.removeprefix("=")
    listed = document.root.first("definedNames")
    prefix = document.prefix(document.root)
    for one in listed.all("definedName") if listed else ():
        if one.attributes.get("name", "").casefold() == name.casefold() and "localSheetId" not in one.attributes:
            old = document.text(one)
            if old == refers_to:
                return None
            document.set_text(one, escaped(refers_to))
            return old, refers_to
    xml = f"<{prefix}definedName name={quoted(name)}>{escaped(refers_to)}</{prefix}definedName>"
    if listed is not None:
        document.append(listed, xml)
    else:
        put_in(document, "definedNames", f"<{prefix}definedNames>{xml}</{prefix}definedNames>", BOOK_ORDER)
    return "not defined", refers_to


def calculate_automatically(document: Document) -> tuple[str, str] | None:
    """Let the workbook calculate by itself, which it does where it says nothing else; returns old and new."""
    found = document.root.first("calcPr")
    mode = found.attributes.get("calcMode", "auto") if found else "auto"
    if found is None or mode == "auto":
        return None
    document.set_attribute(found, "calcMode", None)
    return f"calculation {mode}", "calculation auto"
