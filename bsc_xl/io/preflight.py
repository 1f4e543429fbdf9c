"""Looks at a workbook's archive before any library opens it, and refuses what could harm or only confuse.

A workbook is a zip of XML parts. A few hundred bytes can inflate to gigabytes, an entity can expand without end, a name
can point outside the archive: all of that is seen here, on the compressed file, with bounded memory.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from bsc_xl.errors import UnreadableInput

MAX_INFLATED = 200_000_000  # bytes of all parts together
MAX_RATIO = 250  # inflated to packed; deflate ends at 1032, honest workbooks below 100
MIN_FOR_RATIO = 10_000_000  # below this, a high ratio is harmless
MAX_PARTS = 10_000
_CHUNK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# In UTF-8 and, with a zero beside each letter, in UTF-16.
_DECLARATION = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)", re.IGNORECASE)
_LONGEST = 18  # bytes of the longest text that _DECLARATION matches
_PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def check_workbook_file(path: Path) -> None:
    """Refuse a file that is no workbook, or one that is unsafe to open.

    Args:
        path: the file.

    Raises:
        UnreadableInput: with what is wrong and what to do about it.
    """
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except FileNotFoundError:
        raise UnreadableInput(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise UnreadableInput(f"{path} is a folder; give the name of a file.") from None
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {error.strerror}.") from None
    _check_kind(path.name, start)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_names(path.name, archive.infolist())
            _check_sizes(path.name, archive.infolist())
            _check_content(path.name, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise _damaged(path.name) from None


def _check_kind(name: str, start: bytes) -> None:
    if not start:
        raise UnreadableInput(f"{name} is empty.")
    if start == _OLE:
        remedy = "open it in Excel and save it as .xlsx, without a password"
        raise UnreadableInput(f"{name} is password protected or an old .xls: {remedy}.")
    if not start.startswith(b"PK"):
        raise UnreadableInput(f"{name} is no Excel workbook: save it as .xlsx in Excel or LibreOffice.")


def _check_names(name: str, parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MAX_PARTS:
        raise UnreadableInput(f"{name} has {len(parts):,} parts; a workbook has at most {MAX_PARTS:,}.")
    seen: set[str] = set()
    for part in parts:
        plain = part.filename.replace("\\", "/")
        if plain.startswith("/") or ":" in plain.split("/")[0] or ".." in plain.split("/"):
            raise UnreadableInput(f"{name} is unsafe: a part of it points outside the file ({plain[:80]!r}).")
        if plain.casefold() in seen:
            raise UnreadableInput(f"{name} is unsafe: two parts of it have one name ({plain[:80]!r}).")
        seen.add(plain.casefold())
    if "[content_types].xml" not in seen:
        kind = "an OpenDocument file" if "mimetype" in seen else "a zip file, but no workbook"
        raise UnreadableInput(f"{name} is {kind}: save it as .xlsx in Excel or LibreOffice.")
    if "xl/workbook.bin" in seen:
        raise UnreadableInput(f"{name} is a binary workbook (.xlsb): open it in Excel and save it as .xlsx.")


def _check_sizes(name: str, parts: list[zipfile.ZipInfo]) -> None:
    for part in parts:
        if part.flag_bits & 1:
            raise UnreadableInput(f"{name} is password protected: save it without a password.")
        if part.compress_type not in _PLAIN_METHODS:
            raise UnreadableInput(f"{name} is packed in a way that Excel does not use: save it again in Excel.")
    inflated = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if inflated > MAX_INFLATED or (inflated > MIN_FOR_RATIO and inflated > MAX_RATIO * packed):
        megabytes = f"{inflated / 1e6:,.0f} MB"
        raise UnreadableInput(
            f"{name} would unpack to {megabytes} and is not opened: remove what is not needed from it."
        )


def _check_content(name: str, archive: zipfile.ZipFile) -> None:
    """Inflate every part once, a piece at a time, counting for itself and looking for declarations."""
    total = 0
    for part in archive.infolist():
        tail = b""
        with archive.open(part) as stream:
            while piece := stream.read(_CHUNK):
                total += len(piece)
                if total > MAX_INFLATED:
                    raise UnreadableInput(f"{name} unpacks to more than it says and is not opened.")
                if not _is_picture(part.filename) and _DECLARATION.search(tail + piece):
                    raise UnreadableInput(f"{name} is unsafe: {part.filename[:80]!r} declares a document type.")
                tail = piece[-_LONGEST:]


def _is_picture(filename: str) -> bool:
    return filename.casefold().endswith((".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".tif", ".tiff", ".bmp"))


def _damaged(name: str) -> UnreadableInput:
    return UnreadableInput(f"{name} is damaged: open it in Excel, let it repair the file and save it as .xlsx.")
