"""Spreadsheet programs that recalculate a workbook, so that their numbers can be compared with the scoring core's."""
