"""Finds what is wrong with the bands: they must fall to 0, and no name may mean two things in a status cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bsc_xl.model.entities import Band
from bsc_xl.model.fault import Fault
from bsc_xl.model.vocabulary import NOT_SCORABLE, STATUS_WORDS


def band_faults(bands: Sequence[Band]) -> Iterator[Fault]:
    """All faults of the bands, from the best to the worst."""
    minimums = [band.minimum for band in bands]
    if len(minimums) < 2 or minimums[-1] != 0 or any(a <= b for a, b in pairwise(minimums)):
        allowed = "two bands or more, from the highest minimum score down to 0"
        yield Fault("bands", None, "minimum", ", ".join(f"{m:g}" for m in minimums), allowed)
    seen: dict[str, int] = {}
    for row, band in enumerate(bands):
        name = band.name.strip().casefold()  # spreadsheets do not tell capitals apart
        if not name:
            yield Fault("bands", row, "name", "", "a name")
        elif name in STATUS_WORDS or name.startswith(NOT_SCORABLE):
            hint = f"These are the words of what has no band: {', '.join(STATUS_WORDS)}, {NOT_SCORABLE} ..."
            yield Fault("bands", row, "name", band.name, "a word that is no other status", hint)
        elif name in seen:
            allowed = "a name that no other band has, in small letters or capitals"
            yield Fault("bands", row, "name", band.name, allowed, f"Row {seen[name] + 1} has it.")
        seen.setdefault(name, row)
