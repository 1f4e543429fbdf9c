"""What came of reading a file: the book, or why there is none, and what is odd about the file itself."""

from __future__ import annotations

from dataclasses import dataclass

from bsc_xl.received.book import ReceivedBook


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with the file as a file.

    Attributes:
        code: the rule that it breaks, such as PKG004.
        found: what was found, in words for the person who sent it.
        expected: what would be right; empty where the rule's own words say it.
        remedy: what to do; empty where the rule's own words say it.
        part: the part of the package; empty for the file as a whole.
        sheet: name of the sheet, where it is about one.
        ref: address of the cell, where it is about one.
    """

    code: str
    found: str
    expected: str = ""
    remedy: str = ""
    part: str = ""
    sheet: str = ""
    ref: str = ""


@dataclass(frozen=True)
class Reading:
    """A file that was read, as far as that is safe.

    Attributes:
        name: the file's name without its folder.
        size: bytes of the file.
        digest: SHA-256 of its bytes, hexadecimal.
        book: what it says; None where it could not be read safely.
        troubles: in the order of discovery; those that stop the reading come last.
    """

    name: str
    size: int
    digest: str
    book: ReceivedBook | None
    troubles: tuple[Trouble, ...] = ()
