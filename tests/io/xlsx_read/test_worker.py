"""One file that hangs, dies or takes all memory never stops a batch."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from bsc_xl.errors import UnreadableInput
from bsc_xl.io.xlsx_read.worker import Failure, FailureKind, each_guarded


def length_or_worse(path: Path) -> int:
    """What the processes of these tests do with a file: its name says what goes wrong."""
    if path.name == "hangs":
        time.sleep(60)
    if path.name == "dies":
        os._exit(3)
    if path.name == "swells":
        return len(bytearray(4_000_000_000))
    if path.name == "refused":
        raise UnreadableInput("It is no workbook.")
    if path.name == "raises":
        raise ZeroDivisionError
    print("printing does no harm")
    return len(path.name)


def process_number(path: Path) -> int:
    return os.getpid()


def unpicklable(path: Path) -> object:
    return lambda: path


def run(names: list[str], jobs: int = 2) -> dict[str, int | Failure]:
    found = each_guarded(length_or_worse, [Path(name) for name in names], jobs=jobs, seconds=3, megabytes=500)
    return {path.name: result for path, result in found}


def test_all_that_can_go_wrong_in_one_batch() -> None:
    names = ["one", "hangs", "three", "dies", "refused", "raises", "seven", "last one"]
    found = run(names)
    assert {name: result for name, result in found.items() if isinstance(result, int)} == {
        name: len(name) for name in ("one", "three", "seven", "last one")
    }
    kinds = {name: result.kind for name, result in found.items() if isinstance(result, Failure)}
    assert kinds == {
        "hangs": FailureKind.TIME,
        "dies": FailureKind.CRASH,
        "refused": FailureKind.REFUSED,
        "raises": FailureKind.CRASH,
    }
    refused, raised = found["refused"], found["raises"]
    assert isinstance(refused, Failure)
    assert isinstance(raised, Failure)
    assert refused.words == "It is no workbook."
    assert "ZeroDivisionError" in raised.words
    assert raised.trouble.code == "PKG004"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_too_much_memory() -> None:
    found = run(["swells", "after"], jobs=1)
    assert isinstance(found["swells"], Failure)
    assert found["swells"].kind is FailureKind.MEMORY
    assert found["after"] == 5


def test_a_process_reads_many_files() -> None:
    found = [number for _, number in each_guarded(process_number, [Path(str(n)) for n in range(20)], jobs=2)]
    assert len(found) == 20
    assert 1 <= len(set(found)) <= 2
    assert os.getpid() not in found


def test_a_result_that_cannot_be_sent() -> None:
    ((_, found),) = each_guarded(unpicklable, [Path("x")], jobs=1)
    assert isinstance(found, Failure)


def test_an_empty_batch() -> None:
    assert list(each_guarded(length_or_worse, [], jobs=2)) == []


def test_whoever_stops_listening_leaves_no_process_behind() -> None:
    results = each_guarded(process_number, [Path(str(n)) for n in range(500)], jobs=2)
    _, first = next(results)
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert isinstance(first, int)
    if sys.platform == "linux":
        assert not Path(f"/proc/{first}").exists()


def test_faults_of_the_caller_are_raised() -> None:
    def paths() -> object:
        yield Path("one")
        raise KeyError("from the list of files")

    with pytest.raises(KeyError):
        list(each_guarded(length_or_worse, paths(), jobs=1))  # type: ignore[arg-type]  # a generator of paths
