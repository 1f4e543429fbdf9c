"""PKG011: the file has a part that belongs to no known feature."""

from bsc_xl.rules.finding import Severity
from bsc_xl.rules.package.troubles import from_reading
from bsc_xl.rules.rule import Need, Rule

RULE = Rule(
    code="PKG011",
    name="unknown-part",
    severity=Severity.WARNING,
    title="The file has a part that no known feature of Excel uses.",
    why="It may be harmless, left by an add-in; it may also carry something that nobody looks at.",
    remedy="Ask the sender which program made it; saving again in Excel removes what it does not know.",
    check=from_reading("PKG011"),
    needs=(Need.FILE,),
    example="PKG011 xl/secret.bin: unknown kind of part",
    limits="",
)
