"""The one scoring core: plain sequences in, plain sequences out, standard library only.

Every function exists twice: for one measure (``attainment_of``) and for a column of measures
(``columns.attainment``). A blank is ``None``; what cannot be computed is an `Absence` that says why, never a
number. Excel's functions, the add-in, the validator and the command line all call these.
"""

from bsc_xl.scoring.absence import EXACT, Absence, Kind, Value, is_number
from bsc_xl.scoring.attainment import Thresholds, attainment_of, goal_red_flag, linear, ratio, within_range
from bsc_xl.scoring.freshness import Freshness, entry_absence, freshness_of
from bsc_xl.scoring.outlook import forecast_of, needed_of, pace_of
from bsc_xl.scoring.period_window import Window, window
from bsc_xl.scoring.rollup import Rollup, aggregate, roll_up
from bsc_xl.scoring.smart import LETTERS, SmartFacts, Verdict, mask, smart_of
from bsc_xl.scoring.status import is_met, rollup_status, score_of, status_of
from bsc_xl.scoring.targets import TargetPath, expected_of, year_target_of
from bsc_xl.scoring.to_date import to_date_of
from bsc_xl.scoring.trend import Line, Trend, line_of, trend_of

__all__ = [
    "EXACT",
    "LETTERS",
    "Absence",
    "Freshness",
    "Kind",
    "Line",
    "Rollup",
    "SmartFacts",
    "TargetPath",
    "Thresholds",
    "Trend",
    "Value",
    "Verdict",
    "Window",
    "aggregate",
    "attainment_of",
    "entry_absence",
    "expected_of",
    "forecast_of",
    "freshness_of",
    "goal_red_flag",
    "is_met",
    "is_number",
    "line_of",
    "linear",
    "mask",
    "needed_of",
    "pace_of",
    "ratio",
    "roll_up",
    "rollup_status",
    "score_of",
    "smart_of",
    "status_of",
    "to_date_of",
    "trend_of",
    "window",
    "within_range",
    "year_target_of",
]
