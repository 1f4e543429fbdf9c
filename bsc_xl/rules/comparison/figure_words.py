"""Figures as people read them: with the measure's decimals, and with more where two would look alike."""

from __future__ import annotations

import math

from bsc_xl.layout.number_formats import measure_format
from bsc_xl.model import Measure

DIGITS = 15
"""So many digits do programs keep of a number."""


def alike(old: object, new: object) -> bool:
    """Whether two entries are the same: numbers to as many digits as programs keep."""
    if isinstance(old, float) and isinstance(new, float):
        return old == new or math.isclose(old, new, rel_tol=1e-14)
    return old == new


def figure_words(old: object, new: object, measure: Measure) -> tuple[str, str]:
    """Two figures of a measure in words; empty for nothing. A number that was typed as a text is marked as one."""
    found = _words(old, measure, measure.decimals), _words(new, measure, measure.decimals)
    return found if found[0] != found[1] else (_words(old, measure, None), _words(new, measure, None))


def _words(value: object, measure: Measure, decimals: int | None) -> str:
    if value is None:
        return ""
    if not isinstance(value, float):
        return f'"{value}" (text)' if _looks_like_number(str(value)) else str(value)
    percent = "%" in measure_format(measure)
    number = value * 100 if percent else value
    text = f"{number:,.{DIGITS}g}" if decimals is None else f"{number:,.{decimals}f}"
    return f"{text}%" if percent else text


def _looks_like_number(text: str) -> bool:
    try:
        float(text.replace(",", ".").rstrip(" %"))
    except ValueError:
        return False
    return True
