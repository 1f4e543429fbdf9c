"""Digests of the VBA modules of a workbook; nothing is run, and nothing grows without end.

The text of each module is packed (MS-OVBA 2.4.1) in a stream of a file within the file (MS-CFB), which pyOpenVBA reads.
Unpacking is written out here because a few kilobytes may be made to unpack to gigabytes.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_LONGEST_PROJECT = 10_000_000  # bytes
_LONGEST_MODULE = 2_000_000  # bytes, unpacked
_CHUNK = 4096
_ATTRIBUTE = re.compile(r"^[ \t]*Attribute [^\n]*\n?", re.MULTILINE | re.IGNORECASE)
_CODE_PAGE, _VERSION, _NAME, _STREAM, _OFFSET = 0x03, 0x09, 0x19, 0x1A, 0x31


class _Broken(Exception):
    """The project is not what it should be."""


def macro_digests(project: bytes) -> dict[str, str]:
    """SHA-256 of each module's source by its name; of the whole project, under an empty name, if it cannot be read.

    The same project is in every workbook that was issued alike, so the last few are remembered.
    """
    return dict(_digests(hashlib.sha256(project).hexdigest(), _Project(project)))


def module_digest(source: str) -> str:
    """SHA-256, hexadecimal, of a module's source text, whatever its line ends and without its attribute lines."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n")
    return hashlib.sha256(_ATTRIBUTE.sub("", lines).strip("\n").encode("utf-8", "backslashreplace")).hexdigest()


class _Project:
    """A project's bytes; its digest alone says what is remembered of it."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Project)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=8)
def _digests(digest: str, project: _Project) -> tuple[tuple[str, str], ...]:
    try:
        found = {name: module_digest(source) for name, source in _modules(project.content)}
    except Exception:  # noqa: BLE001  # pyOpenVBA raises whatever its parser stumbles over
        found = {}
    return tuple(found.items()) or (("", digest),)


def _modules(content: bytes) -> Iterator[tuple[str, str]]:
    """Names and source texts."""
    if len(content) > _LONGEST_PROJECT:
        raise _Broken("size")
    from pyopenvba.cfb import CFB

    file = CFB.from_bytes(content)
    code_page, listed = _listed(_unpacked(file.get_stream_in_storage("VBA", "dir")))
    names = [module.name.casefold() for module in listed]
    if len(set(names)) != len(names):
        raise _Broken("two modules of one name")
    for module in listed:
        stream = file.get_stream_in_storage("VBA", module.stream)
        yield module.name, _unpacked(stream[module.offset :]).decode(f"cp{code_page}", "backslashreplace")


@dataclass
class _Module:
    """A module in the list: its name, its stream, and where its source begins there."""

    name: str
    stream: str = ""
    offset: int = 0


def _listed(directory: bytes) -> tuple[int, list[_Module]]:
    """Code page and modules, out of the records of the stream `dir`."""
    at, code_page, found = 0, 1252, list[_Module]()
    while at + 6 <= len(directory):
        kind, size = struct.unpack_from("<HL", directory, at)
        data = directory[at + 6 : at + 6 + size]
        at += 12 if kind == _VERSION else 6 + size  # the size of that record does not count all of it
        if kind == _CODE_PAGE:
            code_page = int.from_bytes(data, "little")
        elif kind == _NAME:
            found.append(_Module(data.decode(f"cp{code_page}")))
        elif kind == _STREAM:
            found[-1].stream = data.decode(f"cp{code_page}")
        elif kind == _OFFSET:
            found[-1].offset = int.from_bytes(data, "little")
    return code_page, found


def _unpacked(packed: bytes) -> bytes:
    """A container's content, of bounded length."""
    if packed[:1] != b"\x01":
        raise _Broken("no container")
    whole = bytearray()
    at = 1
    while at < len(packed):
        head = int.from_bytes(packed[at : at + 2], "little")
        end = at + 3 + (head & 0xFFF)
        if head >> 12 & 7 != 3 or end > len(packed):
            raise _Broken("chunk")
        whole += _chunk(packed[at + 2 : end]) if head & 0x8000 else packed[at + 2 : end]
        if len(whole) > _LONGEST_MODULE:
            raise _Broken("length")
        at = end
    return bytes(whole)


def _chunk(packed: bytes) -> bytearray:
    """One chunk of at most 4,096 bytes: letters, and references to what stands before."""
    made = bytearray()
    at = 0
    while at < len(packed):
        flags = packed[at]
        at += 1
        for bit in range(8):
            if at >= len(packed):
                break
            if not flags >> bit & 1:
                made.append(packed[at])
                at += 1
                continue
            bits = max(4, (len(made) - 1).bit_length())
            token = int.from_bytes(packed[at : at + 2], "little")
            back, length = (token >> (16 - bits)) + 1, (token & (0xFFFF >> bits)) + 3
            if back > len(made) or len(made) + length > _CHUNK:
                raise _Broken("reference")
            for _ in range(length):
                made.append(made[-back])
            at += 2
        if len(made) > _CHUNK:
            raise _Broken("chunk")
    return made
