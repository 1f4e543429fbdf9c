"""Understands what stands around the cells of a sheet: validations, conditional formats, protection, merged cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bsc_xl.io.xlsx_read.context import Context
from bsc_xl.io.xlsx_read.limits import COLUMNS
from bsc_xl.io.xlsx_read.looks import canonical
from bsc_xl.io.xlsx_read.tokens import is_hidden
from bsc_xl.io.xlsx_read.tree import Node, truth, whole
from bsc_xl.io.xlsx_read.troubles import blocked, shown
from bsc_xl.received import ReceivedFormat, ReceivedValidation


@dataclass
class Sections:
    """The sections of one sheet as they come; see `bsc_xl.received.ReceivedSheet`."""

    context: Context
    sheet: str
    part: str
    dimension: str = ""
    protection: Mapping[str, str] | None = None
    filtered: bool = False
    merged: list[str] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    validations: list[ReceivedValidation] = field(default_factory=list)
    formats: list[ReceivedFormat] = field(default_factory=list)
    _ranges: int = 0

    def take(self, node: Node) -> None:
        """Understand one section."""
        readers: dict[str, Callable[[Node], None]] = {
            "sheetPr": self._sheet_properties,
            "dimension": self._dimension,
            "cols": self._columns,
            "sheetProtection": self._protection,
            "autoFilter": self._filter,
            "mergeCells": self._merged,
            "dataValidations": self._validations,
            "conditionalFormatting": self._formats,
            "extLst": self._extensions,
        }
        readers[node.name](node)

    def _sheet_properties(self, node: Node) -> None:
        self.filtered = self.filtered or truth(node.get("filterMode"))

    def _dimension(self, node: Node) -> None:
        self.dimension = node.get("ref").strip()

    def _columns(self, node: Node) -> None:
        for column in node.all("col"):
            if is_hidden(column.attributes, "width"):
                first, last = whole(column.get("min"), 1), whole(column.get("max"), 1)
                self.hidden_columns.append((max(first, 1), min(last, COLUMNS)))

    def _protection(self, node: Node) -> None:
        if self.protection is not None:
            self._note("The protection of the sheet stands in the file twice.")
        if truth(node.get("sheet")):
            self.protection = dict(node.attributes)

    def _filter(self, node: Node) -> None:
        self.filtered = self.filtered or any(column.children for column in node.all("filterColumn"))

    def _merged(self, node: Node) -> None:
        found = [cell.get("ref").replace("$", "").upper() for cell in node.all("mergeCell")]
        self._count(len(found))
        self.merged += found

    def _validations(self, node: Node) -> None:
        self.validations += [self._validation(rule, rule.get("sqref")) for rule in node.all("dataValidation")]

    def _validation(self, node: Node, ranges: str) -> ReceivedValidation:
        return ReceivedValidation(
            ranges=self._split(ranges),
            kind=node.get("type", "none"),
            operator=node.get("operator"),
            first=_formula(node, "formula1"),
            second=_formula(node, "formula2"),
            style=node.get("errorStyle", "stop"),
            allow_blank=truth(node.get("allowBlank")),
            title=node.get("promptTitle"),
            message=node.get("prompt"),
            error=node.get("error"),
            shows_error=truth(node.get("showErrorMessage")),
        )

    def _formats(self, node: Node) -> None:
        ranges = self._split(node.get("sqref"))
        for rule in node.all("cfRule"):
            look = rule.get("dxfId")
            formulas = tuple(formula.text for formula in rule.all("formula"))
            self.formats.append(self._format(rule, ranges, formulas, whole(look, -1) if look else None))

    def _format(
        self, rule: Node, ranges: tuple[str, ...], formulas: tuple[str, ...], look: int | None
    ) -> ReceivedFormat:
        return ReceivedFormat(
            ranges=ranges,
            kind=rule.get("type"),
            operator=rule.get("operator"),
            formulas=formulas,
            text=rule.get("text"),
            priority=whole(rule.get("priority")),
            stop=truth(rule.get("stopIfTrue")),
            look=look,
        )

    def _extensions(self, node: Node) -> None:
        """What Excel 2010 and later write beside the rest: rules that look at other sheets."""
        for found in node.walk():
            if found.name == "dataValidation":
                self.validations.append(self._validation(found, found.text_of("sqref")))
            elif found.name == "conditionalFormatting":
                ranges = self._split(found.text_of("sqref"))
                for rule in found.all("cfRule"):
                    formulas = tuple(formula.text for formula in rule.all("f"))
                    self.formats.append(self._format(rule, ranges, formulas, self._own_look(rule)))

    def _own_look(self, rule: Node) -> int | None:
        """Number of the look that stands in the rule itself, after those of the styles part."""
        look = rule.first("dxf")
        if look is None:
            return None
        text = canonical(look)
        if text not in self.context.looks:
            self.context.looks.append(text)
        return self.context.looks.index(text)

    def _split(self, ranges: str) -> tuple[str, ...]:
        split = tuple(ranges.replace("$", "").upper().split())
        self._count(len(split))
        return split

    def _count(self, ranges: int) -> None:
        self._ranges += ranges
        most = self.context.limits.ranges
        if self._ranges > most:
            words = f"The sheet {shown(self.sheet)} has more than {most:,} merged cells, input rules and colour rules."
            raise blocked("PKG004", words, "Remove those that are not needed.", part=self.part)

    def _note(self, words: str) -> None:
        self.context.troubles.add("PKG010", words, part=self.part, sheet=self.sheet)


def _formula(node: Node, name: str) -> str:
    """A formula that stands in an element, or in an element within it."""
    found = node.first(name)
    if found is None:
        return ""
    return found.text_of("f") or found.text
