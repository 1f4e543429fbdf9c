"""What the buttons say: a headline and lines, cut to what a message box and the cells on Start take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bsc_xl.api.workbook_session.findings import Finding
from bsc_xl.api.workbook_session.refresh import Change, Refresh, Undo

BOX_LINES = 8
LINE = 160  # characters of a line in a message box


class Said(NamedTuple):
    """A headline and what belongs to it, line by line."""

    headline: str
    lines: list[str]

    def for_box(self) -> str:
        """The text of a message box."""
        shown = [line if len(line) <= LINE else line[: LINE - 1] + "…" for line in self.lines]
        return Said(self.headline, _cut(shown, BOX_LINES, "listed on Start")).text()

    def text(self) -> str:
        """All of it."""
        return "\n".join((self.headline, *self.lines))

    def for_cells(self, count: int) -> list[str]:
        """So many lines for the cells, blank where there is nothing more to say."""
        lines = [self.headline, *_cut(self.lines, count - 2, "not listed")]
        return lines + [""] * (count - len(lines))


def _cut(lines: Sequence[str], most: int, where: str) -> list[str]:
    if len(lines) <= most:
        return list(lines)
    return [*lines[:most], f"… and {len(lines) - most:,} more, {where}"]


def of_findings(found: Sequence[Finding]) -> Said:
    """What a check found."""
    if not found:
        return Said("Nothing was found: no figure is late, missing, stale or of the wrong kind.", [])
    return Said(f"{_count(len(found), 'finding')}:", [str(finding) for finding in found])


def of_missing(found: Finding | None, count: int) -> Said:
    """Where the next missing figure is."""
    if found is None:
        return Said("No figure is late or missing at the report period.", [])
    return Said(f"{_count(count, 'figure')} late or missing; here:", [str(found)])


def question(found: Refresh) -> Said:
    """Whether differing figures are to be replaced."""
    differing = found.differing
    verb = "differs" if len(differing) == 1 else "differ"
    head = f"{_count(len(differing), 'figure')} in {found.source} {verb} from what stands in the workbook."
    ask = "Yes: replace them. No: only fill blank cells. Cancel: change nothing."
    shown = _cut([str(change) for change in differing], BOX_LINES, "not shown here")
    return Said(head, [*shown, "", ask])


def of_refresh(found: Refresh, changes: Sequence[Change]) -> Said:
    """What was written, and what was not."""
    left = [change for change in found.differing if change not in changes]
    counts = [f"{_count(len(changes), 'cell')} changed", f"{found.same:,} figures the same already"]
    counts += [f"{len(left):,} differing figures left as they are"] if left else []
    counts += [f"{len(found.frozen):,} not changed because their period is frozen"] if found.frozen else []
    entries = sum(rejection.entries for rejection in found.rejected)
    counts += [f"{entries:,} rejected"] if entries else []
    lines = [f"rejected: {rejection}" for rejection in found.rejected]
    lines += [f"frozen: {change}" for change in found.frozen] + [f"left: {change}" for change in left]
    return Said(f"{found.source}: {', '.join(counts)}.", [*lines, *(str(change) for change in changes)])


def of_undo(found: Undo) -> Said:
    """What was put back."""
    if not found.changes and not found.kept:
        return Said("There is nothing to undo: no file changed figures since the last undo.", [])
    kept = [f"not undone, since it was changed or frozen after that: {change}" for change in found.kept]
    return Said(f"{_count(len(found.changes), 'cell')} put back.", [*kept, *(str(c) for c in found.changes)])


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def listed(lines: Iterable[str]) -> list[list[object]]:
    """Lines as a column of cells; none is taken for a formula."""
    return [[f"'{line}" if line else None] for line in lines]
