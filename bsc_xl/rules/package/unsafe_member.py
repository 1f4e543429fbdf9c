"""PKG006: a part of the file has a name that is not safe."""

from bsc_xl.rules.finding import Severity
from bsc_xl.rules.package.troubles import from_reading
from bsc_xl.rules.rule import Need, Rule

RULE = Rule(
    code="PKG006",
    name="unsafe-member",
    severity=Severity.BLOCKER,
    title="A part of the file has a name that appears twice or points outside the file.",
    why="Of two parts with one name, one program reads the first and another the second: what you check "
    "is not what others see.",
    remedy="Do not open it. Ask for a file that was saved by Excel or LibreOffice.",
    check=from_reading("PKG006"),
    needs=(Need.FILE,),
    example="PKG006 ../evil.xml: points outside the file",
    limits="",
)
