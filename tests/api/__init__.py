"""Tests of the library's face."""
