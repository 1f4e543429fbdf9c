"""Formulas are ordinary: functions of Excel 2016 and LibreOffice 7, within their limits, one a column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

from bsc_xl.layout.addresses import column_number
from bsc_xl.layout.types import Column, Table
from bsc_xl.layout.udf import Flavour
from bsc_xl.layout.workbook import workbook_layout
from tests.layout.samples import SAMPLES, evaluation, layout

# None of them needs a prefix in the file, none is volatile, and LibreOffice 7 has them all.
_NAMES = """
    ABS AND AVERAGE COUNT COUNTIF EXP IF IFERROR INDEX ISNA ISNUMBER ISTEXT LARGE LEFT LN MATCH MAX MIN MOD N NOT OR
    SLOPE SUM SUMPRODUCT TEXT
"""
ALLOWED = frozenset(_NAMES.split())
_REFERENCE = re.compile(r"\$?[A-Z]{1,3}\$?\d+")
_ELSEWHERE = re.compile(r"(?:'(?:[^']|'')+'|[A-Za-z]+)!\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?")
_TEXT = re.compile(r'"(?:[^"]|"")*"')


def formulas(name: str) -> list[str]:
    """Every formula of a sample, each text once."""
    book = layout(name)
    found = {cell.formula for cell in book.calculated()}
    for sheet in book.sheets:
        for validation in sheet.validations:
            found |= {validation.source, "=" + validation.rule} - {"", "="}
    return sorted(found)


def tokens(formula: str) -> list[Token]:
    return list(Tokenizer(formula).items)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_function_is_one_of_excel_2016_and_libreoffice_7(name: str) -> None:
    used = {
        token.value.strip("(:")  # of a range between two calls of INDEX, the colon goes with the second
        for formula in formulas(name)
        for token in tokens(formula)
        if token.type == Token.FUNC and token.subtype == Token.OPEN
    }
    assert used - ALLOWED == set()
    assert name == "blank" or {"SUMPRODUCT", "SLOPE", "LARGE", "INDEX"} <= used


@pytest.mark.parametrize("name", SAMPLES)
def test_formulas_keep_excel_s_limits(name: str) -> None:
    assert_in_limits(formulas(name))


def test_calls_of_functions_keep_them_too() -> None:
    book = workbook_layout(evaluation("company"), flavour=Flavour.UDF)
    found = {cell.formula for cell in book.calculated()}
    assert any("BSC_ATTAINMENT(" in formula for formula in found)
    assert_in_limits(sorted(found))


def assert_in_limits(found: Iterable[str]) -> None:
    for formula in found:
        depth, most, arguments = shape(formula)
        assert len(formula) < 8_192
        assert most < 64, formula
        assert arguments < 255, formula
        assert depth == 0, formula  # LibreOffice closes what is left open; Excel calls the file damaged
        assert all(len(text) <= 255 + 2 for text in _TEXT.findall(formula)), formula


def shape(formula: str) -> tuple[int, int, int]:
    """Depth left open at the end, the deepest nesting, and the most arguments of a call."""
    depth = most = widest = 0
    arguments: list[int] = []
    for token in tokens(formula):
        if token.subtype == Token.OPEN:
            depth += 1
            arguments.append(1)
        elif token.subtype == Token.CLOSE:
            depth -= 1
            widest = max(widest, arguments.pop())
        elif token.type == Token.SEP and arguments:
            arguments[-1] += 1
        most = max(most, depth)
    return depth, most, widest


def relative(formula: str, row: int, column: int) -> str:
    """A formula with places counted from its own cell, and any place on another sheet as one word."""

    def seen(match: re.Match[str]) -> str:
        letters, number = re.fullmatch(r"(\$?[A-Z]+)(\$?\d+)", match[0]).groups()  # type: ignore[union-attr]
        across = letters if letters[0] == "$" else f"C{column_number(letters) - column}"
        return f"[{across},{number if number[0] == '$' else f'R{int(number) - row}'}]"

    parts = _TEXT.split(_ELSEWHERE.sub("ELSEWHERE", formula))
    texts = _TEXT.findall(formula)
    return "".join(_REFERENCE.sub(seen, part) + text for part, text in zip(parts, [*texts, ""], strict=True))


def of_column(table: Table, column: Column) -> Iterator[str]:
    for row in range(table.rows):
        formula = column.formula_of(row, table.first + row)
        if formula:
            yield relative(formula, table.first + row, table.column_number(column.key))


@pytest.mark.parametrize("name", SAMPLES)
def test_one_formula_a_column(name: str) -> None:
    """All the way down the same, but for the cell of another sheet to which a link leads."""
    seen = 0
    for sheet in layout(name).sheets:
        for table in sheet.tables:
            for column in table.columns:
                found = list(of_column(table, column))
                if sheet.kind == "unit" and table.key == "perspectives":
                    found = found[:-1]  # its last row is the total over the rows above
                if sheet.kind == "checks" and table.key == "summary" and column.key == "count":
                    assert len(set(found)) == len(found)  # each line is another check
                    continue
                seen += len(found)
                assert len(set(found)) <= 1, (sheet.name, table.key, column.key, sorted(set(found))[:2])
    assert seen > (100 if name == "blank" else 5_000)


def test_relative_tells_formulas_apart() -> None:
    assert relative("=$A7*B8", 7, 1) == relative("=$A9*B10", 9, 1) == "=[$A,R0]*[C0,R1]"
    assert relative("=$A7", 7, 1) != relative("=$A7", 8, 1)
    assert relative("='It''s'!$B$3", 1, 1) == relative("=Lists!$A$1:$A$9", 1, 1) == "=ELSEWHERE"
    assert relative('=IF(A1="B2",1)', 1, 0) == '=IF([C0,R0]="B2",1)'
