"""Mutations of the rules in bsc_xl/rules/formulas."""
