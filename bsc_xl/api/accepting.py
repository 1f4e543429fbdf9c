"""What people have accepted, from files: waivers, and baselines of findings that are known."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bsc_xl.api.reading import Source, refuse_existing
from bsc_xl.io.acceptance import read_baseline, read_waivers
from bsc_xl.io.acceptance import write_baseline as write_file
from bsc_xl.rules.outcome import Outcome
from bsc_xl.rules.waivers import Waiver


def waivers(path: Source) -> tuple[Waiver, ...]:
    """The waivers in a TOML file.

    Raises:
        UnreadableInput: it is not there or not understood; each waiver needs code, person, reason and until.
    """
    return tuple(
        Waiver(r.code, r.person, r.reason, r.until, r.measure, r.sheet, r.ref) for r in read_waivers(Path(path))
    )


def baseline(path: Source) -> frozenset[str]:
    """The fingerprints in a baseline.

    Raises:
        UnreadableInput: it is not there or is no baseline.
    """
    return read_baseline(Path(path)).fingerprints


def write_baseline(outcomes: Iterable[Outcome], path: Source, *, force: bool = False) -> int:
    """List all findings of outcomes in a file, to hide them later; returns how many there are.

    Raises:
        WrongUsage: the file exists.
    """
    refuse_existing(Path(path), force=force)
    known = fingerprints(outcomes)
    write_file(Path(path), known)
    return len(known)


def fingerprints(outcomes: Iterable[Outcome]) -> frozenset[str]:
    """What a baseline holds of outcomes: their findings, those that an older baseline hides too."""
    return frozenset(f.fingerprint for outcome in outcomes for f in (*outcome.findings, *outcome.known))
