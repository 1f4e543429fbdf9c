"""Tests of the scoring core: vectors with their source, every case of every table, and properties."""
