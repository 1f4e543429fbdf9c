"""The VBA project of a workbook whose functions Python answers, made without Excel."""

from bsc_xl.io.vba.project import BOOK, code_name, vba_project

__all__ = ["BOOK", "code_name", "vba_project"]
