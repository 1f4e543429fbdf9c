"""Balanced Scorecards that live in Excel: built from a definition, scored in the cells, validated when they return."""

__version__ = "0.1.0"
