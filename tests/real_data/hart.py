"""Hart District Council's published performance measures as a scorecard: 11 departments, 45 measures, one quarter.

``hart.toml`` holds what the source does not say: polarity, and perspectives of the departments.
"""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import Evaluator
from bsc_xl.facts.load import Import, importing
from bsc_xl.facts.mapping import parse_mapping
from bsc_xl.model import Frequency, Measure, Objective, Perspective, Polarity, Scorecard, Unit

HERE = Path(__file__).parent
DISTRICT = "HART"
GREEN, AMBER, RED, UNKNOWN, DATA_ONLY = "g", "a", "r", "u", "d"

Row = dict[str, str]


@dataclass(frozen=True)
class District:
    """The rows of the source, the scorecard made of them, the import of their figures, and both ready to be scored."""

    rows: tuple[Row, ...]
    card: Scorecard
    imported: Import
    evaluator: Evaluator


@lru_cache(maxsize=1)
def hart(shared: Path) -> District:
    """Hart from the folder with shared data; built once a process."""
    folder = shared / "data" / "hart-district"
    with (folder / "kpis.csv").open(encoding="utf-8", newline="") as file:
        rows = tuple(csv.DictReader(file))
    card = scorecard(rows)
    mapping = parse_mapping((HERE / "hart_facts.toml").read_text(encoding="utf-8"), folder)
    names = {row["department"]: unit_id(row["department"]) for row in rows}
    imported = importing(mapping.model_copy(update={"units": names}), card)
    return District(rows, card, imported, Evaluator(card, entries(card, imported.facts)))


def published(row: Row) -> str:
    """The published colour or state: the second letter of the status code."""
    return row["status_code"][1]


def unit_id(department: str) -> str:
    """The id of a department's unit."""
    return re.sub(r"[^A-Za-z0-9]+", "-", department).strip("-")


def scorecard(rows: tuple[Row, ...]) -> Scorecard:
    """The district's scorecard without its figures; one objective a department, as the source names none."""
    table: dict[str, Any] = tomllib.loads((HERE / "hart.toml").read_text(encoding="utf-8"))
    perspective_of = {name: p["id"] for p in table["perspectives"] for name in p["departments"]}
    departments = list(dict.fromkeys(row["department"] for row in rows))
    lower = frozenset(table["lower_is_better"]["codes"])
    return Scorecard(
        name="Performance measures",
        organisation="Hart District Council",
        first_year=2014,
        last_year=2015,
        fiscal_year_start=4,
        report_period="FY2015-Q2",
        perspectives=tuple(Perspective(p["id"], p["name"]) for p in table["perspectives"]),
        objectives=tuple(
            Objective(f"O-{unit_id(name)}", f"Good results: {name}", perspective_of[name]) for name in departments
        ),
        units=(
            Unit(DISTRICT, "Hart District Council"),
            *(Unit(unit_id(name), name, DISTRICT, "department") for name in departments),
        ),
        measures=tuple(_measure(row, row["code"] in lower) for row in rows),
    )


def _measure(row: Row, lower: bool) -> Measure:
    """A measure. Where no colour is published (unknown, data only), the target is written as 0 and there is none."""
    has_target = published(row) not in (UNKNOWN, DATA_ONLY)
    return Measure(
        id=row["code"],
        unit=unit_id(row["department"]),
        objective=f"O-{unit_id(row['department'])}",
        name=row["measure"],
        unit_of_measurement=row["unit"],
        decimals=2,
        polarity=Polarity.LOWER if lower else Polarity.HIGHER,
        frequency=Frequency.QUARTERLY,
        target=float(row["target"]) if has_target else None,
    )
