"""The parts of a layout say where their cells are and what stands in them."""

from __future__ import annotations

from bsc_xl.layout.types import Block, Column, Kind, Loose, Sheet, Style, Table, Workbook


def column(key: str = "x", **more: object) -> Column:
    values = {"title": key, "kind": Kind.CALCULATION, "values": [1.0, 2.0], **more}
    return Column(key, **values)  # type: ignore[arg-type]


def test_a_formula_for_every_row_takes_the_row_s_number() -> None:
    assert column(formula="=$A\0*2").formula_of(1, 9) == "=$A9*2"


def test_a_formula_a_row() -> None:
    assert column(formula=["=A1", None]).formula_of(0, 5) == "=A1"
    assert column(formula=["=A1", None]).formula_of(1, 6) is None


def test_only_calculated_cells_have_formulas() -> None:
    mixed = column(kind=Kind.INPUT, formula="=A\0", kinds=[Kind.INPUT, Kind.CALCULATION])
    assert [mixed.formula_of(row, row + 1) for row in (0, 1)] == [None, "=A2"]
    assert column(kind=Kind.INPUT, formula="=A\0").formula_of(0, 1) is None


def test_a_block_is_one_formula_for_all_its_cells() -> None:
    found = column(blocks=(Block(1, 1, 1, "=F(A1:A9)"),))
    assert [found.formula_of(row, 5 + row) for row in (0, 1)] == [None, "=F(A1:A9)"]


def test_numbers_have_their_heading_at_the_right() -> None:
    assert column(number="0.0").heading_style.align == "right"
    assert column().heading_style.align == ""
    assert column(number=["0%", "General"]).heading_style.align == "right"
    assert column(number="0.0", align="left").heading_style.align == "left"


def test_a_cell_s_style_is_its_row_s() -> None:
    found = column(number=["0", "0%"], kinds=[Kind.INPUT, Kind.IDLE], indent=[0, 2])
    assert found.style(1) == Style(Kind.IDLE, "0%", 2)


def test_a_table_knows_its_places() -> None:
    table = Table("t", 4, 2, (column("a"), column("b")), 2)
    assert (table.first, table.last) == (5, 6)
    assert table.column_number("b") == 3
    assert table.range_of("b") == "$D$5:$D$6"
    assert Table("t", 4, 2, (column("a", values=[]),), 0).range_of("a") == "$C$5:$C$5"


def test_a_workbook_lists_every_formula_with_its_value() -> None:
    table = Table("t", 1, 0, (column("a", kind=Kind.INPUT), column("b", formula="=A\0", array=True)), 2)
    loose = (Loose(9, 0, "text", Style(Kind.NOTE)), Loose(9, 1, 7.0, Style(Kind.TOTAL), "=SUM(B2:B3)"))
    book = Workbook("w", "o", (Sheet("S", "s", (table,), loose),), {}, (), ())
    assert [tuple(found) for found in book.calculated()] == [
        ("S", "B9", "=SUM(B2:B3)", 7.0, False),
        ("S", "B2", "=A2", 1.0, True),
        ("S", "B3", "=A3", 2.0, True),
    ]
    assert book.sheet("S").table("t") is table
