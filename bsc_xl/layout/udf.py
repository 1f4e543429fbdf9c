"""The udf flavour: the same columns computed by the functions of bsc-xl, one array call a column and tab.

``[key]`` is the whole column of the measure table, ``[e]``, ``[t]`` and ``[y]`` its blocks of entries, period targets
and year targets. The steps between (share, factor, why) stay ordinary formulas in both flavours.

Around each call stands what LibreOffice needs (its add-ins return blanks as #N/A, and texts that no formula recognises
until they are joined with another): see `udfs/libreoffice/cells.py`. Elsewhere it changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum


class Flavour(StrEnum):
    """How a workbook calculates: by ordinary formulas, or by functions that Python answers."""

    NATIVE = "native"
    UDF = "udf"


_PERIODS = "[step],bsc_p,bsc_n"

MEASURE: dict[str, str] = {
    "to_date": f"BSC_TODATE([e],[aggregation],{_PERIODS},[method],[weight_row])",
    "expected": "BSC_EXPECTED([method],[aggregation],[target],[baseline],[baseline_column],[due_column],[t],[y],"
    f"{_PERIODS},bsc_profiles,[profile])",
    "attainment": "BSC_ATTAINMENT([to_date],[expected],[method],[polarity],[baseline],[red_flag],[low],[high],[floor],"
    "[ceiling],[factor],[id],bsc_point_keys,bsc_point_x,bsc_point_y,[scale],bsc_scale_keys,bsc_scale_scores)",
    "score": "BSC_SCORE([attainment],bsc_cap)",
    "status": "BSC_STATUS([why],[to_date],[expected],[attainment],[method],[polarity],[red_flag],[factor],[target],"
    "[scale],bsc_scale_keys,bsc_scale_scores,bsc_band_names,bsc_band_minimums,bsc_cap)",
    "trend": f"BSC_TREND([e],[method],[polarity],[aggregation],[low],[high],{_PERIODS},bsc_trend_n,bsc_dead_band)",
    "forecast": f"BSC_FORECAST([to_date],[e],[method],[aggregation],[share],{_PERIODS},bsc_trend_n)",
    "needed": f"BSC_NEEDED([to_date],[year_target],[e],[aggregation],{_PERIODS})",
    "freshness": "BSC_FRESHNESS([e],[as_of],[method],[value_type],[static],[grace],"
    f"{_PERIODS},bsc_starts,bsc_ends,bsc_date,bsc_repeat_n)",
    "s_why": "BSC_SMARTWHY([name],[definition],[uom],[polarity],[owner],[source],[frequency],[target],[baseline],[low],"
    "[high],[t],[y],[method],[aggregation],[objective_live],[theme],[weight],[parent_missing],[start],[due],"
    f"[due_column],[e],[grace],{_PERIODS},bsc_ends,bsc_date,bsc_plan_start,bsc_plan_end,bsc_stretch)",
    "smart": "BSC_SMART([whys])",
}

WHYS = ("s_why", "m_why", "a_why", "r_why", "t_why")
"""The columns that one call of BSC_SMARTWHY fills."""

_WORDS = frozenset(("status", "trend", "freshness", "s_why", "smart"))
_RANGE = re.compile(r"\[(\w+)\]")


def numbers(call: str) -> str:
    """A call that answers with numbers and blanks, as part of a formula."""
    return f'_xlfn.IFNA({call},"")'


def words(call: str) -> str:
    """A call that answers with words and blanks, as part of a formula."""
    return numbers(f'{call}&""')


def measure_block(key: str, ranges: Mapping[str, str]) -> str:
    """The formula of a measure column as one array call; ``ranges`` are the columns as absolute ranges."""
    text = words(MEASURE[key]) if key in _WORDS else numbers(MEASURE[key])
    if key == "to_date":  # where figures are words, so is the value to date
        text = f'IF([typed]=1,IF([absent]="",[latest],""),{text})'
    return "=" + _RANGE.sub(lambda match: ranges[match[1]], text)
