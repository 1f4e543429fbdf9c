"""Which grid columns a measure's value to date covers at a report period."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """Columns of the grid, counted from 1; ``last`` is 0 where no period of the measure is over yet."""

    first: int  # first column of the fiscal year that ``last`` lies in
    last: int  # column of the measure's last period that is over
    step: int  # columns between two periods of the measure
    per_year: int  # columns of a fiscal year

    @property
    def exists(self) -> bool:
        """True where a period of the measure is over."""
        return self.last >= 1

    @property
    def position(self) -> int:
        """How many columns of the fiscal year are over: 1 to ``per_year``, 0 where none is."""
        return self.last - self.first + 1 if self.last else 0

    @property
    def due(self) -> int:
        """Periods of the measure in the window."""
        return self.position // self.step

    @property
    def remaining(self) -> int:
        """Periods of the measure that the fiscal year still has after the window."""
        return (self.per_year - self.position) // self.step

    @property
    def year_end(self) -> int:
        """Last column of the window's fiscal year."""
        return self.first + self.per_year - 1

    def columns_of_year(self) -> range:
        """Indices from 0 of the measure's own periods in the whole fiscal year."""
        return range(self.first + self.step - 2, self.year_end, self.step)

    def columns(self) -> range:
        """Indices from 0 of the measure's own periods in the window."""
        return range(self.first + self.step - 2, self.last, self.step)


def window(report: int, step: int, per_year: int) -> Window:
    """The window of a measure at a report column.

    Args:
        report: grid column of the report period, from 1; the grid begins with a fiscal year.
        step: columns between two values of the measure: 1 on its own grid, 3 for a quarter among months.
        per_year: columns of a fiscal year.

    Returns:
        From the first column of the fiscal year to the measure's last period that is over; both 0 before that.
    """
    last = report - report % step
    first = last - (last - 1) % per_year if last else 0
    return Window(first, last, step, per_year)
