"""Inputs on which a fuzzer once made the reader fail; each gives a verdict now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.io.xlsx_read.fuzz_target import PLACES, check

CRASHERS = sorted((Path(__file__).parent / "crashers").glob("*.bin"))


@pytest.mark.parametrize("path", CRASHERS, ids=lambda path: path.stem)
def test_crasher(path: Path) -> None:
    check(path.read_bytes())


@pytest.mark.parametrize("place", range(len(PLACES)))
def test_odd_content_in_each_place(place: int) -> None:
    for content in (b"", b"\0", b"<a/>", b"\xff\xfe<\0a\0/\0>\0", b"<a xmlns='b'>\xff</a>", bytes(range(256)) * 8):
        check(bytes([place]) + content)
