"""A workbook as it came in: what its file says, cell by cell, with nothing trusted and nothing computed.

The guarded reader (`bsc_xl.io.xlsx_read`) makes these records; rules, reports and the package editor read them.
"""

from bsc_xl.received.book import (
    Active,
    Calculation,
    CellStyle,
    DefinedName,
    ExternalLink,
    Part,
    Properties,
    ReceivedBook,
    ReceivedFormat,
    ReceivedSheet,
    ReceivedValidation,
    State,
)
from bsc_xl.received.reading import Reading, Trouble
from bsc_xl.received.values import ErrorValue, StoredValue

__all__ = [
    "Active",
    "Calculation",
    "CellStyle",
    "DefinedName",
    "ErrorValue",
    "ExternalLink",
    "Part",
    "Properties",
    "Reading",
    "ReceivedBook",
    "ReceivedFormat",
    "ReceivedSheet",
    "ReceivedValidation",
    "State",
    "StoredValue",
    "Trouble",
]
