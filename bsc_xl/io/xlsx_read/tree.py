"""Small parts, and sections of large ones, as trees: nodes with names without prefixes, whatever the namespaces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bsc_xl.io.xlsx_read.limits import Limits
from bsc_xl.io.xlsx_read.xml_events import Events

MAIN = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)
"""Names of the namespace of workbooks and sheets: the usual one, and the one of strict files."""
_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships ",
    "http://purl.oclc.org/ooxml/officeDocument/relationships ",
)


@dataclass(slots=True)
class Node:
    """An element: its namespace, its name, its attributes by name without prefix, its children and its text."""

    space: str
    name: str
    attributes: Mapping[str, str]
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def get(self, name: str, default: str = "") -> str:
        """An attribute."""
        return self.attributes.get(name, default)

    def all(self, name: str) -> Iterator[Node]:
        """Children with this name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Node | None:
        """The first child with this name."""
        return next(self.all(name), None)

    def text_of(self, name: str) -> str:
        """Text of the first child with this name; empty without one."""
        child = self.first(name)
        return child.text if child else ""

    def walk(self) -> Iterator[Node]:
        """The node and all below it, in the order of the file."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


class TreeBuilder:
    """Makes nodes out of events, at most so many."""

    def __init__(self, events: Events, limits: Limits) -> None:
        self._events = events
        self._limits = limits
        self._made = 0
        self._open: list[Node] = []
        self._texts: list[list[str]] = []
        self.root: Node | None = None

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._open)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._made += 1
        if self._made > self._limits.nodes:
            raise self._events.over_limit(f"has a section with more than {self._limits.nodes:,} elements")
        if len(self._open) > self._limits.depth or len(attributes) > self._limits.attributes:
            raise self._events.over_limit("has an element nested too deep, or with too many attributes")
        space, _, plain = name.rpartition(" ")
        node = Node(space, plain, unprefixed(attributes))
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)
        self._texts.append([])

    def text(self, piece: str) -> None:
        """Text inside the element that is open."""
        if self._texts:
            self._texts[-1].append(piece)

    def end(self, _: str) -> None:
        """An element ends."""
        node = self._open.pop()
        node.text = "".join(self._texts.pop())


def unprefixed(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes by plain name: those without a namespace, and ids of relationships; no others are of interest."""
    if " " not in "".join(attributes):
        return attributes
    plain = {name.rpartition(" ")[2]: value for name, value in attributes.items() if name.startswith(_RELATIONS)}
    return plain | {name: value for name, value in attributes.items() if " " not in name}


def tree(content: bytes, part: str, limits: Limits) -> Node:
    """A whole part as a tree.

    Raises:
        Blocked: see `Events.run`; or it has too many elements.
    """
    events = Events(part, limits)
    builder = TreeBuilder(events, limits)
    events.on()
    events.instead(builder.start, builder.end, builder.text)
    events.run(content)
    assert builder.root is not None  # noqa: S101  # expat accepts no document without one
    return builder.root


def truth(value: str, default: bool = False) -> bool:
    """A truth value as XML writes it."""
    return value.strip().lower() in ("1", "true", "on") if value else default


def whole(value: str, default: int = 0) -> int:
    """A whole number as XML writes it; what is none, or absurdly long, counts as not given."""
    value = value.strip()
    digits = value.removeprefix("-").removeprefix("+")
    return int(value) if digits.isascii() and digits.isdigit() and len(digits) <= 12 else default
