"""PKG007: the file can run something that was not issued."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.rules.case import Case
from bsc_xl.rules.finding import Finding, Severity
from bsc_xl.rules.package.troubles import from_reading
from bsc_xl.rules.rule import Need, Rule


def _check(case: Case) -> Iterator[Finding]:
    yield from from_reading("PKG007")(case)
    macros = case.book.macros
    if macros is None:
        return
    if case.issued_macros is None:
        yield Finding("PKG007", found="the file has macros", expected="a workbook without macros")
        return
    for name, digest in macros.items():
        if name in case.issued_macros and case.issued_macros[name] not in ("", digest):
            yield Finding("PKG007", found=f"the macros of the module {name} were changed", part=name)
        elif name not in case.issued_macros:
            yield Finding(
                "PKG007", found=f"the module {name or 'of macros, which cannot be read,'} was added", part=name
            )


RULE = Rule(
    code="PKG007",
    name="active-content",
    severity=Severity.BLOCKER,
    title="The file can run something that was not issued.",
    why="Macros, old macro sheets and embedded programs run on the computer of whoever opens the file, with that "
    "person's rights.",
    remedy="Do not enable macros. Ask who added them, and for a workbook without; issue it again if in doubt.",
    check=_check,
    needs=(Need.BOOK,),
    example="PKG007 north.xlsm: the module Module1 was added",
    limits="The macros of an issued .xlsm are compared by their source text with those that this version writes.",
)
