"""Puts the sheets together: the one place that knows which sheets a workbook has, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bsc_xl.evaluation.evaluate import Evaluation
from bsc_xl.layout.digest import form_digest
from bsc_xl.layout.plan import Plan, plan_for
from bsc_xl.layout.sheets import (
    carried,
    checks,
    dashboard,
    initiatives,
    lists,
    reviews,
    smart,
    start,
    strategy,
    undo,
    units,
)
from bsc_xl.layout.sheets.perspective import perspective_sheet
from bsc_xl.layout.sheets.unit_tab import unit_tab
from bsc_xl.layout.sheets.xlwings_conf import Xlwings, xlwings_sheet
from bsc_xl.layout.types import Sheet, Workbook
from bsc_xl.layout.udf import Flavour


def workbook_layout(
    evaluation: Evaluation,
    report_date: date | None = None,
    flavour: Flavour = Flavour.NATIVE,
    definition: str = "",
    needs: Xlwings | None = None,
    rulebook: str = "",
    review_rows: int | None = None,
    *,
    values_only: bool = False,
) -> Workbook:
    """The layout of an evaluated scorecard.

    Args:
        evaluation: the scorecard at the report period that the workbook opens with.
        report_date: a report date typed on Start; None leaves the usual one.
        flavour: whether results are ordinary formulas or calls of the functions; cells and values are the same.
        definition: the scorecard's definition as TOML without figures, which the workbook then carries.
        needs: what the functions need on a machine, said on the sheets; only for the udf flavour.
        rulebook: the rules in force, which the manifest names.
        review_rows: how many rows the table of reviews has; None for those there are and some blank ones.
        values_only: leave out what costs time and is the same in every workbook of the definition: most formulas of
            unit tabs, definitions, input rules, widths. Calculated columns stand where they always stand.
    """
    needs = needs or Xlwings()
    plan = plan_for(evaluation, flavour, review_rows, values_only=values_only)
    card = evaluation.card
    places = lists.list_places(plan)
    contents = _contents(plan)
    sheets: list[Sheet] = [start.start(plan, places, contents, report_date, needs)]
    sheets.append(strategy.strategy(plan))
    sheets.append(dashboard.dashboard(plan))
    sheets.extend(perspective_sheet(plan, perspective) for perspective in card.perspectives)
    sheets.append(units.units_sheet(plan))
    sheets.extend(unit_tab(plan, result, places) for result in evaluation.units.values())
    sheets.append(initiatives.initiatives_sheet(plan))
    sheets.append(reviews.reviews_sheet(plan))
    sheets.append(smart.smart_sheet(plan))
    sheets.append(checks.checks_sheet(plan))
    if flavour is Flavour.UDF:
        sheets.append(xlwings_sheet(needs))
    sheets.append(lists.lists_sheet(places))
    if flavour is Flavour.UDF:
        sheets.append(undo.undo_sheet())
    bands = card.settings.bands
    layout = Workbook(
        title=card.name,
        organisation=card.organisation,
        sheets=tuple(sheets),
        names=dict(places.names),
        band_names=tuple(band.name for band in bands),
        band_colours=tuple(band.colour for band in bands),
        flavour=flavour,
    )
    return _with_manifest(layout, plan, definition, needs, rulebook) if definition else layout


def _with_manifest(layout: Workbook, plan: Plan, definition: str, needs: Xlwings, rulebook: str) -> Workbook:
    """The layout with the sheet that carries the definition, and the manifest's digest among the properties."""
    live = layout.flavour is Flavour.UDF
    manifest = carried.Manifest(
        flavour=layout.flavour.value,
        definition=carried.definition_digest(definition),
        form=form_digest(layout),
        period=plan.evaluation.period,
        rulebook=rulebook,
        xlwings=needs.version if live else "",
        interpreter=needs.interpreter if live else "",
    )
    sheets = (*layout.sheets, carried.carried_sheet(definition, manifest))
    return replace(layout, sheets=sheets, properties={carried.PROPERTY: manifest.short})


def _contents(plan: Plan) -> list[tuple[str, str]]:
    """Sheets with a word about each, in their order."""
    found = [
        (strategy.SHEET, "vision, objectives and what leads to what"),
        (dashboard.SHEET, "how it stands, in one page"),
    ]
    found += [
        (plan.perspective_sheets[p.id], "objectives and measures of the perspective") for p in plan.card.perspectives
    ]
    found.append((units.SHEET, "every unit by every perspective"))
    found += [(place.sheet, "enter and read its measures") for place in plan.units.values()]
    found += [
        (initiatives.SHEET, "the work that supports objectives"),
        (reviews.SHEET, "what was red, why, what is done about it"),
        (smart.SHEET, "are the targets specific, measurable, achievable, relevant, time-bound"),
        (checks.SHEET, "what is missing, late or stale"),
    ]
    return found
