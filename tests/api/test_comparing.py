"""Two workbooks compared: whatever was changed is told, with old, new and effect, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bsc_xl import api
from bsc_xl.api.validating import Choices, known
from bsc_xl.errors import UnreadableInput
from bsc_xl.evaluation.evaluate import Evaluator
from bsc_xl.io.xlsx_patch import edit
from bsc_xl.layout.types import Kind
from bsc_xl.model import Measure, Scorecard
from bsc_xl.received import StoredValue
from bsc_xl.received.repairs import SetFormula, SetValue
from bsc_xl.rules.case import Case
from bsc_xl.rules.comparison import Comparison, Difference, Section, compare
from bsc_xl.rules.comparison import effects as effects_module
from bsc_xl.rules.comparison.figure_words import alike, figure_words
from bsc_xl.rules.finding import Finding
from tests.rules.harness import Place, Subject, built_from, changed, subject, with_sheets
from tests.rules.places import entry_rows
from tests.rules.small import small_card

ROUNDS = range(30)
MOST = 25  # changes a round
Edits = dict[Place, StoredValue | None]


def case(one: Subject, edits: Edits | None = None) -> Case:
    """A workbook with other contents of cells; stored results stay, as they are not looked at."""
    return known(changed(one, edits or {}, recalculated=False), Choices())


def compared(one: Subject, edits: Edits) -> Comparison:
    return compare(one.case, case(one, edits))


def where(place: Place) -> str:
    return Finding("", *place).place


def told(found: Iterable[Difference]) -> dict[str, tuple[object, object]]:
    return {one.place: (one.old_value, one.new_value) for one in found}


def figure_cells(one: Subject) -> list[tuple[Place, Measure]]:
    """Every cell in which a figure may be typed, with its measure."""
    return [
        ((name, ref), one.card.measure_by_id[row.measure])
        for name, row in entry_rows(one)
        for ref, kind in zip(row.refs, row.kinds, strict=True)
        if kind is Kind.INPUT
    ]


def random_figures(one: Subject, dice: random.Random) -> Edits:
    """Some cells with other figures: numbers, labels, codes, blanks."""
    edits: Edits = {}
    for place, _ in dice.sample(figure_cells(one), dice.randint(1, MOST)):
        before = one.book.by_name[place[0].casefold()].values.get(place[1])
        choice: list[StoredValue | None] = [
            round(dice.uniform(-50, 1500), 3),
            "no data",
            "n/a",
            "B",
            None,
            dice.random(),
        ]
        if isinstance(before, float):
            choice += [before * 1.001, before + 1e-9, -before, before / 100, f"{before}"]
        edits[place] = dice.choice([value for value in choice if value != before])
    return edits


# --- figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("round_", ROUNDS)
def test_every_changed_figure_is_told_and_nothing_else(round_: int) -> None:
    one = subject("small native")
    edits = random_figures(one, random.Random(round_))
    found = compared(one, edits)
    wanted = {
        where((sheet, ref)): (one.book.by_name[sheet.casefold()].values.get(ref), value)
        for (sheet, ref), value in edits.items()
    }
    assert told(found.of(Section.FIGURE)) == wanted
    assert {one.section for one in found.differences} == {Section.FIGURE}
    assert not found.same
    assert not found.not_compared
    assert_effects(one, found)


def assert_effects(one: Subject, found: Comparison) -> None:
    """What is said adds up, and each effect is that of a whole new evaluation."""
    evaluation = one.case.evaluation
    base, entries = evaluation.top.rollup.score, one.case.submission.entries
    columns = {place: column for column, place in enumerate(one.card.grid.periods)}
    by_end = {period.end: number for period, number in columns.items()}
    values = {measure: list(row) for measure, row in entries.values.items()}
    assert base is not None
    for change in found.of(Section.FIGURE):
        column = by_end[one.card.calendar.period(change.period).end]
        alone = {**entries.values, change.measure: list(entries.values[change.measure])}
        alone[change.measure][column] = change.new_value
        scored = Evaluator(evaluation.card, replace(entries, values=alone)).at(evaluation.period, evaluation.point.day)
        after = scored.top.rollup.score
        assert after is not None
        assert change.effect == pytest.approx(after - base, abs=1e-9)
        values[change.measure][column] = change.new_value
    together = Evaluator(evaluation.card, replace(entries, values=values)).at(evaluation.period, evaluation.point.day)
    assert found.new.right == pytest.approx(together.top.rollup.score)
    assert found.steps[-1].score == pytest.approx(found.new.right)
    assert sum(step.change or 0.0 for step in found.steps) == pytest.approx((found.new.right or 0.0) - base)


def test_a_report_that_hides_a_change_or_invents_one_is_noticed() -> None:
    """The judgement above can fail."""
    one = subject("small native")
    edits = random_figures(one, random.Random(1))
    found = compared(one, edits)
    assert told(found.of(Section.FIGURE)[1:]) != told(found.of(Section.FIGURE))
    first = found.of(Section.FIGURE)[0]
    wrong = replace(found, differences=(replace(first, effect=(first.effect or 0.0) + 1.0),))
    with pytest.raises(AssertionError):
        assert_effects(one, wrong)


def test_a_workbook_does_not_differ_from_itself_and_not_from_its_other_flavour() -> None:
    for pair in (("small native", "small native"), ("demo native", "demo udf"), ("demo udf", "demo native")):
        found = compare(subject(pair[0]).case, subject(pair[1]).case)
        assert (found.differences, found.not_compared, found.notes) == ((), (), ())
        assert found.same
        assert not found.scores[0].differs


def test_the_last_digits_that_other_programs_lose_are_no_difference() -> None:
    one = subject("small native")
    place, _ = next(found for found in figure_cells(one) if isinstance(_value(one, found[0]), float))
    value = _value(one, place)
    assert isinstance(value, float)
    assert compared(one, {place: float(f"{value:.15g}")}).same
    assert alike(0.1 + 0.2, 0.3)
    assert not alike(0.3, 0.3000000001)
    assert not alike(0.0, 1e-300)


def _value(one: Subject, place: Place) -> StoredValue | None:
    return one.book.by_name[place[0].casefold()].values.get(place[1])


def test_figures_read_as_people_write_them() -> None:
    percent = next(measure for measure in small_card().measures if measure.id == "co.margin")
    money = next(measure for measure in small_card().measures if measure.id == "co.revenue")
    assert figure_words(0.125, 0.5, percent) == ("12.5%", "50.0%")
    assert figure_words(0.1251, 0.1252, percent) == ("12.51%", "12.52%")  # with more digits where they look alike
    assert figure_words(1234.5, None, money) == ("1,234.5", "")
    assert figure_words(93.0, "93", money) == ("93.0", '"93" (text)')
    assert figure_words("n/a", "no data", money) == ("n/a", "no data")


# --- everything else that people type ---------------------------------------------------------------------------------


@pytest.mark.parametrize("round_", range(10))
def test_all_inputs_at_once(round_: int) -> None:
    """Cells of every kind of input are changed; each is told under its heading, with what stands there now."""
    dice, one = random.Random(round_), subject("demo native")
    form = one.case.form
    figures = {place: float(dice.randint(1, 9)) / 7 for place, _ in dice.sample(figure_cells(one), 5)}
    rows = dice.sample(entry_rows(one), 6)
    notes: Edits = {(name, row.note): f"note {dice.random()}" for name, row in rows[:3]}
    days: Edits = {(name, row.as_of): float(dice.randint(40_000, 46_000)) for name, row in rows[3:]}
    reviews, initiatives = form.sheets["Reviews"], form.sheets["Initiatives"]
    review = {("Reviews", reviews.ref("reviews", "action", dice.randint(0, 1))): f"do {dice.random()}"}
    row = dice.randrange(len(one.card.initiatives))
    initiative: Edits = {
        ("Initiatives", initiatives.ref("initiatives", "spent", row)): dice.random(),
        ("Initiatives", initiatives.ref("initiatives", "note", row)): f"later {dice.random()}",
    }
    point: Edits = {("Start", "B4"): "2026-08", ("Start", "B5"): 46_300.0}
    found = compared(one, {**figures, **notes, **days, **review, **initiative, **point})
    places = {section: {change.place for change in found.of(section)} for section in Section}
    assert places[Section.FIGURE] == {where(place) for place in figures}
    assert places[Section.NOTE] == {where(place) for place in (*notes, *days)}
    assert places[Section.INITIATIVE] == {where(place) for place in initiative}
    assert places[Section.POINT] == {"Start!B4", "Start!B5"}
    assert [change.new for change in found.of(Section.REVIEW)] == list(review.values())
    assert {change.new for change in found.of(Section.NOTE) if change.field == "note"} == set(notes.values())
    assert places[Section.DEFINITION] == places[Section.FORM] == set()
    assert found.steps[-1].score == pytest.approx(found.new.right)
    assert [step.what for step in found.steps[1:]] == [
        "at the other report period or date",
        "with all changed figures",
    ]
    assert found.effects_at == "2026-08"


def test_reviews_are_matched_by_measure_and_period_not_by_row() -> None:
    one = subject("demo native")
    sheet = one.case.form.sheets["Reviews"]
    keys = ("measure", "period", "cause", "action", "owner", "due", "done")

    def cells(row: int) -> list[Place]:
        return [("Reviews", sheet.ref("reviews", key, row)) for key in keys]

    swapped: Edits = {place: _value(one, other) for place, other in zip(cells(0), cells(1), strict=True)}
    swapped |= {place: _value(one, other) for place, other in zip(cells(1), cells(0), strict=True)}
    assert compared(one, swapped).same
    gone = compared(one, dict.fromkeys(cells(0)))
    [change] = gone.differences
    assert (change.section, change.new) == (Section.REVIEW, "")
    assert change.old.startswith("cause: ")
    back = compare(case(one, dict.fromkeys(cells(0))), one.case)
    assert [(found.old, found.new) for found in back.differences] == [("", change.old)]


# --- definition -------------------------------------------------------------------------------------------------------


def redefined(**changes: Any) -> Scorecard:
    """The small scorecard with other records of measures by id."""
    card = small_card()
    measures = tuple(replace(measure, **changes.get(measure.id, {})) for measure in card.measures)
    return replace(card, measures=measures)


def test_the_definition_is_told_in_words() -> None:
    card = redefined(
        **{
            "co.margin": {"target": 0.12, "owner": "Chief Accountant"},
            "co.cost": {"weight": 0.35, "name": "Cost of an order"},
            "co.stock": {"high": 32.0},
        }
    )
    card = replace(
        card,
        settings=replace(card.settings, close_days=20),
        vision="Pens.",
        targets=(replace(card.targets[0], target=16.0), *card.targets[1:]),
        links=card.links[1:],
    )
    found = compare(subject("small native").case, built_from(card).case)
    words = {(one.what, one.field): (one.old, one.new) for one in found.of(Section.DEFINITION)}
    assert words == {
        ("measure Operating margin (co.margin)", "target"): ("11.0%", "12.0%"),
        ("measure Operating margin (co.margin)", "owner"): ("Head of Finance", "Chief Accountant"),
        ("measure Cost of an order (co.cost)", "weight"): ("40%", "35%"),
        ("measure Cost of an order (co.cost)", "name"): ("Cost per order", "Cost of an order"),
        ("measure Days of stock (co.stock)", "high"): ("30.0", "32.0"),
        ("target co.training FY2025", "target"): ("17.0", "16.0"),
        ("link learn deliver", "link"): ("there", ""),
        ("setting", "close days"): ("15", "20"),
        ("scorecard", "vision"): ("Every office of the country writes with our pens.", "Pens."),
    }
    assert found.of(Section.FIGURE) == ()
    assert found.steps[-1].what == "with the other definition"
    assert found.steps[-1].score == pytest.approx(found.new.right)


def test_measures_that_only_one_has_are_new_or_gone_and_the_others_are_compared() -> None:
    card = small_card()
    fewer = replace(
        card,
        measures=tuple(measure for measure in card.measures if measure.id != "south.defects"),
        actuals=tuple(
            replace(actual, actual=9.9) if (actual.measure, actual.period) == ("co.cost", "FY2025-Q4") else actual
            for actual in card.actuals
            if actual.measure != "south.defects"
        ),
    )
    whole, less = subject("small native").case, built_from(fewer).case
    found, back = compare(whole, less), compare(less, whole)
    [figure] = found.of(Section.FIGURE)
    assert (figure.measure, figure.period, figure.new) == ("co.cost", "FY2025-Q4", "9.9")
    assert [(one.what, one.old, one.new) for one in found.of(Section.DEFINITION)] == [
        ("measure Defects per thousand orders (south.defects)", "there", "")
    ]
    assert [(one.old, one.new) for one in back.of(Section.DEFINITION)] == [("", "new")]
    assert any("1 measure only in" in note for note in found.notes)


# --- form, and what cannot be compared --------------------------------------------------------------------------------


def test_the_form_is_told_only_where_it_differs() -> None:
    one = subject("small native")
    name, ref = next((sheet.name, ref) for sheet in one.case.form.checked for ref in sheet.formulas)
    formulas: dict[Place, str | None] = {(name, ref): None}
    spoilt = known(changed(one, {(name, ref): 5.0}, formulas=formulas, recalculated=False), Choices())
    [change] = compare(one.case, spoilt).differences
    assert (change.section, change.field, change.place, change.old) == (
        Section.FORM,
        "FML001",
        where((name, ref)),
        "as issued",
    )
    assert compare(spoilt, spoilt).same  # both are spoilt alike: bsc-xl validate is for that
    [undone] = compare(spoilt, one.case).differences
    assert (undone.old, undone.new) == (change.new, "as issued")


def test_tabs_that_are_missing_are_named_and_the_rest_is_compared() -> None:
    one = subject("small native")
    tab = one.case.form.tab_of["south.defects"].name
    place, measure = next(
        found for found in figure_cells(one) if found[1].unit == "co" and isinstance(_value(one, found[0]), float)
    )
    reading = changed(one, {place: 77.0}, recalculated=False)
    assert reading.book is not None
    left = with_sheets(one, [sheet for sheet in reading.book.sheets if sheet.name != tab])
    found = compare(one.case, known(left, Choices()))
    [figure] = found.of(Section.FIGURE)
    assert (figure.measure, figure.new_value) == (measure.id, 77.0)
    assert figure.effect is not None
    assert found.scores == ()
    assert any(f"sheet {tab} of" in words and "missing" in words for words in found.not_compared)
    assert any("could not be recomputed" in words for words in found.not_compared)
    back = compare(known(left, Choices()), one.case)
    assert [(one.old_value, one.effect) for one in back.of(Section.FIGURE)] == [(77.0, None)]


def test_too_many_figures_are_told_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    one = subject("small native")
    edits: Edits = {place: 1.5 for place, _ in figure_cells(one)}
    monkeypatch.setattr(effects_module, "WORK", 0)
    found = compared(one, edits)
    assert found.groups == "measure"
    assert len(found.of(Section.FIGURE)) == sum(_value(one, place) != 1.5 for place in edits)
    first = [change for change in found.of(Section.FIGURE) if change.effect is not None]
    assert len(first) == len({change.measure for change in found.of(Section.FIGURE)})
    monkeypatch.setattr(effects_module, "FEWEST", 3)
    assert compared(one, edits).groups == "unit"


# --- files ------------------------------------------------------------------------------------------------------------


def test_files_of_both_flavours(tmp_path: Path) -> None:
    native, live = subject("small native"), subject("small udf")
    place, _ = next(found for found in figure_cells(native) if isinstance(_value(native, found[0]), float))
    spoilt = tmp_path / "Zürich 2.xlsx"
    edit(native.path, spoilt, [SetValue(*place, 12.0)])
    assert api.diff(native.path, live.path).same
    for pair in ((native.path, spoilt), (live.path, spoilt)):
        found = api.diff(*pair)
        assert [one.place for one in found.differences] == [where(place)]


def test_a_formula_in_an_entry_cell_and_a_number_as_text_are_seen(tmp_path: Path) -> None:
    one = subject("small native")
    (first, _), (second, _) = [found for found in figure_cells(one) if isinstance(_value(one, found[0]), float)][:2]
    spoilt = tmp_path / "spoilt.xlsx"
    edit(one.path, spoilt, [SetFormula(*first, "1+1", 2.0), SetValue(*second, "12,5")])
    found = api.diff(one.path, spoilt)
    assert {change.place for change in found.of(Section.FIGURE)} == {where(first), where(second)}
    assert {change.field for change in found.of(Section.FORM)} == {"FML003"}


def test_a_workbook_without_definition_is_read_by_that_of_the_other(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    one = subject("small native")
    bare, book = tmp_path / "bare.xlsx", load_workbook(one.path)
    book.remove(book["_bsc"])
    book.save(bare)
    found = api.diff(one.path, bare)
    assert "was read by that of" in found.notes[0]
    assert found.of(Section.FIGURE) == ()
    neither = api.diff(bare, bare)
    assert len(neither.not_compared) >= 2
    assert neither.not_compared[0].startswith("Only the form was compared.")
    assert api.diff(bare, bare, one.card).not_compared == ()


def test_another_workbook_altogether_is_called_one(tmp_path: Path) -> None:
    from openpyxl import Workbook

    other, book = tmp_path / "budget.xlsx", Workbook()
    book.save(other)
    found = api.diff(subject("small native").path, other)
    assert found.notes[0].startswith("budget.xlsx is no workbook of the scorecard in ")
    assert not found.same
    assert len(found.differences) < 5


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    bad = tmp_path / "text.xlsx"
    bad.write_text("no workbook", encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"text\.xlsx cannot be read: "):
        api.diff(subject("small native").path, bad)
    with pytest.raises(UnreadableInput):
        api.diff(tmp_path / "nowhere.xlsx", bad)
