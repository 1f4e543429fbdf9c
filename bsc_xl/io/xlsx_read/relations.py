"""Content types and relationships: what each part of a package is, and which part leads to which."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from bsc_xl.io.xlsx_read.limits import Limits
from bsc_xl.io.xlsx_read.package import Package
from bsc_xl.io.xlsx_read.tree import tree
from bsc_xl.io.xlsx_read.troubles import Troubles, shown

TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship.

    Attributes:
        id: by which the part that has it speaks of it.
        kind: last word of its type, such as `worksheet`, the same for strict files.
        target: name of the part that it leads to, without a leading slash; as written where it leads outside.
        external: whether it leads outside the package.
    """

    id: str
    kind: str
    target: str
    external: bool = False


class ContentTypes:
    """The declared type of each part."""

    def __init__(self, package: Package, limits: Limits, troubles: Troubles) -> None:
        root = tree(package.read(TYPES), TYPES, limits)
        self._defaults: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        for node in root.children:
            declared = node.get("ContentType").strip()
            if node.name == "Default":
                known, key = self._defaults, node.get("Extension").casefold()
            elif node.name == "Override":
                known, key = self._parts, node.get("PartName").lstrip("/").casefold()
            else:
                continue
            if known.setdefault(key, declared) != declared:
                words = f"The type of {shown(node.get('PartName') or node.get('Extension'))} is declared twice."
                troubles.add("PKG010", words, part=TYPES)

    def of(self, part: str) -> str:
        """The type of a part; empty without one."""
        key = part.casefold()
        return self._parts.get(key) or self._defaults.get(key.rpartition(".")[2] if "." in key else "", "")


def relations(package: Package, part: str, limits: Limits, troubles: Troubles) -> Mapping[str, Relation]:
    """The relationships of a part by id; those of the package itself for an empty name."""
    folder, _, name = part.rpartition("/")
    listed = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if listed not in package:
        return {}
    found: dict[str, Relation] = {}
    for node in tree(package.read(listed), listed, limits).children:
        if node.name != "Relationship":
            continue
        external = node.get("TargetMode").casefold() == "external"
        written = node.get("Target")
        target = written if external else _resolved(folder, written)
        relation = Relation(node.get("Id"), node.get("Type").rstrip("/").rpartition("/")[2], target, external)
        if relation.id in found and found[relation.id] != relation:
            troubles.add("PKG010", f"Two relationships have the id {shown(relation.id)}.", part=listed)
        found.setdefault(relation.id, relation)
    return found


def _resolved(folder: str, target: str) -> str:
    """The name of the part that a target written in a part of this folder means; never above the package."""
    target = target.partition("#")[0].replace("\\", "/")
    if "%" in target:
        target = unquote(target)
    path = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(path).lstrip("/")
