"""Odd definitions that are sound: the workbook is built and right, with a warning where one is due."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bsc_xl import api
from tests.program import SMALL, Answer, bsc, small

FIXED = ["Start", "Strategy", "Dashboard", "Units", "Initiatives", "Reviews", "SMART", "Checks", "Lists"]
LONG = "Department of everything that has a very long name"


def built(folder: Path, *changes: tuple[str, str], more: str = "") -> tuple[Answer, Path]:
    out = folder / "out.xlsx"
    answer = bsc("build", small(folder, *changes, more=more), "-o", out)
    return answer, out


def sheets(path: Path) -> list[str]:
    book = load_workbook(path, read_only=True)
    try:
        return list(book.sheetnames)
    finally:
        book.close()


def texts(path: Path) -> set[object]:
    """Every value in every cell, as it is stored; a formula shows its own text."""
    book = load_workbook(path)
    return {cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}


def test_weights_that_do_not_sum_to_one(tmp_path: Path) -> None:
    answer, out = built(
        tmp_path,
        ('name = "Financial"', 'name = "Financial"\nweight = 0.5'),
        ('name = "Customer"', 'name = "Customer"\nweight = 0.6'),
    )
    assert answer.code == 0
    assert "overall score 66.4" in answer.out
    assert answer.err.splitlines()[0] == "Noticed in the definition:"
    assert "warning: perspectives[1] (id financial), weight: found sum 1.1; allowed: weights" in answer.err
    assert out.exists()


def test_a_target_on_the_wrong_side_of_the_baseline(tmp_path: Path) -> None:
    answer, out = built(tmp_path, ("target = 200.0", "target = 50.0"))
    assert answer.code == 0
    assert "allowed: a target above the baseline (100). As it stands, it is not scorable." in answer.err
    book = load_workbook(out, data_only=True)
    words = [cell.value for row in book["Corporate"].iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any(word.startswith("not scorable") for word in words)
    row = api.score(tmp_path / "definition.toml").set_index("measure").loc["revenue"]
    assert row["status"].startswith("not scorable")
    assert row["score"] != row["score"]  # no number


SHEET_NAMES = {
    "characters that Excel forbids": ("S/A\\\\L:E[S]*?", "S A L E S"),
    "quotes at the ends": ("'Sales'", "Sales"),
    "line breaks": ("Sa\\nles", "Sa les"),
    "nothing but what is forbidden": ("[]:*?/", "Sheet"),
    "31 characters": (LONG, LONG[:31].strip()),
    "a sheet of the workbook": ("Start", "Start (2)"),
    "the same in other letters": ("start", "start (2)"),
    "the name that Excel keeps for itself": ("History", "History (2)"),
    "a hidden sheet": ("Lists", "Lists (2)"),
    "a perspective": ("Financial", "Financial (2)"),
    "another unit": ("Corporate", "Corporate (2)"),
    "Japanese": ("販売部", "販売部"),
    "Arabic": ("قسم المبيعات", "قسم المبيعات"),
    "Hebrew": ("מכירות", "מכירות"),
    "letters beyond 16 bits": ("🍦" * 20, "🍦" * 15),
    "one letter": ("S", "S"),
    "digits only": ("2026", "2026"),
    "like a cell": ("A1", "A1"),
}


@pytest.mark.parametrize("kind", SHEET_NAMES)
def test_the_name_of_a_unit_becomes_a_sheet_name(kind: str, tmp_path: Path) -> None:
    name, sheet = SHEET_NAMES[kind]
    answer, out = built(tmp_path, ('name = "Sales"', f'name = "{name}"'))
    assert (answer.code, answer.err) == (0, "")
    assert "overall score 65.0" in answer.out
    found = sheets(out)
    assert sheet in found
    assert len({one.casefold() for one in found}) == len(found)
    assert all(len(one.encode("utf-16-le")) <= 62 and not set("[]:*?/\\") & set(one) for one in found)


def test_units_whose_names_differ_only_after_31_characters(tmp_path: Path) -> None:
    _, out = built(tmp_path, ('name = "Corporate"', f'name = "{LONG} A"'), ('name = "Sales"', f'name = "{LONG} B"'))
    mine = [name for name in sheets(out) if name.startswith("Department")]
    assert mine == [LONG[:31].strip(), LONG[:27].strip() + " (2)"]


def test_a_perspective_with_the_name_of_a_sheet(tmp_path: Path) -> None:
    _, out = built(tmp_path, ('name = "Customer"', 'name = "Units"'), ('name = "Sales"', 'name = "UNITS"'))
    assert {"Units", "Units (2)", "UNITS (3)"} <= set(sheets(out))


DANGEROUS = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","click")',
    "+1+1",
    "-1",
    "@SUM(1,1)",
    "<r><t>rich</t></r>",
    "<r></b></r>",
    "&amp;<script>",
    "_x0041_",
    "http://example.org",
    "{=1+1}",
    '"quoted"',
)


@pytest.mark.parametrize("text", DANGEROUS)
def test_formulas_and_markup_typed_into_text_fields_stay_text(text: str, tmp_path: Path) -> None:
    """In the workbook, and in the definition and figures that are written as Excel."""
    quoted = text.replace('"', '\\"')
    path = small(
        tmp_path,
        ('name = "Loyalty"', f'name = "{quoted}"'),
        ('name = "Sales"', f'name = "{quoted}"'),
        ('name = "Earn more"', f'name = "{quoted}"\ndescription = "{quoted}"'),
        ('name = "Financial"', f'name = "{quoted}"'),
        ("actual = 150.0", f'actual = 150.0\nnote = "{quoted}"'),
    )
    answer = bsc("build", path, "-o", tmp_path / "out.xlsx")
    assert (answer.code, answer.err) == (0, "")
    assert bsc("convert", path, tmp_path / "definition.xlsx").code == 0
    assert api.read(tmp_path / "definition.xlsx") == api.read(path)

    calculated = {formula for _, _, formula, _, _ in _layout_cells(path)}
    for name in ("out.xlsx", "definition.xlsx"):
        book = load_workbook(tmp_path / name)
        cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
        here = [cell for cell in cells if cell.value == text and cell.data_type == "s"]
        assert here, name
        formulas = [cell.value for cell in cells if cell.data_type == "f" and isinstance(cell.value, str)]
        assert [formula for formula in formulas if formula.lstrip("=") not in calculated] == [], name


def _layout_cells(path: Path) -> list[tuple[str, str, str, object, object]]:
    from bsc_xl.layout.workbook import workbook_layout

    cells = workbook_layout(api.evaluate(path)).calculated()
    return [(sheet, ref, formula.lstrip("="), value, more) for sheet, ref, formula, value, more in cells]


def test_no_cell_of_a_file_holds_a_command(tmp_path: Path) -> None:
    """Looked for in the XML itself: a text that begins with = stands among the shared texts, never in a formula."""
    command = "=cmd|' /C calc'!A0"
    _, out = built(tmp_path, ('name = "Loyalty"', f'name = "{command}"'), ('name = "Sales"', f'name = "{command}"'))
    with zipfile.ZipFile(out) as parts:
        for name in parts.namelist():
            for formula in re.findall(
                r"<f[ >][^<]*|<formula1>[^<]*|<definedName[^<]*", parts.read(name).decode("utf-8")
            ):
                # As part of a quoted sheet name it is a name.
                assert "calc" not in formula.replace("'=cmd|''  C calc''!A0'!", ""), (name, formula)


def test_one_letter_ids(tmp_path: Path) -> None:
    ids = {"corp": "c", "sales": "s", "revenue": "r", "loyalty": "l", "earn": "e", "please": "p", "customer": "k"}
    answer, out = built(tmp_path, *((f'"{old}"', f'"{new}"') for old, new in ids.items()))
    assert (answer.code, answer.err) == (0, "")
    assert "overall score 65.0" in answer.out
    assert "r" in texts(out)


def test_one_unit_and_no_measure(tmp_path: Path) -> None:
    measures = SMALL[SMALL.index("[[measures") :]
    unit = '[[units]]\nid = "sales"\nname = "Sales"\nparent = "corp"\n'
    answer, out = built(tmp_path, (measures, ""), (unit, ""))
    assert answer.code == 0
    assert " sheets, 0 measures, no overall score (not due: 0% of the weight reported)" in answer.out
    assert set(FIXED) <= set(sheets(out))
    assert api.score(tmp_path / "definition.toml").empty


def test_nothing_reported_yet(tmp_path: Path) -> None:
    actuals = SMALL[SMALL.index("[[actuals") :]
    answer, out = built(tmp_path, (actuals, ""))
    assert (answer.code, answer.err) == (0, "")
    assert "no overall score (insufficient: 0% of the weight reported)" in answer.out
    assert out.exists()
    frame = api.score(tmp_path / "definition.toml")
    assert frame["score"].isna().all()
    assert set(frame["status"]) <= {"missing", "late"}


def test_ten_thousand_measures(tmp_path: Path) -> None:
    head = SMALL[: SMALL.index("[[units")]
    units = "".join(f'[[units]]\nid = "u{n}"\nname = "Unit {n}"\n{_parent(n)}' for n in range(100))
    measures = "".join(
        f'[[measures]]\nid = "m{n}"\nunit = "u{n % 100}"\nobjective = "{"earn" if n % 2 else "please"}"\n'
        f'name = "Measure {n}"\nbaseline = 10.0\ntarget = 20.0\n'
        for n in range(10_000)
    )
    actuals = "".join(f'[[actuals]]\nmeasure = "m{n}"\nperiod = "2026-06"\nactual = 15.0\n' for n in range(10_000))
    path = tmp_path / "big.toml"
    path.write_text(head + units + measures + actuals, encoding="utf-8")
    answer = bsc("build", path, "-o", tmp_path / "big.xlsx")
    assert (answer.code, answer.err) == (0, "")
    assert " sheets, 10,000 measures, overall score 50.0" in answer.out
    book = load_workbook(tmp_path / "big.xlsx", read_only=True)
    assert len(book.sheetnames) > 110
    rows = book["Unit 99"].iter_rows(min_row=7, max_row=106, max_col=1, values_only=True)
    assert all(row[0] for row in rows)
    book.close()
    print(f"10,000 measures: {(tmp_path / 'big.xlsx').stat().st_size / 1e6:.0f} MB; {answer.out.strip()}")


def _parent(number: int) -> str:
    return 'parent = "u0"\n' if number else ""
