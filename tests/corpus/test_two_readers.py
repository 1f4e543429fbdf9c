"""The guarded reader and openpyxl see the same values and formulas in every file that both can open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.two_readers import Seen, compared, differences, our_formulas, our_values
from tests.io.xlsx_read.packages import book, with_cells

STRICT = "openpyxl does not know the namespaces of strict files, and sees no sheets"
EXPLAINED = {
    "calamine/tests_has_x000D_.xlsx": "openpyxl leaves escapes such as _x000D_ as they are; Excel decodes them",
    "poi/test-data_spreadsheet_SampleSS.strict.xlsx": STRICT,
    "poi/test-data_spreadsheet_SimpleStrict.xlsx": STRICT,
    "poi/test-data_spreadsheet_sample.strict.xlsx": STRICT,
}
"""Files that the two see differently, and why; each must still be a difference."""
SHARES = 12


@pytest.mark.parametrize("share", range(SHARES))
def test_two_readers_agree(shared: Path, share: int) -> None:
    folder = shared / "corpus"
    seen = {}
    for path in sorted(folder.rglob("*.xls*"))[share::SHARES]:
        found = differences(path)
        if found is not None:
            seen[path.relative_to(folder).as_posix()] = found
    assert len(seen) > 10
    assert {name: found[:5] for name, found in seen.items() if found and name not in EXPLAINED} == {}
    assert [name for name in seen if name in EXPLAINED and not seen[name]] == []


def test_explained_files_are_there(shared: Path) -> None:
    assert [name for name in EXPLAINED if not (shared / "corpus" / name).is_file()] == []


CELLS = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="b"><v>1</v></c>'
    '<c r="D1" t="e"><v>#N/A</v></c><c r="E1"><f>A1+1</f><v>2</v></c></row>'
)


@pytest.mark.parametrize(
    ("spoiled", "differs"),
    [
        (('<v>1</v></c><c r="B1"', '<v>1.0001</v></c><c r="B1"'), "value A1"),
        (('t="s"><v>1</v>', 't="s"><v>0</v>'), "value B1"),
        (('t="b"><v>1</v>', "><v>1</v>"), "value C1"),
        (("#N/A", "#NUM!"), "value D1"),
        (("A1+1", "A1+2"), "formula E1"),
        (("<f>A1+1</f>", ""), "formula E1"),
        (('<c r="D1" t="e"><v>#N/A</v></c>', ""), "value D1"),
    ],
)
def test_a_spoiled_cell_is_a_difference(spoiled: tuple[str, str], differs: str) -> None:
    def seen(cells: str) -> tuple[Seen, Seen]:
        found = book(with_cells(cells))
        return our_values(found, "One"), our_formulas(found, "One")

    (values, formulas), (other_values, other_formulas) = seen(CELLS), seen(CELLS.replace(*spoiled))
    found = compared("value", values, other_values) + compared("formula", formulas, other_formulas)
    assert [line.partition(":")[0] for line in found] == [differs]
