"""Every file of the corpus gets a verdict, in bounds of time and memory; what it is stands in a reviewed table.

To renew the table after a change that was meant: BSC_XL_RENEW=1 python -m pytest tests/corpus/test_verdicts.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bsc_xl.io.xlsx_read.worker import Failure, each_guarded
from tests.corpus.verdicts import Verdict, table, verdict, write_table

SECONDS = 5
MEGABYTES = 512


@pytest.fixture(scope="module")
def verdicts(shared: Path) -> list[tuple[Path, Verdict | Failure]]:
    files = [path for path in sorted((shared / "corpus").rglob("*")) if path.suffix.startswith(".xl")]
    # By the clock a busy machine may take longer; the limit on processor time is checked below.
    return list(each_guarded(verdict, files, jobs=2, seconds=20 * SECONDS, megabytes=MEGABYTES))


@pytest.mark.xdist_group("corpus")
def test_every_file_gets_a_verdict_in_bounds(verdicts: list[tuple[Path, Verdict | Failure]]) -> None:
    assert len(verdicts) == 214
    found = [result for _, result in verdicts if isinstance(result, Verdict)]
    assert [path.name for path, result in verdicts if isinstance(result, Failure)] == []
    assert [(result.line[0], result.seconds) for result in found if result.seconds > SECONDS] == []
    assert max(result.megabytes for result in found) < MEGABYTES
    slowest = max(found, key=lambda result: result.seconds)
    print(f"slowest: {slowest.seconds:.1f} s, {slowest.line[0]}; most memory: {max(r.megabytes for r in found):.0f} MB")


@pytest.mark.xdist_group("corpus")
def test_the_verdicts_are_those_that_were_reviewed(verdicts: list[tuple[Path, Verdict | Failure]]) -> None:
    lines = [result.line for _, result in verdicts if isinstance(result, Verdict)]
    if os.environ.get("BSC_XL_RENEW"):
        write_table(lines)
    assert sorted(lines) == table()
