"""Conversations in cells (threaded comments): a finding is an answer there, for newer Excel shows nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from bsc_xl.io.xlsx_patch.comment_part import AUTHOR, LONGEST, joined
from bsc_xl.io.xlsx_patch.markup import escaped, quoted
from bsc_xl.io.xlsx_patch.parts import Book, SheetPart, relations
from bsc_xl.io.xlsx_patch.spans import Document

_PERSON = "{" + str(uuid.uuid5(uuid.NAMESPACE_DNS, AUTHOR)).upper() + "}"


def reply(book: Book, sheet: SheetPart, texts: Mapping[str, Sequence[str]]) -> None:
    """Answer in the conversations of a sheet's cells; cells without one are left alone."""
    package = book.package
    part = next((one.part for one in relations(package, sheet.part) if one.kind == "threadedComment"), "")
    persons = book.related("person")
    if part not in package or not persons:
        return
    document = Document(package.read(part))
    prefix = document.prefix(document.root)
    said = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.00")
    answered = set()
    for one in document.root.all("threadedComment"):
        ref, root = one.attributes.get("ref", ""), one.attributes.get("id", "")
        if ref not in texts or ref in answered or "parentId" in one.attributes:
            continue
        answered.add(ref)
        new = "{" + str(uuid.uuid5(uuid.NAMESPACE_OID, f"{root} {ref} {said}")).upper() + "}"
        tag = f"{prefix}threadedComment"
        document.append(
            document.root,
            f'<{tag} ref="{ref}" dT="{said}" personId="{_PERSON}" id="{new}" parentId={quoted(root)}>'
            f"<{prefix}text>{escaped(joined(texts[ref], LONGEST))}</{prefix}text></{tag}>",
        )
    if answered:
        package.replace(part, document.spliced())
        _introduce(book, persons)


def _introduce(book: Book, part: str) -> None:
    """Put who answers among the persons of the workbook."""
    document = Document(book.package.read(part))
    if any(one.attributes.get("id") == _PERSON for one in document.root.all("person")):
        return
    tag = f"{document.prefix(document.root)}person"
    xml = f'<{tag} displayName="{AUTHOR}" id="{_PERSON}" userId="{AUTHOR}" providerId="None"/>'
    document.append(document.root, xml)
    book.package.replace(part, document.spliced())
