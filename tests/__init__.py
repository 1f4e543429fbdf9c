"""Tests, in folders that mirror `bsc_xl/`."""
