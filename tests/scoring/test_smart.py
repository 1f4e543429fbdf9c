"""SMART: each letter's reasons with their fixes, what cannot be tested, and the mask."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_xl.scoring import LETTERS, SmartFacts, Value, Verdict, mask, smart_of, window
from bsc_xl.scoring.attainment import HIGHER, LOWER, ON_TARGET
from bsc_xl.scoring.smart import (
    FIXES,
    UNTESTABLE,
    VAGUE_VERBS,
    achievable,
    best_change,
    change_to_go,
    measurable,
    periods_left,
    relevant,
    specific,
    time_bound,
    vague_verb,
)
from tests.scoring.strategies import examples, numbers, positive, scales

GOOD = SmartFacts(
    name="Orders delivered in full and on time",
    definition="Orders without shortage or delay, as a share of all.",
    unit_of_measurement="%",
    polarity=HIGHER,
    owner="A. Ruiz",
    source="Order system",
    frequency="monthly",
    has_target=True,
    has_baseline=True,
    target=98.0,
    baseline=90.0,
    low=None,
    high=None,
    typed=False,
    objective="deliver",
    theme="lean",
    weight=0.5,
    parent_missing=False,
    start=date(2026, 1, 1),
    due=date(2027, 12, 31),
    due_column=24,
    plan_start=date(2026, 1, 1),
    plan_end=date(2027, 12, 31),
    plan_columns=24,
)
HISTORY: list[Value] = [90.0, 91.0, 92.0, 93.0]
APRIL = window(4, 1, 12)


def but(**changes: Any) -> SmartFacts:
    return replace(GOOD, **changes)


def mask_of(facts: SmartFacts, history: list[Value] = HISTORY, *, has_actual: bool = True, due: bool = True) -> str:
    return mask(smart_of(facts, history, APRIL, has_actual=has_actual, one_is_due=due))


def test_a_good_target_passes_all_five() -> None:
    verdicts = smart_of(GOOD, HISTORY, APRIL, has_actual=True, one_is_due=True)
    assert "".join(verdict.letter for verdict in verdicts) == LETTERS
    assert all(verdict.passes and verdict.fix == "" and verdict.reason == "" for verdict in verdicts)
    assert mask(verdicts) == "SMART"


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, "SMART"),
        ({"owner": ""}, "-MART"),
        ({"source": ""}, "S-ART"),
        ({"target": 80.0}, "SM-RT"),
        ({"typed": True}, "SM?RT"),
        ({"theme": ""}, "SMA-T"),
        ({"due": None}, "SMAR-"),
        ({"owner": "", "source": "", "target": 80.0, "theme": "", "due": None}, "-----"),
    ],
)
def test_masks(changes: dict[str, Any], wanted: str) -> None:
    assert mask_of(but(**changes)) == wanted


def test_the_mask_of_a_target_without_history_yet() -> None:
    assert mask_of(GOOD, [90.0, 91.0, None, None]) == "SM?RT"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"definition": ""}, "no definition"),
        ({"unit_of_measurement": ""}, "no unit of measurement"),
        ({"polarity": ""}, "no polarity"),
        ({"owner": ""}, "no owner"),
        ({"name": "Improve deliveries"}, "vague verb without a number"),
        ({"definition": "", "owner": ""}, "no definition"),  # the first one is told
        ({"name": "Improve deliveries to 98 %"}, ""),
    ],
)
def test_specific(changes: dict[str, Any], reason: str) -> None:
    assert specific(but(**changes)) == Verdict("S", reason)


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("Improve deliveries", "improve"),
        ("STRENGTHEN the brand", "strengthen"),
        ("Deliveries: enhance!", "enhance"),
        ('"Better" service', "better"),
        ("Improvement rate", ""),  # not the verb
        ("Customer retention", ""),
        ("Reduce scrap by 5 %", ""),
        ("Reduce scrap", "reduce"),
        ("", ""),
    ],
)
def test_vague_verbs(name: str, verb: str) -> None:
    assert vague_verb(name) == verb


def test_the_vague_verbs_named_in_the_definition_are_known() -> None:
    assert {"improve", "strengthen", "enhance"} <= VAGUE_VERBS


@pytest.mark.parametrize(
    ("changes", "has_actual", "due", "reason"),
    [
        ({"has_target": False}, True, True, "no target"),
        ({"has_baseline": False}, True, True, "no baseline"),
        ({"source": ""}, True, True, "no source"),
        ({"frequency": ""}, True, True, "no frequency"),
        ({}, False, True, "no actual yet though one is due"),
        ({}, False, False, ""),
        ({}, True, False, ""),
    ],
)
def test_measurable(changes: dict[str, Any], has_actual: bool, due: bool, reason: str) -> None:
    assert measurable(but(**changes), has_actual=has_actual, one_is_due=due) == Verdict("M", reason)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"objective": ""}, "no live objective"),
        ({"theme": ""}, "no theme"),
        ({"weight": 0.0}, "weight is zero"),
        ({"parent_missing": True}, "parent measure does not exist"),
        ({"weight": 0.001}, ""),
    ],
)
def test_relevant(changes: dict[str, Any], reason: str) -> None:
    assert relevant(but(**changes)) == Verdict("R", reason)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"due": None}, "no due date"),
        ({"start": date(2027, 12, 31)}, "starts after it is due"),  # on the same day there is no time
        ({"start": date(2028, 1, 1)}, "starts after it is due"),
        ({"due": date(2028, 1, 1)}, "due outside the plan"),
        ({"start": date(2024, 1, 1), "due": date(2025, 12, 31)}, "due outside the plan"),
        ({"start": date(2025, 12, 31), "due": date(2026, 1, 1)}, ""),  # both ends of the plan are inside
        ({"due": date(2027, 12, 31)}, ""),
    ],
)
def test_time_bound(changes: dict[str, Any], reason: str) -> None:
    assert time_bound(but(**changes)) == Verdict("T", reason)


@pytest.mark.parametrize(
    ("changes", "history", "reason"),
    [
        ({"has_target": False}, HISTORY, "no target"),
        ({"has_target": False, "typed": True}, HISTORY, "no target"),
        ({"typed": True}, HISTORY, "history is not numeric"),
        ({"target": 89.0}, HISTORY, "target on the wrong side of the baseline"),
        ({"target": 91.0, "polarity": LOWER}, HISTORY, "target on the wrong side of the baseline"),
        ({"target": 90.0}, HISTORY, ""),
        ({"baseline": None}, HISTORY, ""),
        ({}, [90.0, 91.0, None, None], "fewer than 3 past values"),
        ({}, [90.0, "n/a", None, 92.0], "fewer than 3 past values"),
        ({}, [90.0, 91.0, 92.0, None], ""),
        ({"target": 123.0}, HISTORY, ""),  # 30 to go in 20 months: exactly 1.5 times the best change of 1
        ({"target": 123.1}, HISTORY, "asks for more change than was ever shown"),
        ({"target": 98.0}, [93.0, 92.0, 91.0, 90.0], "asks for more change than was ever shown"),
        ({"target": 93.0}, [93.0, 93.0, 93.0, 93.0], ""),  # there already
        ({"target": 94.0}, [93.0, 93.0, 93.0, 93.0], "asks for more change than was ever shown"),
        ({"target": 92.0}, HISTORY, ""),
        ({"polarity": LOWER, "target": 63.0, "baseline": 100.0}, [96.0, 95.0, 94.0, 93.0], ""),
        (
            {"polarity": LOWER, "target": 62.9, "baseline": 100.0},
            [96.0, 95.0, 94.0, 93.0],
            "asks for more change than was ever shown",
        ),
        ({"polarity": ON_TARGET, "low": 95.0, "high": 97.0, "target": None}, HISTORY, ""),
        (
            {"polarity": ON_TARGET, "low": 195.0, "high": 197.0, "target": None},
            HISTORY,
            "asks for more change than was ever shown",
        ),
        ({"polarity": ON_TARGET, "low": 50.0, "high": 63.0, "target": None}, HISTORY, ""),
        ({"polarity": ON_TARGET, "low": 90.0, "high": 97.0, "target": None}, [93.0] * 4, ""),
        # A twelfth of 1.2 is not quite 0.1; a flat 0.1 has reached it all the same.
        ({"polarity": LOWER, "target": 1.2 / 12, "baseline": 0.2}, [0.1, 0.1, 0.1, 1.2 * (1 / 12)], ""),
        ({"polarity": LOWER, "target": 1.2 * (1 / 12), "baseline": 0.2}, [0.1] * 4, ""),
    ],
)
def test_achievable(changes: dict[str, Any], history: list[Value], reason: str) -> None:
    assert achievable(but(**changes), history, APRIL) == Verdict("A", reason)


def test_how_far_it_may_stretch_can_be_set() -> None:
    assert achievable(but(target=113.0), HISTORY, APRIL, 1.0).passes
    assert not achievable(but(target=113.1), HISTORY, APRIL, 1.0).passes
    assert achievable(but(target=133.0), HISTORY, APRIL, 2.0).passes


def test_only_what_is_past_counts() -> None:
    later: list[Value] = [*HISTORY, 100.0, 200.0]
    assert not achievable(but(target=150.0), later, APRIL).passes
    assert achievable(but(target=150.0), later, window(6, 1, 12)).passes


@pytest.mark.parametrize(
    ("cells", "step", "sign", "wanted"),
    [
        ([1.0, 3.0, 2.0, 6.0], 1, 1, 4),
        ([1.0, 3.0, 2.0, 6.0], 1, -1, 1),
        ([6.0, 1.0, 3.0], 1, 0, 5),
        ([3.0, 2.0, 1.0], 1, 1, 0),  # never better: 0, not less
        ([1.0, None, 9.0], 1, 1, 0),  # no neighbours
        ([1.0, None, 9.0, 11.0], 1, 1, 2),
        ([1.0, "n/a", 9.0], 1, 1, 0),
        ([0.0, 0.0, 1.0, 0.0, 0.0, 4.0], 3, 1, 3),
        ([5.0], 1, 1, 0),
    ],
)
def test_the_best_change_between_neighbouring_periods(cells: list[Value], step: int, sign: int, wanted: float) -> None:
    assert best_change(cells, window(len(cells), step, 12), sign) == wanted


def test_the_best_change_before_the_first_period_is_over() -> None:
    assert best_change([1.0, 2.0], window(2, 3, 12), 1) == 0


@pytest.mark.parametrize(
    ("changes", "latest", "wanted"),
    [
        ({}, 93.0, 5),
        ({}, 99.0, -1),
        ({"polarity": LOWER}, 99.0, 1),
        ({"target": None}, 93.0, 0),
        ({"polarity": ON_TARGET, "low": 95.0, "high": 97.0}, 93.0, 2),
        ({"polarity": ON_TARGET, "low": 95.0, "high": 97.0}, 99.0, 2),
        ({"polarity": ON_TARGET, "low": 95.0, "high": 97.0}, 96.0, -1),
    ],
)
def test_how_far_it_is(changes: dict[str, Any], latest: float, wanted: float) -> None:
    assert change_to_go(but(**changes), latest) == wanted


@pytest.mark.parametrize(
    ("changes", "report", "step", "wanted"),
    [
        ({}, 4, 1, 20),
        ({}, 23, 1, 1),
        ({}, 24, 1, 1),  # at least 1
        ({"due_column": 2}, 4, 1, 1),
        ({"due_column": None, "plan_columns": 36}, 4, 1, 32),
        ({}, 6, 3, 6),
        ({}, 8, 3, 6),
    ],
)
def test_how_many_periods_are_left(changes: dict[str, Any], report: int, step: int, wanted: float) -> None:
    assert periods_left(but(**changes), window(report, step, 12)) == wanted


def test_every_reason_has_a_fix_and_every_fix_a_reason() -> None:
    seen: set[str] = set()
    changes: dict[str, Any]
    for name in ("definition", "unit_of_measurement", "polarity", "owner"):
        seen.add(specific(but(**{name: ""})).reason)
    seen.add(specific(but(name="Improve")).reason)
    for changes in ({"has_target": False}, {"has_baseline": False}, {"source": ""}, {"frequency": ""}):
        seen.add(measurable(but(**changes), has_actual=True, one_is_due=True).reason)
    seen.add(measurable(GOOD, has_actual=False, one_is_due=True).reason)
    for changes in ({"objective": ""}, {"theme": ""}, {"weight": 0.0}, {"parent_missing": True}):
        seen.add(relevant(but(**changes)).reason)
    for changes in ({"due": None}, {"start": date(2028, 1, 1)}, {"due": date(2029, 1, 1)}):
        seen.add(time_bound(but(**changes)).reason)
    for changes in ({"typed": True}, {"target": 80.0}, {"target": 999.0}):
        seen.add(achievable(but(**changes), HISTORY, APRIL).reason)
    seen.add(achievable(GOOD, [], window(2, 3, 12)).reason)
    assert seen == set(FIXES) - {""}
    assert all(FIXES[reason].endswith(".") for reason in seen)
    assert seen >= UNTESTABLE


def test_marks() -> None:
    assert [Verdict("A", reason).mark for reason in ("", *sorted(UNTESTABLE), "no target")] == ["A", "?", "?", "-"]
    assert Verdict("A", "no target").fix == "Set a target."
    assert not Verdict("A", "fewer than 3 past values").passes


@examples
@given(st.lists(numbers, min_size=3, max_size=12), numbers, numbers, scales, st.sampled_from((HIGHER, LOWER)))
def test_achievable_does_not_depend_on_the_unit(
    history: list[float], target: float, base: float, by: float, polarity: str
) -> None:
    win = window(len(history), 1, 12)
    here = achievable(but(target=target, baseline=base, polarity=polarity), history, win)
    there = achievable(but(target=target * by, baseline=base * by, polarity=polarity), [x * by for x in history], win)
    assert here == there
    turned = but(target=-target, baseline=-base, polarity=LOWER if polarity == HIGHER else HIGHER)
    assert achievable(turned, [-x for x in history], win) == here


@examples
@given(st.lists(numbers, min_size=3, max_size=12), numbers, positive)
def test_a_harder_target_is_never_more_achievable(history: list[float], target: float, more: float) -> None:
    win = window(len(history), 1, 12)
    easy = achievable(but(target=target, baseline=None), history, win)
    hard = achievable(but(target=target + more, baseline=None), history, win)
    assert easy.passes or not hard.passes


@examples
@given(st.integers(-800, 800), st.integers(-800, 800))
def test_time_bound_is_what_it_says(start: int, due: int) -> None:
    first = GOOD.plan_start
    facts = but(start=first + timedelta(start), due=first + timedelta(due))
    inside = 0 <= due <= (GOOD.plan_end - first).days
    assert time_bound(facts).passes == (start < due and inside)
