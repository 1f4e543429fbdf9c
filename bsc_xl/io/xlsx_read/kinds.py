"""Tells what a file is that is no .xlsx, in words and with what to do about it."""

from __future__ import annotations

from collections.abc import Container

from bsc_xl.io.xlsx_read.troubles import Blocked, blocked

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STREAMS_XLS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_OPEN_AND_SAVE = "Open it in Excel or LibreOffice and save it as .xlsx."
_STARTS = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf", "a compressed file (7z)"),
    (b"Rar!", "a compressed file (rar)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\x09\x08", "a workbook of Excel 4 or older"),
)


def not_a_zip(content: bytes) -> Blocked | None:
    """What to tell about a file that does not begin as a zip archive does; None if it does."""
    if not content:
        return blocked("PKG001", "The file is empty.", "Ask for it again: it was not sent or saved completely.")
    if content.startswith(_OLE):
        return _ole(content)
    if content.startswith(b"PK"):
        return None
    for start, what in _STARTS:
        if content.startswith(start):
            return blocked("PKG001", f"The file is {what}, not a workbook.", _OPEN_AND_SAVE)
    return blocked("PKG001", f"The file is {_text_kind(content[:4096])}, not a workbook.", _OPEN_AND_SAVE)


def _ole(content: bytes) -> Blocked:
    if _ENCRYPTED in content:
        remedy = "Open it in Excel with its password, remove the password (File, Info, Protect Workbook) and save it."
        return blocked("PKG002", "The workbook is encrypted with a password.", remedy)
    if any(name in content for name in _STREAMS_XLS):
        return blocked("PKG001", "The file is an old Excel workbook (.xls).", "Open it in Excel and save it as .xlsx.")
    return blocked(
        "PKG001",
        "The file is a document of an old Office program, or encrypted.",
        "Open it in the program that made it and save it as .xlsx, without a password.",
    )


def _text_kind(start: bytes) -> str:
    text = start.decode("utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace").lstrip(
        "\ufeff \r\n\t"
    )
    begin = text[:200].lower()
    if begin.startswith(("<!doctype html", "<html", "<table")):
        return "a web page"
    if begin.startswith("<?xml") and "urn:schemas-microsoft-com:office:spreadsheet" in text:
        return "an XML spreadsheet of Excel 2003"
    if begin.startswith("<?xml"):
        return "an XML document"
    if "\ufffd" in text or "\0" in text:
        return "of an unknown kind"
    line = text.partition("\n")[0]
    return "a text file with separated values (CSV)" if any(mark in line for mark in ",;\t") else "a text file"


def not_a_workbook(names: Container[str]) -> Blocked | None:
    """What to tell about a zip archive that holds no .xlsx, by its members' names in small letters; None if it may."""
    if "xl/workbook.bin" in names:
        return blocked("PKG001", "The file is a binary workbook (.xlsb).", "Open it in Excel and save it as .xlsx.")
    if "[content_types].xml" in names:
        if "word/document.xml" in names:
            return blocked("PKG001", "The file is a Word document.", "Ask for the workbook.")
        if "ppt/presentation.xml" in names:
            return blocked("PKG001", "The file is a PowerPoint presentation.", "Ask for the workbook.")
        return None
    if "index/document.iwa" in names:
        return blocked("PKG001", "The file is a Numbers spreadsheet.", "Export it from Numbers as an Excel workbook.")
    if "mimetype" in names or "meta-inf/manifest.xml" in names:
        return blocked(
            "PKG001", "The file is an OpenDocument file (.ods).", "Open it in LibreOffice and save it as .xlsx."
        )
    return blocked("PKG001", "The file is a zip archive, but no workbook.", "Unpack it and send the workbook in it.")
