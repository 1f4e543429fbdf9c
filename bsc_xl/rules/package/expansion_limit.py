"""PKG004: the file is far larger inside than it seems."""

from bsc_xl.rules.finding import Severity
from bsc_xl.rules.package.troubles import from_reading
from bsc_xl.rules.rule import Need, Rule

RULE = Rule(
    code="PKG004",
    name="expansion-limit",
    severity=Severity.BLOCKER,
    title="The file would unpack to far more than a scorecard needs.",
    why="A small file that unpacks to gigabytes stops the computer that opens it. Reading ends before that happens.",
    remedy="Delete empty rows, pictures and sheets that do not belong to the scorecard and save again; else "
    "ask who made the file.",
    check=from_reading("PKG004"),
    needs=(Need.FILE,),
    example="PKG004 north.xlsx: would unpack to 812 MB",
    limits="The limits are wide: a scorecard of 200 units stays far below them.",
)
