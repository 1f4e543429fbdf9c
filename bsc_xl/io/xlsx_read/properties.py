"""Reads who made a file, in its own words: the three parts with document properties."""

from __future__ import annotations

from bsc_xl.io.xlsx_read.limits import Limits
from bsc_xl.io.xlsx_read.package import Package
from bsc_xl.io.xlsx_read.tree import Node, tree
from bsc_xl.received import Properties


def read_properties(package: Package, parts: dict[str, str], limits: Limits) -> Properties:
    """The document properties.

    Args:
        package: the package.
        parts: names of the parts by kind of relationship: core-properties, extended-properties, custom-properties.
        limits: the caps.
    """

    def root(kind: str) -> Node | None:
        name = parts.get(kind, "")
        return tree(package.read(name), name, limits) if name in package else None

    core, extended, custom = root("core-properties"), root("extended-properties"), root("custom-properties")
    return Properties(
        application=_text(extended, "Application"),
        version=_text(extended, "AppVersion"),
        creator=_text(core, "creator"),
        last_modified_by=_text(core, "lastModifiedBy"),
        created=_text(core, "created"),
        modified=_text(core, "modified"),
        custom={node.get("name"): _value(node) for node in custom.all("property")} if custom else {},
    )


def _text(root: Node | None, name: str) -> str:
    return root.text_of(name).strip() if root else ""


def _value(node: Node) -> str:
    return "".join(inner.text for inner in node.walk() if inner is not node)
