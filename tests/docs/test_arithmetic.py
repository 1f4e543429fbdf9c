"""The worked examples of the manual are what the scoring core computes, and the page shows that very number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest

import bsc_xl.scoring as scoring
from bsc_xl.evaluation.cascade import combine
from bsc_xl.scoring import Rollup, TargetPath, roll_up
from bsc_xl.scoring.attainment import LOWER, through_points
from bsc_xl.scoring.rollup import leaf
from tests.docs.pages import DOCS

_EVEN = [(month + 1) / 12 for month in range(12)]
_CHECK = re.compile(r"<!-- check: (\S+) = (.+?) -->")


def path(
    aggregation: str,
    target: float,
    baseline: float | None = None,
    baseline_column: int | None = None,
    due_column: int | None = None,
    shares: Sequence[float] = tuple(_EVEN),
) -> TargetPath:
    """A target path over three years of months without targets of single periods or years."""
    return TargetPath(aggregation, target, baseline, baseline_column, due_column, [None] * 36, [None] * 3, list(shares))


def three() -> Rollup:
    """The page's example: 80 with half of the weight, none with three tenths, 60 with a fifth."""
    return roll_up("mean", [0.5, 0.3, 0.2], [leaf(80), leaf(None), leaf(60)])


NAMES: dict[str, Any] = {name: getattr(scoring, name) for name in scoring.__all__} | {
    "path": path,
    "three": three,
    "combine": combine,
    "through_points": through_points,
    "LOWER": LOWER,
}


def examples() -> list[tuple[str, str, str]]:
    """(number as shown, expression, the paragraph above it) of every example."""
    page = (DOCS / "scoring.md").read_text(encoding="utf-8")
    found = []
    for match in _CHECK.finditer(page):
        above = re.sub(r"<!--.*?-->\n?", "", page[: match.start()]).rstrip()
        found.append((match[1], match[2], above.rpartition("\n\n")[2]))
    return found


@pytest.mark.parametrize(("shown", "expression", "above"), examples(), ids=lambda text: text[:40])
def test_the_number_on_the_page_is_the_computed_one(shown: str, expression: str, above: str) -> None:
    value = eval(expression, dict(NAMES))
    if shown == "None":
        assert value is None
        return
    assert value == pytest.approx(float(shown), abs=0.5 * 10 ** -len(shown.partition(".")[2]) + 1e-9)
    written = re.findall(r"\d[\d,]*(?:\.\d+)?", above)
    assert float(shown) in [float(number.replace(",", "")) for number in written], above


def test_there_are_examples() -> None:
    assert len(examples()) > 25
