"""Where an initiative stands against its plan."""

from __future__ import annotations

from datetime import date

from bsc_xl.scoring.absence import EXACT


def planned_share(start: date | None, due: date | None, day: date) -> float | None:
    """Share of the time from start to due that is over on a day, 0..1; None without both dates."""
    if start is None or due is None:
        return None
    if due <= start:
        return 1.0 if day >= due else 0.0
    return max(0.0, min(1.0, (day - start).days / (due - start).days))


def state_of(done: float | None, planned: float | None, due: date | None, day: date) -> str:
    """One word: done, not planned, overdue, not started, on track or behind.

    Args:
        done: share of the work that is done, 0..1; a blank counts as nothing done yet.
        planned: as from `planned_share`.
        due: the day it is to be finished.
        day: the report date.
    """
    share = done or 0.0
    if share >= 1:
        return "done"
    if planned is None or due is None:
        return "not planned"
    if planned >= 1 and day > due:
        return "overdue"
    if planned <= 0:
        return "not started"
    return "on track" if share >= planned * (1 - EXACT) else "behind"
