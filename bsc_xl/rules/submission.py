"""What people entered, as it stands in the cells that came back, ready to be scored."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from bsc_xl.evaluation.entries import Cell, Entries
from bsc_xl.evaluation.evaluate import Evaluation, Evaluator
from bsc_xl.evaluation.measures import report_point
from bsc_xl.layout.addresses import cell
from bsc_xl.layout.sheets import initiatives, reviews, start
from bsc_xl.layout.types import Kind
from bsc_xl.model import Initiative, PeriodError, Review, Scorecard
from bsc_xl.received import ErrorValue, ReceivedSheet, StoredValue
from bsc_xl.rules.form import EntryRow, Form

PERIOD_REF, DAY_REF = cell(start.PERIOD_ROW, 1), cell(start.DAY_ROW, 1)
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_FIRST_DAY, _LAST_DAY = 1, 2_958_465  # 1900-01-01 to 9999-12-31, as Excel counts


@dataclass(frozen=True)
class Submission:
    """The inputs of a workbook whose sheets all stand in their places.

    Attributes:
        card: the scorecard as issued, without figures.
        form: where everything stands.
        sheets: received sheets by issued name.
        date1904: whether the workbook counts days from 1904.
    """

    card: Scorecard
    form: Form
    sheets: Mapping[str, ReceivedSheet]
    date1904: bool = False

    def value(self, sheet: str, ref: str) -> StoredValue | None:
        """What a cell of an issued sheet holds."""
        return self.sheets[sheet].values.get(ref)

    def day(self, value: StoredValue | None) -> date | None:
        """The day that a number stands for; None where it stands for none."""
        if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
            return None
        epoch = _EPOCH_1904 if self.date1904 else _EPOCH
        return epoch + timedelta(days=int(value)) if _FIRST_DAY <= value < _LAST_DAY - 1462 else None

    def rows(self) -> Iterator[tuple[str, EntryRow]]:
        """The issued name of the sheet and the entry cells of every measure, in the order of tabs and rows."""
        for name, sheet in self.form.sheets.items():
            for row in sheet.entries:
                yield name, row

    @cached_property
    def entries(self) -> Entries:
        """What stands in the entry cells, as scoring wants it; errors as their texts."""
        values: dict[str, list[Cell]] = {}
        as_of: dict[str, date | None] = {}
        notes: dict[str, str] = {}
        for name, row in self.rows():
            get = self.sheets[name].values.get
            if Kind.CALCULATION in row.kinds:
                values[row.measure] = [None] * len(row.refs)
            else:
                values[row.measure] = [entered(get(ref)) for ref in row.refs]
            as_of[row.measure] = self.day(get(row.as_of))
            notes[row.measure] = words(get(row.note))
        return Entries(values, as_of, notes, ())

    @property
    def period(self) -> str:
        """The report period as Start has it."""
        return words(self.value(start.SHEET, PERIOD_REF))

    @cached_property
    def column(self) -> int | None:
        """Its grid column, from 1; None where it is no period of the plan."""
        try:
            column = self.card.grid.column(self.card.calendar.period(self.period))
        except (PeriodError, ValueError):
            return None
        return column if 1 <= column <= len(self.card.grid.periods) else None

    @property
    def report_day(self) -> date | None:
        """The report date that somebody typed on Start."""
        return self.day(self.value(start.SHEET, DAY_REF))

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """Every row of the table of reviews, blank ones as reviews of no measure."""
        get, count = self._column_getter(reviews.SHEET, "reviews")
        return tuple(
            Review(
                words(get("measure", row)),
                words(get("period", row)),
                words(get("cause", row)),
                words(get("action", row)),
                words(get("owner", row)),
                self.day(get("due", row)),
                words(get("done", row)).casefold() in ("yes", "true"),
            )
            for row in range(count)
        )

    @cached_property
    def initiatives(self) -> tuple[Initiative, ...]:
        """The initiatives with what people typed of them."""
        get, _ = self._column_getter(initiatives.SHEET, "initiatives")
        return tuple(
            replace(one, spent=_number(get("spent", row)), percent_done=_number(get("done", row)))
            for row, one in enumerate(self.card.initiatives)
        )

    def _column_getter(self, sheet: str, table: str) -> tuple[Callable[[str, int], StoredValue | None], int]:
        form, values = self.form.sheets[sheet], self.sheets[sheet].values

        def get(key: str, row: int) -> StoredValue | None:
            return values.get(form.ref(table, key, row))

        return get, form.sheet.table(table).rows

    @cached_property
    def evaluation(self) -> Evaluation | None:
        """The scores that follow from the entries at the report period and date on Start; None without a period."""
        if self.column is None:
            return None
        card = replace(self.card, actuals=(), reviews=self.reviews, initiatives=self.initiatives)
        period = card.grid.periods[self.column - 1].id
        # A blank is always the usual day, as in the cell below it.
        day = self.report_day or report_point(card.grid, card.settings, self.column).day
        return Evaluator(card, self.entries).at(period, day)


def entered(value: StoredValue | None) -> Cell:
    """A cell's value as an entry: numbers and texts; a blank text is nothing, TRUE is yes."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.text if isinstance(value, ErrorValue) else value


def words(value: StoredValue | None) -> str:
    """A cell's value as text, without blanks around it; numbers without a needless point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()


def _number(value: StoredValue | None) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
