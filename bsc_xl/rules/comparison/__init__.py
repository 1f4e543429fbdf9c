"""What differs between two workbooks, in the scorecard's own words: figures, notes, reviews, the definition, the form.

Nothing that a workbook stores as a result is trusted: the scores of both follow from their entries.
"""

from bsc_xl.rules.comparison.compare import compare
from bsc_xl.rules.comparison.difference import Comparison, Difference, ScoreChange, Section, Step, Summary

__all__ = ["Comparison", "Difference", "ScoreChange", "Section", "Step", "Summary", "compare"]
