"""Functions that roll children up into parents, and the one that says what calculates."""

from bsc_xl import __version__
from bsc_xl.scoring import columns
from bsc_xl.scoring.rollup import METHODS

from .ranges import Columns, column
from .registry import excel_function


def _figures(parents, methods, child_of, weights, values):
    """One number a parent; a child without a value does not count."""
    above = Columns.of(parents, methods)
    below = Columns.of(child_of, weights, values)
    return columns.aggregated(
        [key.lower() for key in above.texts(parents)],
        above.words(methods, METHODS, "rollup"),
        [key.lower() for key in below.texts(child_of)],
        [item or 0.0 for item in below.numbers(weights)],
        below.numbers(values),
    )


@excel_function
def BSC_ROLLUP(parents, methods, child_of, weights, scores):
    """Scores of parents over the children that have one."""
    return column(_figures(parents, methods, child_of, weights, scores))


@excel_function
def BSC_COVERAGE(parents, child_of, weights, coverages):
    """Shares of due weight that have a score."""
    return column(_figures(parents, "mean", child_of, weights, coverages))


@excel_function
def BSC_BOUNDS(parents, methods, child_of, weights, lows, highs):
    """Two columns: the score if all unscored children were 0, and if they were at the cap."""
    low, high = (_figures(parents, methods, child_of, weights, values) for values in (lows, highs))
    return [[a if a is not None else "", b if b is not None else ""] for a, b in zip(low, high, strict=True)]


@excel_function
def BSC_ENGINE():
    """What calculates, with its version."""
    return f"bsc-xl {__version__}"
