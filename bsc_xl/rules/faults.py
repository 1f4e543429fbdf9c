"""Which rule tells a fault of the definition that a workbook carries, where such a definition cannot be used at all."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.layout.sheets.carried import SHEET
from bsc_xl.model.fault import Fault, Severity
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding

CIRCLE, ORPHAN, OTHER_UNIT, ORDER, MAP_CIRCLE, WEIGHT = "CAS005", "CAS001", "CAS007", "TGT004", "LOG002", "WGT002"
_BELOW = ("a unit that is not below this one", "a measure that is not below this one")
_COLUMNS = {
    ("measures", "parent_measure"): ORPHAN,
    ("measures", "unit_of_measurement"): OTHER_UNIT,
    ("measures", "value_type"): OTHER_UNIT,
    ("measures", "low"): ORDER,
    ("measures", "high"): ORDER,
    ("measures", "ceiling"): ORDER,
    ("links", "effect"): MAP_CIRCLE,
    **{(table, "weight"): WEIGHT for table in ("perspectives", "objectives", "units", "measures")},
}
_WORDS = {
    OTHER_UNIT: ", which it feeds",
    ORDER: "more than ",
    MAP_CIRCLE: "another objective than the cause",
    WEIGHT: "a weight of 0 or more",
}
"""What the fault must allow besides: the same columns have faults of spelling that are no rule's own."""


def code_for(fault: Fault) -> str:
    """The code of the rule that tells a fault; empty where PRV001 has to."""
    if fault.severity is not Severity.ERROR:
        return ""
    if fault.allowed in _BELOW:
        return CIRCLE
    code = _COLUMNS.get((fault.table, fault.column), "")
    return code if _WORDS.get(code, "") in fault.allowed else ""


def faults_of(case: Case, code: str) -> Iterator[Finding]:
    """The findings of a rule about the faults that it tells; none where the definition can be used.

    The cells of an unusable definition are not known, so they stand at the hidden sheet that carries it.
    """
    if case.issued is not None or not case.faults or case.carrier.problems:
        return
    told = [fault for fault in case.faults if code_for(fault) == code]
    if code == ORPHAN:
        told = _without_circles(case, told)
    for fault in told:
        place = fault.place or (f"record {fault.row + 1}" if fault.row is not None else "")
        where = ", ".join(part for part in (fault.table, place, fault.column) if part)
        allowed = " ".join(part for part in (fault.allowed, fault.hint) if part)
        yield Finding(code, SHEET, "", f"{where}: {fault.found or 'nothing'}", allowed)


def _without_circles(case: Case, told: list[Fault]) -> list[Fault]:
    """In a circle, nothing is above anything: then only the circle is told, not which parent is not above."""
    circles = [fault for fault in case.faults if code_for(fault) == CIRCLE]
    if any(fault.table == "units" for fault in circles):
        return [fault for fault in told if not _is_not_above(fault)]
    members = {name for fault in circles for name in fault.hint.rstrip(".").split(" > ")}
    return [fault for fault in told if not (_is_not_above(fault) and fault.found in members)]


def _is_not_above(fault: Fault) -> bool:
    return "a unit above" in fault.allowed and fault.allowed.endswith(" is not")
