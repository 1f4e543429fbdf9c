"""Has `formualizer` (MIT, beta) compute a workbook, with the functions of bsc-xl registered by name."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable
from datetime import date, time
from pathlib import Path
from typing import Any

from bsc_xl.engines.answers import Answers, Failure, texts_like_numbers
from bsc_xl.engines.stored_cells import Place, StoredCells, without_values
from bsc_xl.errors import EngineFailed, MissingExtra
from bsc_xl.layout.addresses import column_number
from bsc_xl.shipped import load_udfs

_REF = re.compile(r"([A-Z]+)(\d+)")


# In version 0.13.0 an operator or IF on INDEX():INDEX() gives #REF!; with numbers in A1:C1, so does
# SUMPRODUCT(--(INDEX(A1:C1,1):INDEX(A1:C1,2)<>"")). Where IFERROR takes that away, nobody would see it.
_HIDES = re.compile(r"IFERROR\(.*\):INDEX\(")
# Its own take a range for one value: with numbers in A1:A3, SUMPRODUCT(--ISNUMBER(A1:A3)) is 0 in version 0.13.0.
_IS: dict[str, tuple[type, ...]] = {"ISNUMBER": (int, float, date, time), "ISTEXT": (str,)}


def answers(path: Path, wanted: Iterable[Place], stored: StoredCells) -> Answers:
    """Values, or failures, of cells.

    Args:
        path: the workbook.
        wanted: the cells.
        stored: what the file says. It takes every array formula for one that spills, and refuses to spill over
            stored values, so it reads a copy without those.

    Raises:
        MissingExtra: it is not installed.
        EngineFailed: it stopped.
    """
    try:
        import formualizer
    except ImportError:
        raise MissingExtra("Computing with formualizer", "engines") from None
    try:
        with tempfile.TemporaryDirectory(prefix="bsc-xl-") as folder:
            copy = Path(folder) / "book.xlsx"
            without_values(path, copy, stored.filled())
            book = formualizer.load_workbook(str(copy))
        for function in load_udfs().FUNCTIONS:
            book.register_function(function.__name__, function, min_args=0, max_args=None)
        for name, kind in _IS.items():
            book.register_function(name, _is(kind), min_args=1, max_args=1, allow_override_builtin=True)
        book.evaluate_all()
        found = {(sheet, ref): _answer(book.get_value(sheet, *_row_and_column(ref))) for sheet, ref in wanted}
    except (RuntimeError, ValueError, TypeError, OSError) as error:
        raise EngineFailed(f"formualizer could not compute {path.name}.", str(error)) from error
    hidden = (place for place, cell in stored.cells.items() if place in found and _HIDES.search(cell.formula))
    # With the text 12 in A1, its SUMPRODUCT(A1:A2) is 12.
    return (
        found
        | dict(texts_like_numbers(stored))
        | {place: Failure("it may hide that INDEX():INDEX() was not computed") for place in hidden}
    )


def _row_and_column(ref: str) -> tuple[int, int]:
    """Row and column from 1."""
    found = _REF.fullmatch(ref)
    if found is None:
        raise ValueError(ref)
    return int(found[2]), column_number(found[1]) + 1


def _answer(value: object) -> object:
    """Its errors come as mappings."""
    return Failure(f"error: {value.get('kind', 'unknown')}") if isinstance(value, dict) else value


def _is(kinds: tuple[type, ...]) -> Callable[[Any], Any]:
    def answer(value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return [answer(item) for item in value]
        return isinstance(value, kinds) and not isinstance(value, bool)

    return answer
