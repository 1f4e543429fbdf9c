"""SMART: five verdicts on a target, each with its reason and what to do about it.

The letters are those of Doran (1981), read as Specific, Measurable, Achievable, Relevant, Time-bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bsc_xl.scoring.absence import EXACT, Value, at_most, is_number
from bsc_xl.scoring.attainment import HIGHER, LOWER, ON_TARGET
from bsc_xl.scoring.period_window import Window

LETTERS = "SMART"
_VAGUE = (
    "improve strengthen enhance optimise optimize increase decrease reduce boost foster promote support develop "
    "maximise maximize minimise minimize raise lower grow better streamline leverage accelerate advance"
)
VAGUE_VERBS = frozenset(_VAGUE.split())

FIXES = {
    "": "",
    "no definition": "Say in words what is counted.",
    "no unit of measurement": "Say in what it is counted.",
    "no polarity": "Say which way is better.",
    "no owner": "Name who answers for it.",
    "vague verb without a number": "Say by how much, or name the thing that is counted.",
    "no target": "Set a target.",
    "no baseline": "Give the starting value and its period.",
    "no source": "Name the system or document it comes from.",
    "no frequency": "Say how often it is measured.",
    "no actual yet though one is due": "Enter the first figure.",
    "target on the wrong side of the baseline": "Check target, baseline and polarity.",
    "fewer than 3 past values": "Wait for 3 values, or enter earlier ones.",
    "history is not numeric": "Judge it in the review.",
    "asks for more change than was ever shown": "Add steps or initiatives, or move the target or its date.",
    "no live objective": "Link it to an objective in force.",
    "no theme": "Give its objective a theme.",
    "weight is zero": "Give it a weight, or keep it as information only.",
    "parent measure does not exist": "Name an existing parent measure, or none.",
    "no due date": "Say when it is to be reached.",
    "starts after it is due": "Put the start before the due date.",
    "due outside the plan": "Choose a due date inside the plan's years.",
}
"""What to do about each reason."""

UNTESTABLE = frozenset(("fewer than 3 past values", "history is not numeric"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """One letter's verdict: ``reason`` is empty where it passes."""

    letter: str
    reason: str = ""

    @property
    def passes(self) -> bool:
        """True where nothing is wrong."""
        return not self.reason

    @property
    def mark(self) -> str:
        """The letter where it passes, "?" where it cannot be tested, "-" where it fails."""
        if self.passes:
            return self.letter
        return "?" if self.reason in UNTESTABLE else "-"

    @property
    def fix(self) -> str:
        """What to do about it."""
        return FIXES.get(self.reason, "")


@dataclass(frozen=True, slots=True)
class SmartFacts:
    """What the five verdicts look at; target and baseline a period for measures that add up to a year's total."""

    name: str
    definition: str
    unit_of_measurement: str
    polarity: str
    owner: str
    source: str
    frequency: str
    has_target: bool
    has_baseline: bool
    target: float | None  # the value a period should have: the year's total / periods for sums
    baseline: float | None
    low: float | None
    high: float | None
    typed: bool
    objective: str  # id of a live objective, or empty
    theme: str
    weight: float
    parent_missing: bool
    start: date
    due: date | None
    due_column: int | None
    plan_start: date
    plan_end: date
    plan_columns: int


def vague_verb(name: str) -> str:
    """The vague verb in a measure's name, or an empty text where there is none or a number stands beside it."""
    if any(character.isdigit() for character in name):
        return ""
    words = (word.strip(".,:;()!?\"'").lower() for word in name.split())
    return next((word for word in words if word in VAGUE_VERBS), "")


def specific(facts: SmartFacts) -> Verdict:
    """S: definition, unit of measurement, polarity and owner are there; no vague verb without a number."""
    checks = (
        (not facts.definition, "no definition"),
        (not facts.unit_of_measurement, "no unit of measurement"),
        (not facts.polarity, "no polarity"),
        (not facts.owner, "no owner"),
        (vague_verb(facts.name) != "", "vague verb without a number"),
    )
    return _first("S", checks)


def measurable(facts: SmartFacts, *, has_actual: bool, one_is_due: bool) -> Verdict:
    """M: target, baseline, named source and frequency; at least one dated actual once one is due."""
    checks = (
        (not facts.has_target, "no target"),
        (not facts.has_baseline, "no baseline"),
        (not facts.source, "no source"),
        (not facts.frequency, "no frequency"),
        (one_is_due and not has_actual, "no actual yet though one is due"),
    )
    return _first("M", checks)


def relevant(facts: SmartFacts) -> Verdict:
    """R: reaches a live objective and theme; weight above 0; its parent measure, if any, exists."""
    checks = (
        (not facts.objective, "no live objective"),
        (not facts.theme, "no theme"),
        (facts.weight <= 0, "weight is zero"),
        (facts.parent_missing, "parent measure does not exist"),
    )
    return _first("R", checks)


def time_bound(facts: SmartFacts) -> Verdict:
    """T: there is a due date after the start and inside the plan."""
    due = facts.due
    checks = (
        (due is None, "no due date"),
        (due is not None and facts.start >= due, "starts after it is due"),
        (due is not None and not facts.plan_start <= due <= facts.plan_end, "due outside the plan"),
    )
    return _first("T", checks)


def _first(letter: str, checks: Iterable[tuple[bool, str]]) -> Verdict:
    return Verdict(letter, next((reason for wrong, reason in checks if wrong), ""))


def best_change(entries: Sequence[Value], window: Window, sign: int) -> float:
    """The largest change for the better between two neighbouring periods up to the window's end (0 or more).

    With sign 0 (a range is kept) changes count in both directions.
    """
    best = 0.0
    for column in range(window.last, window.step, -window.step):
        now, before = entries[column - 1], entries[column - 1 - window.step]
        if is_number(now) and is_number(before):
            change = (now - before) * sign if sign else abs(now - before)
            best = max(best, change)
    return best


def change_to_go(facts: SmartFacts, latest: float) -> float:
    """How far the latest value is from the target, in the direction of better; 0 or less where it is there."""
    if facts.polarity == ON_TARGET and facts.low is not None and facts.high is not None:
        return max(facts.low - latest, latest - facts.high)
    target = facts.target if facts.target is not None else latest
    return latest - target if facts.polarity == LOWER else target - latest


def periods_left(facts: SmartFacts, window: Window) -> float:
    """Periods of the measure from the window's end to the due date (to the plan's end without one); at least 1."""
    due = facts.due_column if facts.due_column is not None else facts.plan_columns
    return max(1.0, (due - window.last) / window.step)


def achievable(facts: SmartFacts, entries: Sequence[Value], window: Window, stretch: float = 1.5) -> Verdict:
    """A: the target is on the right side of the baseline, and asks for no more change than was ever shown.

    Args:
        facts: target and baseline of one period.
        entries: one cell a grid column.
        window: the measure's window; entries after it are not looked at.
        stretch: k, how many times the best change a period may be asked for.
    """
    if facts.typed:
        return Verdict("A", "history is not numeric" if facts.has_target else "no target")
    if not facts.has_target:
        return Verdict("A", "no target")
    if facts.target is not None and facts.baseline is not None and facts.polarity != ON_TARGET:
        wrong = facts.target < facts.baseline if facts.polarity == HIGHER else facts.target > facts.baseline
        if wrong:
            return Verdict("A", "target on the wrong side of the baseline")
    known = [cell for cell in entries[: window.last] if is_number(cell)]
    if len(known) < 3:
        return Verdict("A", "fewer than 3 past values")
    to_go = change_to_go(facts, known[-1])
    if to_go <= EXACT * abs(known[-1]):
        return Verdict("A")
    sign = 1 if facts.polarity == HIGHER else -1 if facts.polarity == LOWER else 0
    allowed = stretch * best_change(entries, window, sign)
    within = at_most(to_go / periods_left(facts, window), allowed)
    return Verdict("A", "" if within else "asks for more change than was ever shown")


def smart_of(
    facts: SmartFacts,
    entries: Sequence[Value],
    window: Window,
    *,
    has_actual: bool,
    one_is_due: bool,
    stretch: float = 1.5,
) -> tuple[Verdict, Verdict, Verdict, Verdict, Verdict]:
    """All five verdicts.

    Args:
        facts: what the verdicts look at.
        entries: one cell a grid column.
        window: the measure's window; entries after it are not looked at.
        has_actual: a value is known up to the window's end.
        one_is_due: the first period's figure is due by the report date.
        stretch: k, how many times the best change a period may be asked for.

    Returns:
        One a letter, in their order.
    """
    return (
        specific(facts),
        measurable(facts, has_actual=has_actual, one_is_due=one_is_due),
        achievable(facts, entries, window, stretch),
        relevant(facts),
        time_bound(facts),
    )


def mask(verdicts: Iterable[Verdict]) -> str:
    """The verdicts in five characters: ``SMART``, ``SM-RT`` (A fails), ``SM?RT`` (A cannot be tested)."""
    return "".join(verdict.mark for verdict in verdicts)
