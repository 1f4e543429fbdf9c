"""Which rule watches which fixed cell of a table, so that a changed one is told once and by the right name.

Names and other words are labels (STR006). What decides about a score, a status, freshness or an approved plan is a
target moved after approval (TGT005), weights apart (WGT003). A measure's id on its tab (STR007) and its unit of
measurement (UNT006) have rules of their own; copies of ids on other sheets are labels, as putting them back is enough.
"""

from __future__ import annotations

from collections.abc import Mapping

WORDS, ID, UNIT_OF_MEASUREMENT, WEIGHT, DECIDING = "STR006", "STR007", "UNT006", "WGT003", "TGT005"

_MEASURES = {
    ID: "id",
    UNIT_OF_MEASUREMENT: "uom",
    WEIGHT: "weight",
    DECIDING: "objective value_type polarity frequency aggregation method baseline baseline_period target start due "
    "red_flag low high floor ceiling scale grace static critical cascade parent_measure rollup typed step "
    "baseline_column due_column profile weight_row points point_row wanted target_of_period year_of_period",
    WORDS: "name definition key leading source owner data_provider vague objective_live theme parent_missing",
}
_CONTRIBUTIONS = {
    DECIDING: "id parent",
    WORDS: "name context weight coverage low high score status blank_of_period",
}
_LISTS = {
    "periods": {DECIDING: "bsc_periods bsc_starts bsc_ends"},
    "settings": {WORDS: "settings_0", DECIDING: "settings_1"},
    "plan": {DECIDING: "plan_0"},
    "bands": {DECIDING: "bsc_band_names bsc_band_minimums"},
    "scales": {DECIDING: "scales_0 bsc_scale_keys bsc_scale_scores"},
    "points": {DECIDING: "bsc_point_keys bsc_point_x bsc_point_y"},
    "profiles": {WORDS: "profiles_0", DECIDING: "profiles_of_period"},
    "yes_no": {WORDS: "bsc_yes_no"},
    "fixes": {WORDS: "bsc_reasons bsc_fixes"},
    "measures": {WORDS: "bsc_measure_ids"},
}
_TABLES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("unit", "measures"): _MEASURES,
    ("unit", "objectives"): {WEIGHT: "weight", DECIDING: "id parent method own weights capped", WORDS: "name context"},
    ("unit", "perspectives"): {WEIGHT: "weight", DECIDING: "id parent method", WORDS: "name context"},
    ("unit", "total"): {WEIGHT: "weight", DECIDING: "id parent method", WORDS: "name context"},
    ("unit", "delegated"): {WEIGHT: "weight", DECIDING: "id", WORDS: "name context"},
    ("unit", "contributions"): _CONTRIBUTIONS,
    ("unit", "contribution_weights"): _CONTRIBUTIONS,
    ("strategy", "perspectives"): {WORDS: "name description"},
    ("strategy", "themes"): {WORDS: "name description"},
    ("strategy", "objectives"): {
        WEIGHT: "weight",
        WORDS: "name perspective theme owner description score status coverage",
    },
    ("strategy", "links"): {WORDS: "cause effect note"},
    ("units", "units"): {WEIGHT: "weight", WORDS: "name level"},
    ("perspective", "objectives"): {WORDS: "name owner score status coverage"},
    ("perspective", "measures"): {WORDS: "name unit objective"},
    ("dashboard", "perspectives"): {WORDS: "name"},
    ("dashboard", "objectives"): {WORDS: "name score status coverage"},
    ("dashboard", "states"): {WORDS: "name"},
    ("dashboard", "ages"): {WORDS: "name"},
    ("dashboard", "smart"): {WORDS: "name"},
    ("initiatives", "initiatives"): {DECIDING: "start due budget", WORDS: "name id objectives unit owner"},
    ("smart", "register"): {WORDS: "name unit id"},
    ("checks", "summary"): {WORDS: "check"},
    ("checks", "units"): {WORDS: "name measures"},
    **{("lists", table): codes for table, codes in _LISTS.items()},
}
_CODES: Mapping[tuple[str, str, str], str] = {
    (kind, table, column): code
    for (kind, table), codes in _TABLES.items()
    for code, columns in codes.items()
    for column in columns.split()
}


def rule_for(sheet_kind: str, table_key: str, column_key: str) -> str:
    """The code of the rule that watches the fixed cells of a column below its heading.

    Args:
        sheet_kind: kind of the sheet (`unit`, `strategy`, `lists` ...).
        table_key: key of the table; empty for a cell outside tables.
        column_key: key of the column.

    Returns:
        STR006 for whatever is not named here, so that no cell goes unwatched.
    """
    return listed(sheet_kind, table_key, column_key) or WORDS


def listed(sheet_kind: str, table_key: str, column_key: str) -> str:
    """The same, but an empty text for a column that is not named here."""
    head, _, rest = column_key.partition(" ")
    exact = _CODES.get((sheet_kind, table_key, f"{head}_{rest}" if rest else head))
    return exact or (_CODES.get((sheet_kind, table_key, f"{head}_of_period"), "") if rest else "")
