"""The part with the comments of a sheet: new ones behind those that are there, and texts below those that are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bsc_xl.io.xlsx_patch.markup import cell_text, quoted, shortened
from bsc_xl.io.xlsx_patch.spans import Document, Element
from bsc_xl.layout.addresses import units

AUTHOR = "bsc-xl"
LONGEST = 32_767  # UTF-16 units of one comment
_LOOK = '<{0}rPr><{0}sz val="9"/><{0}color indexed="81"/><{0}rFont val="Tahoma"/><{0}family val="2"/></{0}rPr>'
_ROOM = 1_000  # units: a text is not cut to less
_MORE = "\n\n… and {} more in this cell: see the sheet of findings."


def empty_part(space: str) -> bytes:
    """A part without comments; ``space`` is the namespace of the workbook's sheets."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<comments xmlns={quoted(space)}><authors></authors><commentList></commentList></comments>"
    ).encode()


def commented(data: bytes, notes: Mapping[str, Sequence[str]]) -> tuple[bytes, list[str]]:
    """Add notes to a part.

    Args:
        data: the part.
        notes: texts by the address of their cell.

    Returns:
        The part, and the cells that had no comment before, in the order of the notes.
    """
    document = Document(data)
    prefix = document.prefix(document.root)
    listed = document.root.first("commentList")
    known = {one.attributes.get("ref", ""): one for one in listed.all("comment")} if listed else {}
    author = _author(document)
    new = []
    for ref, texts in notes.items():
        if ref in known:
            _add_below(document, known[ref], texts)
            continue
        text = _run(prefix, joined(texts, LONGEST))
        tag = f"{prefix}comment"
        new.append(f'<{tag} ref="{ref}" authorId="{author}"><{prefix}text>{text}</{prefix}text></{tag}>')
    if new and listed is not None:
        document.append(listed, "".join(new))
    elif new:
        document.append(document.root, f"<{prefix}commentList>{''.join(new)}</{prefix}commentList>")
    return document.spliced(), [ref for ref in notes if ref not in known]


def joined(texts: Sequence[str], longest: int) -> str:
    """Texts with a line between them; if they are too long for one comment, it says how many are left out."""
    said = "\n\n".join(texts)
    if units(said) <= longest:
        return said
    room = longest - units(_MORE.format(len(texts)))
    kept: list[str] = []
    while len(kept) < len(texts) and units("\n\n".join((*kept, texts[len(kept)]))) <= room:
        kept.append(texts[len(kept)])
    if not kept and room > _ROOM:
        more = _MORE.format(len(texts) - 1) if len(texts) > 1 else ""
        return shortened(texts[0], room - 1) + "…" + more
    return "\n\n".join(kept) + _MORE.format(len(texts) - len(kept))


def _author(document: Document) -> int:
    """The number of the author of notes, who is added if need be."""
    prefix = document.prefix(document.root)
    listed = document.root.first("authors")
    authors = listed.all("author") if listed else []
    for number, one in enumerate(authors):
        if document.text(one) == AUTHOR:
            return number
    xml = f"<{prefix}author>{AUTHOR}</{prefix}author>"
    if listed is None:
        document.change(document.root.inside, document.root.inside, f"<{prefix}authors>{xml}</{prefix}authors>")
    else:
        document.append(listed, xml)
    return len(authors)


def _add_below(document: Document, comment: Element, texts: Sequence[str]) -> None:
    """Let a comment say more, below what it says."""
    prefix = document.prefix(comment)
    text = comment.first("text")
    if text is None:
        document.append(comment, f"<{prefix}text>{_run(prefix, joined(texts, LONGEST))}</{prefix}text>")
        return
    plain, runs = text.first("t"), text.all("r")
    said = "".join(document.text(one) for one in text.walk() if one.name == "t")
    room = LONGEST - units(said) - 2
    if room < 2 * units(_MORE):
        return
    below = joined(texts, room)
    run = _run(prefix, ("\n\n" if said else "") + below.removeprefix("\n\n"))
    if plain is not None:  # Excel writes runs throughout where there are some
        document.change(plain.start, plain.start, f"<{prefix}r>")
        document.change(plain.end, plain.end, f"</{prefix}r>")
    last = runs[-1].end if runs else plain.end if plain is not None else None
    if last is None:
        document.append(text, run)
    else:
        document.change(last, last, run)


def _run(prefix: str, text: str) -> str:
    return f'<{prefix}r>{_LOOK.format(prefix)}<{prefix}t xml:space="preserve">{cell_text(text)}</{prefix}t></{prefix}r>'
