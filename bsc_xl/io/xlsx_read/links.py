"""Finds what reaches outside of the file: other workbooks, DDE, connections, queries, linked pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bsc_xl.io.xlsx_read.limits import Limits
from bsc_xl.io.xlsx_read.relations import Relation
from bsc_xl.io.xlsx_read.tree import Node, tree
from bsc_xl.received import ExternalLink

_OUTSIDE = {
    "externalLinkPath": "workbook",
    "xlPathMissing": "workbook",
    "xlLibrary": "workbook",
    "xlAlternateStartup": "workbook",
    "xlStartup": "workbook",
    "externalLink": "workbook",
    "oleObject": "ole",
    "package": "ole",
    "image": "picture",
    "pivotCacheDefinition": "workbook",
    "attachedTemplate": "workbook",
}
_DDE = re.compile(r"\|(?:'(?:[^']|'')*'|[^!'\s\"(),]+)!")
_PROGRAM = re.compile(r"[A-Za-z_][\w.]*\Z")


def by_relations(part: str, relations: Mapping[str, Relation]) -> Iterator[ExternalLink]:
    """What the relationships of a part lead to outside; hyperlinks wait for a click and are none."""
    for relation in relations.values():
        if relation.external and relation.kind != "hyperlink":
            kind = _OUTSIDE.get(relation.kind, relation.kind)
            yield ExternalLink(kind, relation.target, part)


def in_external_part(content: bytes, part: str, limits: Limits) -> Iterator[ExternalLink]:
    """DDE and OLE links of a part `externalLink`; a workbook's path stands in its relationships."""
    for node in tree(content, part, limits).children:
        if node.name == "ddeLink":
            yield ExternalLink("dde", f"{node.get('ddeService')}|{node.get('ddeTopic')}", part)
        elif node.name == "oleLink":
            yield ExternalLink("ole", node.get("progId"), part)


def in_connections(content: bytes, part: str, limits: Limits) -> Iterator[ExternalLink]:
    """The connections of a book."""
    for node in tree(content, part, limits).children:
        if node.name == "connection":
            yield ExternalLink("connection", _source(node) or node.get("name"), part)


def _source(connection: Node) -> str:
    for node in connection.children:
        for name in ("connection", "url", "sourceFile"):
            if node.get(name):
                return node.get(name)
    return connection.get("sourceFile") or connection.get("odcFile")


def in_query(content: bytes, part: str, limits: Limits) -> ExternalLink:
    """A query table."""
    return ExternalLink("query", tree(content, part, limits).get("name"), part)


def in_formulas(formulas: Mapping[str, str], part: str) -> Iterator[ExternalLink]:
    """DDE that is called in a formula itself, such as cmd|'/c x'!A0."""
    if "|" not in "".join(formulas.values()):
        return
    for text in formulas.values():
        for found in _DDE.finditer(text) if "|" in text else ():
            if program := _PROGRAM.search(text[max(0, found.start() - 100) : found.start()]):
                yield ExternalLink("dde", program[0] + found[0].rstrip("!"), part)
