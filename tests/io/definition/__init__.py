"""Tests of definitions in Excel and TOML."""
