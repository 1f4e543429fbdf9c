"""One tab a unit: measures with results and entries, objectives, perspectives, and what the units below contribute."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.evaluation.units import UnitResult
from bsc_xl.layout.addresses import cell, cut, units
from bsc_xl.layout.measure_columns import RESULTS
from bsc_xl.layout.number_formats import SCORE
from bsc_xl.layout.parts import back_link, coverage_words, text, title
from bsc_xl.layout.plan import HEADING_ROW, Columns, Plan, UnitPlace
from bsc_xl.layout.sheets.lists import ListPlaces
from bsc_xl.layout.sheets.start_buttons import next_missing_button
from bsc_xl.layout.sheets.unit_measures import MeasureTable
from bsc_xl.layout.sheets.unit_summary import UnitSummary
from bsc_xl.layout.types import Kind, Loose, Sheet, Style, Table, Validation
from bsc_xl.layout.udf import Flavour
from bsc_xl.model import ValueType

_ENTRY_WIDTH = 11
_MESSAGE, _TITLE = 255, 32  # Excel's limits for input messages


def unit_tab(plan: Plan, result: UnitResult, lists: ListPlaces) -> Sheet:
    """The sheet of one unit."""
    place = plan.units[result.unit.id]
    measures = MeasureTable(plan, result, place, lists).table()
    tables = (measures, *UnitSummary(plan, result, place).tables())
    if plan.values_only:
        return Sheet(place.sheet, "unit", tables, tuple(_head(plan, result, place)))
    return Sheet(
        name=place.sheet,
        kind="unit",
        tables=tables,
        loose=(*_head(plan, result, place), *_headings(plan, place, tables)),
        widths=_widths(place.columns),
        grouped=_grouped(place.columns),
        validations=tuple(_validations(plan, result, place)),
        freeze=(HEADING_ROW, 1),
        heights={HEADING_ROW: 32},
        repeat_rows=(HEADING_ROW, HEADING_ROW),
        print_columns=len(RESULTS),
        buttons=(next_missing_button(),) if plan.flavour is Flavour.UDF else (),
    )


def _head(plan: Plan, result: UnitResult, place: UnitPlace) -> list[Loose]:
    unit = result.unit
    above = plan.card.unit_by_id[unit.parent].name if unit.parent else ""
    about = " · ".join(part for part in (unit.level, f"part of {above}" if above else "", unit.manager) if part)
    period = plan.evaluation.point.grid.periods[plan.evaluation.point.column - 1].id
    total = {key: cell(place.total_row, number) for key, number in (("d", 3), ("e", 4), ("f", 5), ("g", 6), ("h", 7))}
    number, value = Style(Kind.TOTAL, SCORE), result.rollup.score
    return [
        title(unit.name),
        text(2, 0, about, Kind.SUBTITLE),
        back_link(3, 0),
        text(2, 2, "Report period", Kind.LABEL),
        Loose(2, 3, period, Style(Kind.TOTAL), "=INDEX(bsc_periods,bsc_p)"),
        text(2, 5, "Overall", Kind.LABEL),
        Loose(2, 6, value, number, f"={total['g']}"),
        Loose(2, 7, result.status, Style(Kind.TOTAL), f"={total['h']}", status=True),
        Loose(3, 5, coverage_words(result.rollup), Style(Kind.NOTE), coverage_formula(total)),
    ]


def coverage_formula(cells: dict[str, str]) -> str:
    """ "71 % of the weight reported, score between 58 and 79" from the coverage, low and high cells (d, e, f)."""
    return (
        f'=IF({cells["d"]}="","nothing is due",TEXT({cells["d"]},"0%")&" of the weight reported, score between "'
        f'&TEXT({cells["e"]},"0")&" and "&TEXT({cells["f"]},"0"))'
    )


_BANDS = {
    "objectives": "Objectives",
    "perspectives": "Perspectives",
    "delegated": "Objectives that only the units below measure",
    "contributions": "Figures that come from the units below",
    "contribution_weights": "Weights of these figures",
}


def _headings(plan: Plan, place: UnitPlace, tables: tuple[Table, ...]) -> Iterator[Loose]:
    columns, grid = place.columns, plan.card.grid
    row = HEADING_ROW - 1
    starts = (
        (0, "Results"),
        (len(RESULTS), "Entries"),
        (columns.numbers["id"], "Definition"),
        (columns.first_target, "Targets by period"),
        (columns.first_year, "Targets by fiscal year"),
        (columns.numbers["last"], "Workings"),
    )
    for column, words in starts:
        yield text(HEADING_ROW - 2, column, words, Kind.BAND)
    # The numbers of the grid's columns: the trend line needs them as figures.
    for number in range(1, len(grid.periods) + 1):
        yield Loose(row, columns.first_entry + number - 1, float(number), Style(Kind.NOTE, "0", align="center"))
    for table in tables:
        if table.key in _BANDS:
            yield text(table.top - 1, 0, _BANDS[table.key], Kind.BAND)


def _widths(columns: Columns) -> dict[int, float]:
    found = {number: column.width for number, column in enumerate(RESULTS)}
    numbers = columns.numbers
    found[numbers["as_of"]] = 12
    found[numbers["note"]] = 30
    found.update(dict.fromkeys(range(columns.first_entry, columns.first_entry + columns.periods), _ENTRY_WIDTH))
    end = max(numbers.values()) + 1
    found.update(dict.fromkeys(range(columns.first_entry + columns.periods, end), 14))
    found[numbers["definition"]] = 50
    return found


def _grouped(columns: Columns) -> dict[int, bool]:
    """Everything right of the entries is folded away; a click on the plus sign shows it."""
    first = columns.first_entry + columns.periods
    return dict.fromkeys(range(first, max(columns.numbers.values()) + 1), True)


def _validations(plan: Plan, result: UnitResult, place: UnitPlace) -> Iterator[Validation]:
    columns = place.columns
    as_of = columns.numbers["as_of"]
    days = []
    for m in result.measures:
        if m.inputs.computed:
            continue
        row = place.measure_rows[m.inputs.measure.id]
        days.append(cell(row, as_of))
        yield _entry_validation(plan, m, row, columns)
    if days:
        yield Validation(
            tuple(days),
            rule=f"ISNUMBER({days[0]})",
            title="As of",
            message="The day up to which the newest figure counts.",
            error="Type a date, such as 2026-10-31.",
        )


def _shortened(words: str, length: int) -> str:
    return words if units(words) <= length else cut(words, length - 1) + "…"


def _entry_validation(plan: Plan, m: MeasureResult, row: int, columns: Columns) -> Validation:
    measure, step = m.inputs.measure, m.inputs.step
    first = columns.first_entry
    if step == 1:
        ranges = [f"{cell(row, first)}:{cell(row, first + columns.periods - 1)}"]
    else:
        ranges = [cell(row, first + number - 1) for number in range(step, columns.periods + 1, step)]
    head = cell(row, first + step - 1)
    words = f"{measure.unit_of_measurement}. {measure.definition}".strip(". ")
    message, caption = _shortened(words, _MESSAGE), _shortened(measure.name, _TITLE)
    source = rule = ""
    if measure.value_type is ValueType.YES_NO:
        source = "=bsc_yes_no"
    elif measure.value_type is ValueType.ORDINAL:
        number = list(dict.fromkeys(label.scale for label in plan.card.scales)).index(measure.scale) + 1
        source = f"=bsc_scale_{number}"
    else:
        rule = f"OR(ISNUMBER({head}),{head}=bsc_na,{head}=bsc_no_data)"
    wanted = "Choose from the list." if source else "Type a number, or n/a (not applicable), or no data."
    return Validation(tuple(ranges), source, rule, caption, message, wanted)
