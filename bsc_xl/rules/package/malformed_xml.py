"""PKG013: a part of the file is not well-formed."""

from bsc_xl.rules.finding import Severity
from bsc_xl.rules.package.troubles import from_reading
from bsc_xl.rules.rule import Need, Rule

RULE = Rule(
    code="PKG013",
    name="malformed-xml",
    severity=Severity.BLOCKER,
    title="A part of the file is damaged: it is not well-formed.",
    why="Excel would offer to repair it, which means to leave out what it does not understand.",
    remedy="Open it in Excel, let it repair the file, compare it with the original and save it under a new name.",
    check=from_reading("PKG013"),
    needs=(Need.FILE,),
    example="PKG013 xl/worksheets/sheet2.xml: ends in the middle of a row",
    limits="",
)
