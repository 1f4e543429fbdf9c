"""The steps between a measure's entries and its score, as the workbook shows them beside the result."""

from __future__ import annotations

from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.scoring import Absence, is_number
from bsc_xl.scoring.absence import at_most
from bsc_xl.scoring.attainment import HIGHER, LOWER, ordinal, times, zero_points
from bsc_xl.scoring.smart import best_change, change_to_go, periods_left
from bsc_xl.scoring.targets import elapsed, factor_of, from_periods, given_for_year
from bsc_xl.scoring.to_date import is_known

Step = float | str | None


def workings(result: MeasureResult, weights_row: list[Step] | None) -> dict[str, Step]:
    """Every step by the key of its column; None where the cell is blank.

    Args:
        result: the measure at a report point.
        weights_row: entries of the measure that weights it, or None.
    """
    path, win = result.inputs.path, result.window
    found: dict[str, Step] = {
        "last": win.last,
        "first": win.first,
        "remaining": win.remaining if win.exists else 0,
        "known": result.known,
        "absent": result.absent.value if result.absent else None,
        "weight_sum": _weight_sum(result, weights_row),
        "factor": factor_of(path, win),
        "elapsed": elapsed(path, win.last),
        "elapsed_year": elapsed(path, win.year_end),
        "year_given": given_for_year(path, win) if win.exists else None,
        "own_target": from_periods(path, win.columns()) if win.exists else None,
        "own_year": from_periods(path, win.columns_of_year()) if win.exists else None,
        "why": result.attainment.value if isinstance(result.attainment, Absence) else None,
    }
    found.update(_scoring_steps(result, factor_of(path, win)))
    found.update(_line_steps(result))
    found.update(_smart_steps(result))
    return found


def wanted(result: MeasureResult) -> float | None:
    """The attainment from which an ordinal measure counts as met; None for other methods."""
    limits = result.inputs.thresholds
    if limits.method != "ordinal":
        return None
    score = ordinal(limits.target_label, limits.labels or {})
    return 1.0 if isinstance(score, Absence) else score


def _weight_sum(result: MeasureResult, weights: list[Step] | None) -> float | None:
    if weights is None or not result.window.exists:
        return None
    columns = result.window.columns()
    pairs = [(result.entries[column], weights[column]) for column in columns]
    return float(sum(weight for entry, weight in pairs if is_number(entry) and is_number(weight)))


def _scoring_steps(result: MeasureResult, factor: float) -> dict[str, Step]:
    limits, scored = result.inputs.thresholds, not isinstance(result.attainment, Absence)
    found: dict[str, Step] = {}
    if limits.method == "range" and scored and limits.low is not None and limits.high is not None:
        low, high = limits.low * factor, limits.high * factor
        floor, ceiling = times(limits.floor, factor), times(limits.ceiling, factor)
        found["zero_low"], found["zero_high"] = zero_points(low, high, floor, ceiling)
    if limits.method == "bands" and scored and is_number(result.to_date):
        x = result.to_date / factor if factor else result.to_date
        found["point_x"] = x
        found["point_at"] = sum(at_most(value, x) for value, _ in limits.points)
    if limits.method == "goal and red flag":
        found["more"] = int((result.expected or 0.0) > (limits.red_flag or 0.0) * factor)
    else:
        found["more"] = int(limits.method == "milestone" or limits.polarity != LOWER)
    return found


def _line_steps(result: MeasureResult) -> dict[str, Step]:
    settings_columns = _line_columns(result)
    line = result.line
    return {
        "line_from": settings_columns[0],
        "line_count": settings_columns[1],
        "slope": line.slope if line else None,
        "line_mean": line.mean if line else None,
        "line_middle": line.mean_column if line else None,
        "sign": result.sign,
    }


def _line_columns(result: MeasureResult) -> tuple[int, int]:
    """First column and number of known values of the trend line, as the sheet counts them."""
    if result.inputs.typed or not result.window.exists:
        return 0, 0
    columns = [number for number in range(1, result.window.last + 1) if is_number(result.entries[number - 1])]
    last = columns[-result.trend_periods :]
    return (last[0] if len(last) == result.trend_periods else 1), len(last)


def _smart_steps(result: MeasureResult) -> dict[str, Step]:
    facts, win, typed = result.inputs.smart, result.window, result.inputs.typed
    past = result.entries[: win.last]
    actuals = sum(is_known(cell, typed=typed) for cell in past)
    found: dict[str, Step] = {
        "actuals": actuals,
        "has_target": int(facts.has_target),
        "newest": int(result.newest),
        "repeated": int(result.repeated),
        "best_change": 0.0,
        "periods_left": periods_left(facts, win),
    }
    if not typed and actuals:
        last = [cell for cell in past if is_number(cell)][-1]
        found["last_known"] = last
        found["to_go"] = change_to_go(facts, last)
    if not typed and win.last > win.step:
        sign = 1 if facts.polarity == HIGHER else -1 if facts.polarity == LOWER else 0
        found["best_change"] = best_change(result.entries, win, sign)
    return found
