"""TGT007: nothing says how a target is to be measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bsc_xl.model import Measure, Method, Scorecard, ValueType
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.rules.targets.target_facts import has_target, timed

_NUMBERS = (ValueType.NUMBER, ValueType.PERCENT, ValueType.CURRENCY)


def unmeasurable(measure: Measure, scales: Mapping[str, set[float]]) -> tuple[str, str, str]:
    """The column at fault, what is wrong and what is wanted; empty texts where a measure can be measured.

    Args:
        measure: it has a target.
        scales: the different scores of each scale's labels.
    """
    if measure.value_type is ValueType.ORDINAL and len(scales.get(measure.scale, ())) < 2:
        return "scale", f"the labels of the scale {measure.scale} all carry one score", "labels with different scores"
    no_unit = not measure.unit_of_measurement.strip()
    if measure.qualitative and measure.value_type in _NUMBERS and no_unit and measure.method is not Method.BANDS:
        return "value_type", "a judgement as a number, without scale or unit of measurement", "a scale with labels"
    if not measure.definition.strip() and not measure.source.strip():
        return "definition", "neither a definition nor a source", "what is counted, and where the figure comes from"
    return "", "", ""


def scores_of_scales(card: Scorecard) -> dict[str, set[float]]:
    """The different scores that the labels of each scale carry."""
    found: dict[str, set[float]] = {}
    for label in card.scales:
        found.setdefault(label.scale, set()).add(label.score)
    return found


def _check(case: Case) -> Iterator[Finding]:
    with_periods, scales = timed(case.card), scores_of_scales(case.card)
    for measure in case.card.measures:
        if has_target(measure, with_periods):
            column, found, expected = unmeasurable(measure, scales)
            if column:
                yield case.about_definition("TGT007", measure.id, column, found, expected)


RULE = Rule(
    code="TGT007",
    name="unmeasurable",
    severity=Severity.WARNING,
    title="Nothing says how a target is to be measured.",
    why="Two people who measure it come to two figures, and nobody can tell which one is right.",
    remedy="Say in the definition what is counted and where the figure comes from; give a judgement a scale of labels.",
    check=_check,
    needs=(Need.ISSUED,),
    example="TGT007 Sales!AL9: neither a definition nor a source; expected what is counted, and where it comes from",
    limits="It does not read definitions: one that says nothing passes. Where one of definition and source is there, "
    "TGT008 says what is missing. Measures without a target are TGT001's.",
)
