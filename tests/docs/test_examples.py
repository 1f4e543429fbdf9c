"""Every example of the manual works: commands run, Python runs, TOML is TOML, and what is shown is what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from bsc_xl.cli import app
from tests.docs.pages import DOCUMENTS, blocks, commands
from tests.docs.session import Session

WITH_EXAMPLES = [page for page in DOCUMENTS if any(block.language for block in blocks(page))]


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.stem)
def test_a_reader_can_do_what_the_page_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Session().follow(page)


def test_the_manual_has_examples_of_every_kind() -> None:
    found = [block.language for page in DOCUMENTS for block in blocks(page)]
    assert {"sh", "python", "toml", "text", "csv"} <= set(found)
    assert sum(bool(commands(block)) for page in DOCUMENTS for block in blocks(page)) > 20


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.stem)
def test_every_command_parses(page: Path) -> None:
    """Those too that a page only shows: names of commands and options are the program's."""
    group = typer.main.get_command(app)
    for line in [line for block in blocks(page) for line in commands(block)]:
        words = line.split(" > ")[0].replace('"', "").split()[1:]
        if words[:1] in (["--version"], ["--help"]):
            continue
        command = group.commands[words[0]]  # type: ignore[attr-defined]  # it is a group
        known = {"--help"} | {name for entry in command.params for name in entry.opts}
        assert {word for word in words if word.startswith("-")} <= known, line


def test_a_page_that_shows_what_is_not_printed_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "page.md"
    page.write_text("```sh\nbsc-xl --version\n```\n\n```text\nbsc-xl 99\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="not printed"):
        Session().follow(page)
    page.write_text("```python\n>>> 1 + 1\n3\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="Expected"):
        Session().follow(page)
    page.write_text("```sh\nbsc-xl demno\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="demno"):
        Session().follow(page)
