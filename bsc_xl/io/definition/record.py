"""What the tables of a definition are built from: the kinds of cell, and a table with its columns.

A column is described once, in its record: the description becomes the input message in Excel, the guide sheet's text
and the description in the JSON Schema.
"""

from __future__ import annotations

import types
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic.fields import FieldInfo

from bsc_xl.io.definition import cells
from bsc_xl.model import (
    Aggregation,
    Cascade,
    Frequency,
    Method,
    NullReason,
    Polarity,
    RollupMethod,
    ValueType,
)


class Kind(StrEnum):
    """What a cell holds; it decides format, width, drop-down and placeholder."""

    ID = "id"
    REFERENCE = "reference"
    REFERENCES = "references"
    NAME = "name"
    WORDS = "words"
    SHORT = "short text"
    COLOUR = "colour"
    PERIOD = "period"
    CHOICE = "choice"
    FLAG = "yes/no"
    DAY = "date"
    NUMBER = "number"
    MONEY = "money"
    INTEGER = "whole number"
    FIGURE = "figure"

    @property
    def is_text(self) -> bool:
        """True where Excel must not read what is typed as a number or a date."""
        return self not in _NOT_TEXT


_NOT_TEXT = (Kind.DAY, Kind.NUMBER, Kind.MONEY, Kind.INTEGER, Kind.FIGURE)


@dataclass(frozen=True, slots=True)
class To:
    """Marks a column that holds ids of another table."""

    table: str


@dataclass(frozen=True, slots=True)
class Suggest:
    """Marks a text column that offers words but takes others too."""

    words: tuple[str, ...]


_TEXT = BeforeValidator(cells.text)
_NUMBER = BeforeValidator(cells.number)
Id = Annotated[str, _TEXT, Kind.ID]
Reference = Annotated[str, _TEXT, Kind.REFERENCE]
References = Annotated[tuple[str, ...], BeforeValidator(cells.id_list), Kind.REFERENCES]
Name = Annotated[str, _TEXT, Kind.NAME]
Words = Annotated[str, _TEXT, Kind.WORDS]
Short = Annotated[str, _TEXT, Kind.SHORT]
Colour = Annotated[str, BeforeValidator(cells.colour), Kind.COLOUR]
PeriodId = Annotated[str, BeforeValidator(cells.period), Kind.PERIOD]
Flag = Annotated[bool, BeforeValidator(cells.flag), Kind.FLAG]
Day = Annotated[date, BeforeValidator(cells.day), Kind.DAY]
Number = Annotated[float, _NUMBER, Kind.NUMBER]
Money = Annotated[float, _NUMBER, Kind.MONEY]
Score = Annotated[float, BeforeValidator(cells.score), Kind.NUMBER]
Integer = Annotated[int, BeforeValidator(cells.integer), Kind.INTEGER]
Figure = Annotated[float | str, BeforeValidator(cells.figure), Kind.FIGURE]
AAggregation = Annotated[Aggregation, BeforeValidator(cells.word_of(Aggregation)), Kind.CHOICE]
ACascade = Annotated[Cascade, BeforeValidator(cells.word_of(Cascade)), Kind.CHOICE]
AFrequency = Annotated[Frequency, BeforeValidator(cells.word_of(Frequency)), Kind.CHOICE]
AMethod = Annotated[Method, BeforeValidator(cells.word_of(Method)), Kind.CHOICE]
ANullReason = Annotated[NullReason, BeforeValidator(cells.word_of(NullReason)), Kind.CHOICE]
APolarity = Annotated[Polarity, BeforeValidator(cells.word_of(Polarity)), Kind.CHOICE]
ARollup = Annotated[RollupMethod, BeforeValidator(cells.word_of(RollupMethod)), Kind.CHOICE]
AValueType = Annotated[ValueType, BeforeValidator(cells.word_of(ValueType)), Kind.CHOICE]


class Record(BaseModel):
    """One row of a table as a person writes it; blank cells are left out and have the field's default."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: the field's name, as in TOML and in faults.
        kind: what its cells hold.
        required: True where a blank cell is a fault.
        description: what to write, for a finance person; at most 255 characters.
        default: what a blank cell means.
        choices: the only words allowed, or none.
        suggestions: words offered, others allowed.
        target: the table whose ids it holds, or an empty text.
    """

    name: str
    kind: Kind
    required: bool
    description: str
    default: Any
    choices: tuple[str, ...]
    suggestions: tuple[str, ...]
    target: str

    @property
    def title(self) -> str:
        """The heading in Excel: words instead of underscores; a star where a blank is a fault."""
        return self.name.replace("_", " ") + (" *" if self.required else "")

    @property
    def help(self) -> str:
        """The description with what a blank cell means."""
        if self.required:
            return f"Required. {self.description}"
        words = ("yes" if self.default else "no") if isinstance(self.default, bool) else self.default
        blank = f"{words:g}" if isinstance(words, float) else str(words)
        return self.description if words in (None, "", ()) else f"{self.description} Blank: {blank}."


@dataclass(frozen=True)
class Table:
    """One table of the definition.

    Attributes:
        name: its name in TOML and in faults; the sheet has the same with a capital.
        record: the border record of its rows.
        entity: the model's record that a row becomes.
        purpose: what it holds, in one or two sentences for the guide.
        required: True where the definition cannot do without.
    """

    name: str
    record: type[Record]
    entity: type[Any]
    purpose: str
    required: bool = False

    @property
    def sheet(self) -> str:
        """The sheet's name in Excel."""
        return self.name.capitalize()

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns in reading order."""
        return tuple(_column(name, info) for name, info in self.record.model_fields.items())

    @cached_property
    def column_by_name(self) -> dict[str, Column]:
        """Columns by field name."""
        return {column.name: column for column in self.columns}


def _column(name: str, info: FieldInfo) -> Column:
    base, marks = _unwrap(info.annotation, list(info.metadata))
    kind = next(mark for mark in marks if isinstance(mark, Kind))
    choices = tuple(word.value for word in base) if isinstance(base, type) and issubclass(base, StrEnum) else ()
    return Column(
        name=name,
        kind=kind,
        required=info.is_required(),
        description=info.description or "",
        default=None if info.is_required() else info.default,
        choices=choices,
        suggestions=next((mark.words for mark in marks if isinstance(mark, Suggest)), ()),
        target=next((mark.table for mark in marks if isinstance(mark, To)), ""),
    )


def _unwrap(annotation: Any, marks: list[Any]) -> tuple[Any, list[Any]]:
    """A field's bare type and its marks, found also under ``X | None``, where pydantic leaves them."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _unwrap(inner, [*marks, *more])
    if get_origin(annotation) in (Union, types.UnionType) and type(None) in get_args(annotation):
        return _unwrap(next(kind for kind in get_args(annotation) if kind is not type(None)), marks)
    return annotation, marks
