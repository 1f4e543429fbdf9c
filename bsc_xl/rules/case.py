"""Everything that a rule may look at: the file, what was issued, what people entered, what follows from that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from bsc_xl.evaluation.evaluate import Evaluation
from bsc_xl.evaluation.measures import MeasureResult
from bsc_xl.layout.sheets.xlwings_conf import Xlwings
from bsc_xl.layout.types import CellValue, Workbook
from bsc_xl.layout.udf import Flavour
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.model import Fault, Scorecard
from bsc_xl.received import Reading, ReceivedBook, ReceivedSheet, StoredValue
from bsc_xl.rules.alignment import Alignment, align
from bsc_xl.rules.carrier import Carrier, carrier_in
from bsc_xl.rules.finding import Finding
from bsc_xl.rules.form import OWN_SHEETS, About, Form, FormSheet
from bsc_xl.rules.judgement import Judgement
from bsc_xl.rules.reach import reaches
from bsc_xl.rules.repairs import Repair
from bsc_xl.rules.rule import Need
from bsc_xl.rules.submission import Submission

if TYPE_CHECKING:
    from bsc_xl.rules.formulas.changes import Change
    from bsc_xl.rules.structure.fixed_cells import ChangedCell

_T = TypeVar("_T")


def _there(value: _T | None, need: Need) -> _T:
    """A value that a need stands for.

    Raises:
        LookupError: a rule used what its needs do not name.
    """
    if value is None:
        raise LookupError(f"this needs {need.value}, and did not ask for it")
    return value


@dataclass(frozen=True)
class Issued:
    """What was issued, as far as it is known.

    Attributes:
        source: where that is known from, in words.
        card: the scorecard, without figures.
        form: where everything stands.
        flavour, needs: which formulas the workbook has, and what they need.
        current: whether this version of bsc-xl makes the same form as the one that issued it; cells can be compared
            only then.
    """

    source: str
    card: Scorecard
    form: Form
    flavour: Flavour
    needs: Xlwings
    current: bool = True


@dataclass(frozen=True)
class Opinions:
    """What another engine computed: values by issued or received sheet and address, and what it could not compute."""

    engine: str
    values: Mapping[tuple[str, str], StoredValue | None] = field(default_factory=dict)
    not_computed: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wishes:
    """What the person who validates expects, where it is said.

    Attributes:
        period: the report period that the workbook must be at.
        unit: the unit that must have sent it.
        today: the day of validation.
    """

    period: str = ""
    unit: str = ""
    today: date | None = None


@dataclass
class Case:
    """One workbook under validation. A rule may use what its needs name; `lacks` says which of them are not there.

    Attributes:
        reading: the file as it was read.
        issued: what was issued; None where that is not known.
        faults: faults of the definition that the workbook carries, which then cannot be used.
        in_force: the definition that was given to compare with.
        previous: earlier submissions of the same workbook, the newest last.
        extra: what an engine computed for formulas that people added.
        second: what another engine says of all calculated cells.
        second_trouble: why the engine that was asked for said nothing.
        issued_macros: digest of each module of macros that was issued, by name; an empty one cannot be compared. None
            where no macros were issued.
        flagged: cells (received sheet, address) that rules run before have found something about.
        formula_changes, changed_cells: what `bsc_xl.rules.formulas.changes` and `bsc_xl.rules.structure.fixed_cells`
            have found, kept for the rules that share it.
    """

    reading: Reading
    issued: Issued | None = None
    faults: tuple[Fault, ...] = ()
    in_force: Scorecard | None = None
    in_force_digest: str = ""
    previous: tuple[Case, ...] = ()
    extra: Opinions | None = None
    second: Opinions | None = None
    second_trouble: str = ""
    wishes: Wishes = Wishes()
    issued_macros: Mapping[str, str] | None = None
    flagged: set[tuple[str, str]] = field(default_factory=set)
    formula_changes: tuple[Change, ...] | None = field(default=None, repr=False)
    changed_cells: tuple[ChangedCell, ...] | None = field(default=None, repr=False)

    def lacks(self, need: Need) -> str:
        """Why a need is not met, in words; empty where it is."""
        match need:
            case Need.FILE:
                return ""
            case Need.BOOK:
                return "" if self.reading.book else "the file cannot be read safely"
            case Need.ISSUED:
                return self._lacks_issued()
            case Need.SHEETS | Need.RESULTS:
                return self._lacks_issued() or self._lacks_sheets(need)
            case Need.PREVIOUS:
                return "" if self.previous else "no earlier submission was given (--previous)"
            case Need.DEFINITION:
                return "" if self.in_force else "no definition was given (--definition)"
            case Need.SECOND:
                return "" if self.second else "no second engine was asked for (--engine)"
            case _:
                return "there is no ledger yet"

    def _lacks_issued(self) -> str:
        if not self.reading.book:
            return "the file cannot be read safely"
        if self.issued is None:
            faults = f": {self.faults[0]}" if self.faults else ""
            return f"what was issued is not known: no sound definition in the workbook, none given{faults}"
        if not self.issued.current:
            maker = self.carrier.manifest.made_by if self.carrier.manifest else "another version"
            return f"{maker} made the workbook, and its form is not that of this version"
        return ""

    def _lacks_sheets(self, need: Need) -> str:
        missing = [name for name in self.alignment.missing if self.form.sheets[name].sheet.kind not in OWN_SHEETS]
        if missing:
            return f"the sheet {missing[0]} is missing"
        if self.alignment.shifts:
            shift = self.alignment.shifts[0]
            return f"cells of the sheet {shift.sheet} were moved"
        if need is Need.RESULTS and self.submission.column is None:
            return f"Start names no period of the plan ({self.submission.period or 'nothing'})"
        return ""

    @property
    def book(self) -> ReceivedBook:
        """The workbook; needs `Need.BOOK`."""
        return _there(self.reading.book, Need.BOOK)

    @property
    def form(self) -> Form:
        """The form that was issued; needs `Need.ISSUED`."""
        return _there(self.issued, Need.ISSUED).form

    @property
    def card(self) -> Scorecard:
        """The scorecard as issued, without figures; needs `Need.ISSUED`."""
        return _there(self.issued, Need.ISSUED).card

    @cached_property
    def carrier(self) -> Carrier:
        """What the workbook says of itself."""
        return carrier_in(self.book)

    @cached_property
    def alignment(self) -> Alignment:
        """Which received sheet is which issued one; needs `Need.ISSUED`."""
        return align(self.form, self.book)

    @cached_property
    def pairs(self) -> tuple[tuple[FormSheet, ReceivedSheet], ...]:
        """Issued and received sheets whose cells stand in their places, side by side."""
        found = self.alignment.sheets
        return tuple(
            (sheet, found[sheet.name])
            for sheet in self.form.checked
            if sheet.name in found and not self.alignment.moved(sheet.name)
        )

    @cached_property
    def submission(self) -> Submission:
        """What people entered; needs `Need.SHEETS`."""
        return Submission(self.card, self.form, self.alignment.sheets, self.book.date1904)

    @cached_property
    def evaluation(self) -> Evaluation:
        """The scores that follow from it; needs `Need.RESULTS`."""
        return _there(self.submission.evaluation, Need.RESULTS)

    @cached_property
    def layout(self) -> Workbook:
        """The workbook as it must be with these entries; needs `Need.RESULTS`."""
        issued, submission = _there(self.issued, Need.ISSUED), self.submission
        rows = issued.form.sheets["Reviews"].sheet.table("reviews").rows
        day, needs = submission.report_day, issued.needs
        return workbook_layout(self.evaluation, day, issued.flavour, "", needs, review_rows=rows, values_only=True)

    @cached_property
    def expected(self) -> Mapping[str, Mapping[str, CellValue]]:
        """The value that each calculated cell must have, by issued sheet and address; needs `Need.RESULTS`."""
        found: dict[str, dict[str, CellValue]] = {}
        for sheet in self.layout.sheets:
            values: dict[str, CellValue] = {}
            for refs, column in self.form.sheets[sheet.name].values(sheet):
                values.update(zip(refs, column, strict=True))
            if values:
                found[sheet.name] = values
        return found

    @property
    def results(self) -> Mapping[str, MeasureResult]:
        """Every measure's result by id; needs `Need.RESULTS`."""
        return self.evaluation.measures

    @cached_property
    def reach(self) -> Mapping[str, float]:
        """How many points of the overall score hang on each measure; empty where that cannot be told."""
        if self.lacks(Need.RESULTS):
            return {}
        return reaches(self.evaluation)

    @cached_property
    def judgement(self) -> Judgement:
        """Suspicions about entries, each judged once for all rules; needs `Need.SHEETS`."""
        return Judgement(self)

    def doubted(self, measure: str) -> bool:
        """Whether rules run before have found something in a measure's entries, or in those that feed it."""
        sheet, row = self.form.tab_of[measure], self.form.entry_of[measure]
        name = self.received_name(sheet.name)
        if any((name, ref) in self.flagged for ref in (*row.refs, row.as_of, row.note)):
            return True
        return any(self.doubted(child.id) for child in self.card.contributors.get(measure, ()))

    def received_name(self, issued: str) -> str:
        """The name that an issued sheet has in the file."""
        sheet = self.alignment.sheets.get(issued)
        return sheet.name if sheet else issued

    def finding(
        self,
        code: str,
        sheet: FormSheet,
        ref: str,
        found: str,
        expected: str = "",
        *,
        remedy: str = "",
        repair: Repair | None = None,
        period: str = "",
        measure: str = "",
        follows: int = 0,
    ) -> Finding:
        """A finding about a cell of an issued sheet, with the measure, unit and effect filled in."""
        about = sheet.about(ref.partition(":")[0]) if ref else About()
        measure = measure or about.measure
        known = self.card.measure_by_id.get(measure)
        return Finding(
            code,
            self.received_name(sheet.name),
            ref,
            found,
            expected,
            remedy,
            known.unit if known else self.unit_of(sheet),
            measure,
            period or about.period,
            impact=self.reach.get(measure),
            repair=repair,
            follows=follows,
        )

    def about_entry(
        self, code: str, measure: str, column: int, found: str, expected: str = "", *, remedy: str = ""
    ) -> Finding:
        """A finding about a measure's entry in a column of the grid (from 1)."""
        sheet, row = self.form.tab_of[measure], self.form.entry_of[measure]
        period = self.card.calendar.containing(
            self.card.grid.periods[column - 1].end, self.card.measure_by_id[measure].frequency
        )
        return self.finding(
            code, sheet, row.refs[column - 1], found, expected, remedy=remedy, period=period.id, measure=measure
        )

    def about_definition(
        self, code: str, measure: str, key: str, found: str, expected: str = "", *, remedy: str = ""
    ) -> Finding:
        """A finding about what the definition says of a measure; ``key`` is the column on its tab."""
        sheet = self.form.tab_of[measure]
        ref = self.form.definition_ref(measure, key)
        return self.finding(code, sheet, ref, found, expected, remedy=remedy, measure=measure)

    def unit_of(self, sheet: FormSheet) -> str:
        """The unit that a tab belongs to; empty for other sheets."""
        return self._unit_of.get(sheet.name, "")

    @cached_property
    def _unit_of(self) -> Mapping[str, str]:
        names = [sheet.name for sheet in self.form.sheets.values() if sheet.sheet.kind == "unit"]
        return dict(zip(names, (unit.id for unit in self.card.units_top_down), strict=True))
