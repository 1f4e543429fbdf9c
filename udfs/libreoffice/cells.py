"""Gives LibreOffice the functions' answers in the one form in which its formulas can use them.

Arguments need nothing: `udfs.ranges` reads rows of cells in which a blank is an empty text and an error is None; what
is left out is None, and dates are serial numbers.

Texts inside an array that an add-in returns are not equal to the same text in a formula (LibreOffice 25.2 compares
texts by where they lie, and does not list those of add-ins), not even the empty one, and Python can return a range of
cells only as such an array. So a blank goes as #N/A, which IFNA turns into a blank that formulas recognise, and texts
become comparable by `&""`. The formulas of the udf flavour do both.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence
from typing import Any

NOT_AVAILABLE: float = struct.unpack("<d", struct.pack("<Q", 0x7FF8_0000_0000_7FFF))[0]
"""#N/A in LibreOffice: a number that is none, with the error's code in its last bits."""

Answer = Callable[..., Any]


def answers(functions: Sequence[Answer]) -> Mapping[str, Answer]:
    """Each function by its name, answering with rows of cells; one without arguments answers with a text."""
    return {function.__name__: _for_cells(function) for function in functions}


def _for_cells(function: Answer) -> Answer:
    def answer(*arguments: Any) -> Any:
        found = function(*arguments)
        if not isinstance(found, list):
            return found
        return tuple(tuple(NOT_AVAILABLE if cell == "" else cell for cell in row) for row in found)

    return answer
