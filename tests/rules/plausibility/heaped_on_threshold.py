"""STA004: figures that heap just beyond their targets, in a unit with ten measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from bsc_xl.model import Actual, Measure, Objective, Perspective, Polarity, Scorecard, Unit
from tests.rules.harness import Mutation, Spoilt, Subject, built_from, changed
from tests.rules.newest import place_of

_COUNT = 10
_MONTHS = tuple(f"2026-{month:02}" for month in range(1, 13))


@cache
def _unit_of_ten() -> Subject:
    """Ten measures of one unit with targets of 120, 240 ..., lower is better for every other one."""
    measures = [
        Measure(
            id=f"m{number}",
            unit="U",
            objective="O",
            name=f"Measure {number}",
            definition="Counted every month.",
            unit_of_measurement="pieces",
            decimals=1,
            polarity=Polarity.LOWER if number % 2 else Polarity.HIGHER,
            owner="Head",
            source="System",
            target=120.0 * number,
        )
        for number in range(1, _COUNT + 1)
    ]
    facts = [
        Actual("U", measure.id, month, _figure(measure, number, at))
        for number, measure in enumerate(measures)
        for at, month in enumerate(_MONTHS)
    ]
    card = Scorecard(
        name="Ten",
        organisation="Ten",
        first_year=2026,
        last_year=2026,
        report_period=_MONTHS[-1],
        perspectives=(Perspective("P", "Customers"),),
        objectives=(Objective("O", "Serve them", "P"),),
        units=(Unit("U", "Unit"),),
        measures=tuple(measures),
    )
    return built_from(card, facts=facts)


def _figure(measure: Measure, number: int, at: int) -> float:
    """A figure that misses or beats its target by 3 to 9 %, another one every month."""
    share = 0.03 + 0.06 * ((7 * number + 5 * at) % 12) / 12
    better = 1 if measure.polarity is Polarity.HIGHER else -1
    sign = better if (number + at) % 3 else -better
    return round(float(measure.target or 0) * (1 + sign * share), 1)


def _heaped(shares: Sequence[float]) -> Spoilt:
    """The newest figures beyond their targets by these shares, as many as there are shares."""
    subject = _unit_of_ten()
    all_of_them = subject.case.judgement.newest
    cells = {}
    for one, share in zip(all_of_them, shares, strict=False):
        better = 1 if one.measure.polarity is Polarity.HIGHER else -1
        cells[place_of(subject, one)] = round(float(one.measure.target or 0) * (1 + better * share), 1)
    sheet, first = place_of(subject, all_of_them[0])
    place = sheet, f"{first}:{place_of(subject, all_of_them[-1])[1]}"
    return Spoilt.at(changed(subject, cells), place, subject=subject)


def _all_just_over(_: Subject) -> Iterator[Spoilt]:
    yield _heaped([0.002, 0.004, 0.006, 0.003, 0.005, 0.001, 0.007, 0.002, 0.004, 0.008])


def _seven(_: Subject) -> Iterator[Spoilt]:
    yield _heaped([0.003, 0.0, 0.005, 0.002, 0.0, 0.004, 0.001])


def _on_target(_: Subject) -> Iterator[Spoilt]:
    yield _heaped([0.0] * 8)


NATIVE = ("demo native",)
MUTATIONS = (
    Mutation("STA004", "all figures just beyond their targets", _all_just_over, NATIVE),
    Mutation("STA004", "seven of ten on their targets or just beyond", _seven, NATIVE),
    Mutation("STA004", "eight of ten exactly on their targets", _on_target, NATIVE),
)
