"""The one module that xlwings loads: every function, by importing the modules that define them."""

from .outlook_functions import BSC_FORECAST, BSC_FRESHNESS, BSC_NEEDED, BSC_TREND
from .registry import FUNCTIONS, TEXTS
from .rollup_functions import BSC_BOUNDS, BSC_COVERAGE, BSC_ENGINE, BSC_ROLLUP
from .score_functions import BSC_ATTAINMENT, BSC_EXPECTED, BSC_SCORE, BSC_STATUS, BSC_TODATE
from .smart_functions import BSC_SMART, BSC_SMARTWHY

__all__ = [
    "BSC_ATTAINMENT",
    "BSC_BOUNDS",
    "BSC_COVERAGE",
    "BSC_ENGINE",
    "BSC_EXPECTED",
    "BSC_FORECAST",
    "BSC_FRESHNESS",
    "BSC_NEEDED",
    "BSC_ROLLUP",
    "BSC_SCORE",
    "BSC_SMART",
    "BSC_SMARTWHY",
    "BSC_STATUS",
    "BSC_TODATE",
    "BSC_TREND",
    "FUNCTIONS",
    "TEXTS",
]
