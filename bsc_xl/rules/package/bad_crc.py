"""PKG003: a part of the file is damaged."""

from bsc_xl.rules.finding import Severity
from bsc_xl.rules.package.troubles import from_reading
from bsc_xl.rules.rule import Need, Rule

RULE = Rule(
    code="PKG003",
    name="bad-crc",
    severity=Severity.BLOCKER,
    title="A part of the file is damaged: its checksum is wrong.",
    why="Bytes were lost or changed on the way. Programs that open it all the same may repair it by "
    "leaving something out.",
    remedy="Ask for the file again; if the original opens in Excel, save it there under a new name and send that.",
    check=from_reading("PKG003"),
    needs=(Need.FILE,),
    example="PKG003 xl/worksheets/sheet4.xml: the checksum is wrong",
    limits="",
)
