"""Compares two workbooks: what was reported, noted, decided, defined and changed in the form, and what that does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bsc_xl.api.reading import Source, read
from bsc_xl.api.recognising import is_definition
from bsc_xl.api.validating import Choices, case_of
from bsc_xl.errors import UnreadableInput, WrongUsage
from bsc_xl.model import Scorecard
from bsc_xl.rules.case import Case
from bsc_xl.rules.comparison import Comparison, compare
from bsc_xl.rules.rule import Need


def diff(
    old: Source,
    new: Source,
    definition: Source | Scorecard | None = None,
    *,
    watch: Callable[[str], None] | None = None,
) -> Comparison:
    """Say what differs between two workbooks, in the words of the scorecard.

    Args:
        old, new: two scored workbooks, of either flavour; neither is changed, and nothing in them is run or trusted.
        definition: the definition that was issued, for workbooks that carry none; one that carries none is read by
            the other's, where none is given.
        watch: told what is being done.

    Returns:
        What differs, with the effect of each changed figure on the overall score; scores are recomputed for both.

    Raises:
        UnreadableInput: a file is not there, or cannot be read safely.
        WrongUsage: a file is a definition.
        InvalidDefinition: the definition that was given has faults.
    """
    choices = Choices(definition=None if definition is None else read(definition))
    cases = []
    for source in (old, new):
        if watch:
            watch(f"reading {Path(source).name}")
        cases.append(_case(Path(source), choices))
    notes = []
    for number, other in ((0, cases[1]), (1, cases[0])):
        if _unknown(cases[number]) and not other.lacks(Need.ISSUED):
            source = (old, new)[number]
            lent = _case(Path(source), replace(choices, definition=other.card))
            if not _is_of(lent):
                notes.append(f"{Path(source).name} is no workbook of the scorecard in {other.reading.name}.")
                continue
            cases[number] = lent
            notes.append(f"{Path(source).name} carries no definition: it was read by that of {other.reading.name}.")
    found = compare(cases[0], cases[1], (str(old), str(new)), watch)
    return replace(found, notes=(*notes, *found.notes)) if notes else found


def _unknown(case: Case) -> bool:
    """Whether a workbook says nothing about its definition."""
    return case.issued is None and not case.faults


def _is_of(case: Case) -> bool:
    """Whether a workbook has at least half of the sheets of the scorecard that it was read by."""
    lost = set(case.alignment.missing)
    return 2 * sum(sheet.name in lost for sheet in case.form.checked) <= len(case.form.checked)


def _case(path: Path, choices: Choices) -> Case:
    case = case_of(path, choices)
    if case.reading.book is None:
        trouble = case.reading.troubles[-1]
        remedy = f" {trouble.remedy}" if trouble.remedy else ""
        raise UnreadableInput(f"{path} cannot be read: {trouble.found}.{remedy}")
    if is_definition(case.book):
        raise WrongUsage(f"{path} is a definition: give two scored workbooks, as bsc-xl build makes them.")
    return case
