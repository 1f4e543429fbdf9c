"""What a workbook says of itself on its hidden sheet and among its properties, and whether the two agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bsc_xl.layout.sheets import carried
from bsc_xl.layout.sheets.carried import Manifest
from bsc_xl.received import ReceivedBook, StoredValue


@dataclass(frozen=True)
class Carrier:
    """The manifest and the definition in a workbook.

    Attributes:
        manifest: what stands there; None where the workbook carries none.
        definition: the TOML text of the definition; empty where it cannot be put together.
        head: the head of the hidden sheet, as it stands.
        problems: why it cannot be believed, each in words with the address; empty for a sound one.
    """

    manifest: Manifest | None
    definition: str = ""
    head: Mapping[str, object] | None = None
    problems: tuple[tuple[str, str], ...] = ()


def carrier_in(book: ReceivedBook) -> Carrier:
    """Read the manifest of a workbook; never raises."""
    sheet = book.sheet(carried.SHEET)
    stored = book.properties.custom.get(carried.PROPERTY, "")
    if sheet is None:
        if not stored:
            return Carrier(None, problems=(("", "the workbook carries no manifest"),))
        return Carrier(None, problems=(("", f"the hidden sheet {carried.SHEET} with the manifest was removed"),))
    head = _head(sheet.values)
    rows = [ref for ref in sheet.values if ref.startswith("A") and ref[1:].isdigit() and int(ref[1:]) >= carried.FIRST]
    pieces = [sheet.values[ref] for ref in sorted(rows, key=lambda ref: int(ref[1:]))]
    try:
        text = carried.carried_text(pieces, head)
    except ValueError as error:
        return Carrier(None, head=head, problems=(("A1", f"the manifest cannot be read ({error})"),))
    manifest = carried.manifest_in(head)
    return Carrier(manifest, text, head, tuple(_problems(manifest, text, head, stored)))


def _head(values: Mapping[str, StoredValue]) -> dict[str, object]:
    found: dict[str, object] = {}
    for row in range(1, carried.FIRST):
        key = values.get(f"A{row}")
        if isinstance(key, str):
            value = values.get(f"B{row}")
            found[key] = int(value) if isinstance(value, float) and value.is_integer() else value
    return found


def _problems(manifest: Manifest, text: str, head: Mapping[str, object], stored: str) -> list[tuple[str, str]]:
    found = []
    rows = {key: f"B{number}" for number, (key, _) in enumerate(manifest.rows(0), 1)}
    if carried.definition_digest(text) != manifest.definition:
        found.append((f"A{carried.FIRST}", "the definition in the workbook is not the one that its digest was made of"))
    if head.get("id") != manifest.id:
        found.append((rows["id"], "the manifest was altered: its id does not fit what it says"))
    if not stored:
        found.append(("", f"the document property '{carried.PROPERTY}' was removed"))
    elif stored != manifest.short:
        found.append(("", f"the document property '{carried.PROPERTY}' and the hidden sheet do not agree"))
    return found
