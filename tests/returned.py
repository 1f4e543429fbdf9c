"""Workbooks as they come back, for tests of the command line: sound, spoilt in known ways, and no workbooks at all."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from bsc_xl.io.definition.toml import definition_text
from bsc_xl.io.xlsx_patch import edit
from bsc_xl.received.repairs import Repair, SetFormula, SetValue
from tests.rules.harness import Place, Subject, subject
from tests.rules.places import calculated, figures, watched
from tests.rules.small import small_card

_OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504


def sound() -> Subject:
    """The small scorecard's workbook, about which the validator finds nothing."""
    return subject("small native")


def returned(folder: Path, name: str = "Süd Bericht.xlsx", *edits: Repair) -> Path:
    """A copy of the sound workbook, with edits."""
    target = folder / name
    if edits:
        edit(sound().path, target, edits)
    else:
        shutil.copy(sound().path, target)
    return target


def overwritten() -> SetValue:
    """A formula is overwritten with a number."""
    return SetValue(*formula_cell(), 5.0)


def formula_cell() -> Place:
    """A calculated cell that is a number and on which nothing else hangs."""
    sheet = sound().book.sheet("Dashboard")
    assert sheet is not None
    return next(
        place for place in calculated(sound()) if place[0] == "Dashboard" and isinstance(sheet.values[place[1]], float)
    )


def weight() -> tuple[Place, float]:
    """A weight's cell and the weight that was issued."""
    found = watched(sound(), "WGT003", "unit")
    return next((place, issued) for place, issued in found if isinstance(issued, float))


def figure() -> Place:
    """A cell with a reported figure."""
    name, row, column = figures(sound())[3]
    return name, row.refs[column]


def typed_formula() -> SetFormula:
    """A formula stands where a figure belongs."""
    return SetFormula(*figure(), "1+1", 2.0)


def definition(folder: Path) -> Path:
    """The definition that the sound workbook was issued with."""
    path = folder / "definition.toml"
    path.write_text(definition_text(replace(small_card(), actuals=())), encoding="utf-8")
    return path


def hostile(folder: Path) -> list[Path]:
    """Files that are no workbooks, or no whole ones."""
    contents = {
        "truncated.xlsx": sound().path.read_bytes()[:5000],
        "old format.xls": _OLE + "Workbook".encode("utf-16-le") + b"\0" * 2000,
        "secret.xlsx": _OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2000,
        "text.xlsx": b"dear all, please find attached",
        "empty.xlsx": b"",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]
