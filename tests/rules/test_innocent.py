"""Nothing that leaves a workbook's meaning alone is called a finding, and what people are to type is none either."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsc_xl.api.validating import Choices, known, validate
from bsc_xl.io.xlsx_read import read_guarded
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.rules.outcome import Verdict
from bsc_xl.rules.submission import DAY_REF, PERIOD_REF
from tests.engines.libreoffice import LibreOffice, recalculate
from tests.rules.harness import Subject, changed, judge, subject
from tests.rules.innocent import KINDS, Innocent, rewritten
from tests.rules.places import figures, spread

LEAST = 40


def test_there_are_enough_kinds() -> None:
    assert len({innocent.kind for innocent in KINDS}) == len(KINDS) >= LEAST


@pytest.mark.parametrize("key", ["demo native", "demo udf"])
def test_a_valid_workbook_yields_nothing(key: str) -> None:
    outcome = validate(subject(key).path)
    assert [(f.code, f.place, f.found) for f in outcome.findings] == []
    assert outcome.verdict is Verdict.CLEAN
    assert outcome.recomputed > 13_000
    assert not outcome.unchecked


@pytest.mark.parametrize("innocent", KINDS, ids=[innocent.kind for innocent in KINDS])
def test_an_innocent_change_yields_nothing(innocent: Innocent, tmp_path: Path) -> None:
    whole = subject("demo native")
    path = rewritten(whole.path, tmp_path / "changed.xlsx", innocent)
    outcome = validate(path)
    assert [(f.code, f.place, f.found) for f in outcome.findings] == []
    assert outcome.verdict is Verdict.CLEAN


def test_the_harness_of_innocent_changes_would_see_a_real_one(tmp_path: Path) -> None:
    whole = subject("demo native")
    guilty = Innocent(
        "a number in a formula",
        lambda parts: (
            parts
            | {"xl/worksheets/sheet9.xml": parts["xl/worksheets/sheet9.xml"].replace(b"<f>G75</f>", b"<f>G75*1.1</f>")}
        ),
    )
    outcome = validate(rewritten(whole.path, tmp_path / "changed.xlsx", guilty))
    assert [finding.code for finding in outcome.findings] == ["FML004"]


@pytest.mark.parametrize("key", ["demo native", "demo udf", "city native"])
def test_figures_that_people_type_yield_nothing(key: str) -> None:
    """A figure near the one before it in the same row, typed and calculated."""
    whole = subject(key)
    for sheet, row, column in spread(figures(whole), 8):
        received = whole.book.sheet(sheet)
        old = received.values[row.refs[column]] if received else 0.0
        assert isinstance(old, float)
        decimals = whole.card.measure_by_id[row.measure].decimals
        reading = changed(whole, {(sheet, row.refs[column]): round(old * 1.004, decimals + 1)})
        news = {(f.code, f.place) for f in judge(reading).findings} - {(f[0], _place(f)) for f in whole.base}
        assert not {code for code, _ in news} & {"FML001", "FML002", "STL001", "STL002", "STR006", "TGT005", "WGT003"}


def _place(key: tuple[str, str, str, str, str]) -> str:
    from bsc_xl.rules.finding import Finding

    return Finding(key[0], key[1], key[2], part=key[4]).place


@pytest.mark.parametrize("step", [-1, -2, -5])
def test_another_report_period_yields_no_talk_of_tampering(step: int) -> None:
    whole = subject("demo native")
    column = (whole.case.submission.column or 1) + step
    period = whole.card.grid.periods[column - 1].id
    outcome = judge(changed(whole, {("Start", PERIOD_REF): period}), Choices(select=("STR", "FML", "STL001", "PRV")))
    assert [(f.code, f.place, f.found) for f in outcome.findings] == []
    assert outcome.period == period


def test_a_report_date_yields_nothing() -> None:
    whole = subject("demo native")
    day = next(v for v in _sheet(whole, "Start").values() if isinstance(v, float) and v > 40_000)
    outcome = judge(changed(whole, {("Start", DAY_REF): day}))
    assert [(f.code, f.place, f.found) for f in outcome.findings] == []


def _sheet(whole: Subject, name: str) -> dict[str, object]:
    received = whole.book.sheet(name)
    return dict(received.values) if received else {}


@pytest.mark.engine
@pytest.mark.parametrize("key", ["demo native", "city native"])
def test_saved_by_libreoffice(key: str, libreoffice: LibreOffice, tmp_path: Path) -> None:
    whole = subject(key)
    path = recalculate(whole.path, tmp_path)
    outcome = judge(read_guarded(path))
    base = {(f[0], _place(f)) for f in whole.base}
    assert [(f.code, f.place, f.found) for f in outcome.findings if (f.code, f.place) not in base] == []


@pytest.mark.parametrize("key", ["demo native", "demo udf"])
def test_saved_by_openpyxl_only_lacks_values(key: str, tmp_path: Path) -> None:
    import openpyxl

    whole = subject(key)
    path = tmp_path / whole.path.name
    book = openpyxl.load_workbook(whole.path, keep_vba=whole.path.suffix == ".xlsm")
    book.save(path)
    outcome = judge(read_guarded(path))
    assert {finding.code for finding in outcome.findings} == {"STL002"}


def test_filled_in_by_openpyxl(tmp_path: Path) -> None:
    """The figures of another period typed by a program: results are computed from them all the same."""
    import openpyxl

    whole = subject("demo native")
    sheet, row, column = figures(whole)[5]
    received = whole.book.sheet(sheet)
    old = received.values[row.refs[column]] if received else 0.0
    assert isinstance(old, float)
    book = openpyxl.load_workbook(whole.path)
    book[sheet][row.refs[column]] = round(old * 1.004, 2)
    path = tmp_path / "filled.xlsx"
    book.save(path)
    reading = read_guarded(path)
    assert {finding.code for finding in judge(reading).findings} <= {"STL002", "UNT008"}
    entries = known(reading, Choices()).submission.entries.values
    assert entries[row.measure][column] == round(old * 1.004, 2)


@pytest.mark.parametrize("key", ["demo native", "demo udf", "city native"])
def test_values_alone_are_those_of_the_whole_layout(key: str) -> None:
    """The validator leaves out of the layout what it does not compare; what it compares must not change by that."""
    case = subject(key).case
    issued = case.issued
    assert issued is not None
    rows = issued.form.sheets["Reviews"].sheet.table("reviews").rows
    whole = workbook_layout(
        case.evaluation, case.submission.report_day, issued.flavour, "", issued.needs, review_rows=rows
    )
    wanted = {sheet.name: {made.ref: made.value for made in sheet.calculated()} for sheet in whole.sheets}
    wanted = {name: values for name, values in wanted.items() if values}
    for name, values in wanted.items():
        assert case.expected[name] == values
    assert case.expected.keys() == wanted.keys()
