"""xlwings' real server in Windows answers the calls of a workbook, from another process, as the core does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sized
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bsc_xl import __version__, api
from bsc_xl.engines import xlwings_path
from bsc_xl.engines.xlwings_path import ExcelRange, Place
from bsc_xl.layout.types import CellValue, Workbook
from bsc_xl.layout.udf import Flavour
from bsc_xl.layout.workbook import workbook_layout
from bsc_xl.xlwings_code import xlwings_version
from tests.engines.agreement import same
from tests.engines.wine.conftest import Made
from tests.engines.wine.windows import Windows, there

pytestmark = pytest.mark.xdist_group("wine")

SCRIPT = Path(__file__).with_name("excel.py")
LEFT_OUT, ERROR_NA = -2147352572, -2146826246
Call = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Told:
    """What the player of Excel brought back: the answers by the kind of calls, and how they came about."""

    company: list[Any]
    by_range: list[Any]
    odd: list[Any]
    odd_by_range: list[Any]
    not_there: list[Any]
    processes: list[int]
    program: str
    seconds: list[float]
    reads: int


def column(*values: object) -> ExcelRange:
    return ExcelRange(tuple((value,) for value in values))


ODD: tuple[Call, ...] = (
    ("BSC_ENGINE", ()),
    ("BSC_SCORE", (column(0.5, None, ERROR_NA, 2.0, "abc"), LEFT_OUT)),
    ("BSC_SCORE", (column(0.5), column(40.0))),
    ("BSC_SCORE", (0.25, LEFT_OUT)),
    ("BSC_SCORE", (column(0.25), column(100.0, 200.0, 300.0))),
    ("BSC_STATUS", (column(100.0, 95.0, 10.0, None, "n/a"),)),
    ("BSC_STATUS", (95.0,)),
    ("BSC_STATUS", (column("grün", "ąčę", ""),)),
)
NOT_THERE: Call = ("BSC_NOTHING", ())


def _sent(argument: Any) -> Any:
    if isinstance(argument, ExcelRange):
        return [[{"day": v.date().isoformat()} if isinstance(v, datetime) else v for v in row] for row in argument.rows]
    return None if argument == LEFT_OUT else argument


@pytest.fixture(scope="module")
def layout() -> Workbook:
    return workbook_layout(api.evaluate(api.template("company")), flavour=Flavour.UDF)


@pytest.fixture(scope="module")
def calls(layout: Workbook) -> list[Call]:
    """Every call of the company's workbook, in the order of its cells."""
    recorded: list[Call] = []

    def record(name: str, *arguments: Any) -> Any:
        recorded.append((name, arguments))
        return [[0]]

    _values(layout, record)
    return recorded


@pytest.fixture(scope="module")
def by_range(calls: list[Call]) -> list[int]:
    """The calls whose arguments are passed as ranges, too: one of each function that has few arguments."""
    first = {name: place for place, (name, given) in reversed(list(enumerate(calls))) if 0 < len(given) <= 4}
    assert first
    return list(first.values())


@pytest.fixture(scope="module")
def told(calls: list[Call], by_range: list[int], windows: Windows, made: Made) -> Told:
    """Asked in one go, as a start takes seconds, with the settings of the workbook that was built in Windows."""
    sheet = load_workbook(made.folder / "live.xlsm", read_only=True)["xlwings.conf"]
    settings = {row[0]: row[1] for row in sheet.iter_rows(max_col=2, values_only=True) if row[0]}
    wanted = {
        "interpreter": settings["INTERPRETER_WIN"],
        "module": settings["UDF MODULES"],
        "paths": settings["PYTHONPATH"] or "",
        "add_folder": settings["ADD_WORKBOOK_TO_PYTHONPATH"],
        "library": f"xlwings64-{xlwings_version()}.dll",
        "workbook": there(made.folder / "live.xlsm"),
        "calls": [
            *(_asked(call) for call in calls),
            *(_asked(calls[place], by_range=True) for place in by_range),
            *(_asked(call) for call in ODD),
            *(_asked(call, by_range=True) for call in ODD),
            _asked(NOT_THERE),
        ],
    }
    asked, answered = made.folder / "calls.json", made.folder / "answers.json"
    asked.write_text(json.dumps(wanted), encoding="utf-8")
    done = windows.run(SCRIPT, asked, answered)
    assert (done.code, done.err) == (0, "")
    said = json.loads(answered.read_text(encoding="utf-8"))
    following = iter(said.pop("answers"))
    counts: dict[str, Sized] = {
        "company": calls,
        "by_range": by_range,
        "odd": ODD,
        "odd_by_range": ODD,
        "not_there": [NOT_THERE],
    }
    parts: dict[str, Any] = {kind: list(islice(following, len(ones))) for kind, ones in counts.items()}
    return Told(**parts, **said)


def _asked(call: Call, *, by_range: bool = False) -> dict[str, Any]:
    name, given = call
    # A macro passes all arguments that there are; those that are left out, too.
    missing = [] if call == NOT_THERE else xlwings_path._left_out(name, len(given))
    return {"name": name, "arguments": [_sent(one) for one in (*given, *missing)], "by_range": by_range}


def _values(layout: Workbook, call: Callable[..., Any]) -> dict[Place, CellValue]:
    @contextmanager
    def calls() -> Iterator[Callable[..., Any]]:
        yield call

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xlwings_path, "xlwings_calls", calls)
        return xlwings_path.values_by_xlwings(layout)


def differing(layout: Workbook, answers: list[Any]) -> list[Place]:
    """The cells that the answers to a layout's calls fill with another value than the core's."""
    following = iter(answers)

    def answered(*_: Any) -> Any:
        answer = next(following)
        # xlwings' server hands over a single row as a row and not as a table of one.
        return [answer] if isinstance(answer, list) and not isinstance(answer[0], list) else answer

    found = _values(layout, answered)
    wanted = {(cell.sheet, cell.ref): cell.value for cell in layout.calculated() if "BSC_" in cell.formula}
    assert len(wanted) > 2000
    assert found.keys() == wanted.keys()
    return [place for place in wanted if not same(wanted[place], found[place])]


def test_another_process_answers_started_as_the_workbook_says(told: Told, windows: Windows) -> None:
    mine, theirs = told.processes
    assert mine != theirs
    assert told.program.lower() == there(windows.python / "pythonw.exe").lower()


def test_every_cell_of_the_company_has_the_core_s_value(layout: Workbook, told: Told, calls: list[Call]) -> None:
    assert len(told.company) == len(calls) > 200
    assert len({name for name, _ in calls}) >= 12
    assert [one for one in told.company if isinstance(one, dict)] == []
    assert differing(layout, told.company) == []


def test_ranges_are_read_across_processes(told: Told, by_range: list[int]) -> None:
    assert told.by_range == [told.company[place] for place in by_range]
    assert told.odd_by_range == told.odd
    assert told.reads > len(told.by_range)


@pytest.mark.parametrize(("function", "kind"), [("BSC_SCORE", float), ("BSC_STATUS", str)])
def test_one_wrong_answer_is_seen(function: str, kind: type, layout: Workbook, told: Told, calls: list[Call]) -> None:
    """A hundred-millionth of a number, a blank behind a word: one cell differs, and no other."""
    spoiled = json.loads(json.dumps(told.company))
    columns = [answer for (name, _), answer in zip(calls, spoiled, strict=True) if name == function]
    cells = [row for answer in columns if isinstance(answer, list) for row in answer if isinstance(row, list)]
    first = next(row for row in cells if isinstance(row[0], kind) and row[0])
    first[0] = first[0] * (1 + 1e-8) if kind is float else first[0] + " "
    assert len(differing(layout, spoiled)) == 1


def test_another_period_has_other_answers(told: Told) -> None:
    other = workbook_layout(api.evaluate(api.template("company"), period="2026-03"), flavour=Flavour.UDF)
    assert len(differing(other, told.company)) > 300


def test_single_cells_blanks_texts_and_errors(told: Told) -> None:
    """What a function makes of odd arguments; xlwings' own path here says the same."""
    assert told.odd[0] == f"bsc-xl {__version__}"
    assert told.odd[1] == [[50.0], [""], [""], [100.0], [""]]
    assert told.odd[2:4] == [40.0, 25.0]
    with xlwings_path.xlwings_calls() as call:
        for (name, given), answer in zip(ODD, told.odd, strict=True):
            assert answer == _over_com(call(name, *given, *xlwings_path._left_out(name, len(given)))), name


def _over_com(answer: Any) -> Any:
    """xlwings' server takes a table of one row or of one cell apart."""
    if not isinstance(answer, list):
        return answer
    rows = answer[0] if len(answer) == 1 else answer
    return rows[0] if len(answer) == len(answer[0]) == 1 else rows


def test_a_function_that_is_not_there_is_told_in_words(told: Told) -> None:
    """The wrapper of a macro writes the description of a failure into the cell."""
    assert "BSC_NOTHING" in told.not_there[0]["failed"]
