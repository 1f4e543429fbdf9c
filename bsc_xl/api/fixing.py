"""Puts back what was issued, in a copy of a workbook; reported values stay as they are."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bsc_xl.api.reading import Source, read, refuse_existing, refuse_same
from bsc_xl.api.recognising import is_definition
from bsc_xl.api.validating import Choices, case_of, validate
from bsc_xl.errors import UnreadableInput, WrongUsage
from bsc_xl.files import replace_file
from bsc_xl.io.xlsx_patch import Change, edit, renew
from bsc_xl.layout.types import CellValue
from bsc_xl.model import Scorecard
from bsc_xl.received import StoredValue
from bsc_xl.rules.agreement import agrees, shown
from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding
from bsc_xl.rules.outcome import Outcome
from bsc_xl.rules.repairs import Repair, StoreValue
from bsc_xl.rules.rule import Need


@dataclass(frozen=True)
class Fixed:
    """What came of fixing a workbook.

    Attributes:
        path: the new file; None where there was nothing to put back, and nothing was written.
        changes: each with its place, the old and the new content, in words; stored values that were renewed last.
        renewed: how many of these changes, the last ones, renewed a stored value and nothing else.
        before, after: what the validator says of the workbook and of the copy.
    """

    path: Path | None
    changes: tuple[Change, ...]
    before: Outcome
    after: Outcome
    renewed: int = 0

    @property
    def left(self) -> tuple[Finding, ...]:
        """The findings that a person has to see to."""
        return self.after.findings


def fix(
    workbook: Source,
    output: Source,
    definition: Source | Scorecard | None = None,
    *,
    choices: Choices | None = None,
    force: bool = False,
) -> Fixed:
    """Write a copy in which overwritten formulas, weights, labels, input rules and stored values are as issued.

    Args:
        workbook: the workbook; it is not changed.
        output: the file to write.
        definition: as for `validate`.
        choices: only what rules chosen by these find is put back; stored values are renewed in any case.
        force: replace an output that exists.

    Raises:
        WrongUsage: the output exists, or is the workbook.
        UnreadableInput: the workbook cannot be read safely, or is a definition.
    """
    source, target = Path(workbook), Path(output)
    refuse_same(target, workbook)
    refuse_existing(target, force=force)
    if source.suffix.lower() != target.suffix.lower():
        raise WrongUsage(f"{target.name}: a copy of {source.name} ends in {source.suffix}.")
    wanted = choices or Choices()
    if definition is not None:
        wanted = replace(wanted, definition=read(definition))
    before = validate(source, choices=wanted)
    case = case_of(source, wanted)
    if case.reading.book is None:
        raise UnreadableInput(f"{source.name} cannot be read safely: {before.findings[0].found}.")
    if is_definition(case.book):
        raise UnreadableInput(f"{source.name} is a definition, and not a scored workbook that is made from one.")
    with tempfile.TemporaryDirectory(prefix="bsc-xl-") as folder:
        made = Path(folder) / source.name
        changes = _repaired(source, made, before.findings)
        renewed = _renewed(made, wanted, Path(folder) / f"renewed{source.suffix}")
        if not changes and not renewed:
            return Fixed(None, (), before, before)
        result = Path(folder) / f"renewed{source.suffix}" if renewed else made
        _check_inputs(case, case_of(result, wanted))
        after = validate(result, choices=wanted)
        with replace_file(target) as beside:
            beside.write_bytes(result.read_bytes())
    after = replace(after, name=target.name, path=str(target))
    return Fixed(target, (*changes, *renewed), before, after, len(renewed))


def _repaired(source: Path, target: Path, findings: Iterable[Finding]) -> tuple[Change, ...]:
    """Carry out the repairs of findings; stored values come later, all at once."""
    repairs: dict[Repair, None] = {}
    for finding in findings:
        if finding.repair is not None and not isinstance(finding.repair, StoreValue):
            repairs[finding.repair] = None
    if not repairs:
        target.write_bytes(source.read_bytes())
        return ()
    return edit(source, target, list(repairs))


def _renewed(workbook: Path, choices: Choices, target: Path) -> tuple[Change, ...]:
    """Store the values that follow from the entries, where others or none are stored."""
    case = case_of(workbook, choices)
    if case.lacks(Need.RESULTS):
        return ()
    values: dict[str, dict[str, CellValue]] = {}
    changes: list[Change] = []
    for sheet, received in case.pairs:
        for ref, expected in case.expected.get(sheet.name, {}).items():
            calculated = ref in received.formulas or sheet.filled.get(ref) in received.formulas
            stored = received.values.get(ref)
            engine = "BSC_ENGINE" in sheet.formulas.get(ref, "")
            if not calculated or engine or agrees(expected, stored, date1904=case.book.date1904):
                continue
            values.setdefault(received.name, {})[ref] = expected
            changes.append(Change(received.name, ref, _shown(case, stored, expected), shown(expected)))
    if values:
        renew(workbook, target, values)
    return tuple(changes)


def _shown(case: Case, stored: StoredValue | None, expected: CellValue) -> str:
    """A stored value in words; a number as the day that it stands for, where a day belongs."""
    day = case.submission.day(stored) if isinstance(expected, date) else None
    return shown(stored if day is None else day)


def _check_inputs(before: Case, after: Case) -> None:
    """Make sure that no reported value was touched.

    Raises:
        RuntimeError: one was; that is a fault of bsc-xl, and nothing is written.
    """
    old, new = _inputs(before), _inputs(after)
    changed = {name for name, value in old.items() if new.get(name) != value}
    if changed:
        raise RuntimeError(f"the entry {min(changed)} would have changed")


def _inputs(case: Case) -> dict[tuple[str, str], StoredValue | None]:
    if case.lacks(Need.ISSUED):
        return {}
    found: dict[tuple[str, str], StoredValue | None] = {}
    for sheet, received in case.pairs:
        for ref in sheet.inputs:
            found[sheet.name, ref] = received.values.get(ref)
    return found
