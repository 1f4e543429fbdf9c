"""Reads workbooks that came in, broken, old or hostile ones too, at a bounded cost and without exceptions."""

from bsc_xl.io.xlsx_read.container import container_trouble
from bsc_xl.io.xlsx_read.limits import Limits
from bsc_xl.io.xlsx_read.reader import read_content, read_guarded

__all__ = ["Limits", "container_trouble", "read_content", "read_guarded"]
