"""Tests of what spreadsheet programs load."""
