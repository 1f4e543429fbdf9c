"""How many measures a second the scoring core scores.

    python benchmarks/scoring.py [--values 1000000] [--units 200] [--rounds 3]

First the bare core: a column of values with their thresholds, all methods mixed, and the time of each step over the
whole column. Then everything that a workbook shows of a measure: to date, targets, score, trend, outlook, freshness,
SMART. Processor time, the best of the rounds; scorecard and values are made before the clock starts.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from typing import Any

from made_scorecard import made_scorecard

from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import Evaluator
from bsc_xl.evaluation.measures import report_point
from bsc_xl.scoring import Absence, Thresholds, columns
from bsc_xl.scoring.attainment import HIGHER, LOWER, ON_TARGET

BANDS = ("met", "near", "missed"), (95.0, 85.0, 0.0)
LABELS = {"aaa": 100.0, "aa": 80.0, "b": 20.0}
RECIPES: tuple[tuple[Thresholds, float | None, float], ...] = (
    # thresholds, target to date, share of the year
    (Thresholds("linear", HIGHER, baseline=50.0), 100.0, 1.0),
    (Thresholds("linear", LOWER, baseline=600.0), 100.0, 0.25),
    (Thresholds("ratio", HIGHER), 100.0, 1.0),
    (Thresholds("ratio", LOWER), 100.0, 1.0),
    (Thresholds("range", ON_TARGET, low=80.0, high=120.0), None, 1.0),
    (Thresholds("goal and red flag", HIGHER, red_flag=70.0), 100.0, 1.0),
    (Thresholds("bands", HIGHER, points=((40.0, 0.0), (70.0, 60.0), (110.0, 100.0))), None, 1.0),
    (Thresholds("milestone", HIGHER), 100.0, 1.0),
    (Thresholds("yes/no", HIGHER), None, 1.0),
    (Thresholds("ordinal", HIGHER, labels=LABELS, target_label="aa"), None, 1.0),
)
WORDS = {"yes/no": ("yes", "no"), "ordinal": tuple(LABELS)}


def made_values(count: int) -> list[float | str | Absence]:
    """Values to date, by the recipes in turn; one in fifty is late."""
    chance = random.Random(7)
    found: list[float | str | Absence] = []
    for number in range(count):
        words = WORDS.get(RECIPES[number % len(RECIPES)][0].method)
        value: float | str = chance.choice(words) if words else chance.uniform(20, 140)
        found.append(Absence.LATE if chance.random() < 0.02 else value)
    return found


class Core:
    """A column of measures, and each step of scoring over the whole of it."""

    def __init__(self, count: int) -> None:
        rows = [RECIPES[number % len(RECIPES)] for number in range(count)]
        self.values = made_values(count)
        self.thresholds = [row[0] for row in rows]
        self.expected = [row[1] for row in rows]
        self.factors = [row[2] for row in rows]
        self.attainments: list[float | Absence] = []
        self.scores: list[float | Absence] = []
        self.met: list[bool] = []
        self.status: list[str] = []

    def attain(self) -> None:
        """Values to attainments."""
        self.attainments = columns.attainment(self.values, self.expected, self.thresholds, self.factors)

    def score(self) -> None:
        """Attainments to scores."""
        self.scores = columns.score(self.attainments)

    def meet(self) -> None:
        """Whether each target is met."""
        self.met = columns.met(self.values, self.expected, self.attainments, self.thresholds, self.factors)

    def name(self) -> None:
        """The word for each state."""
        measures = (self.values, self.expected, self.scores, self.met, self.thresholds, self.factors)
        self.status = columns.status(*measures, *BANDS)


def best(rounds: int, step: Callable[[], Any]) -> float:
    """The least processor time of a step, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        step()
        times.append(time.process_time() - start)
    return min(times)


def row(name: str, count: int, seconds: float) -> str:
    """One line of the table."""
    return f"{name:<44}{count:>11,}{f'{seconds:.2f} s':>11}{count / seconds:>15,.0f}"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--values", type=int, default=1_000_000)
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(f"{'step':<44}{'measures':>11}{'CPU':>11}{'measures/s':>15}")
    core = Core(options.values)
    steps = (("attainment", core.attain), ("score", core.score), ("met", core.meet), ("status", core.name))
    costs = [best(options.rounds, step) for _, step in steps]
    for (name, _), seconds in zip(steps, costs, strict=True):
        print(row(name, options.values, seconds))
    print(row("all four", options.values, sum(costs)))
    print(f"  of which met: {sum(core.met):,}, absent: {sum(isinstance(s, Absence) for s in core.scores):,}")

    card = made_scorecard(options.units)
    ready = Evaluator(card, entries(card, card.actuals))
    point = report_point(card.grid, card.settings, card.report_column())
    ids = [measure.id for measure in card.measures]
    seconds = best(options.rounds, lambda: [ready.measure(one, point) for one in ids])
    print(row("everything a workbook shows of a measure", len(ids), seconds))
    seconds = best(options.rounds, ready.at)
    print(row("the same, rolled up to the top unit", len(ids), seconds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
