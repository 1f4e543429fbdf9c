"""What a rule found: one frozen record with its place as the user sees it, and what to do about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from bsc_xl.received.repairs import Repair


class Severity(IntEnum):
    """How much weight a finding has; a blocker stops a workbook from being accepted."""

    BLOCKER = 4
    ERROR = 3
    WARNING = 2
    INFORMATION = 1

    @property
    def word(self) -> str:
        """The word in reports."""
        return self.name.lower()


class Fix(StrEnum):
    """Who can put it right."""

    NONE = "nobody: look into it"
    SAFE = "bsc-xl fix puts back what was issued"
    PERSON = "a person decides"
    REISSUE = "issue the workbook again"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or worth a look.

    Attributes:
        code: the rule's code, such as FML001.
        sheet: name of the sheet as it is in the file; empty where it is about the file as a whole.
        ref: the cell (C7) or range (C7:C9); empty where it is about the sheet.
        found: what stands there, in words.
        expected: what should stand there, in words; empty where there is no one right answer.
        remedy: what to do; empty where the rule's own words say it.
        unit: id of the unit that it concerns.
        measure: id of the measure.
        period: id of the period.
        part: the part of the package, where it is about one.
        impact: how far the overall score is off because of it, in points (shown minus right); None where that is
            unknown or does not apply.
        repair: what would put it right, where a safe repair is known.
        follows: how many other cells are wrong only because of this one.
    """

    code: str
    sheet: str = ""
    ref: str = ""
    found: str = ""
    expected: str = ""
    remedy: str = ""
    unit: str = ""
    measure: str = ""
    period: str = ""
    part: str = ""
    impact: float | None = None
    repair: Repair | None = None
    follows: int = 0

    @property
    def place(self) -> str:
        """Where, as Excel writes it: `Sales!C7`, `'Sales North'!C7`, a sheet's name, or a part's."""
        if not self.sheet:
            return self.part
        if not self.ref:
            return self.sheet
        name = self.sheet if self.sheet.isidentifier() else "'" + self.sheet.replace("'", "''") + "'"
        return f"{name}!{self.ref}"

    @property
    def fingerprint(self) -> str:
        """A short text that stays the same for the same trouble at the same place, whatever the figures are."""
        what = self.measure or self.ref, self.period, self.sheet, self.unit, self.part
        return hashlib.sha256("\0".join((self.code, *what, self.ref)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
