"""Reads the shared texts of a workbook: plain ones, and those in several fonts."""

from __future__ import annotations

import re
from itertools import islice

from bsc_xl.io.xlsx_read.escapes import UNESCAPED
from bsc_xl.io.xlsx_read.limits import Limits
from bsc_xl.io.xlsx_read.plain_xml import NotPlain, decoded, is_plain_head, standing_aside
from bsc_xl.io.xlsx_read.texts import plain
from bsc_xl.io.xlsx_read.tree import MAIN
from bsc_xl.io.xlsx_read.troubles import Troubles, blocked
from bsc_xl.io.xlsx_read.xml_events import Events

_END = b"</sst>"
_MOST_AT_ONCE = 20_000_000  # bytes
_ITEMS = re.compile(
    r'<si>(?:<t(?: xml:space="preserve")?+>([^<]*+)</t></si>'
    r"|((?:[^<]++|<(?!/si>|si[ />]|!|\?))*+)</si>)"  # in several fonts, or in any other way: left to expat
    r"|<si/>"
    r"|(?s:(.+))"  # anything else, to the end
)
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
    try:
        return plain_texts(content, part, limits)
    except NotPlain:
        return any_texts(content, part, limits)


def plain_texts(content: bytes, part: str, limits: Limits) -> list[str]:
    """The texts, if they stand in the form that programs write.

    Each is either plain, or is read by expat together with what stands around all of them.

    Raises:
        Blocked: the part is broken or over a limit.
        NotPlain: it is in another form.
    """
    first = content.find(b"<si>")
    end = content.rfind(_END)
    if first < 0 or end < first or not is_plain_head(content) or end - first > _MOST_AT_ONCE:
        raise NotPlain
    found = _ITEMS.findall(decoded(content[first:end]))
    if found[-1][2]:
        raise NotPlain
    rich = [f"<si>{inside}</si>" for _, inside, _ in found if inside]
    # An empty one comes first: expat counts it only if "si" means here what it should.
    with standing_aside():
        read = _read(content[:first], "".join(["<si></si>", *rich]).encode(), content[end:], part=part, limits=limits)
    if len(read) != len(rich) + 1:
        raise NotPlain
    others = islice(read, 1, None)
    try:
        return [next(others) if inside else UNESCAPED[text] if "&" in text else text for text, inside, _ in found]
    except ValueError:
        raise NotPlain from None


def any_texts(content: bytes, part: str, limits: Limits) -> list[str]:
    """The texts in whatever form XML allows.

    Raises:
        Blocked: the part is broken or over a limit.
    """
    return _read(content, part=part, limits=limits)


def _read(*pieces: bytes, part: str, limits: Limits) -> list[str]:
    found = _TextEvents()
    events = Events(part, limits)
    events.on(found.start, found.end, found.text)
    events.run(*pieces)
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
