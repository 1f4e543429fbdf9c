"""Scores, faults and rejections as plain data: rows of a table, and what becomes JSON."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from bsc_xl.evaluation.entries import Rejected
from bsc_xl.evaluation.evaluate import Evaluation
from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.evaluation.units import UnitResult
from bsc_xl.model import Fault
from bsc_xl.scoring import Absence, Rollup

COLUMNS = (
    "unit",
    "measure",
    "name",
    "perspective",
    "objective",
    "period",
    "latest",
    "to_date",
    "expected",
    "attainment",
    "score",
    "status",
    "met",
    "trend",
    "forecast",
    "needed",
    "freshness",
    "smart",
    "weight",
)


def score_rows(evaluation: Evaluation, unit: str = "") -> Iterator[tuple[Any, ...]]:
    """Rows in the order of the tabs; what is not known is None, and ``status`` says why."""
    period = evaluation.period
    for result in evaluation.measures.values():
        if not unit or result.inputs.measure.unit == unit:
            yield _row(evaluation, result, period)


def score_data(evaluation: Evaluation, unit: str = "") -> dict[str, Any]:
    """Everything as plain data: the report point, each unit with perspectives and objectives, and the rows."""
    point = evaluation.point
    units = [result for key, result in evaluation.units.items() if not unit or key == unit]
    return {
        "period": evaluation.period,
        "report_date": point.day.isoformat(),
        "units": [_unit_data(result) for result in units],
        "measures": [dict(zip(COLUMNS, row, strict=True)) for row in score_rows(evaluation, unit)],
    }


def _rollup_data(rollup: Rollup, status: str) -> dict[str, Any]:
    return {
        "score": rollup.score,
        "status": status,
        "coverage": rollup.coverage,
        "low": rollup.low,
        "high": rollup.high,
    }


def _unit_data(result: UnitResult) -> dict[str, Any]:
    return {
        "unit": result.unit.id,
        "name": result.unit.name,
        **_rollup_data(result.rollup, result.status),
        "perspectives": [
            {"perspective": p.perspective.id, **_rollup_data(p.rollup, p.status)} for p in result.perspectives
        ],
        "objectives": [
            {"objective": o.objective.id, **_rollup_data(o.rollup, o.status), "capped": o.capped}
            for o in result.objectives
        ],
    }


def _row(evaluation: Evaluation, result: MeasureResult, period: str) -> tuple[Any, ...]:
    measure = result.inputs.measure
    return (
        measure.unit,
        measure.id,
        measure.name,
        evaluation.card.objective_by_id[measure.objective].perspective,
        measure.objective,
        period,
        result.latest,
        _known(result.to_date),
        result.expected,
        _known(result.attainment),
        _known(result.score),
        result.status,
        result.met,
        result.trend.value if result.trend else None,
        result.forecast,
        result.needed,
        result.freshness.value,
        result.smart,
        result.inputs.weight,
    )


def _known(value: float | str | Absence) -> float | str | None:
    return None if isinstance(value, Absence) else value


def fault_data(fault: Fault) -> dict[str, str]:
    """A fault of a definition as plain data."""
    place = fault.place or (f"record {fault.row + 1}" if fault.row is not None else "")
    return {
        "severity": fault.severity.value,
        "table": fault.table,
        "place": place,
        "column": fault.column,
        "found": fault.found,
        "allowed": fault.allowed,
        "hint": fault.hint,
    }


def rejection_data(source: str, item: Rejected) -> dict[str, Any]:
    """A figure that is not used as plain data."""
    rest = {key: getattr(item, key) for key in ("column", "found", "reason", "remedy")}
    return {"source": source, "row": item.row or None, **rest}


def without_infinities(data: Any) -> Any:
    """The same data with null in place of numbers that JSON does not know."""
    if isinstance(data, float):
        return data if math.isfinite(data) else None
    if isinstance(data, dict):
        return {key: without_infinities(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [without_infinities(value) for value in data]
    return data
