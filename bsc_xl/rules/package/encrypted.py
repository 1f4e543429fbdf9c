"""PKG002: the file is protected by a password for opening."""

from bsc_xl.rules.finding import Severity
from bsc_xl.rules.package.troubles import from_reading
from bsc_xl.rules.rule import Need, Rule

RULE = Rule(
    code="PKG002",
    name="encrypted",
    severity=Severity.BLOCKER,
    title="The file can only be opened with a password.",
    why="What cannot be read cannot be checked, and a password that travels with the file protects nobody.",
    remedy="Save it without a password: File, Info, Protect Workbook, Encrypt with Password, and clear the box.",
    check=from_reading("PKG002"),
    needs=(Need.FILE,),
    example="PKG002 north.xlsx: it is encrypted",
    limits="Protection of sheets is something else and does not matter here.",
)
