"""Every verb of the command line: what it writes, what it says, how it ends."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any

import pytest
import typer
from openpyxl import load_workbook

from bsc_xl import __version__, api
from bsc_xl.cli import app
from tests.program import bsc, small

NAMED = {"import": "import_facts"}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the program runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["bsc-xl"])
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def commands() -> dict[str, Any]:
    return typer.main.get_command(app).commands  # type: ignore[attr-defined,no-any-return]  # it is a group


def test_every_verb_is_a_function_with_a_docstring() -> None:
    for verb in commands():
        function = getattr(api, NAMED.get(verb, verb))
        assert function.__doc__, verb
    face = [getattr(api, name) for name in api.__all__]
    assert [one for one in face if (inspect.isfunction(one) or inspect.isclass(one)) and not one.__doc__] == []


def test_help_tells_the_verbs_in_the_order_of_use(here: Path) -> None:
    answer = bsc("--help")
    assert answer.code == 0
    assert "Begin with: bsc-xl demo" in answer.out
    order = [answer.out.index(f"\n  {verb} ") for verb in commands()]
    assert order == sorted(order)
    assert "..." not in answer.out.partition("Commands:")[2]  # no line is cut off
    first = ["demo", "init", "build", "score", "convert", "import", "schema", "templates"]
    assert [verb for verb in commands() if verb in first] == first
    assert bsc("--version").out == f"bsc-xl {__version__}\n"


@pytest.mark.parametrize("verb", list(commands()))
def test_help_of_each_verb_fits_a_window(verb: str) -> None:
    answer = bsc(verb, "--help")
    assert answer.code == 0
    assert max(map(len, answer.out.splitlines())) <= 80


def test_without_a_verb_there_is_help() -> None:
    answer = bsc()
    assert answer.code == 2
    assert "Usage: " in answer.out + answer.err


WRONG: dict[str, tuple[list[str], str]] = {
    "no such verb": (["nonsense"], "No such command 'nonsense'"),
    "no such option": (["build", "definition.toml", "--perod", "2026"], "--perod"),
    "no output": (["build", "definition.toml"], "Missing option '--output' / '-o'"),
    "no definition": (["score"], "Missing argument"),
    "no template named": (["init", "-o", "x.toml"], "Missing option '--template' / '-t'"),
    "no such template": (
        ["init", "-t", "hospitl", "-o", "x.toml"],
        "There is no template hospitl. Did you mean hospital?",
    ),
    "nothing like a template": (["init", "-t", "zzz", "-o", "x.toml"], "There are blank, city-government, company,"),
    "a template as figures": (["init", "-t", "blank", "-o", "x.csv"], "x.csv: a definition is an Excel workbook"),
    "a folder that is not there": (["init", "-t", "blank", "-o", "no/x.toml"], "There is no folder"),
    "a file that exists": (
        ["init", "-t", "blank", "-o", "definition.toml"],
        "such as definition (2).toml, or add --force.",
    ),
    "no such file": (["build", "nothing.toml", "-o", "x.xlsx"], "There is no file nothing.toml."),
    "an old workbook": (["build", "definition.toml", "-o", "x.xls"], "a scorecard workbook ends in .xlsx"),
    "a folder as workbook": (
        ["build", "definition.toml", "-o", "folder.xlsx"],
        "is a folder; give the name of a file.",
    ),
    "itself": (["build", "definition.toml", "-o", "./definition.toml"], "would be replaced by what is written"),
    "no such period": (
        ["build", "definition.toml", "-o", "x.xlsx", "--period", "nonsense"],
        "'nonsense' is no period; write",
    ),
    "a period before the plan": (
        ["build", "definition.toml", "-o", "x.xlsx", "--period", "2020-01"],
        "The period 2020-01 is outside the plan, which runs from 2026-01 to 2026-12.",
    ),
    "a period after the plan": (["score", "definition.toml", "--period", "FY2027"], "is outside the plan"),
    "no such unit": (["score", "definition.toml", "--unit", "slaes"], "There is no unit slaes. Did you mean sales?"),
    "nothing like a unit": (["score", "definition.toml", "--unit", "x"], "There is no unit x. There are corp, sales."),
    "no day": (
        ["score", "definition.toml", "--report-date", "31.12.2026"],
        "31.12.2026 is no day; write it like 2026-10-31.",
    ),
    "no figures": (["score", "definition.toml", "--facts", "nothing.csv"], "nothing.csv: there is no such file."),
    "figures of another kind": (["score", "definition.toml", "--facts", "x.pdf"], "facts are read from .csv"),
    "kinds that do not go together": (["convert", "definition.toml", "x.csv"], "definition.toml cannot become x.csv"),
    "into itself": (
        ["convert", "definition.toml", "definition.toml", "--force"],
        "would be replaced by what is written",
    ),
    "over a file": (["convert", "definition.toml", "there.xlsx"], "there.xlsx exists: choose another name"),
    "no such mapping": (["import", "nothing.toml", "-o", "x.csv"], "nothing.toml: there is no such file."),
    "no TOML": (["import", "there.xlsx", "-o", "x.csv"], "this is not TOML"),
    "a demo over a file": (["demo", "definition.toml"], "definition.toml is a file: name a folder"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_usage_ends_with_2_and_a_word_about_it(kind: str, here: Path) -> None:
    small(here)
    (here / "there.xlsx").write_bytes(b"")
    if kind == "no TOML":
        (here / "there.xlsx").write_text("[source", encoding="utf-8")
    (here / "folder.xlsx").mkdir()
    before = names(here)
    arguments, words = WRONG[kind]
    answer = bsc(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err
    assert names(here) == before


def test_demo_and_a_target_that_moves_the_score(here: Path) -> None:
    """The first hour of a finance analyst."""
    answer = bsc("demo")
    assert (answer.code, answer.err) == (0, "")
    assert names(here) == ["scorecard-definition.xlsx", "scorecard.xlsx"]
    lines = answer.out.splitlines()
    assert lines[0].startswith("scorecard-definition.xlsx  the definition of ")
    assert lines[1].startswith("scorecard.xlsx  the scored workbook: ")
    assert lines[2].startswith("Change a target (sheet Measures;")
    assert lines[3] == "bsc-xl build scorecard-definition.xlsx -o scorecard.xlsx"
    before = _overall(here / "scorecard.xlsx")
    assert f"overall score {before:.1f} " in lines[1]

    book = load_workbook("scorecard-definition.xlsx")
    sheet = book["Measures"]
    place = {str(cell.value).rstrip(" *"): cell.column or 0 for cell in sheet[1]}
    row = next(row for row in range(2, 200) if sheet.cell(row, place["id"]).value == "corp.growth")
    sheet.cell(row, place["target"], 10 * float(str(sheet.cell(row, place["target"]).value)))
    book.save("scorecard-definition.xlsx")

    command = lines[3].split()[1:]
    answer = bsc(*command)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("scorecard (previous).xlsx  the workbook that stood there before\nscorecard.xlsx  ")
    after = _overall(here / "scorecard.xlsx")
    assert after < before - 0.05
    assert after == pytest.approx(api.evaluate("scorecard-definition.xlsx").top.rollup.score)
    assert _overall(here / "scorecard (previous).xlsx") == before


def _overall(path: Path) -> float:
    """The overall score on the first sheet, as it is stored."""
    sheet = load_workbook(path, data_only=True)["Start"]
    for row in sheet.iter_rows():
        if str(row[0].value).casefold() == "overall score":
            return float(next(cell.value for cell in row[1:] if isinstance(cell.value, (int, float))))
    raise AssertionError("no overall score on Start")


def test_demo_replaces_nothing_unasked(here: Path) -> None:
    (here / "scorecard.xlsx").write_bytes(b"mine")
    answer = bsc("demo")
    assert answer.code == 2
    assert "scorecard.xlsx exists: name another folder (bsc-xl demo FOLDER), or add --force." in answer.err
    assert (here / "scorecard.xlsx").read_bytes() == b"mine"
    assert names(here) == ["scorecard.xlsx"]
    assert bsc("demo", "new folder/ä", "--quiet").out == ""
    assert names(here / "new folder" / "ä") == ["scorecard-definition.xlsx", "scorecard.xlsx"]


@pytest.mark.parametrize("name", ["definition.toml", "my plan ä.xlsx"])
def test_init_then_build(name: str, here: Path) -> None:
    answer = bsc("init", "--template", "blank", "--output", name)
    assert answer.code == 0
    quoted = name if name.isascii() else f'"{name}"'
    assert answer.out == f"{name}  the definition: edit it, then: bsc-xl build {quoted} -o scorecard.xlsx\n"
    assert bsc("build", name, "-o", "scorecard.xlsx").code == 0
    assert bsc("init", "-t", "blank", "-o", name, "--force", "-q").out == ""


def test_build_keeps_the_workbook_that_stood_there_only_when_it_changes(here: Path) -> None:
    small(here)
    assert bsc("build", "definition.toml", "-o", "out.xlsx").out.startswith("out.xlsx  the scored workbook: ")
    first = (here / "out.xlsx").read_bytes()
    bsc("build", "definition.toml", "-o", "out.xlsx")
    assert names(here) == ["definition.toml", "out.xlsx"]
    answer = bsc("build", "definition.toml", "-o", "out.xlsx", "--period", "2026-05")
    assert answer.out.splitlines()[0] == "out (previous).xlsx  the workbook that stood there before"
    assert names(here) == ["definition.toml", "out (previous).xlsx", "out.xlsx"]
    assert (here / "out (previous).xlsx").read_bytes() == first


def test_build_for_programs(here: Path) -> None:
    small(here, ("target = 200.0", "target = 50.0"))
    (here / "facts.csv").write_text("measure,period,actual\nloyalty,2026-06,19\nnone,2026-06,1\n", encoding="utf-8")
    answer = bsc("build", "definition.toml", "-o", "out.xlsx", "--facts", "facts.csv", "--json")
    data = json.loads(answer.out)
    assert (answer.code, answer.err) == (1, "")
    assert (data["workbook"], data["previous"], data["measures"]) == ("out.xlsx", None, 2)
    assert data["sheets"] == len(load_workbook("out.xlsx").sheetnames)
    assert (data["period"], data["status"], data["replaced"]) == ("2026-06", "near", 1)
    assert data["score"] == pytest.approx(90.0)
    assert data["coverage"] == pytest.approx(0.5)  # the other half is not scorable
    assert [fault["table"] for fault in data["warnings"]] == ["measures"]
    (rejected,) = data["rejected"]
    assert (rejected["source"], rejected["row"], rejected["column"], rejected["found"]) == (
        "facts.csv",
        3,
        "measure",
        "none",
    )


def test_score_in_words(here: Path) -> None:
    small(here)
    answer = bsc("score", "definition.toml")
    assert (answer.code, answer.err) == (0, "")
    assert "Corporate  2026-06  65.0 missed\n  Financial: 50.0 missed\n  Customer: 80.0 missed\n" in answer.out
    assert "Sales  2026-06  80.0 missed" in answer.out
    one = bsc("score", "definition.toml", "--unit", "SALES", "--quiet").out
    assert "Sales  2026-06" in one
    assert "Corporate  2026-06" not in one
    assert "2026-05" in bsc("score", "definition.toml", "--period", "2026-05").out


def test_score_for_programs(here: Path) -> None:
    small(here)
    data = json.loads(bsc("score", "definition.toml", "--json", "--unit", "sales").out)
    assert (data["period"], data["warnings"], data["rejected"], data["replaced"]) == ("2026-06", [], [], 0)
    assert [unit["unit"] for unit in data["units"]] == ["sales"]
    assert [measure["measure"] for measure in data["measures"]] == ["loyalty"]
    assert data["measures"][0]["score"] == pytest.approx(80.0)
    assert json.loads(bsc("score", "definition.toml", "--json").out)["units"][0]["score"] == pytest.approx(65.0)


def test_the_day_of_the_report_decides_what_is_late(here: Path) -> None:
    small(here, ("actual = 18.0", ""))
    early = json.loads(bsc("score", "definition.toml", "--json", "--report-date", "2026-06-10").out)
    late = json.loads(bsc("score", "definition.toml", "--json", "--report-date", "2026-09-30").out)
    assert (early["report_date"], late["report_date"]) == ("2026-06-10", "2026-09-30")
    assert [data["measures"][1]["status"] for data in (early, late)] == ["not due", "late"]


def test_errors_for_programs(here: Path) -> None:
    small(here, ('parent = "corp"', 'parent = "crop"'))
    faults = bsc("build", "definition.toml", "-o", "out.xlsx", "--json")
    assert faults.code == 1
    assert faults.err == "The definition definition.toml has 1 fault; nothing was written.\n"
    data = json.loads(faults.out)
    assert data["error"] == "The definition definition.toml has 1 fault."
    assert [(fault["column"], fault["hint"]) for fault in data["faults"]] == [("parent", "Did you mean corp?")]
    gone = bsc("score", "nothing.toml", "--json")
    assert gone.code == 2
    assert json.loads(gone.out) == {"error": "There is no file nothing.toml."}


def test_json_knows_no_infinity(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small(here)
    odd = {"period": "x", "units": [float("inf"), {"score": float("nan")}], "measures": (1.5,)}
    monkeypatch.setattr(api, "as_data", lambda *_: odd)
    data = json.loads(bsc("score", "definition.toml", "--json").out, parse_constant=pytest.fail)
    assert (data["units"], data["measures"]) == ([None, {"score": None}], [1.5])


def test_convert_there_and_back(here: Path) -> None:
    small(here)
    assert bsc("convert", "definition.toml", "definition.xlsx").out == "definition.xlsx  made from definition.toml\n"
    bsc("convert", "definition.xlsx", "back.toml")
    assert api.read("back.toml") == api.read("definition.toml") == api.read("definition.xlsx")


def test_convert_loses_no_figure_silently(here: Path) -> None:
    (here / "facts.csv").write_text("measure,period,actual\na,2026-06,1\na,2026-13,2\n", encoding="utf-8")
    answer = bsc("convert", "facts.csv", "facts.xlsx")
    assert answer.code == 1
    assert answer.out == "facts.xlsx  made from facts.csv\n"
    assert answer.err.splitlines()[:1] == ["1 figure is not used:"]
    assert "facts.csv, row 3, period: found 2026-13" in answer.err
    assert [fact.actual for fact in api.read_facts("facts.xlsx").facts] == [1.0]


MAPPING = """\
[source]
kind = "csv"
path = "export.csv"

[columns]
measure = "KPI"
period = "Month"
actual = "Value"
"""


def test_import(here: Path) -> None:
    small(here)
    (here / "map.toml").write_text(MAPPING, encoding="utf-8")
    (here / "export.csv").write_text(
        "KPI;Month;Value\nrevenue;2026-05;140\nloyal;2026-05;1\nrevenue;2026-04;\n", "utf-8"
    )
    answer = bsc("import", "map.toml", "-o", "facts.csv")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "facts.csv  from export.csv: 3 entries in 3 rows: 2 facts, 0 rejected, 1 blank\n"
    answer = bsc("import", "map.toml", "-o", "facts.csv", "--definition", "definition.toml", "--json")
    data = json.loads(answer.out)
    assert (answer.code, answer.err) == (1, "")
    assert {key: data[key] for key in ("output", "facts", "rows", "entries", "blanks")} == {
        "output": "facts.csv",
        "facts": 1,
        "rows": 3,
        "entries": 3,
        "blanks": 1,
    }
    assert [(one["row"], one["found"]) for one in data["rejected"]] == [(3, "loyal")]
    assert bsc("build", "definition.toml", "--facts", "facts.csv", "-o", "out.xlsx", "-q").code == 0


def test_a_mapping_with_mistakes(here: Path) -> None:
    text = MAPPING.replace('kind = "csv"', 'kind = "cvs"').replace("period =", "perod =")
    (here / "map.toml").write_text(text, encoding="utf-8")
    answer = bsc("import", "map.toml", "-o", "facts.csv")
    assert answer.code == 1
    assert answer.err.startswith("The mapping map.toml has ")
    assert (
        "map.toml [source], kind: found cvs; allowed: one of csv, excel, parquet, sql. Did you mean csv?" in answer.err
    )
    assert "map.toml [columns], perod: found an unknown key" in answer.err
    assert names(here) == ["map.toml"]


def test_import_does_not_replace_its_source(here: Path) -> None:
    (here / "map.toml").write_text(MAPPING, encoding="utf-8")
    (here / "export.csv").write_text("KPI,Month,Value\n", encoding="utf-8")
    answer = bsc("import", "map.toml", "-o", "export.csv")
    assert answer.code == 2
    assert "would be replaced by what is written" in answer.err
    assert (here / "export.csv").read_text(encoding="utf-8") == "KPI,Month,Value\n"


def test_schema_and_templates(here: Path) -> None:
    assert json.loads(bsc("schema").out) == api.schema()
    found = json.loads(bsc("templates", "--json").out)
    assert {item["name"] for item in found} == {item.name for item in api.templates()} >= {"company", "blank"}
    assert all(item["summary"] and item["title"] for item in found)
    text = bsc("templates").out
    assert all(f"{item['name']:18}{item['summary']}\n" in text for item in found)
    assert text.endswith("Begin with one: bsc-xl init --template NAME -o definition.xlsx\n")
