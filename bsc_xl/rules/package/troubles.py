"""What the guarded reader found wrong with a file, as findings of the rule that each breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding


def from_reading(code: str) -> Callable[[Case], Iterator[Finding]]:
    """A check that passes on the reader's troubles of one code."""

    def check(case: Case) -> Iterator[Finding]:
        for trouble in case.reading.troubles:
            if trouble.code == code:
                yield Finding(
                    code,
                    trouble.sheet,
                    trouble.ref,
                    trouble.found,
                    trouble.expected,
                    trouble.remedy,
                    part=trouble.part,
                )

    return check
