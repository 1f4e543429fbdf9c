"""Turns files into other files: definitions, figures, sources of figures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bsc_xl.api.flavours import convert_workbook
from bsc_xl.api.reading import Source, read, read_facts, refuse_existing, refuse_same, write
from bsc_xl.errors import WrongUsage
from bsc_xl.evaluation.entries import Rejected
from bsc_xl.model import Scorecard

if TYPE_CHECKING:
    from bsc_xl.facts.load import Import


FACTS_ONLY = {".csv", ".parquet"}
WORKBOOKS = {".xlsx", ".xlsm"}


@dataclass(frozen=True)
class Converted:
    """A file that was written from another one.

    Attributes:
        path: the file.
        rejected: facts of the old file that cannot be used, with the name of their source; they are not in the new one.
            In workbooks, also other entries that cannot be used.
    """

    path: Path
    rejected: tuple[tuple[str, Rejected], ...] = ()


def convert(source: Source, target: Source, *, force: bool = False, interpreter: str = "") -> Converted:
    """Turn a definition from Excel into TOML or back, facts between .csv, .xlsx and .parquet, or a workbook's flavour.

    A .csv or .parquet on either side means facts; an .xlsm on one side and an .xlsx on the other mean built workbooks,
    whose entries are kept; anything else means definitions.

    Args:
        source: the old file.
        target: the new one.
        force: replace a file that stands there.
        interpreter: as for `build`, where the new file is an .xlsm.

    Returns:
        The new file, and facts that could not be used.

    Raises:
        WrongUsage: files of two kinds that do not go together; the target exists and ``force`` is not set.
        InvalidDefinition, UnreadableInput: as `read`.
    """
    old, new = Path(source), Path(target)
    endings = {old.suffix.lower(), new.suffix.lower()}
    if endings == WORKBOOKS:
        refuse_existing(new, force=force)
        return Converted(new, convert_workbook(old, new, interpreter))
    of_facts = bool(endings & FACTS_ONLY)
    if not endings <= (FACTS_ONLY | {".xlsx"} if of_facts else {".xlsx", ".toml"}):
        raise WrongUsage(
            f"{old.name} cannot become {new.name}: definitions are .xlsx or .toml, figures are .csv, .xlsx or "
            ".parquet; a scored .xlsx becomes .xlsm, or the other way."
        )
    refuse_same(new, old)
    refuse_existing(new, force=force)
    if not of_facts:
        return Converted(write(read(old), new))
    from bsc_xl.facts.table import write_facts

    found = read_facts(old)
    write_facts(found.facts, new)
    return Converted(new, tuple((found.source, item) for item in found.rejected))


def import_facts(
    mapping: Source,
    output: Source,
    definition: Source | Scorecard | None = None,
) -> Import:
    """Import facts by a mapping (TOML) and write them as a long table.

    Args:
        mapping: says where the source is and which column is what.
        output: .csv, .xlsx or .parquet.
        definition: with it, facts must suit it: known measures, right periods, right kinds of values.

    Returns:
        The facts that were written, and every row that was not, with its reason.
    """
    from bsc_xl.facts.load import importing
    from bsc_xl.facts.mapping import read_mapping
    from bsc_xl.facts.table import write_facts
    from bsc_xl.io.preflight import check_workbook_file

    plan = read_mapping(Path(mapping))
    data = getattr(plan.source, "path", None)
    refuse_same(Path(output), mapping, plan.folder / data if data else None, definition)
    card = read(definition) if definition is not None else None
    found = importing(plan, card, check_workbook_file)
    write_facts(found.facts, Path(output))
    return found
