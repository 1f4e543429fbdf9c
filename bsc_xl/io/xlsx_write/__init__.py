"""Renders a layout as an Excel workbook, every calculated value stored."""

from bsc_xl.io.xlsx_write.workbook import write_workbook

__all__ = ["write_workbook"]
