"""Writes a copy of a workbook with a comment on every cell that has a finding, and a sheet of findings first."""

from __future__ import annotations

from pathlib import Path

from bsc_xl.api.reading import Source, refuse_existing, refuse_same
from bsc_xl.files import free_name
from bsc_xl.io.xlsx_patch import Annotated, FindingRow, FindingsSheet, Note, annotate
from bsc_xl.report.validation.ranking import rank
from bsc_xl.report.validation.words import message, verdict
from bsc_xl.rules.finding import Finding
from bsc_xl.rules.outcome import Outcome
from bsc_xl.rules.registry import rule_of


def annotated_copy(outcome: Outcome, output: Source, *, force: bool = False) -> Annotated:
    """Write the copy.

    Args:
        outcome: what was found in a workbook, whose path it has.
        output: the file to write.
        force: replace one that exists.

    Raises:
        WrongUsage: the output exists, or is the workbook.
        UnreadableInput: the workbook cannot be read.
    """
    source, target = Path(outcome.path), Path(output)
    refuse_same(target, source)
    refuse_existing(target, force=force)
    return annotate(source, target, _notes(outcome), _sheet(outcome))


def annotated_name(workbook: Path, folder: Path) -> Path:
    """A free name for the copy of a workbook in a folder."""
    wanted = folder / f"{workbook.stem} (findings){workbook.suffix}"
    return free_name(wanted) if wanted.exists() else wanted


def _notes(outcome: Outcome) -> list[Note]:
    cells = (finding for finding in outcome.findings if finding.sheet and finding.ref)
    return [Note(finding.sheet, finding.ref, _words(finding)) for finding in cells]


def _words(finding: Finding) -> str:
    """What the comment says: rule, what was found, what to do."""
    rule = rule_of(finding.code)
    return f"{finding.code}, {rule.severity.word}: {message(finding)}.\n{finding.remedy or rule.remedy}"


def _sheet(outcome: Outcome) -> FindingsSheet:
    ranked = sorted(outcome.findings, key=rank, reverse=True)
    above = (verdict(outcome), *outcome.notes)
    return FindingsSheet(f"Findings in {outcome.name}", tuple(_row(finding) for finding in ranked), above)


def _row(finding: Finding) -> FindingRow:
    rule = rule_of(finding.code)
    return FindingRow(
        rule.severity.word,
        finding.code,
        finding.place,
        finding.found or rule.title,
        finding.expected,
        finding.remedy or rule.remedy,
        finding.measure,
        finding.unit,
        finding.period,
        finding.impact,
        finding.sheet,
        finding.ref,
    )
