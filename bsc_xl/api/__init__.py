"""The library's face: the verbs of the command line as functions.

    from bsc_xl import api
    card = api.read("scorecard-definition.xlsx")
    api.build(card, "scorecard.xlsx")
    frame = api.score(card, period="2026-10")
    outcome = api.validate("returned/sales.xlsx", card)

Paths may be texts. Faults in a definition raise `bsc_xl.errors.InvalidDefinition`, which lists them all; facts that
cannot be used are never dropped silently, but listed in what comes back.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bsc_xl.api.addin import install_libreoffice_addin, libreoffice_addin, uninstall_libreoffice_addin
from bsc_xl.api.building import Built, build
from bsc_xl.api.converting import Converted, convert, import_facts
from bsc_xl.api.diagnosing import Check, Diagnosis, State, doctor
from bsc_xl.api.evaluating import as_data, evaluate, evaluate_at, evaluator, score, score_frame, unit_id
from bsc_xl.api.explaining import rule, rules
from bsc_xl.api.reading import Figures, FigureSource, Loaded, Progress, Source, load, read, read_facts, write
from bsc_xl.api.starting import (
    DEMO_DEFINITION,
    DEMO_TEMPLATE,
    DEMO_WORKBOOK,
    Template,
    demo,
    init,
    schema,
    template,
    templates,
)

if TYPE_CHECKING:
    from bsc_xl.api.annotating import annotated_copy
    from bsc_xl.api.batch import validate_all, workbooks_in
    from bsc_xl.api.comparing import diff
    from bsc_xl.api.fixing import Fixed, fix
    from bsc_xl.api.validating import Choices, validate

__all__ = [
    "DEMO_DEFINITION",
    "DEMO_TEMPLATE",
    "DEMO_WORKBOOK",
    "Built",
    "Check",
    "Choices",
    "Converted",
    "Diagnosis",
    "FigureSource",
    "Figures",
    "Fixed",
    "Loaded",
    "Progress",
    "Source",
    "State",
    "Template",
    "annotated_copy",
    "as_data",
    "build",
    "convert",
    "demo",
    "diff",
    "doctor",
    "evaluate",
    "evaluate_at",
    "evaluator",
    "fix",
    "import_facts",
    "init",
    "install_libreoffice_addin",
    "libreoffice_addin",
    "load",
    "read",
    "read_facts",
    "rule",
    "rules",
    "schema",
    "score",
    "score_frame",
    "template",
    "templates",
    "uninstall_libreoffice_addin",
    "unit_id",
    "validate",
    "validate_all",
    "workbooks_in",
    "write",
]

_LATER = {
    "Choices": "validating",
    "Fixed": "fixing",
    "annotated_copy": "annotating",
    "diff": "comparing",
    "fix": "fixing",
    "validate": "validating",
    "validate_all": "batch",
    "workbooks_in": "batch",
}
"""What needs all rules, whose import takes longer than that of the rest: it waits until somebody asks for it."""


def __getattr__(name: str) -> Any:
    """Import what validates and compares when it is first used."""
    if name in _LATER:
        return getattr(import_module(f"bsc_xl.api.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__} has no attribute {name}")
