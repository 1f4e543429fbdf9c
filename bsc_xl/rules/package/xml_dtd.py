"""PKG005: a part of the file declares a document type or entities."""

from bsc_xl.rules.finding import Severity
from bsc_xl.rules.package.troubles import from_reading
from bsc_xl.rules.rule import Need, Rule

RULE = Rule(
    code="PKG005",
    name="xml-dtd",
    severity=Severity.BLOCKER,
    title="A part of the file declares a document type.",
    why="No spreadsheet program writes that. It is a known way to make a reader fetch other files or fill its memory.",
    remedy="Do not open it. Ask the sender how the file was made, and for one saved by Excel.",
    check=from_reading("PKG005"),
    needs=(Need.FILE,),
    example="PKG005 xl/workbook.xml: declares a document type",
    limits="",
)
