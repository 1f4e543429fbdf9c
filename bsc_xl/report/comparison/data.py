"""A comparison as plain data, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from bsc_xl import __version__
from bsc_xl.report.data import without_infinities
from bsc_xl.report.validation.cell_text import carried
from bsc_xl.rules.comparison import Comparison, Difference

FORMAT, VERSION = "bsc-xl comparison", "1.0"
"""The second number grows with fields that are added, the first where a reader must change."""


def comparison_json(found: Comparison) -> str:
    """The comparison as JSON text."""
    text = json.dumps(comparison_data(found), indent=2, ensure_ascii=False, allow_nan=False)
    return carried(text) + "\n"


def comparison_data(found: Comparison) -> dict[str, Any]:
    """The comparison as plain data; the order is stable, and what is not known is null."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "program": {"name": "bsc-xl", "version": __version__},
        "same": found.same,
        "old": asdict(found.old),
        "new": asdict(found.new),
        "differences": [_difference(one) for one in found.differences],
        "effects": {"period": found.effects_at or None, "of": found.groups},
        "scores": [asdict(one) for one in found.scores],
        "steps": [asdict(one) for one in found.steps],
        "not_compared": list(found.not_compared),
        "notes": list(found.notes),
    }
    clean: dict[str, Any] = without_infinities(data)
    return clean


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "section": one.section.name.lower(),
        "what": one.what,
        "field": one.field or None,
        "unit": one.unit or None,
        "measure": one.measure or None,
        "period": one.period or None,
        "old": one.old or None,
        "new": one.new or None,
        "old_value": one.old_value,
        "new_value": one.new_value,
        "place": one.place or None,
        "effect": one.effect,
        "effect_of": one.effect_of or None,
    }
