"""Reads the shared texts of a workbook: plain ones, and those in several fonts."""

from __future__ import annotations

from bsc_xl.io.xlsx_read.limits import Limits
from bsc_xl.io.xlsx_read.texts import plain
from bsc_xl.io.xlsx_read.tree import MAIN
from bsc_xl.io.xlsx_read.troubles import Troubles, blocked
from bsc_xl.io.xlsx_read.xml_events import Events

_INSIDE = {"sst": {"si"}, "si": {"t", "r"}, "r": {"t"}}


def read_strings(content: bytes, part: str, limits: Limits, troubles: Troubles) -> dict[str, str]:
    """The shared texts by their number as cells write it."""
    texts = _texts(content, part, limits)
    if sum(map(len, texts)) > limits.texts:
        words = f"The texts of the workbook have more than {limits.texts:,} characters."
        raise blocked("PKG004", words, "Do not open the file; ask where it comes from.", part=part)
    longest = max(map(len, texts), default=0)
    if longest > limits.text:
        words = f"A text in the file has {longest:,} characters; Excel holds {limits.text:,}."
        troubles.add("PKG010", words, part=part)
    return dict(zip(map(str, range(len(texts))), map(plain, texts), strict=True))


def _texts(content: bytes, part: str, limits: Limits) -> list[str]:
    found = _TextEvents()
    events = Events(part, limits)
    events.on(found.start, found.end, found.text)
    events.run(content)
    return found.texts


class _TextEvents:
    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._open: list[str] = []
        self._skipped = 0

    def start(self, written: str, _attributes: dict[str, str]) -> None:
        space, _, name = written.rpartition(" ")
        if self._skipped or (self._open and (space not in MAIN or name not in _INSIDE.get(self._open[-1], ()))):
            self._skipped += 1
            return
        self._open.append(name)
        if name == "si":
            self._pieces = []

    def end(self, _: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif self._open.pop() == "si":
            self.texts.append("".join(self._pieces))

    def text(self, piece: str) -> None:
        if not self._skipped and self._open and self._open[-1] == "t":
            self._pieces.append(piece)
