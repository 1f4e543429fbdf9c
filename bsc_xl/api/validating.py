"""Validates a workbook that came back: reads it safely, finds out what was issued, runs the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from bsc_xl.api.flavours import carried_definition, definition_in
from bsc_xl.api.opinions import about_added_formulas, second_opinion
from bsc_xl.api.reading import Source, read
from bsc_xl.api.recognising import as_definition, is_definition
from bsc_xl.errors import EngineFailed, InvalidDefinition, UnreadableInput
from bsc_xl.evaluation.entries import Entries
from bsc_xl.evaluation.evaluate import Evaluator
from bsc_xl.io.xlsx_read import read_guarded
from bsc_xl.layout.digest import form_digest
from bsc_xl.layout.sheets.carried import Manifest, definition_digest
from bsc_xl.layout.sheets.xlwings_conf import Xlwings
from bsc_xl.layout.types import Workbook
from bsc_xl.layout.udf import Flavour
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.model import Fault, Scorecard
from bsc_xl.received import Reading, ReceivedBook
from bsc_xl.rules.carrier import Carrier
from bsc_xl.rules.case import Case, Issued, Wishes
from bsc_xl.rules.form import Form
from bsc_xl.rules.outcome import Outcome, Verdict
from bsc_xl.rules.registry import chosen
from bsc_xl.rules.run import run
from bsc_xl.rules.waivers import Waiver

OWN_MANIFEST = "the workbook's own manifest"
_KEPT = 8  # definitions whose forms are kept: a batch mostly has one


@dataclass(frozen=True)
class Choices:
    """How to validate; the same for all files of a batch.

    Attributes:
        select, ignore: prefixes of codes of the rules that are run, and that are not.
        rulebook: a dated set of rules; the newest where empty.
        definition: the definition that was issued, or is in force; what the workbook carries where None.
        previous: an earlier submission.
        wishes: the period, unit and day that are expected.
        waivers: findings that persons accepted.
        baseline: fingerprints of findings that are hidden.
        engine: a second engine, "formulas" or "libreoffice"; none where empty.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rulebook: str = ""
    definition: Scorecard | None = None
    previous: tuple[Path, ...] = ()
    wishes: Wishes = field(default_factory=Wishes)
    waivers: tuple[Waiver, ...] = ()
    baseline: frozenset[str] = field(default_factory=frozenset)
    engine: str = ""


def validate(
    workbook: Source,
    definition: Source | Scorecard | None = None,
    *,
    choices: Choices | None = None,
    watch: Callable[[str], None] | None = None,
) -> Outcome:
    """Validate one workbook.

    Args:
        workbook: a file that came back; it is not changed, and nothing in it is run or trusted.
        definition: the definition that was issued; what the workbook carries where None.
        choices: which rules, what is expected.
        watch: told what is being done.

    Returns:
        Findings, what was not checked, and the verdict. Damaged and hostile files have one too.

    Raises:
        UnreadableInput: the file is not there or may not be read, or the definition cannot be read.
        InvalidDefinition: the definition that was given has faults.
        WrongUsage: rules or engines that there are not.
    """
    wanted = choices or Choices()
    if definition is not None:
        wanted = replace(wanted, definition=read(definition))
    rules = chosen(wanted.select, wanted.ignore, wanted.rulebook)
    path = Path(workbook)
    case = case_of(path, wanted)
    outcome = run(
        case,
        rules,
        path=str(workbook),
        waivers=wanted.waivers,
        baseline=wanted.baseline,
        rulebook=wanted.rulebook,
        watch=watch,
    )
    if case.second_trouble and outcome.verdict is not Verdict.UNREADABLE:
        # What was asked for could not be checked.
        notes = (*outcome.notes, f"There is no second opinion: {case.second_trouble}.")
        outcome = replace(outcome, verdict=Verdict.NOT_ASSURED, notes=notes)
    return as_definition(outcome) if case.reading.book is not None and is_definition(case.book) else outcome


def case_of(path: Path, choices: Choices) -> Case:
    """Read a workbook and put together what is known about it."""
    case = known(read_guarded(path), choices)
    if case.reading.book is not None:
        case.extra = about_added_formulas(path, case)
        try:
            case.second = second_opinion(path, choices.engine)
        except EngineFailed as error:
            case.second_trouble = " ".join(str(error).split()).rstrip(".")
    case.previous = tuple(case_of(earlier, replace(choices, previous=(), engine="")) for earlier in choices.previous)
    return case


def known(reading: Reading, choices: Choices) -> Case:
    """What is known about a file that was read."""
    case = Case(reading, wishes=choices.wishes)
    if reading.book is None:
        return case
    if is_definition(reading.book):
        return case  # no form of a workbook fits it
    carrier = case.carrier
    case.in_force = choices.definition
    if choices.definition is not None:
        case.in_force_digest = definition_digest(_text_of(choices.definition))
    case.issued, case.faults = _issued(carrier, case)
    if case.issued is not None and case.issued.flavour is Flavour.UDF:
        case.issued_macros = _macros(len(case.issued.form.sheets), carrier.manifest)
    return case


def _issued(carrier: Carrier, case: Case) -> tuple[Issued | None, tuple[Fault, ...]]:
    """What was issued: by the definition that was given, if it is the workbook's, else by what the workbook carries."""
    manifest, given = carrier.manifest, case.in_force
    if given is not None and (
        manifest is None or not carrier.definition or manifest.definition == case.in_force_digest
    ):
        return _made("the definition that was given", _text_of(given), manifest, case.book), ()
    if manifest is None or not carrier.definition:
        return None, ()
    try:
        return _made(OWN_MANIFEST, carrier.definition, manifest, case.book), ()
    except InvalidDefinition as error:
        return None, tuple(fault for fault in error.faults if isinstance(fault, Fault))
    except UnreadableInput:
        return None, ()


def _made(source: str, text: str, manifest: Manifest | None, book: ReceivedBook) -> Issued:
    flavour = _flavour(manifest, book)
    needs = Xlwings(manifest.xlwings, manifest.interpreter) if manifest and flavour is Flavour.UDF else Xlwings()
    card, form, digest = _form(text, flavour, needs)
    current = manifest is None or manifest.form == digest
    return Issued(source, card, form, flavour, needs, current)


def _flavour(manifest: Manifest | None, book: ReceivedBook) -> Flavour:
    if manifest is not None and manifest.flavour in tuple(Flavour):
        return Flavour(manifest.flavour)
    return Flavour.UDF if book.sheet("xlwings.conf") is not None else Flavour.NATIVE


@lru_cache(maxsize=_KEPT)
def _form(text: str, flavour: Flavour, needs: Xlwings) -> tuple[Scorecard, Form, str]:
    """The scorecard of a definition, its form and that one's digest; the workbooks of a batch mostly share it."""
    card = definition_in(text, "the workbook")
    blank = Evaluator(card, Entries({m.id: [None] * len(card.grid.periods) for m in card.measures}, {}, {}, ())).at()
    bare = workbook_layout(blank, None, flavour, "", needs)
    layout: Workbook = workbook_layout(blank, None, flavour, text, needs)
    return card, Form(layout), form_digest(bare)


_texts: dict[int, tuple[Scorecard, str]] = {}


def _text_of(card: Scorecard) -> str:
    """A scorecard as workbooks carry it."""
    if id(card) not in _texts:
        _texts.clear()
        _texts[id(card)] = card, carried_definition(card)
    return _texts[id(card)][1]


def _macros(sheets: int, manifest: Manifest | None) -> Mapping[str, str]:
    """Digests of the modules that this version puts into a workbook; empty ones where xlwings is another."""
    from bsc_xl.xlwings_code import xlwings_version

    found = _own_macros(sheets)
    if manifest is None or manifest.xlwings == xlwings_version():
        return found
    return dict.fromkeys(found, "")


@lru_cache(maxsize=_KEPT)
def _own_macros(sheets: int) -> Mapping[str, str]:
    from bsc_xl.io.vba import vba_project
    from bsc_xl.io.xlsx_read.macros import macro_digests

    return macro_digests(vba_project(sheets))
