"""Scores, faults and rejections as plain data."""

from __future__ import annotations

import json
from pathlib import Path

from bsc_xl import api
from bsc_xl.evaluation.entries import Rejected
from bsc_xl.model import Fault
from bsc_xl.report.data import COLUMNS, fault_data, rejection_data, score_data, score_rows, without_infinities
from tests.program import small


def test_data_says_what_the_evaluation_says(tmp_path: Path) -> None:
    evaluation = api.evaluate(small(tmp_path))
    data = score_data(evaluation)
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert (data["period"], data["report_date"]) == ("2026-06", "2026-07-15")
    for unit, result in zip(data["units"], evaluation.units.values(), strict=True):
        assert (unit["unit"], unit["name"]) == (result.unit.id, result.unit.name)
        assert (unit["score"], unit["status"]) == (result.rollup.score, result.status)
        assert (unit["coverage"], unit["low"], unit["high"]) == (
            result.rollup.coverage,
            result.rollup.low,
            result.rollup.high,
        )
        assert [one["perspective"] for one in unit["perspectives"]] == ["financial", "customer"]
        assert [one["objective"] for one in unit["objectives"]] == [o.objective.id for o in result.objectives]
    assert [tuple(row.values()) for row in data["measures"]] == list(score_rows(evaluation))
    assert all(tuple(row) == COLUMNS for row in data["measures"])
    assert [unit["unit"] for unit in score_data(evaluation, "sales")["units"]] == ["sales"]


def test_faults_and_rejections() -> None:
    fault = Fault("measures", 2, "target", "abc", "a number", "Write 5.", place="row 7")
    assert fault_data(fault) == {
        "severity": "error",
        "table": "measures",
        "place": "row 7",
        "column": "target",
        "found": "abc",
        "allowed": "a number",
        "hint": "Write 5.",
    }
    assert fault_data(Fault("units", 0, "", "", "x"))["place"] == "record 1"
    assert rejection_data("a.csv", Rejected(5, "c", "f", "why", "do")) == {
        "source": "a.csv",
        "row": 5,
        "column": "c",
        "found": "f",
        "reason": "why",
        "remedy": "do",
    }
    assert rejection_data("actuals", Rejected(0, "c", "f", "why"))["row"] is None


def test_json_has_no_number_for_infinity() -> None:
    data = {"a": [1, 2.5, float("inf")], "b": (float("-inf"), {"c": float("nan")}), "d": "text", "e": None, "f": True}
    assert without_infinities(data) == {
        "a": [1, 2.5, None],
        "b": [None, {"c": None}],
        "d": "text",
        "e": None,
        "f": True,
    }
