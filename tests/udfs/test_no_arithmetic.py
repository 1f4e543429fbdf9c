"""What spreadsheet programs load converts cells and does no arithmetic: that is the scoring core's alone."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

MODULES = sorted((Path(__file__).resolve().parents[2] / "udfs").rglob("*.py"))
COUNTING = {"sum", "min", "max", "round", "abs", "pow", "divmod"}


def arithmetic(text: str) -> list[str]:
    """The pieces of a module that calculate."""
    return [ast.unparse(node) for node in ast.walk(ast.parse(text)) if _calculates(node)]


def _calculates(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        return not _joins(node)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in COUNTING
    return isinstance(node, ast.AugAssign)


def _joins(node: ast.BinOp) -> bool:
    """Whether an operator joins types (`int | None`) or texts and not numbers."""
    if isinstance(node.op, ast.BitOr):
        return True
    return any(isinstance(side, ast.JoinedStr) or _is_text(side) for side in (node.left, node.right))


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_arithmetic(path: Path) -> None:
    assert arithmetic(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", ["a + b", "a -= 1", "x = sum(rows)", "100 * value", "round(score, 1)"])
def test_arithmetic_is_seen(text: str) -> None:
    assert len(arithmetic(text)) == 1


@pytest.mark.parametrize("text", ["a: int | None", "f'{a}' + 'b'", "len(a)", "-1"])
def test_what_is_none_is_not(text: str) -> None:
    assert arithmetic(text) == []
