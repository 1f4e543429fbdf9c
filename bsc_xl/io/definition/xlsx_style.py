"""How a definition workbook looks: inputs pale yellow with blue figures, required headings marked, sheets by colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bsc_xl.io.definition.record import Column, Kind

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

INK, QUIET, INPUT, FIGURES = "#1F2933", "#616E7C", "#FFFBE6", "#1F4E9E"
_DARK, _LIGHT, _LINE = "#2F3E4E", "#5F7183", "#D9D5C0"
_PLAN, _MEASURES, _WORDS, _FACTS = "#2F3E4E", "#1F4E9E", "#8A97A5", "#7A6A00"
TABS = {
    **dict.fromkeys(("scorecard", "perspectives", "themes", "objectives", "links", "units"), _PLAN),
    **dict.fromkeys(("measures", "targets", "initiatives"), _MEASURES),
    **dict.fromkeys(("profiles", "scales", "points", "bands"), _WORDS),
    **dict.fromkeys(("reviews", "actuals"), _FACTS),
}
# Columns that stay in sight when a person scrolls to the right.
FREEZE = {"measures": 4, "targets": 2, "actuals": 3, "reviews": 2}
_WIDTHS = {
    Kind.ID: 24,
    Kind.REFERENCE: 24,
    Kind.REFERENCES: 30,
    Kind.NAME: 34,
    Kind.WORDS: 50,
    Kind.SHORT: 24,
    Kind.COLOUR: 12,
    Kind.PERIOD: 14,
    Kind.FLAG: 12,
    Kind.DAY: 14,
    Kind.NUMBER: 13,
    Kind.MONEY: 15,
    Kind.INTEGER: 12,
    Kind.FIGURE: 14,
}
_NUMBER_FORMATS = {Kind.DAY: "yyyy-mm-dd", Kind.INTEGER: "0"}
_WRAPPED = (Kind.WORDS, Kind.NAME, Kind.SHORT, Kind.ID, Kind.REFERENCE, Kind.REFERENCES)


def shown_width(column: Column) -> float:
    """Width that shows the heading's longest word, beside its filter button, and the usual content."""
    longest = max((len(word) + 3 for word in column.choices), default=_WIDTHS.get(column.kind, 12))
    return max(longest, max(len(word) for word in column.title.split()) + 5)


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._entries: dict[Kind, Format] = {}
        self._settings: dict[Kind, Format] = {}
        self._blanks: dict[Kind, Format] = {}
        self.heading = self._heading(_DARK)
        self._optional_heading = self._heading(_LIGHT)
        self.title = book.add_format({"bold": True, "font_size": 18, "font_color": INK})
        self.section = book.add_format({"bold": True, "font_size": 13, "font_color": INK, "bottom": 1})
        self.text = book.add_format({"text_wrap": True, "valign": "top", "font_color": INK})
        self.strong = book.add_format({"bold": True, "valign": "top", "font_color": INK})
        self.note = book.add_format(
            {"text_wrap": True, "valign": "top", "font_color": QUIET, "align": "left", "indent": 1}
        )
        self.plain = book.add_format({"valign": "top", "font_color": INK})
        self.note_line = book.add_format({"font_color": QUIET})
        self.code = book.add_format({"font_name": "Courier New", "font_color": INK, "bg_color": "#EEF1F4"})
        self.link = book.add_format({"underline": 1, "font_color": FIGURES, "valign": "top"})
        self.sample = self.entry_of(Kind.SHORT)
        label = {"valign": "top", "font_color": INK, "align": "left", "indent": 1}
        self._required_label = book.add_format({"bold": True} | label)
        self._optional_label = book.add_format(label)

    def entry(self, column: Column) -> Format:
        """The format of a cell that a person fills in."""
        return self.entry_of(column.kind)

    def setting(self, column: Column) -> Format:
        """The format of a value on the vertical sheet, where numbers and texts stand below each other."""
        if column.kind not in self._settings:
            look = self._input() | self._content(column.kind) | {"align": "left", "indent": 1}
            self._settings[column.kind] = self._book.add_format(look)
        return self._settings[column.kind]

    def entry_of(self, kind: Kind) -> Format:
        """The same, by kind."""
        if kind not in self._entries:
            self._entries[kind] = self._book.add_format(self._input() | self._content(kind))
        return self._entries[kind]

    def blank(self, column: Column) -> Format:
        """The format of the column below the prepared rows: unseen, but text stays text there too."""
        if column.kind not in self._blanks:
            self._blanks[column.kind] = self._book.add_format({"valign": "top"} | self._content(column.kind))
        return self._blanks[column.kind]

    def column_heading(self, column: Column) -> Format:
        """Dark where a blank is a fault, lighter where it is not."""
        return self.heading if column.required else self._optional_heading

    def label(self, column: Column) -> Format:
        """The name of a setting on the vertical sheet."""
        return self._required_label if column.required else self._optional_label

    def _input(self) -> dict[str, object]:
        return {"bg_color": INPUT, "font_color": FIGURES, "border": 1, "border_color": _LINE, "valign": "top"}

    def _content(self, kind: Kind) -> dict[str, object]:
        number_format = "@" if kind.is_text else _NUMBER_FORMATS.get(kind, "General")
        # Indented, so that it keeps clear of a number in the column before.
        left = {"align": "left", "indent": 1} if kind.is_text or kind is Kind.DAY else {}
        return {"num_format": number_format, "text_wrap": kind in _WRAPPED} | left

    def _heading(self, colour: str) -> Format:
        look = {"bold": True, "font_color": "#FFFFFF", "bg_color": colour, "text_wrap": True, "valign": "vcenter"}
        return self._book.add_format(look | {"border": 1, "border_color": "#FFFFFF", "indent": 1})
