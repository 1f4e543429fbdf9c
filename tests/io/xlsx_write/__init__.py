"""Tests of the workbook as a file."""
