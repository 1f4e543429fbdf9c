"""PKG012: another program than Excel saved the workbook last."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.rule import Need, Rule

USUAL = ("microsoft excel", "microsoft macintosh excel", "libreoffice")


def _check(case: Case) -> Iterator[Finding]:
    application = case.book.properties.application
    if application and not application.casefold().startswith(USUAL):
        yield Finding("PKG012", found=f"saved by {application[:100]}", expected="Excel or LibreOffice")


RULE = Rule(
    code="PKG012",
    name="foreign-producer",
    severity=Severity.INFORMATION,
    title="Another program than Excel or LibreOffice saved the workbook.",
    why="Such programs may leave things out when they save: computed values, colours, input rules.",
    remedy="Nothing, if you know the program; else ask how the workbook was filled in.",
    check=_check,
    needs=(Need.BOOK,),
    example="PKG012 north.xlsx: saved by Numbers",
    limits="It believes what the file says of itself; a file that says nothing is not mentioned.",
)
