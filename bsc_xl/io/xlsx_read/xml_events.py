"""Runs expat over a part with every guard on: encodings, document types, depth, attributes, size of a tag, elements."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.parsers import expat

from bsc_xl.io.xlsx_read.limits import Limits
from bsc_xl.io.xlsx_read.troubles import SAVE_AGAIN, Blocked, blocked, shown

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]

_SLICE = 1 << 20
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]*)""")
_KNOWN = {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1"}
_UTF16_STARTS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


class Events:
    """One pass over one part.

    Element and attribute names come as `namespace name` where there is a namespace; texts in as many pieces as expat
    likes. Handlers may raise Blocked.
    """

    def __init__(self, part: str, limits: Limits) -> None:
        self.part = part
        self._limits = limits
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.EntityDeclHandler = self._refuse_doctype
        parser.StartNamespaceDeclHandler = self._declared
        self._counted: tuple[Start | None, End | None, Text | None] = (None, None, None)
        self._depth = 0
        self._elements = 0
        self.prefixes: set[str] = set()
        """Prefixes of namespaces that hold for the whole part."""

    @property
    def place(self) -> int:
        """Byte at which the element begins whose handler runs."""
        return self._parser.CurrentByteIndex

    def on(self, start: Start | None = None, end: End | None = None, text: Text | None = None) -> None:
        """Set the handlers; without `start` and `end` only documents' own rules are held, at full speed."""
        limits = self._limits

        def counted_start(name: str, attributes: dict[str, str]) -> None:
            self._depth += 1
            self._elements += 1
            if self._depth > limits.depth:
                raise self.over_limit(f"is nested more than {limits.depth} levels deep")
            if self._elements > limits.elements:
                raise self.over_limit(f"has more than {limits.elements:,} elements")
            if len(attributes) > limits.attributes:
                raise self.over_limit(f"has an element with {len(attributes):,} attributes")
            if start:
                start(name, attributes)

        def counted_end(name: str) -> None:
            self._depth -= 1
            if end:
                end(name)

        self._counted = counted_start, counted_end, text
        self.instead(*self._counted)

    def instead(self, start: Start | None, end: End | None, text: Text | None = None) -> None:
        """Call these without counting, for a section whose reader counts for itself."""
        self._parser.StartElementHandler = start
        self._parser.EndElementHandler = end
        self._parser.CharacterDataHandler = text

    def again(self) -> None:
        """Call the handlers that `on` has set, now that the element has ended in which others were called instead."""
        self._depth -= 1
        self.instead(*self._counted)

    def on_interruption(self, noticed: Callable[[], None]) -> None:
        """Set what is called at each comment, instruction and marked section."""
        self._parser.CommentHandler = lambda _: noticed()
        self._parser.ProcessingInstructionHandler = lambda *_: noticed()

    def run(self, *pieces: bytes) -> None:
        """Feed the whole part.

        Raises:
            Blocked: it is no well-formed XML (PKG013), declares a document type (PKG005), or is over a limit (PKG004).
        """
        check_encoding(pieces[0][:200], self.part)
        fed = 0
        try:
            for piece in pieces:
                view = memoryview(piece)
                for at in range(0, len(view), _SLICE):
                    cut = view[at : at + _SLICE]
                    fed += len(cut)
                    self._parser.Parse(cut, False)
                    # Expat reads an unfinished tag again and again: a long one costs the square of its length.
                    if fed - self._parser.CurrentByteIndex > self._limits.token_bytes + _SLICE:
                        raise self.over_limit("has a single tag of many megabytes")
            self._parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise self.malformed(error) from None

    def over_limit(self, why: str) -> Blocked:
        """What to raise where the part is larger than anything honest."""
        remedy = "Do not open the file; ask where it comes from."
        return blocked("PKG004", f"The part {shown(self.part)} {why}.", remedy, part=self.part)

    def malformed(self, error: Exception) -> Blocked:
        """What to raise where the part is no XML."""
        where = f" (line {error.lineno:,})" if isinstance(error, expat.ExpatError) else ""
        return blocked("PKG013", f"The part {shown(self.part)} is no valid XML{where}.", SAVE_AGAIN, part=self.part)

    def _declared(self, prefix: str | None, _: str) -> None:
        if prefix and not self._elements:
            self.prefixes.add(prefix)

    def _refuse_doctype(self, *_: object) -> None:
        raise doctype(self.part)


def check_encoding(start: bytes, part: str) -> None:
    """Refuse an encoding that programs would understand differently.

    Args:
        start: the first bytes of the part.
        part: its name.
    """
    if start.startswith(_UTF16_STARTS):
        start = start.decode("utf-16-be" if start[:2] in (b"\xfe\xff", b"\0<") else "utf-16-le", "ignore").encode()
        start = start.removeprefix("\ufeff".encode())
    found = _ENCODING.match(start.removeprefix(b"\xef\xbb\xbf"))
    if found and found[1].lower() not in _KNOWN:
        words = f"The part {shown(part)} is written in the encoding {shown(found[1].decode())}."
        raise blocked("PKG013", words, SAVE_AGAIN, part=part, expected="UTF-8 or UTF-16")


def doctype(part: str) -> Blocked:
    """What to raise for a document type."""
    words = f"The part {shown(part)} declares a document type, which no workbook does and which can do harm."
    return blocked("PKG005", words, "Do not open the file; ask where it comes from.", part=part)


def check_xml(content: bytes, part: str, limits: Limits) -> None:
    """Only see whether a part of no interest is sound XML.

    Raises:
        Blocked: see `Events.run`.
    """
    events = Events(part, limits)
    events.on()
    events.run(content)
