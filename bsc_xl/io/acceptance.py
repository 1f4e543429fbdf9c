"""Reads and writes what people have accepted: waivers in TOML, and baselines of known findings in JSON."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from bsc_xl.errors import UnreadableInput
from bsc_xl.files import replace_file

_FORMAT = 1
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class WaiverRecord(BaseModel):
    """A waiver as its file has it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Annotated[str, StringConstraints(strip_whitespace=True, to_upper=True, pattern=r"^[A-Za-z]{3}\d{3}$")]
    person: Words
    reason: Words
    until: date
    measure: str = ""
    sheet: str = ""
    ref: str = ""


class _Waivers(BaseModel):
    model_config = ConfigDict(extra="forbid")

    waiver: list[WaiverRecord] = Field(default_factory=list)


class _BaselineRecord(BaseModel):
    model_config = ConfigDict(extra="forbid")

    format: Literal[1]
    fingerprints: list[str]


@dataclass(frozen=True, slots=True)
class Baseline:
    """Fingerprints of findings that are known."""

    fingerprints: frozenset[str]


def read_waivers(path: Path) -> tuple[WaiverRecord, ...]:
    """Read a file of waivers.

    Raises:
        UnreadableInput: it is not there, is no TOML, or a waiver lacks its person, reason or last day.
    """
    try:
        found = _Waivers.model_validate(tomllib.loads(_text(path)))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise UnreadableInput(f"{path.name} cannot be read as waivers: {_first(error)}.") from None
    return tuple(found.waiver)


def read_baseline(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        UnreadableInput: it is not there or is no baseline.
    """
    try:
        return Baseline(frozenset(_BaselineRecord.model_validate_json(_text(path)).fingerprints))
    except ValidationError as error:
        remedy = "write it anew: bsc-xl validate ... --write-baseline"
        raise UnreadableInput(f"{path.name} is no baseline ({_first(error)}): {remedy} {path.name}.") from None


def write_baseline(path: Path, fingerprints: Iterable[str]) -> None:
    """Write a baseline: one fingerprint a line, sorted, so that changes can be read."""
    with replace_file(path) as beside:
        text = json.dumps({"format": _FORMAT, "fingerprints": sorted(set(fingerprints))}, indent=1)
        beside.write_text(text + "\n", encoding="utf-8", newline="\n")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise UnreadableInput(f"{path} cannot be read: it is no text (UTF-8).") from None


_WORDS = {
    "missing": "it is not there, and every waiver needs it",
    "extra_forbidden": "there is no such entry",
    "string_pattern_mismatch": "a code is three letters and three digits, such as FML001",
    "string_too_short": "it is empty",
    "json_invalid": "it is no JSON",
}
"""What is wrong, by what the checker calls it."""


def _first(error: Exception) -> str:
    """The first thing that is wrong, in a few words."""
    if not isinstance(error, ValidationError):
        return str(error)
    one = error.errors()[0]
    words = _WORDS.get(one["type"], f"{one['msg'][0].lower()}{one['msg'][1:]}")
    if one["type"].startswith("date"):
        words = "a day is written like 2026-12-31"
    place = " ".join(str(part + 1) if isinstance(part, int) else str(part) for part in one["loc"])
    return f"{place}: {words}" if place else words
