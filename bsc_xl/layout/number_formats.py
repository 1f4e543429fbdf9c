"""Number formats: decimals as the measure declares, thousands separated, dates that nobody can misread."""

from __future__ import annotations

from bsc_xl.model import Measure, ValueType

SCORE = "0.0"
SHARE = "0%"
WEIGHT = "0.0%"
WHOLE = "0"
DATE = "yyyy-mm-dd"
FINE = "0.0000"
MONEY = "#,##0"
SMALL_MONEY = "#,##0.0"


def measure_format(measure: Measure) -> str:
    """The format of a measure's figures."""
    decimals = "." + "0" * measure.decimals if measure.decimals else ""
    if measure.value_type in (ValueType.PERCENT, ValueType.MILESTONE):
        return f"0{decimals}%"
    if measure.value_type.is_typed:
        return "General"
    return f"#,##0{decimals}"
