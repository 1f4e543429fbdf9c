"""Compares two packages: which parts differ as they are packed, and which elements and bytes differ in a part."""

from __future__ import annotations

import struct
import zipfile
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LOCAL = struct.Struct("<4s5H3L2H")


def packed(path: Path) -> dict[str, bytes]:
    """Each part with its local header as it is packed, and what the directory says of it, in their order."""
    raw = path.read_bytes()
    found = {}
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for info in archive.infolist():
            *_, names, extras = _LOCAL.unpack_from(raw, info.header_offset)
            end = info.header_offset + _LOCAL.size + names + extras + info.compress_size
            about = (info.date_time, info.create_system, info.flag_bits, info.external_attr, info.extra, info.comment)
            found[info.filename] = raw[info.header_offset : end] + repr(about).encode()
    return found


def changed_parts(before: Path, after: Path) -> set[str]:
    """Names of the parts that differ in a byte of what is packed or of what the directory says, or are new or gone.

    The parts that both have must stand in one order.
    """
    old, new = packed(before), packed(after)
    assert [name for name in old if name in new] == [name for name in new if name in old]
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def part(path: Path, name: str) -> bytes:
    """What a part holds."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def differing(before: bytes, after: bytes) -> tuple[set[str], set[str]]:
    """Elements without equal in the other part, each as its canonical text without those in it that have one.

    Returns:
        What is gone and what is new, as short names with an address: ``c A1``, ``dataValidation B2:B9``.
    """
    old, new = _elements(before), _elements(after)
    return {_name(text) for text in old - new}, {_name(text) for text in new - old}


def _elements(data: bytes) -> Counter[str]:
    found: Counter[str] = Counter()
    for element in etree.fromstring(data).iter():
        tag = etree.QName(element).localname
        path = "/".join(etree.QName(one).localname for one in reversed(list(element.iterancestors())))
        place = next(
            (element.get(key) for key in ("r", "sqref", "ref", "name", "Id", "PartName") if element.get(key)), ""
        )
        if tag in ("c", "dataValidation", "cfRule", "definedName", "sheet"):
            found[f"{tag} {place}|" + etree.tostring(element, method="c14n").decode()] += 1
        elif not any(
            etree.QName(one).localname in ("c", "dataValidation", "cfRule") for one in element.iterancestors()
        ):
            found[f"{tag} {place}|{path}|{sorted(element.attrib.items())}|{(element.text or '').strip()}"] += 1
    return found


def _name(text: str) -> str:
    return text.partition("|")[0].strip()


def bytes_touched(before: bytes, after: bytes) -> int:
    """How many bytes of the old part are not in the new one any more, in their order."""
    start = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    limit = min(len(before), len(after)) - start
    end = next((n for n in range(limit) if before[-1 - n] != after[-1 - n]), limit)
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    kept = sum(block.size for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks())
    return len(old) - kept
