"""Scores and findings as text, tables and files for people and programs."""
