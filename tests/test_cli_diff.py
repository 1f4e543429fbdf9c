"""`bsc-xl diff OLD NEW`: how it ends, what it prints, what it writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bsc_xl.io.xlsx_patch import edit
from bsc_xl.received.repairs import SetValue
from tests.program import bsc, small

OLD, NEW = "Bericht alt.xlsx", "Bericht für März.xlsx"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workbook, and one in which a figure, a note and the report period were changed."""
    folder = tmp_path_factory.mktemp("diff")
    definition = small(folder)
    assert bsc("build", definition, "-o", folder / OLD, "-q").code == 0
    tab = _tab(folder / OLD)
    edit(folder / OLD, folder / NEW, [SetValue(*tab["figure"], 190.0), SetValue(*tab["note"], "a | b\n<b>c</b>")])
    return folder


def _tab(path: Path) -> dict[str, tuple[str, str]]:
    from bsc_xl.api.validating import Choices, case_of

    form = case_of(path, Choices()).form
    row, sheet = form.entry_of["revenue"], form.tab_of["revenue"].name
    return {"figure": (sheet, row.refs[5]), "note": (sheet, row.note)}


def test_nothing_differs(made: Path) -> None:
    answer = bsc("diff", made / OLD, made / OLD)
    assert answer.code == 0
    assert answer.out.startswith("Nothing differs.\n")
    assert bsc("diff", made / OLD, made / OLD, "-q").out == ""


def test_what_differs_is_told_in_the_words_of_the_scorecard(made: Path) -> None:
    answer = bsc("diff", made / OLD, made / NEW)
    assert answer.code == 1
    assert answer.out.startswith("They differ: 1 figure, 1 note or as-of day.\n")
    lines = [" ".join(line.split()) for line in answer.out.splitlines()]
    assert "Revenue (revenue) corp 2026-06 150 190 +20.00" in lines
    assert any(line.startswith("Revenue (revenue) corp note nothing a | b <b>c</b>") for line in lines)
    assert any(line.startswith("Overall score: ") and "now" in line for line in lines)
    assert any("shows an overall score" in line for line in lines)  # its stored one is the old one
    back = bsc("diff", made / NEW, made / OLD)
    assert "Revenue (revenue) corp 2026-06 190 150 -20.00" in [" ".join(x.split()) for x in back.out.splitlines()]


def test_every_format_goes_to_the_screen_and_to_a_file(made: Path, tmp_path: Path) -> None:
    for form in ("text", "json", "markdown"):
        target = tmp_path / f"diff.{form}"
        shown = bsc("diff", made / OLD, made / NEW, "--format", form, "--full")
        written = bsc("diff", made / OLD, made / NEW, "--format", form, "-o", target, "--full")
        assert (shown.code, written.code) == (1, 1)
        assert written.out == f"{target}  the report\n"
        if form != "text":
            assert target.read_text(encoding="utf-8") == shown.out
        assert "Revenue" in target.read_text(encoding="utf-8")
    data = json.loads((tmp_path / "diff.json").read_text(encoding="utf-8"))
    assert (data["format"], data["version"], data["same"]) == ("bsc-xl comparison", "1.0", False)
    [figure, note] = data["differences"]
    assert (figure["old_value"], figure["new_value"], figure["period"]) == (150.0, 190.0, "2026-06")
    assert note["new"] == "a | b\n<b>c</b>"
    assert data["steps"][-1]["score"] == data["new"]["right"]
    table = (tmp_path / "diff.markdown").read_text(encoding="utf-8")
    assert "a \\| b &lt;b>c&lt;/b>" in table.replace("\\>", ">")


def test_a_file_that_exists_is_not_replaced(made: Path, tmp_path: Path) -> None:
    target = tmp_path / "diff.md"
    target.write_text("mine", encoding="utf-8")
    answer = bsc("diff", made / OLD, made / NEW, "-o", target)
    assert answer.code == 2
    assert "--force" in answer.err
    assert target.read_text(encoding="utf-8") == "mine"
    assert bsc("diff", made / OLD, made / NEW, "-o", target, "--force", "-q").code == 1
    assert "They differ" in target.read_text(encoding="utf-8")
    before = (made / OLD).read_bytes()
    assert bsc("diff", made / OLD, made / NEW, "-o", made / OLD, "--force").code == 2
    assert (made / OLD).read_bytes() == before


def test_what_cannot_be_read_ends_with_2(made: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.xlsx"
    empty.write_bytes(b"")
    for bad in (empty, tmp_path / "nowhere.xlsx"):
        answer = bsc("diff", made / OLD, bad)
        assert answer.code == 2, answer
        assert bad.name in answer.err
        assert "Traceback" not in answer.err
    assert bsc("diff", made / OLD).code == 2


def test_a_definition_is_no_workbook_to_compare(made: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "definition.xlsx"
    assert bsc("convert", made / "definition.toml", sheet, "-q").code == 0
    answer = bsc("diff", made / OLD, sheet)
    assert answer.code == 2
    assert "definition.xlsx is a definition" in answer.err
