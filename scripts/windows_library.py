"""Writes a Windows library that has no code and only passes calls on to other libraries.

An entry of a library's table of exports may name a function of another library in place of code ("forwarder" in
Microsoft's description of the PE format, where the fields below are explained). So a library that Wine lacks needs no
compiler, as long as another one has its functions under other names.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTION, _FILE_UNIT = 0x1000, 0x200
_AMD64 = 0x8664
_LIBRARY = 0x2022  # a program file, a library, for addresses of 64 bits
_READ_ONLY_DATA = 0x40000040
_BASE = 0x181000000


def forwarding_library(name: str, forwards: Mapping[str, str]) -> bytes:
    """The bytes of a library.

    Args:
        name: its file name.
        forwards: for each exported function, ``library.function`` that takes its calls.
    """
    exports = _exports(name, dict(sorted(forwards.items())))
    if len(exports) > _FILE_UNIT:
        raise ValueError(f"{name}: more functions than one unit of a file holds")
    section = struct.pack(
        "<8s6I2HI", b".edata", len(exports), _SECTION, _FILE_UNIT, _FILE_UNIT, 0, 0, 0, 0, _READ_ONLY_DATA
    )
    head = b"MZ".ljust(60, b"\0") + struct.pack("<I", 64) + b"PE\0\0"
    head += struct.pack("<2H3I2H", _AMD64, 1, 0, 0, 0, 240, _LIBRARY)
    head += _optional_header() + struct.pack("<2I", _SECTION, len(exports)) + bytes(15 * 8) + section
    return head.ljust(_FILE_UNIT, b"\0") + exports.ljust(_FILE_UNIT, b"\0")


def _optional_header() -> bytes:
    """All of it but the table of directories."""
    linker_and_sizes = struct.pack("<H2B5I", 0x20B, 14, 0, 0, _FILE_UNIT, 0, 0, _SECTION)
    where = struct.pack("<Q2I", _BASE, _SECTION, _FILE_UNIT)
    versions = struct.pack("<6HI", 6, 0, 0, 0, 6, 0, 0)
    sizes = struct.pack("<3I2H", 2 * _SECTION, _FILE_UNIT, 0, 2, 0x160)
    memory = struct.pack("<4Q2I", 0x100000, 0x1000, 0x100000, 0x1000, 0, 16)
    return linker_and_sizes + where + versions + sizes + memory


def _exports(name: str, forwards: Mapping[str, str]) -> bytes:
    """The directory of exports, its three tables, and the texts that these point to."""
    count = len(forwards)
    functions = _SECTION + 40
    names = functions + 4 * count
    numbers = names + 4 * count
    texts, places = b"", []
    for text in (name, *forwards, *forwards.values()):
        places.append(numbers + 2 * count + len(texts))
        texts += text.encode("ascii") + b"\0"
    directory = struct.pack("<2I2H7I", 0, 0, 0, 0, places[0], 1, count, count, functions, names, numbers)
    tables = struct.pack(f"<{2 * count}I{count}H", *places[1 + count :], *places[1 : 1 + count], *range(count))
    return directory + tables + texts
