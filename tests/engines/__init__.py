"""Tests with real spreadsheet programs."""
