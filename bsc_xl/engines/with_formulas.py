"""Has `formulas` (EUPL) compute a workbook, with the functions of bsc-xl in its table of functions."""

from __future__ import annotations

import contextlib
import io
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from bsc_xl.engines.answers import Answers, Failure, texts_like_numbers
from bsc_xl.engines.stored_cells import Place, StoredCells, cells_of
from bsc_xl.errors import EngineFailed, MissingExtra
from bsc_xl.layout.addresses import quoted
from bsc_xl.shipped import load_udfs

_NAME = "book.xlsx"  # it makes keys of names, and not every name can be one


def answers(path: Path, ranges: Iterable[Place], whole: Iterable[str], stored: StoredCells) -> Answers:
    """Values, or failures, of cells; only what they depend on is computed.

    Args:
        path: the workbook.
        ranges: sheets and, on them, cells with a formula or the whole range of an array formula.
        whole: sheets to load as a whole: of ranges that only names stand for, it would load a part.
        stored: what the file says.

    Raises:
        MissingExtra: it is not installed.
        EngineFailed: it stopped.
    """
    try:
        import formulas
        from schedula.utils.exc import DispatcherError
    except ImportError:
        raise MissingExtra("Computing with formulas", "engines") from None
    _register()
    asked = {f"'[{_NAME}]{quoted(sheet.upper())[1:-1]}'!{ref}": (sheet, ref) for sheet, ref in ranges}
    with tempfile.TemporaryDirectory(prefix="bsc-xl-") as folder:
        shutil.copyfile(path, Path(folder) / _NAME)
        try:
            with contextlib.redirect_stderr(io.StringIO()):  # it draws a bar there
                model = formulas.ExcelModel()
                model.basedir = folder
                book, context = model.add_book(_NAME)
                model.pushes(*(book[sheet] for sheet in whole), context=context)
                solution = model.from_ranges(*asked).finish(complete=False).calculate()
        except (DispatcherError, RuntimeError, ValueError, TypeError, LookupError) as error:
            raise EngineFailed(f"formulas could not compute {path.name}.", str(error)) from error
    found: dict[Place, object] = dict(texts_like_numbers(stored))
    for key, (sheet, ref) in asked.items():
        found.update(_cells(sheet, ref, solution.get(key)))
    return found


def _register() -> None:
    from formulas.functions import get_error, get_functions, wrap_func, wrap_ufunc
    from formulas.functions.operators import OPERATORS

    # In version 1.3.4 `--` is nothing at all: with "a" in A1, SUMPRODUCT(--(A1:A3="a")) is 0.
    OPERATORS["U+"] = wrap_ufunc(_number_of_truth, input_parser=lambda *value: value, check_error=get_error)
    table = get_functions()
    for function in load_udfs().FUNCTIONS:
        # Not wrap_ufunc, which would call it once a cell: these take whole columns.
        table[function.__name__] = wrap_func(_taking_ranges(function))


def _number_of_truth(value: Any) -> Any:
    import numpy as np

    return float(value) if isinstance(value, (bool, np.bool_)) else value


def _taking_ranges(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with its arguments as nested lists in which errors and blanks, both tokens here, are blanks."""
    import numpy as np
    from schedula import Token

    def listed(value: Any) -> Any:
        if isinstance(value, list):
            return [listed(item) for item in value]
        return None if isinstance(value, Token) else value

    def answer(*arguments: Any) -> Any:
        found = function(*(listed(np.asarray(value, object).tolist()) for value in arguments))
        return np.asarray(found, object) if isinstance(found, list) else found

    return answer


def _cells(sheet: str, ref: str, ranges: Any) -> Iterator[tuple[Place, object]]:
    """The cells of an answer, row by row."""
    import numpy as np

    if ranges is None:
        return
    values = np.asarray(ranges.value, object).ravel().tolist()
    for place, value in zip(cells_of(ref), values, strict=False):
        yield (sheet, place), _answer(value)


def _answer(value: object) -> object:
    """Its errors and blanks are texts of a kind of their own."""
    from formulas.functions import XlError
    from schedula import Token

    if isinstance(value, XlError):
        return Failure(f"error: {value}")
    return None if isinstance(value, Token) else value
