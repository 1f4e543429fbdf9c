"""UNT006: a unit of measurement on a tab, or the format of an entry, is not the measure's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bsc_xl.model import Measure, ValueType
from bsc_xl.rules.case import Case
from bsc_xl.rules.figures.scale import FRACTIONS
from bsc_xl.rules.finding import Finding, Fix, Severity
from bsc_xl.rules.rule import Need, Rule
from bsc_xl.rules.structure.fixed_cells import changed_cells, told

_SYMBOLS = ("€", "$", "£", "¥", "₹")


def _check(case: Case) -> Iterator[Finding]:
    for change in changed_cells(case):
        # Definitions lose blanks at the ends of texts.
        if change.code == "UNT006" and str(change.found or "").strip() != str(change.issued or "").strip():
            yield told(case, change)
    if not case.lacks(Need.SHEETS):
        yield from _formats(case)


def _formats(case: Case) -> Iterator[Finding]:
    """Entries whose number format says percent, a currency or a date where the measure is something else."""
    kinds = [format_kind(style.number) for style in case.book.styles]
    if not any(kinds):
        return
    for series in case.judgement.series.values():
        sheet = case.form.tab_of[series.measure.id]
        styles = case.alignment.sheets[sheet.name].styles
        for column in series.columns:
            number = styles.get(series.row.refs[column - 1], 0)
            kind = kinds[number] if number < len(kinds) else ""
            if kind and not _is_right(kind, series.measure):
                words = f"is formatted as {kind} ({case.book.styles[number].number})"
                right = series.measure.unit_of_measurement or f"a {series.measure.value_type}"
                yield case.about_entry("UNT006", series.measure.id, column, words, right)


def _is_right(kind: str, measure: Measure) -> bool:
    if kind == "a percentage":
        return measure.value_type in FRACTIONS
    return kind == "a currency" and measure.value_type is ValueType.CURRENCY


@lru_cache(maxsize=256)
def format_kind(code: str) -> str:
    """What a number format code shows for sure: a percentage, a currency, a date; empty for anything else."""
    if code in ("General", "@"):
        return ""
    bare, quoted = "", False
    skip = False
    for sign in code.partition(";")[0]:
        if skip:
            skip = False
        elif sign == '"':
            quoted = not quoted
        elif sign == "\\" and not quoted:
            skip = True
        elif not quoted:
            bare += sign
    if "%" in bare:
        return "a percentage"
    if "[$" in bare and not bare.partition("[$")[2].startswith("-"):
        return "a currency"
    if any(symbol in code for symbol in _SYMBOLS) and "[$-" not in code:
        return "a currency"
    letters = bare.partition("]")[2] if bare.startswith("[") else bare
    return "a date" if "yy" in letters.lower() and "0" not in letters else ""


RULE = Rule(
    code="UNT006",
    name="unit-mismatch",
    severity=Severity.WARNING,
    title="The unit of measurement is not the measure's.",
    why="A figure is read in the unit that stands beside it: thousands for millions, or 93 shown as 9300 %, mislead "
    "whoever reads and whoever types next.",
    remedy="Put the unit back: bsc-xl fix does it in a copy. Give an entry the format of the cells beside it.",
    check=_check,
    needs=(Need.ISSUED,),
    fix=Fix.SAFE,
    example="UNT006 Sales!B9: Unit: 'EUR thousand'; expected 'EUR million'",
    limits="Of formats only those are told that show a percentage, a currency or a date where the measure is something "
    "else, and only on cells with numbers. Number of decimals and signs of thousands are as people want them.",
)
