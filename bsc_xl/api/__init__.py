"""The library's face: the verbs of the command line as functions.

    from bsc_xl import api
    card = api.read("scorecard-definition.xlsx")
    api.build(card, "scorecard.xlsx")
    frame = api.score(card, period="2026-10")

Paths may be texts. Faults in a definition raise `bsc_xl.errors.InvalidDefinition`, which lists them all; facts that
cannot be used are never dropped silently, but listed in what comes back.
"""

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

__all__ = [
    "DEMO_DEFINITION",
    "DEMO_TEMPLATE",
    "DEMO_WORKBOOK",
    "Built",
    "Check",
    "Converted",
    "Diagnosis",
    "FigureSource",
    "Figures",
    "Loaded",
    "Progress",
    "Source",
    "State",
    "Template",
    "as_data",
    "build",
    "convert",
    "demo",
    "doctor",
    "evaluate",
    "evaluate_at",
    "evaluator",
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
    "write",
]
