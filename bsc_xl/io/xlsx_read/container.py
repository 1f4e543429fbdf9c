"""The checks of a package alone: whether it may be opened at all, by whatever program."""

from __future__ import annotations

from pathlib import Path

from bsc_xl.errors import UnreadableInput
from bsc_xl.io.xlsx_read.limits import Limits
from bsc_xl.io.xlsx_read.package import Package
from bsc_xl.io.xlsx_read.part_kinds import is_xml
from bsc_xl.io.xlsx_read.troubles import Blocked, blocked
from bsc_xl.io.xlsx_read.xml_events import check_xml, doctype
from bsc_xl.received import Trouble

_XML_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\0", b"\xfe\xff\0<", b"<\0", b"\0<")


def container_trouble(path: Path, limits: Limits = Limits()) -> Trouble | None:  # noqa: B008  # it is frozen
    """What forbids to open a workbook; None if nothing does.

    Args:
        path: the file.
        limits: the caps.

    Raises:
        UnreadableInput: there is no such file, or the system does not let it be read.
    """
    content = file_content(path, limits)
    try:
        check_size(content, limits)
        package = Package(content, limits)
        for name in package.names():
            check_part(package, name, "", limits)
    except Blocked as found:
        return found.trouble
    return None


def file_content(path: Path, limits: Limits) -> bytes:
    """A file's bytes, but for one byte not more than are allowed.

    Raises:
        UnreadableInput: there is no such file, or the system does not let it be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(limits.file_bytes + 1)
    except FileNotFoundError:
        raise UnreadableInput(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise UnreadableInput(f"{path} is a folder; give the name of a file.") from None
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {error.strerror}.") from None


def check_size(content: bytes, limits: Limits) -> None:
    """Refuse a file that is too large."""
    if len(content) > limits.file_bytes:
        words = f"The file has more than {limits.file_bytes / 1e6:,.0f} MB."
        raise blocked("PKG004", words, "Remove from it what is not needed.")


def check_part(package: Package, name: str, content_type: str, limits: Limits) -> None:
    """See that a part is whole and, if programs read it as XML, sound.

    Raises:
        Blocked: it is not.
    """
    if package.size(name) > limits.part_bytes or _is_picture(name):
        package.check(name)
        return
    content = package.read(name)
    if not is_xml(name, content_type) and not content.lstrip(b" \t\r\n").startswith(_XML_STARTS):
        return
    try:
        check_xml(content, name, limits)
    except Blocked as found:
        # Drawings in the old form were never sound XML; no program refuses a file for them.
        if found.trouble.code != "PKG013" or not name.lower().endswith(".vml"):
            raise
        plain = content.lower().replace(b"\0", b"")
        if b"<!doctype" in plain or b"<!entity" in plain:
            raise doctype(name) from None


def _is_picture(name: str) -> bool:
    return name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".tif", ".tiff", ".bmp"))
