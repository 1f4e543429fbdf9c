"""`bsc-xl validate`: how it ends, what it reports, and what people may ask of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from markdown_it import MarkdownIt

from bsc_xl.errors import EngineFailed
from bsc_xl.io.xlsx_patch import edit
from bsc_xl.io.xlsx_read import read_guarded
from bsc_xl.received.repairs import SetValue
from bsc_xl.report.validation.data import schema
from tests.program import Answer, bsc
from tests.returned import definition, figure, hostile, overwritten, returned, sound

FORMATS = ("text", "json", "sarif", "markdown", "html")


def report(answer: Answer) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer.out)
    return found


# --- how it ends ------------------------------------------------------------------------------------------------------


def test_a_clean_workbook_ends_with_0(tmp_path: Path) -> None:
    answer = bsc("validate", returned(tmp_path))
    assert answer.code == 0
    assert answer.out.startswith("Süd Bericht.xlsx: Clean: ")
    assert bsc("validate", returned(tmp_path), "--quiet") == Answer(0, "", "")


def test_findings_end_with_1_and_name_the_cell(tmp_path: Path) -> None:
    spoilt = overwritten()
    answer = bsc("validate", returned(tmp_path, "a.xlsx", spoilt), "-q")
    assert answer.code == 1
    assert "FML001 blocker: A value was typed over a formula." in answer.out
    assert f"Dashboard!{spoilt.ref}: 5 was typed over a formula" in answer.out


def test_files_that_are_no_workbooks_end_with_2_and_do_not_stop_the_others(tmp_path: Path) -> None:
    bad, good = hostile(tmp_path), returned(tmp_path)
    for path in bad:
        alone = bsc("validate", path)
        assert alone.code == 2, path
        assert "Unreadable: 1 blocker." in alone.out
        assert "Traceback" not in alone.out + alone.err
    answer = bsc("validate", tmp_path, "--format", "json", "--jobs", 2)
    assert answer.code == 2
    verdicts = {item["name"]: item["verdict"] for item in report(answer)["files"]}
    assert verdicts == {**dict.fromkeys((path.name for path in bad), "unreadable"), good.name: "clean"}


def test_a_definition_is_called_one(tmp_path: Path) -> None:
    sheet = tmp_path / "my definition.xlsx"
    assert bsc("convert", definition(tmp_path), sheet, "-q").code == 0
    answer = bsc("validate", sheet)
    assert answer.code == 1
    for options in (["--ignore", "PRV"], ["--definition", definition(tmp_path)]):
        assert "1 blocker." in bsc("validate", sheet, *options).out
    assert "this is a definition, and not a scored workbook" in answer.out
    assert "--full names them" in answer.out
    assert max(map(len, answer.out.splitlines())) < 240  # no long lists of codes
    assert "FML001, FML002" in bsc("validate", sheet, "--full").out
    fixed = bsc("fix", sheet)
    assert (fixed.code, fixed.out) == (2, "")
    assert "my definition.xlsx is a definition" in fixed.err


WRONG = {
    "no such rule": (["--select", "ZZZ"], "No rule begins with ZZZ. bsc-xl rules lists them."),
    "no such rule to ignore": (["--ignore", "FML,QQ1"], "No rule begins with QQ1."),
    "no such rulebook": (["--rulebook", "1999"], "There is no rulebook 1999. There is 2026.1."),
    "no such engine": (["--engine", "lotus"], "lotus is no engine for a second opinion; there are libreoffice, form"),
    "no period": (["--period", "2026-99"], "'2026-99' is no period; write 2026-10, FY2026-Q1"),
    "no earlier file": (["--previous", "nowhere.xlsx"], "The earlier submission nowhere.xlsx is not there."),
    "no definition": (["--definition", "nowhere.toml"], "There is no file nowhere.toml."),
    "no waivers": (["--waivers", "nowhere.toml"], "nowhere.toml cannot be read: No such file or directory."),
    "no baseline": (["--baseline", "nowhere.json"], "nowhere.json cannot be read: No such file or directory."),
    "no format": (["--format", "pdf"], "'text', 'json', 'sarif', 'markdown', 'html'"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_words_are_told_before_anything_is_read(wrong: str, tmp_path: Path) -> None:
    options, words = WRONG[wrong]
    answer = bsc("validate", returned(tmp_path), *options)
    assert (answer.code, answer.out) == (2, "")
    assert words in " ".join(answer.err.split())


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty folder").mkdir()
    for place, words in (
        (tmp_path / "nowhere.xlsx", "nowhere.xlsx is not there."),
        (tmp_path / "*.xlsx", "There is no workbook in "),
        (tmp_path / "empty folder", "There is no workbook in "),
    ):
        answer = bsc("validate", place)
        assert (answer.code, answer.out) == (2, "")
        assert words in answer.err


def test_ctrl_c_ends_with_130(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bsc_xl.api.batch.validate", stop)
    answer = bsc("validate", returned(tmp_path))
    assert answer.code == 130
    assert "Stopped." in answer.err


# --- which files, which rules -----------------------------------------------------------------------------------------


def test_folders_patterns_and_lists_of_files(tmp_path: Path) -> None:
    inside = tmp_path / "März 2026"
    inside.mkdir()
    first, second = returned(tmp_path, "a b.xlsx"), returned(inside, "Größe.xlsx")
    (tmp_path / "~$a b.xlsx").write_bytes(b"lock")
    (tmp_path / "notes.txt").write_text("no workbook", encoding="utf-8")
    for places, wanted in (
        ([tmp_path], [first, second]),
        ([inside / "*.xlsx"], [second]),
        ([tmp_path / "**" / "*.xlsx"], [second, first]),
        ([second, first, second], [second, first]),
    ):
        answer = bsc("validate", *places, "--format", "json", "--select", "PKG")
        assert answer.code == 0
        assert sorted(item["path"] for item in report(answer)["files"]) == sorted(map(str, wanted))


def test_a_batch_has_a_line_a_file(tmp_path: Path) -> None:
    returned(tmp_path, "a.xlsx"), returned(tmp_path, "b.xlsx", overwritten())
    answer = bsc("validate", tmp_path)
    assert answer.code == 1
    assert answer.out.startswith("2 files: 1 with findings, 1 clean.")
    rows = [line.split() for line in answer.out.splitlines()]
    assert any(row[:1] == ["a.xlsx"] and "clean" in row for row in rows)
    assert any(row[:1] == ["b.xlsx"] and "findings" in row for row in rows)


def test_rules_are_chosen_and_left_out(tmp_path: Path) -> None:
    path = returned(tmp_path, "a.xlsx", overwritten())
    assert bsc("validate", path, "--ignore", "FML").code == 0
    assert bsc("validate", path, "--select", "REV,STL001").code == 0
    assert bsc("validate", path, "--select", "fml001", "--rulebook", "2026.1").code == 1
    assert "Not run, by choice: " in bsc("validate", path, "--ignore", "FML").out


def test_what_is_expected_can_be_said(tmp_path: Path) -> None:
    path = returned(tmp_path)
    assert bsc("validate", path, "--period", "FY2026-Q2", "--unit", "co").code == 0
    for options, code in ((["--period", "FY2026-Q3"], "STL005"), (["--unit", "elsewhere"], "PRV002")):
        answer = bsc("validate", path, *options, "--format", "json")
        assert answer.code == 1
        assert [finding["code"] for finding in report(answer)["files"][0]["findings"]] == [code]


def test_the_definition_and_an_earlier_submission_give_more_rules(tmp_path: Path) -> None:
    path, issued = returned(tmp_path), definition(tmp_path)
    earlier = tmp_path / "earlier.xlsx"
    edit(sound().path, earlier, [SetValue(*figure(), 1.25)])
    answer = bsc("validate", path, "--definition", issued, "--previous", earlier, "--format", "json")
    found = report(answer)["files"][0]
    assert found["compared_with"] == "the definition that was given"
    assert {"STL008", "STL010", "PRV003"} <= set(found["rules"]["run"])
    assert "STL010" in {finding["code"] for finding in found["findings"]}  # a closed period was changed


# --- reports ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_goes_to_the_screen_and_to_a_file(form: str, tmp_path: Path) -> None:
    path, target = returned(tmp_path, "a.xlsx", overwritten()), tmp_path / f"Prüfbericht.{form}"
    shown = bsc("validate", path, "--format", form)
    written = bsc("validate", path, "--format", form, "-o", target)
    assert (shown.code, written.code) == (1, 1)
    assert written.out == f"{target}  the report\n"
    text = target.read_text(encoding="utf-8")
    if form != "text":  # for a file text is made for another width
        assert shown.out.rstrip("\n") == text.rstrip("\n")
    assert "FML001" in text
    check = {"json": _is_json, "sarif": _is_sarif, "markdown": _is_markdown, "html": _is_html}
    check.get(form, lambda _: None)(text)


def _is_json(text: str) -> None:
    jsonschema.validate(json.loads(text), schema())


def _is_sarif(text: str) -> None:
    found = json.loads(text)
    assert found["version"] == "2.1.0"
    assert [result["ruleId"] for result in found["runs"][0]["results"]] == ["FML001"]


def _is_markdown(text: str) -> None:
    assert "<table>" in MarkdownIt("commonmark").enable("table").render(text)


def _is_html(text: str) -> None:
    assert text.lower().startswith("<!doctype html>")
    assert "</html>" in text
    assert "src=" not in text.lower().replace('src=""', "")  # it stands alone


def test_no_file_is_replaced_and_none_that_is_read_is_written(tmp_path: Path) -> None:
    path, target = returned(tmp_path), tmp_path / "report.json"
    target.write_text("mine", encoding="utf-8")
    for option in ("-o", "--write-baseline"):
        answer = bsc("validate", path, option, target)
        assert (answer.code, answer.out) == (2, "")
        assert "add --force" in answer.err
        assert target.read_text(encoding="utf-8") == "mine"
    before = path.read_bytes()
    assert bsc("validate", path, "-o", path, "--force").code == 2
    assert path.read_bytes() == before
    assert bsc("validate", path, "--format", "json", "-o", target, "--force", "-q") == Answer(0, "", "")
    _is_json(target.read_text(encoding="utf-8"))


def test_annotated_copies(tmp_path: Path) -> None:
    spoilt = overwritten()
    path, folder = returned(tmp_path, "Bericht (neu).xlsx", spoilt), tmp_path / "for them"
    before = path.read_bytes()
    clean = returned(tmp_path, "clean.xlsx")
    for name in ("Bericht (neu) (findings).xlsx", "Bericht (neu) (findings) (2).xlsx"):
        answer = bsc("validate", path, clean, *hostile(tmp_path), "--annotate", folder)
        assert answer.code == 2
        made = folder / name
        assert made.exists(), [one.name for one in folder.iterdir()]
    assert len(list(folder.iterdir())) == 2  # clean and unreadable files need none
    assert path.read_bytes() == before
    book = read_guarded(made).book
    assert book is not None
    assert "Findings" in book.sheets[0].name
    assert any("FML001" in str(value) for value in book.sheets[0].values.values())
    assert bsc("validate", path, "--annotate", path).code == 2


# --- what people accepted ---------------------------------------------------------------------------------------------


def waivers(folder: Path, text: str) -> Path:
    path = folder / "accepted.toml"
    path.write_text(text, encoding="utf-8")
    return path


WAIVER = '[[waiver]]\ncode = "{}"\nperson = "Head of Audit"\nreason = "Agreed in the meeting."\nuntil = {}\n'


def test_waivers_name_a_person_a_reason_and_a_day(tmp_path: Path) -> None:
    path = returned(tmp_path, "a.xlsx", overwritten())
    answer = bsc("validate", path, "--waivers", waivers(tmp_path, WAIVER.format("FML001", "2999-12-31")))
    assert answer.code == 0
    assert "by Head of Audit until 2999-12-31: Agreed in the meeting." in answer.out
    ended = bsc("validate", path, "--waivers", waivers(tmp_path, WAIVER.format("FML001", "2020-01-01")))
    assert ended.code == 1
    assert "The waiver of FML001 by Head of Audit ended on 2020-01-01." in ended.out
    unused = bsc("validate", returned(tmp_path), "--waivers", waivers(tmp_path, WAIVER.format("REV001", "2999-12-31")))
    assert "The waiver of REV001 by Head of Audit hides nothing: take it out." in unused.out


MALFORMED = {
    "no TOML": ("[[waiver\n", "cannot be read as waivers"),
    "no person": ('[[waiver]]\ncode="FML001"\nreason="x"\nuntil=2026-12-31\n', "waiver 1 person: it is not there"),
    "no code": (WAIVER.format("all", "2026-12-31"), "a code is three letters and three digits, such as FML001"),
    "no day": (WAIVER.format("FML001", '"soon"'), "waiver 1 until: a day is written like 2026-12-31"),
    "no reason": (WAIVER.format("FML001", "2026-12-31").replace("Agreed in the meeting.", " "), "reason: it is empty"),
    "another entry": (WAIVER.format("FML001", "2026-12-31") + "cell = 5\n", "waiver 1 cell: there is no such entry"),
}


@pytest.mark.parametrize("wrong", MALFORMED)
def test_malformed_waivers_are_told_in_words(wrong: str, tmp_path: Path) -> None:
    text, words = MALFORMED[wrong]
    answer = bsc("validate", returned(tmp_path), "--waivers", waivers(tmp_path, text))
    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err
    assert not set("^\\{}") & set(answer.err.replace(str(tmp_path), ""))  # no pattern of a programmer's


def test_a_baseline_hides_what_is_known_and_nothing_new(tmp_path: Path) -> None:
    known, first = tmp_path / "known so far.json", overwritten()
    path = returned(tmp_path, "a.xlsx", first)
    assert bsc("validate", path, "--write-baseline", known).code == 1
    answer = bsc("validate", path, "--baseline", known)
    assert answer.code == 0
    assert "Known from the baseline and not counted: 1 finding." in answer.out
    edit(path, path, [SetValue("Start", "A4", "Reporting month")])
    worse = bsc("validate", path, "--baseline", known, "--format", "json")
    assert worse.code == 1
    assert [finding["code"] for finding in report(worse)["files"][0]["findings"]] == ["STR006"]
    renewed = bsc("validate", path, "--baseline", known, "--write-baseline", known, "--force")
    assert renewed.code == 1
    assert bsc("validate", path, "--baseline", known).code == 0  # the old ones are in it, too
    known.write_text("{}", encoding="utf-8")
    assert "known so far.json is no baseline" in bsc("validate", path, "--baseline", known).err


# --- second engines ---------------------------------------------------------------------------------------------------


def test_a_second_engine_that_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bsc_xl.api.opinions.find_spec", lambda _: None)
    answer = bsc("validate", returned(tmp_path), "--engine", "formulas")
    assert (answer.code, answer.out) == (2, "")
    assert 'python -m pip install "bsc-xl[engines]"' in answer.err


def test_a_second_engine_that_fails_leaves_the_workbook_unassured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, engine: str) -> None:
        raise EngineFailed(f"{engine} could not compute {path.name}.", "")

    monkeypatch.setattr("bsc_xl.api.recalculating.recalculate", fail)
    monkeypatch.setattr("bsc_xl.api.opinions.check_second", lambda _: None)
    answer = bsc("validate", returned(tmp_path, "a.xlsx"), "--engine", "formulas")
    assert answer.code == 1
    assert "Not assured" in answer.out
    assert "There is no second opinion: formulas could not compute a.xlsx." in answer.out


def test_a_second_engine_agrees(tmp_path: Path) -> None:
    pytest.importorskip("formulas")
    answer = bsc("validate", returned(tmp_path), "--engine", "formulas", "--format", "json")
    assert answer.code == 0
    assert "PKG010" in report(answer)["files"][0]["rules"]["run"]
