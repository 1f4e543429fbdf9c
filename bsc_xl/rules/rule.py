"""A rule of the catalogue as data, with the function that looks for what breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bsc_xl.rules.finding import Finding, Fix, Severity

if TYPE_CHECKING:
    from bsc_xl.rules.case import Case


class Need(StrEnum):
    """What a rule must have before it can say anything; the words say what is missing."""

    FILE = "the file"
    BOOK = "a workbook that can be read safely"
    ISSUED = "what was issued: the definition or the workbook's own manifest"
    SHEETS = "all issued sheets in their places"
    RESULTS = "results recomputed from the entries"
    PREVIOUS = "an earlier submission of the same workbook"
    DEFINITION = "the definition that is in force now"
    LEDGER = "the ledger"
    SECOND = "a second engine or reader"


Check = Callable[["Case"], Iterable[Finding]]


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        code: family prefix and three digits, never reused.
        name: its short name in the catalogue, words joined by hyphens.
        severity: of all its findings.
        title: what is wrong, in a sentence.
        why: why that matters to a scorecard, in one to three sentences.
        remedy: what to do, for the person who sees the finding.
        check: yields the findings of a case.
        needs: what must be there, in the order in which it is asked for.
        fix: who can put it right.
        since: the rulebook that it came with.
        example: a line of a report as it would stand there, made up.
        limits: what the rule does not see or tolerates, in a sentence or two; empty if nothing.
        last: it is run after the others, as it asks what they have found.
    """

    code: str
    name: str
    severity: Severity
    title: str
    why: str
    remedy: str
    check: Check
    needs: tuple[Need, ...] = (Need.BOOK,)
    fix: Fix = Fix.NONE
    since: str = "2026.1"
    example: str = ""
    limits: str = ""
    last: bool = False

    @property
    def family(self) -> str:
        """The three letters before the number."""
        return self.code[:3]
