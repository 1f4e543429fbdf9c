"""Does what a page of the manual tells its reader to do, in an empty folder: files, edits, commands, Python."""

from __future__ import annotations

import csv
import doctest
import io
import re
import shlex
import sqlite3
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from bsc_xl.cli import app
from tests.docs.pages import Block, blocks, commands


class Session:
    """One reader with one page; the current folder must be the empty one to work in."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {}
        self.printed = ""

    def follow(self, page: Path) -> int:
        """Do everything on a page; returns how many examples were run."""
        return sum(self._do(block) for block in blocks(page))

    def _do(self, block: Block) -> int:
        if block.word in ("save", "sheet", "database", "edit"):
            getattr(self, f"_{block.word}")(block)
        if block.language == "toml":
            tomllib.loads(block.body)
        elif block.language == "python":
            self._python(block.body)
        elif block.language == "text" and self.printed:
            self._compare(block.body)
        elif found := commands(block):
            self.printed = ""
            if block.word != "not run":
                wanted = int(block.rest) if block.word == "ends" else 0
                for line in found:
                    self._command(line, wanted)
        else:
            return 0
        return 1

    def _command(self, line: str, wanted: int) -> None:
        line, _, into = line.partition(" > ")
        done = CliRunner().invoke(app, shlex.split(line)[1:])
        assert done.exit_code == wanted, f"{line}\n{done.output}\n{done.exception!r}"
        self.printed += done.output
        if into:
            Path(into).write_text(done.stdout, encoding="utf-8")

    def _compare(self, shown: str) -> None:
        """Every line that the page shows was printed, whatever the blanks between its words."""
        printed = {" ".join(line.split()) for line in self.printed.splitlines()}
        wanted = [" ".join(line.split()) for line in shown.splitlines() if line.strip(" .")]
        missing = [line for line in wanted if line not in printed]
        assert missing == [], f"not printed; there was:\n{self.printed}"

    def _python(self, body: str) -> None:
        if ">>>" not in body:
            exec(compile(body, "example", "exec"), self.names)
            return
        flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
        test = doctest.DocTestParser().get_doctest(body, {}, "example", None, 0)
        test.globs = self.names
        told = io.StringIO()
        result = doctest.DocTestRunner(optionflags=flags).run(test, out=told.write, clear_globs=False)
        assert result.failed == 0, told.getvalue()

    @staticmethod
    def _save(block: Block) -> None:
        name, _, encoding = block.rest.partition(" ")
        Path(name).write_text(block.body, encoding=encoding or "utf-8")

    @staticmethod
    def _sheet(block: Block) -> None:
        name, sheet, row = re.split(r" +", block.rest)
        book = Workbook()
        page = book.active
        assert page is not None
        page.title = sheet
        for number, cells in enumerate(_cells(block.body), int(row)):
            for column, cell in enumerate(cells, 1):
                page.cell(number, column, cell)
        book.save(name)

    @staticmethod
    def _database(block: Block) -> None:
        name, table = block.rest.split()
        header, *rows = _cells(block.body)
        with sqlite3.connect(name) as database:
            database.execute(f"CREATE TABLE {table} ({', '.join(map(str, header))})")
            database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(header))})", rows)
        database.close()

    @staticmethod
    def _edit(block: Block) -> None:
        name, sheet, key, change = (part.strip() for part in block.rest.split(";"))
        key_column, wanted = key.split("=")
        column, value = change.split("=")
        book = load_workbook(name)
        page = book[sheet]
        headings = {str(cell.value).rstrip(" *"): cell.column for cell in page[1] if cell.value}
        key_cells = next(page.iter_cols(headings[key_column], headings[key_column]))
        [row] = [number for number, cell in enumerate(key_cells, 1) if cell.value == wanted]
        page.cell(row, headings[column], float(value))
        book.save(name)


def _cells(body: str) -> Iterator[list[str | float | None]]:
    for cells in csv.reader(body.splitlines()):
        yield [_cell(cell) for cell in cells]


def _cell(text: str) -> str | float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return text
