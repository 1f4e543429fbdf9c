"""Changes a copy of somebody's workbook by editing the parts of its package, so that nothing else changes.

Parts that are not concerned are copied as they are packed, byte for byte; in the others only the bytes of the elements
that change differ. Sparklines, buttons, macros, pictures and whatever other programs put into a file stay.
"""

from bsc_xl.io.xlsx_patch.annotate import annotate
from bsc_xl.io.xlsx_patch.edit import Change, edit
from bsc_xl.io.xlsx_patch.notes import Annotated, FindingRow, FindingsSheet, Note
from bsc_xl.io.xlsx_patch.renew import renew

__all__ = ["Annotated", "Change", "FindingRow", "FindingsSheet", "Note", "annotate", "edit", "renew"]
