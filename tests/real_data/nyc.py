"""New York City's Mayor's Management Report as a scorecard: 36 agencies, 1,139 indicators, fiscal years 2016 to 2023.

Agencies become units below the city, goals objectives, services themes; ``nyc.toml`` puts services into perspectives.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from bsc_xl.evaluation.entries import entries
from bsc_xl.evaluation.evaluate import Evaluator
from bsc_xl.facts.load import Import, importing
from bsc_xl.facts.mapping import parse_mapping
from bsc_xl.model import (
    Frequency,
    Measure,
    Objective,
    Perspective,
    Polarity,
    Scorecard,
    Theme,
    Unit,
)

HERE = Path(__file__).parent
FIRST, LAST = 2016, 2023
ABSENT = "NA"  # what the file writes where it says nothing
CITY, UNNAMED = "NYC", "Agency not named in the source"
_IN_BRACKETS = re.compile(r"\(([^()]*)\)[^()]*$")

Row = dict[str, str]


@dataclass(frozen=True)
class City:
    """The rows of the source, the scorecard made of them, the import of their figures, and both ready to be scored."""

    rows: tuple[Row, ...]
    card: Scorecard
    imported: Import
    evaluator: Evaluator


@lru_cache(maxsize=1)
def new_york(shared: Path) -> City:
    """New York City from the folder with shared data; built once a process."""
    folder = shared / "data" / "nyc-mmr"
    rows = source_rows(folder)
    card = scorecard(rows)
    mapping = parse_mapping((HERE / "nyc_facts.toml").read_text(encoding="utf-8"), folder)
    names = {row["Agency.Full.Name.y"]: unit_id(row["Agency.Full.Name.y"]) for row in rows}
    imported = importing(mapping.model_copy(update={"units": names}), card)
    return City(rows, card, imported, Evaluator(card, entries(card, imported.facts)))


def source_rows(folder: Path) -> tuple[Row, ...]:
    """The indicators as the file has them."""
    with (folder / "indicators.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def scorecard(rows: tuple[Row, ...]) -> Scorecard:
    """The city's scorecard without its figures."""
    table = tomllib.loads((HERE / "nyc.toml").read_text(encoding="utf-8"))
    services = _numbered("S", [row["Service"] for row in rows])
    goals = _numbered("G", [row["Goal"] for row in rows])
    service_of = {row["Goal"]: row["Service"] for row in rows}  # each goal belongs to one service
    return Scorecard(
        name="Mayor's Management Report",
        organisation="City of New York",
        first_year=FIRST,
        last_year=LAST,
        fiscal_year_start=7,
        report_period=f"FY{LAST}",
        perspectives=tuple(Perspective(p["id"], p["name"], p["description"]) for p in table["perspectives"]),
        themes=tuple(Theme(id_, service) for service, id_ in services.items()),
        objectives=tuple(
            Objective(id_, goal, perspective_of(table, service_of[goal]), services[service_of[goal]])
            for goal, id_ in goals.items()
        ),
        units=tuple(_units(rows)),
        measures=tuple(_measures(rows, goals)),
    )


def perspective_of(table: dict[str, Any], service: str) -> str:
    """The perspective of a service: the first whose words occur in its name, else the default."""
    text = service.casefold()
    for perspective in table["perspectives"]:
        if any(word in text for word in perspective.get("words", ())):
            return str(perspective["id"])
    return str(table["default"])


def unit_id(agency: str) -> str:
    """The id of an agency's unit: its name in letters, digits and dashes."""
    name = UNNAMED if agency == ABSENT else agency
    return re.sub(r"[^A-Za-z0-9]+", "-", name.replace("'", "")).strip("-")


def _units(rows: tuple[Row, ...]) -> list[Unit]:
    agencies = sorted({row["Agency.Full.Name.y"] for row in rows} - {ABSENT})
    names = [*agencies, UNNAMED]
    return [Unit(CITY, "City of New York"), *(Unit(unit_id(name), name, CITY, "agency") for name in names)]


def _numbered(letter: str, texts: list[str]) -> dict[str, str]:
    return {text: f"{letter}{number:03}" for number, text in enumerate(dict.fromkeys(texts), 1)}


def _measures(rows: tuple[Row, ...], goals: dict[str, str]) -> list[Measure]:
    targeted = Counter((row["Agency.Full.Name.y"], row["Goal"]) for row in rows if row["Target.MMR"] != ABSENT)
    return [_measure(row, goals[row["Goal"]], targeted[row["Agency.Full.Name.y"], row["Goal"]]) for row in rows]


def _measure(row: Row, objective: str, siblings: int) -> Measure:
    """An indicator; one without a target is only monitored, so it has no weight beside those that have one."""
    has_target = row["Target.MMR"] != ABSENT
    unit_of_measurement = _IN_BRACKETS.search(row["Indicator"])
    return Measure(
        id=row["ID"],
        unit=unit_id(row["Agency.Full.Name.y"]),
        objective=objective,
        name=row["Indicator"].strip(),
        unit_of_measurement=unit_of_measurement[1] if unit_of_measurement else "",
        decimals=2 if any("." in row[str(year)] for year in range(FIRST, LAST + 1)) else 0,
        polarity=Polarity.HIGHER if row["Desired.Direction"] == "Up" else Polarity.LOWER,
        frequency=Frequency.ANNUAL,
        source="Mayor's Management Report",
        owner=row["Agency.Full.Name.y"] if row["Agency.Full.Name.y"] != ABSENT else "",
        weight=1 / siblings if has_target else 0.0,
        target=float(row["Target.MMR"]) if has_target else None,
        start=date(LAST - 1, 7, 1),
        due=date(LAST, 6, 30) if has_target else None,
        critical=has_target and row["Critical"] == "Yes",
    )
