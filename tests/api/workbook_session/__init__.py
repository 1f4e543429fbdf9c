"""Tests of what the buttons of an open workbook decide."""
