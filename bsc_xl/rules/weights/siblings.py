"""The groups in which weights are shared out: perspectives, objectives, units and measures beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bsc_xl.evaluation.weights import Weighted
from bsc_xl.model import Scorecard
from bsc_xl.rules.case import Case
from bsc_xl.rules.definition_places import CellPlace, objective_cell, perspective_weight_cell, unit_cell


@dataclass(frozen=True)
class Siblings:
    """Members of one group: of a `table`, below `parent` (an objective in a unit for measures)."""

    table: str
    parent: tuple[str, ...]
    members: Sequence[Weighted]

    def words(self, card: Scorecard) -> str:
        """Which group it is, in names."""
        if self.table == "measures":
            unit, objective = self.parent
            return f"measures of {card.objective_by_id[objective].name} in {card.unit_by_id[unit].name}"
        if self.table == "objectives":
            names = {perspective.id: perspective.name for perspective in card.perspectives}
            return f"objectives of {names[self.parent[0]]}"
        return f"units below {card.unit_by_id[self.parent[0]].name}" if self.table == "units" else "perspectives"

    def cell(self, case: Case, member: str) -> CellPlace:
        """The cell of a member's weight."""
        if self.table == "measures":
            return CellPlace(case.form.tab_of[member], case.form.definition_ref(member, "weight"))
        if self.table == "objectives":
            return objective_cell(case, member, "weight")
        return unit_cell(case, member, "weight") if self.table == "units" else perspective_weight_cell(case, member)


def siblings(card: Scorecard) -> Iterator[Siblings]:
    """All groups in which a weight is given; the top unit has no siblings."""
    groups: dict[tuple[str, tuple[str, ...]], list[Weighted]] = {("perspectives", ()): list(card.perspectives)}
    for objective in card.objectives:
        if objective.active:
            groups.setdefault(("objectives", (objective.perspective,)), []).append(objective)
    for unit in card.units:
        if unit.parent:
            groups.setdefault(("units", (unit.parent,)), []).append(unit)
    for measure in card.measures:
        groups.setdefault(("measures", (measure.unit, measure.objective)), []).append(measure)
    for (table, parent), members in groups.items():
        if any(member.weight is not None for member in members):
            yield Siblings(table, parent, members)
