"""Definitions as Excel workbooks: one table a sheet, with a guide, drop-downs and input messages."""

from bsc_xl.io.definition.xlsx_read import read_definition_xlsx
from bsc_xl.io.definition.xlsx_write import write_definition_xlsx

__all__ = ["read_definition_xlsx", "write_definition_xlsx"]
