"""What people copy to validate automatically: the hook for pre-commit and the example workflow do what they say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer

from bsc_xl.cli import app
from tests.docs.pages import DOCS, ROOT, blocks
from tests.program import bsc
from tests.returned import definition, overwritten, returned

yaml = pytest.importorskip("yaml")
HOOKS = ROOT / ".pre-commit-hooks.yaml"
WORKFLOW = DOCS / "ci-workflow.yml"


def hook() -> dict[str, Any]:
    [found] = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    return dict(found)


def runs() -> list[str]:
    """The commands of the workflow that start the program."""
    steps = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["validate"]["steps"]
    return [step["run"] for step in steps if step.get("run", "").startswith("bsc-xl")]


def test_the_hook_is_one() -> None:
    clientlib = pytest.importorskip("pre_commit.clientlib")
    [found] = clientlib.load_manifest(str(HOOKS))
    assert (found["id"], found["pass_filenames"], found["language"]) == ("bsc-xl-validate", True, "python")


def test_the_hook_takes_workbooks_and_only_these() -> None:
    files = re.compile(hook()["files"])
    assert all(files.search(name) for name in ("returned/Süd 1.xlsx", "a.xlsm"))
    assert not any(files.search(name) for name in ("a.csv", "a.xlsx.txt", "xlsx"))


def test_the_hook_passes_what_is_clean_and_stops_what_is_not(tmp_path: Path) -> None:
    _, *words = shlex.split(hook()["entry"])
    clean, spoilt = returned(tmp_path, "a b.xlsx"), returned(tmp_path, "c.xlsx", overwritten())
    assert bsc(*words, clean).out == ""
    assert bsc(*words, clean).code == 0
    answer = bsc(*words, clean, spoilt)
    assert answer.code == 1
    assert "FML001" in answer.out


def test_the_page_shows_the_hook() -> None:
    [shown] = [block.body for block in blocks(DOCS / "validate.md") if block.language == "yaml"]
    [repo] = yaml.safe_load(shown)["repos"]
    [used] = repo["hooks"]
    assert used["id"] == hook()["id"]
    known = {name for entry in _command("validate").params for name in entry.opts}
    assert {word for word in used["args"] if word.startswith("-")} <= known


def _command(name: str) -> Any:
    return typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]  # it is a group


def test_the_workflow_validates_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("returned", "issued"):
        (tmp_path / folder).mkdir()
    sheet = tmp_path / "issued" / "definition.xlsx"
    assert bsc("convert", definition(tmp_path), sheet, "-q").code == 0
    returned(tmp_path / "returned", "a.xlsx", overwritten())
    assert len(runs()) == 2
    for line in runs():
        assert bsc(*shlex.split(line)[1:]).code == 1, line
    text = WORKFLOW.read_text(encoding="utf-8")
    for name in ("validation.sarif", "validation.html"):
        assert "FML001" in (tmp_path / name).read_text(encoding="utf-8")
        assert text.count(name) >= 2  # written, and kept
