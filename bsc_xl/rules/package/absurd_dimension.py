"""PKG009: cells stand far away from everything else."""

from bsc_xl.rules.finding import Fix, Severity
from bsc_xl.rules.package.troubles import from_reading
from bsc_xl.rules.rule import Need, Rule

RULE = Rule(
    code="PKG009",
    name="absurd-dimension",
    severity=Severity.ERROR,
    title="A cell stands far away from the scorecard.",
    why="A stray cell in the last row or column makes other programs slow or fail, and may hide something.",
    remedy="Go to the cell, see what it is, and delete its rows or columns.",
    check=from_reading("PKG009"),
    needs=(Need.FILE,),
    fix=Fix.PERSON,
    example="PKG009 Sales!XFD1048576: a cell far away from all others",
    limits="",
)
