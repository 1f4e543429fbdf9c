"""Tests of the workbook templates: what a template promises, held by its own pages."""
