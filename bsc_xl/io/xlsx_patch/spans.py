"""XML as it stands: each element knows from which byte to which it reaches, so that only what changes is new."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from xml.parsers import expat

from bsc_xl.errors import UnreadableInput
from bsc_xl.io.xlsx_patch.markup import content, quoted, utf8

TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_NAME = re.compile(rb"</?([^\s/>]+)")
ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")


class Element:
    """One element: namespace, name without prefix, attributes, and its places in the bytes.

    ``start`` is the first byte of its start tag, ``inside`` the first after it, ``close`` the first of its end tag and
    ``end`` the first after all; in an empty element the last three are equal.
    """

    __slots__ = ("attributes", "children", "close", "end", "inside", "name", "parent", "space", "start")

    def __init__(
        self, space: str, name: str, attributes: dict[str, str], start: int, inside: int, parent: Element | None
    ) -> None:
        self.space, self.name, self.attributes, self.start, self.inside = space, name, attributes, start, inside
        self.close = self.end = inside
        self.parent = parent
        self.children: list[Element] = []

    def all(self, name: str) -> list[Element]:
        """Its children with this name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> Element | None:
        """Its first child with this name."""
        return next((child for child in self.children if child.name == name), None)

    def walk(self) -> Iterator[Element]:
        """It and everything in it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def empty(self) -> bool:
        """Whether it is written as one tag."""
        return self.inside == self.end


def parser_for() -> expat.XMLParserType:
    """A parser that tells namespaces and refuses every document type: entities are never followed."""
    parser = expat.ParserCreate("UTF-8", namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise UnreadableInput("A part of the workbook declares a document type: such a file is not changed.")


def run(parser: expat.XMLParserType, data: bytes) -> None:
    """Parse a part; raises UnreadableInput where it is no XML."""
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnreadableInput(f"A part of the workbook is damaged: {error}.") from None


def tag_end(data: bytes, start: int) -> int:
    """The first byte after the tag that begins here."""
    found = TAG.match(data, start)
    if found is None:
        raise UnreadableInput("A part of the workbook is damaged: a tag in it has no end.")
    return found.end()


class Document:
    """A part as a tree with places, and the changes that are to be made to its bytes.

    Args:
        data: the part; what is not in UTF-8 is written so first.
        opaque: names of elements whose content is of no interest here; it is not read into the tree.
    """

    def __init__(self, data: bytes, opaque: Collection[str] = ()) -> None:
        self.data = utf8(data)
        self.prefixes: dict[str, str] = {}  # namespace -> prefix that the root declares
        self._changes: list[tuple[int, int, int, bytes]] = []
        self._appended: dict[int, list[bytes]] = {}
        self.root = self._tree(frozenset(opaque))

    def _tree(self, opaque: Collection[str]) -> Element:
        data, parser = self.data, parser_for()
        top = Element("", "", {}, 0, 0, None)
        open_elements = [top]
        skipped = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal skipped
            if skipped:
                skipped += 1
                return
            at = parser.CurrentByteIndex
            space, _, local = name.rpartition(" ")
            element = Element(space, local, attributes, at, tag_end(data, at), open_elements[-1])
            open_elements[-1].children.append(element)
            open_elements.append(element)
            skipped = local in opaque

        def end(_: str) -> None:
            nonlocal skipped
            if skipped > 1:
                skipped -= 1
                return
            skipped = 0
            element = open_elements.pop()
            if data[element.inside - 2 : element.inside] != b"/>":
                element.close = parser.CurrentByteIndex
                element.end = tag_end(data, element.close)

        def declared(prefix: str | None, space: str) -> None:
            if len(open_elements) == 1:
                self.prefixes.setdefault(space, prefix or "")

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.StartNamespaceDeclHandler = declared
        run(parser, data)
        return top.children[0]

    def raw(self, element: Element) -> bytes:
        """An element as it stands."""
        return self.data[element.start : element.end]

    def text(self, element: Element) -> str:
        """The text in an element."""
        return content(self.data[element.inside : element.close])

    def prefix(self, element: Element) -> str:
        """The prefix of an element with its colon; empty without one. Its neighbours are written alike."""
        return prefix_at(self.data, element.start)

    def change(self, start: int, end: int, new: bytes | str) -> None:
        """Put other bytes in the place of some; where nothing is replaced, they are put in."""
        new = new.encode("utf-8") if isinstance(new, str) else new
        self._changes.append((start, end, len(self._changes), new))

    def replace(self, element: Element, new: bytes | str) -> None:
        """Another element in the place of one; nothing (b"") takes it out."""
        self.change(element.start, element.end, new)

    def set_text(self, element: Element, new: str) -> None:
        """Another content, as XML, for an element."""
        if element.empty:
            self.append(element, new)
        else:
            self.change(element.inside, element.close, new)

    def append(self, element: Element, new: bytes | str) -> None:
        """A new last child."""
        new = new.encode("utf-8") if isinstance(new, str) else new
        if element.empty:
            self._appended.setdefault(element.inside, []).append(new)
        else:
            self.change(element.close, element.close, new)

    def set_attribute(self, element: Element, name: str, value: str | None) -> None:
        """Set or, with None, remove an attribute; ``name`` as it is written, with its prefix."""
        tag = self.data[element.start : element.inside]
        for found in ATTRIBUTE.finditer(tag):
            if found[1].decode() == name:
                start = element.start + (found.start() if value is None else found.start(2))
                self.change(start, element.start + found.end(), b"" if value is None else quoted(value))
                return
        if value is not None:
            place = element.inside - (2 if element.empty else 1)
            self.change(place, place, f" {name}={quoted(value)}")

    def spliced(self) -> bytes:
        """The part with all changes made."""
        for inside, new in self._appended.items():
            name = _NAME.match(self.data, self.data.rindex(b"<", 0, inside))
            closing = b"</" + (name[1] if name else b"") + b">"
            self.change(inside - 2, inside, b">" + b"".join(new) + closing)
        return splice(self.data, self._changes)


def splice(data: bytes, changes: Collection[tuple[int, int, int, bytes]]) -> bytes:
    """Bytes with changes (start, end, order, new) made; none may overlap another."""
    pieces: list[bytes] = []
    place = 0
    for start, end, _, new in sorted(changes, key=lambda change: change[:3]):
        if start < place:
            raise AssertionError("two changes of one place")  # a fault of the editor, never of the file
        pieces += (data[place:start], new)
        place = end
    pieces.append(data[place:])
    return b"".join(pieces)


def prefix_at(data: bytes, start: int) -> str:
    """The prefix, with its colon, of the tag that begins here."""
    found = _NAME.match(data, start)
    prefix, colon, _ = (found[1] if found else b"").partition(b":")
    return (prefix + colon).decode() if colon else ""
