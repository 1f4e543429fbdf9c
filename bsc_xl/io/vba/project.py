"""Makes the VBA project itself: pyOpenVBA builds it for an empty workbook that has as many sheets with the same names.

Only the finished project leaves that workbook; XlsxWriter puts it into the real one. So the real one is written once.
"""

from __future__ import annotations

import zipfile
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bsc_xl.io.vba.modules import ON_OPENING, dictionary_class, modules

BOOK = "ThisWorkbook"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PROJECT = "xl/vbaProject.bin"


def code_name(number: int) -> str:
    """What VBA calls a sheet, by its place from 1: never changes with the sheet's name, and is plain ASCII."""
    return f"Sheet{number}"


@lru_cache(maxsize=4)
def vba_project(sheets: int) -> bytes:
    """The project of a workbook with so many sheets, as the part `vbaProject.bin`; always the same bytes."""
    from pyopenvba import ExcelFile, VBAModuleKind

    with TemporaryDirectory(prefix="bsc-xl-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "empty.xlsm"
        _write_empty(path, sheets)
        with ExcelFile(path) as book:
            project = book.add_vba_project()
            for name, text in modules().items():
                project.add_module(name, text)
            project.add_module("Dictionary", dictionary_class(), kind=VBAModuleKind.other)
            book.set_module(BOOK, _crlf(ON_OPENING))
            book.save()
        with zipfile.ZipFile(path) as package:
            return package.read(_PROJECT)


def _crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def _write_empty(path: Path, sheets: int) -> None:
    """A workbook with nothing but names: what pyOpenVBA reads when it makes a project."""
    numbers = range(1, sheets + 1)
    listed = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><workbookPr codeName="{BOOK}"/>'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
    }
    parts |= {
        f"xl/worksheets/sheet{n}.xml": f'<worksheet xmlns="{_MAIN}"><sheetPr codeName="{code_name(n)}"/></worksheet>'
        for n in numbers
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
