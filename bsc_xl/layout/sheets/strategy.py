"""The Strategy sheet: vision, mission, themes, objectives with their state, and what leads to what."""

from __future__ import annotations

from bsc_xl.evaluation.units import ObjectiveResult
from bsc_xl.layout.number_formats import SCORE, SHARE, WEIGHT
from bsc_xl.layout.parts import back_link, text, title
from bsc_xl.layout.plan import Plan
from bsc_xl.layout.types import Column, Kind, Loose, Sheet, Style, Table
from bsc_xl.model import Objective, Perspective

SHEET = "Strategy"


def objective_state(plan: Plan, objectives: list[Objective]) -> list[Column]:
    """Score, status and coverage of objectives as the top unit shows them; blank where nothing measures one."""
    results: dict[str, ObjectiveResult] = {o.objective.id: o for o in plan.evaluation.top.objectives}
    found = [results.get(objective.id) for objective in objectives]
    links = {
        key: ["=" + plan.top.objective(r.objective.id, key) if r else None for r in found]
        for key in ("score", "status", "coverage")
    }
    kinds = [Kind.CALCULATION if r else Kind.DEFINITION for r in found]
    scores = [r.rollup.score if r else None for r in found]
    coverages = [r.rollup.coverage if r else None for r in found]
    words = [r.status if r else None for r in found]
    return [
        Column("score", "Score", Kind.CALCULATION, scores, links["score"], number=SCORE, kinds=kinds),
        Column("status", "Status", Kind.CALCULATION, words, links["status"], kinds=kinds, status=True, indent=1),
        Column("coverage", "Coverage", Kind.CALCULATION, coverages, links["coverage"], number=SHARE, kinds=kinds),
    ]


def strategy(plan: Plan) -> Sheet:
    """The sheet."""
    card = plan.card
    loose: list[Loose] = [title("Strategy"), back_link(2, 0)]
    row = 4
    for heading, words in (("Vision", card.vision), ("Mission", card.mission)):
        if words:
            loose.append(text(row, 0, heading, Kind.BAND))
            loose.append(Loose(row + 1, 0, words, Style(Kind.NOTE)))
            row += 3
    tables: list[Table] = []
    for key, heading, columns in (
        ("perspectives", "Perspectives", _perspectives(card.perspectives)),
        ("themes", "Themes", _themes(plan)),
        ("objectives", "Objectives", _objectives(plan)),
        ("links", "What leads to what", _links(plan)),
    ):
        count = len(columns[0].values)
        if not count:
            continue
        loose.append(text(row, 0, heading, Kind.BAND))
        tables.append(Table(key, row + 1, 0, tuple(columns), count))
        row += count + 3
    widths = {0: 46, 1: 46, 2: 46, 3: 10, 4: 24, 5: 10, 6: 26, 7: 10, 8: 60}
    return Sheet(SHEET, "strategy", tuple(tables), tuple(loose), widths)


def _perspectives(perspectives: tuple[Perspective, ...]) -> list[Column]:
    return [
        Column("name", "Perspective", Kind.DEFINITION, [p.name for p in perspectives], wrap=True),
        Column("description", "In words", Kind.DEFINITION, [p.description for p in perspectives], wrap=True),
    ]


def _themes(plan: Plan) -> list[Column]:
    themes = plan.card.themes
    return [
        Column("name", "Theme", Kind.DEFINITION, [t.name for t in themes], wrap=True),
        Column("description", "In words", Kind.DEFINITION, [t.description for t in themes], wrap=True),
    ]


def _objectives(plan: Plan) -> list[Column]:
    card = plan.card
    order = {p.id: number for number, p in enumerate(card.perspectives)}
    rows = sorted((o for o in card.objectives if o.active), key=lambda o: order[o.perspective])
    perspectives = {p.id: p.name for p in card.perspectives}
    themes = {t.id: t.name for t in card.themes}
    weights = {o.objective.id: o.weight for o in plan.evaluation.top.objectives}
    score, status, coverage = objective_state(plan, rows)
    return [
        Column("name", "Objective", Kind.DEFINITION, [o.name for o in rows], wrap=True),
        Column("perspective", "Perspective", Kind.DEFINITION, [perspectives[o.perspective] for o in rows], wrap=True),
        Column("theme", "Theme", Kind.DEFINITION, [themes.get(o.theme) for o in rows], wrap=True),
        score,
        status,
        coverage,
        Column("owner", "Owner", Kind.DEFINITION, [o.owner for o in rows], wrap=True, indent=1),
        Column("weight", "Weight", Kind.DEFINITION, [weights.get(o.id) for o in rows], number=WEIGHT),
        Column("description", "In words", Kind.DEFINITION, [o.description for o in rows], wrap=True, indent=1),
    ]


def _links(plan: Plan) -> list[Column]:
    names = {o.id: o.name for o in plan.card.objectives}
    links = plan.card.links
    return [
        Column("cause", "This ...", Kind.DEFINITION, [names[x.cause] for x in links], wrap=True),
        Column("effect", "... leads to this", Kind.DEFINITION, [names[x.effect] for x in links], wrap=True),
        Column("note", "Why", Kind.DEFINITION, [x.note for x in links], wrap=True),
    ]
