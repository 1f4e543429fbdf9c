"""The Start sheet: whose scorecard, which report period, how it stands, how to use it, where things are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bsc_xl import __version__
from bsc_xl.layout.number_formats import DATE, SCORE
from bsc_xl.layout.parts import coverage_words, link, text, title
from bsc_xl.layout.plan import Plan
from bsc_xl.layout.sheets import start_buttons
from bsc_xl.layout.sheets.lists import ListPlaces
from bsc_xl.layout.sheets.xlwings_conf import ASK_THE_DOCTOR, Xlwings
from bsc_xl.layout.types import Kind, Loose, Sheet, Style, Validation
from bsc_xl.layout.udf import Flavour

SHEET = "Start"
PERIOD_ROW, DAY_ROW, IN_FORCE_ROW = 4, 5, 6
OVERALL_ROW = 8
ENGINE_ROW = 10

_STEPS = (
    "Choose the report period above: every score in this workbook follows it.",
    "Type figures only in pale yellow cells, on the tab of your unit; each cell says what it wants.",
    "Where there is no figure, type n/a (not applicable) or no data; a blank never counts as zero.",
    "Give the day up to which your newest figure counts, in the column As of.",
    "White cells calculate; they are locked without a password so that nobody overwrites them by accident.",
    "Definitions and workings stand folded away right of the entries: Review, Unprotect Sheet, then the + on top.",
)
_NOT_LIVE = f"the functions are not live here: {ASK_THE_DOCTOR}"
_NEEDS = f"on Windows with Excel: Python, bsc-xl {__version__} or later, and xlwings {{version}}, exactly"
_LEGEND = (
    (Kind.INPUT, "Input: type here"),
    (Kind.CALCULATION, "Calculation"),
    (Kind.DEFINITION, "Definition, set where the scorecard is built"),
    (Kind.IDLE, "Nothing is due in this period"),
)


def start(
    plan: Plan,
    places: ListPlaces,
    contents: Sequence[tuple[str, str]],
    report_date: date | None,
    needs: Xlwings,
) -> Sheet:
    """The sheet; ``contents`` are the other sheets with a word about each, ``report_date`` one that is typed in."""
    point, top = plan.evaluation.point, plan.evaluation.top
    period = point.grid.periods[point.column - 1].id
    places.names["bsc_report_period"] = f"{SHEET}!$B${PERIOD_ROW}"
    places.names["bsc_date"] = f"{SHEET}!$B${IN_FORCE_ROW}"
    total = {key: plan.top.total(key) for key in ("score", "status", "coverage", "low", "high")}
    about = (
        f'=IF({total["coverage"]}="","nothing is due",TEXT({total["coverage"]},"0%")&" of the weight reported, '
        f'score between "&TEXT({total["low"]},"0")&" and "&TEXT({total["high"]},"0"))'
    )
    in_force = f'=IF($B${DAY_ROW}="",INDEX(bsc_ends,bsc_p)+bsc_close_days,$B${DAY_ROW})'
    loose = [
        title(plan.card.organisation or plan.card.name),
        text(2, 0, plan.card.name, Kind.SUBTITLE),
        text(PERIOD_ROW, 0, "Report period"),
        Loose(PERIOD_ROW, 1, period, Style(Kind.INPUT, "@", align="center")),
        text(PERIOD_ROW, 2, "Choose from the list.", Kind.NOTE),
        text(DAY_ROW, 0, "Report date, if another"),
        Loose(DAY_ROW, 1, report_date, Style(Kind.INPUT, DATE, align="center")),
        text(DAY_ROW, 2, f"Blank: {plan.card.settings.close_days} days after the period's end.", Kind.NOTE),
        text(IN_FORCE_ROW, 0, "Report date in force"),
        Loose(IN_FORCE_ROW, 1, point.day, Style(Kind.CALCULATION, DATE, align="center"), in_force),
        text(OVERALL_ROW, 0, "Overall score"),
        Loose(OVERALL_ROW, 1, top.rollup.score, Style(Kind.TOTAL, SCORE, align="center"), f"={total['score']}"),
        Loose(OVERALL_ROW, 2, top.status, Style(Kind.TOTAL), f"={total['status']}", status=True),
        Loose(OVERALL_ROW + 1, 2, coverage_words(top.rollup), Style(Kind.NOTE), about),
        text(ENGINE_ROW, 0, "Calculated by"),
        _engine(plan),
    ]
    if plan.flavour is Flavour.UDF:
        places.names["bsc_engine"] = f"{SHEET}!$B${ENGINE_ROW}"
        if needs.version:
            loose.append(text(ENGINE_ROW + 1, 1, _NEEDS.format(version=needs.version), Kind.NOTE))
    live = plan.flavour is Flavour.UDF
    loose += start_buttons.texts() if live else []
    row = _lines(loose, start_buttons.NEXT if live else OVERALL_ROW + 4, "How to use it", _STEPS)
    row = _legend(loose, plan, row)
    loose.append(text(row, 0, "Where to find what", Kind.BAND))
    for number, (sheet, words) in enumerate(contents, row + 1):
        loose.append(link(number, 0, sheet, sheet))
        loose.append(text(number, 1, words, Kind.NOTE))
    return Sheet(
        SHEET,
        "start",
        loose=tuple(loose),
        widths={0: 42, 1: 22, 2: 62} | ({start_buttons.SAID_COLUMN: start_buttons.SAID_WIDTH} if live else {}),
        heights=start_buttons.heights() if live else {},
        validations=(_period_list(), _day_rule()),
        landscape=False,
        print_columns=3 if live else None,
        buttons=start_buttons.buttons() if live else (),
    )


def _engine(plan: Plan) -> Loose:
    """What calculates: in words, and in the udf flavour whether the functions are live."""
    row, style = ENGINE_ROW, Style(Kind.NOTE)
    if plan.flavour is Flavour.NATIVE:
        return Loose(row, 1, "the formulas in this file; nothing needs to be installed", style)
    live, built = f"live: bsc-xl {__version__}", f"figures as built by bsc-xl {__version__}; {_NOT_LIVE}"
    formula = f'=IFERROR(IF(LEFT(BSC_ENGINE(),6)="bsc-xl","live: "&BSC_ENGINE(),"{_NOT_LIVE}"),"{_NOT_LIVE}")'
    return Loose(row, 1, live, style, formula, stored=built)


def _lines(loose: list[Loose], row: int, heading: str, lines: Sequence[str]) -> int:
    loose.append(text(row, 0, heading, Kind.BAND))
    for number, words in enumerate(lines, 1):
        loose.append(text(row + number, 0, f"{number}. {words}", Kind.NOTE))
    return row + len(lines) + 2


def _legend(loose: list[Loose], plan: Plan, row: int) -> int:
    loose.append(text(row, 0, "What the colours mean", Kind.BAND))
    for number, (kind, words) in enumerate(_LEGEND, 1):
        loose.append(Loose(row + number, 0, words, Style(kind)))
    bands = plan.card.settings.bands
    for number, band in enumerate(bands, 1):
        words = "target reached" if number == 1 else f"not reached, score {band.minimum:g} or more"
        loose.append(Loose(row + number, 1, band.name, Style(Kind.CALCULATION), status=True))
        loose.append(text(row + number, 2, words, Kind.NOTE))
    return row + max(len(_LEGEND), len(bands)) + 2


def _period_list() -> Validation:
    return Validation(
        (f"B{PERIOD_ROW}",),
        source="=bsc_periods",
        title="Report period",
        message="Choose a period; every score follows it.",
        error="Choose a period from the list.",
    )


def _day_rule() -> Validation:
    return Validation(
        (f"B{DAY_ROW}",),
        rule=f"ISNUMBER(B{DAY_ROW})",
        title="Report date",
        message="The day on which the report is made. It decides what is late. Leave it blank for the usual day.",
        error="Type a date, such as 2026-11-15.",
    )
