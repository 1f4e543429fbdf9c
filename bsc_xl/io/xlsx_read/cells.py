"""Understands the cells of a sheet: addresses, values by type, formulas; all by whole columns at once."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from math import isinf

from bsc_xl.io.xlsx_read.context import Cells, Context
from bsc_xl.io.xlsx_read.dates import serial_of
from bsc_xl.io.xlsx_read.formulas import FormulaReader
from bsc_xl.io.xlsx_read.grid import KEYS
from bsc_xl.io.xlsx_read.limits import COLUMNS
from bsc_xl.io.xlsx_read.texts import plain
from bsc_xl.io.xlsx_read.tokens import Tokens
from bsc_xl.io.xlsx_read.troubles import SAVE_AGAIN, blocked, shown
from bsc_xl.received import ErrorValue, StoredValue

_NUMBERS = re.compile(r"[-+0-9.eE,]*", re.ASCII)
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", re.ASCII)
_LONELY = 4_000  # cells; a sheet with more may well reach far
_SHORT = 6  # characters of an address: a column of one letter and a row below 100,000
_SURELY_FINITE = 300  # digits
_TRUTHS = {"1": True, "0": False, "true": True, "false": False}
_OTHERS: dict[str, Callable[[str], StoredValue]] = {"b": _TRUTHS.__getitem__, "e": ErrorValue}
_EMPTY_TEXTS = {"str", "inlineStr"}  # of these types, an empty value is an empty text and not nothing
_Pair = tuple[str, str]


class _Styles(dict[str, int]):
    def __missing__(self, written: str) -> int:
        number = int(written or "0")
        if len(self) < 10_000:
            self[written] = number
        return number


_STYLES = _Styles()


class CellReader:
    """Fills the cells of one sheet from tokens, which may come in several pieces."""

    def __init__(self, context: Context, sheet: str, part: str) -> None:
        self.cells = Cells()
        self._context = context
        self._sheet = sheet
        self._part = part
        self._formulas = FormulaReader(self.cells, context, sheet, part)
        self._last = -1
        self._count = 0

    def take(self, tokens: Tokens) -> None:
        """Understand some more cells.

        Raises:
            Blocked: a cell lies outside the grid, or there are too many.
        """
        self.cells.hidden_rows.update(row.number for row in tokens.rows if row.hidden)
        if not tokens.refs:
            return
        self._context.count_cells(len(tokens.refs))
        self._count += len(tokens.refs)
        keys = list(map(KEYS.__getitem__, tokens.refs))
        self._check_places(tokens.refs, keys)
        self._check_rows(tokens, keys)
        styled = zip(tokens.refs, map(_STYLES.__getitem__, tokens.styles), strict=True)
        if "" in tokens.styles or "0" in tokens.styles:
            self.cells.styles.update({ref: style for ref, style in styled if style})
        else:
            self.cells.styles.update(styled)
        self._values(tokens)
        self._formulas.take(tokens)

    def finish(self) -> Cells:
        """All cells, when no more come."""
        self._formulas.finish()
        if 0 < self._count < _LONELY:
            self._find_lonely()
        return self.cells

    def _find_lonely(self) -> None:
        """A cell so far out that programs which fill the space before it would run out of memory."""
        limits = self._context.limits
        refs = self.cells.values.keys() | self.cells.formulas.keys() | self.cells.styles.keys()
        # Nearly always all addresses are short, and cells with short ones are not far out.
        if not any(len(ref) > _SHORT or ref[2:3].isalpha() for ref in refs):
            return
        keys = {KEYS[ref]: ref for ref in refs}
        lowest, rightmost = max(keys, default=0), max(keys, key=lambda key: key % COLUMNS, default=0)
        for key, is_far in (
            (lowest, lowest // COLUMNS >= limits.far_row),
            (rightmost, rightmost % COLUMNS >= limits.far_column),
        ):
            if is_far:
                words = f"The sheet has {self._count:,} cells, one of them as far out as {keys[key]}."
                self._context.troubles.add("PKG009", words, part=self._part, sheet=self._sheet, ref=keys[key])

    def _check_places(self, refs: Sequence[str], keys: list[int]) -> None:
        if -1 in keys:
            ref = shown(refs[keys.index(-1)])
            words = f"A cell of the sheet {shown(self._sheet)} has the address {ref}, which no sheet has."
            raise blocked("PKG013", words, SAVE_AGAIN, part=self._part)
        if keys[0] > self._last and all(map(operator.lt, keys, islice(keys, 1, None))):
            self._last = keys[-1]
        else:
            self._find_disorder(refs, keys)

    def _find_disorder(self, refs: Sequence[str], keys: list[int]) -> None:
        """Which cells come twice or out of order; only names a few of each."""
        seen: set[str] = {*self.cells.values, *self.cells.formulas, *self.cells.styles}
        swapped = ""
        for ref, key in zip(refs, keys, strict=True):
            if ref in seen:
                self._note(ref, "The cell stands in the file twice; programs take one or the other.")
            elif key < self._last and not swapped:
                swapped = ref
            seen.add(ref)
            self._last = max(self._last, key)
        if swapped:
            self._note(swapped, "Cells of the sheet stand in the file out of order; some programs misplace them.")

    def _check_rows(self, tokens: Tokens, keys: list[int]) -> None:
        """Each row's cells are of that row; only its first and last need a look where all are in order."""
        if not tokens.rows:
            return
        ends = [row.first for row in islice(tokens.rows, 1, None)] + [len(keys)]
        for row, end in zip(tokens.rows, ends, strict=True):
            for index in {row.first, end - 1} if row.first < end else ():
                if keys[index] // COLUMNS != row.number - 1:
                    self._note(tokens.refs[index], f"The cell stands in row {row.number:,} of the file.")
                    break

    def _values(self, tokens: Tokens) -> None:
        if not self._usual_values(tokens):
            self._any_values(tokens)

    def _usual_values(self, tokens: Tokens) -> bool:
        """The values, if all are ordinary numbers, shared texts and short texts, which is tried first; else nothing."""
        texts = self._context.texts
        numbers = [value for kind, value in zip(tokens.kinds, tokens.values, strict=True) if not kind and value]
        joined, longest = ",".join(numbers), max(map(len, tokens.values))
        if not _NUMBERS.fullmatch(joined) or longest > self._context.limits.text:
            return False
        columns = zip(tokens.refs, tokens.kinds, tokens.stored, tokens.values, strict=True)
        try:
            found: dict[str, StoredValue] = {
                ref: texts[value]
                if kind == "s"
                else float(value)
                if not kind
                else (plain(value) if "_x" in value else value)
                if kind in _EMPTY_TEXTS
                else _OTHERS[kind](value)
                for ref, kind, there, value in columns
                if value or (there and kind in _EMPTY_TEXTS)
            }
        except (KeyError, ValueError):
            return False
        may_overflow = "e" in joined or "E" in joined or longest > _SURELY_FINITE
        if may_overflow and any(map(isinf, map(float, numbers))):
            return False
        if self.cells.values:
            self.cells.values.update(found)
        else:
            self.cells.values = found
        return True

    def _any_values(self, tokens: Tokens) -> None:
        """The values whatever they are."""
        columns = zip(tokens.refs, tokens.kinds, tokens.stored, tokens.values, strict=True)
        stored = [
            (ref, kind, value) for ref, kind, there, value in columns if value or (there and kind in _EMPTY_TEXTS)
        ]
        kinds = {kind for _, kind, _ in stored}
        found: dict[str, StoredValue | None] = dict.fromkeys([ref for ref, _, _ in stored])  # in the order of the file
        readers: dict[str, Callable[[list[_Pair]], Iterable[tuple[str, StoredValue]]]] = {
            "": self._numbers,
            "n": self._numbers,
            "s": self._shared,
            "str": self._texts,
            "inlineStr": self._texts,
            "b": self._truths,
            "e": self._errors,
            "d": self._dates,
        }
        for kind in sorted(kinds):
            found.update(readers.get(kind, self._unknown)([(ref, value) for ref, is_, value in stored if is_ == kind]))
        self.cells.values.update((ref, value) for ref, value in found.items() if value is not None)

    def _numbers(self, pairs: list[_Pair]) -> Iterable[tuple[str, StoredValue]]:
        written = [value for _, value in pairs]
        if _NUMBERS.fullmatch(",".join(written)):
            try:
                numbers = list(map(float, written))
            except ValueError:
                pass
            else:
                if not any(map(isinf, numbers)):
                    return zip([ref for ref, _ in pairs], numbers, strict=True)
        return self._odd_numbers(pairs)

    def _odd_numbers(self, pairs: list[_Pair]) -> Iterable[tuple[str, StoredValue]]:
        for ref, value in pairs:
            written = value.strip(" \t\r\n")
            number = float(written) if _NUMBER.fullmatch(written) else None
            if number is not None and not isinf(number):
                yield ref, number
            elif written:
                self._note(ref, f"The number in the file is {shown(value)}, which programs read differently.")
                yield ref, value

    def _shared(self, pairs: list[_Pair]) -> Iterable[tuple[str, StoredValue]]:
        texts = self._context.texts
        try:
            return [(ref, texts[value]) for ref, value in pairs]
        except KeyError:
            return self._odd_shared(pairs)

    def _odd_shared(self, pairs: list[_Pair]) -> Iterable[tuple[str, StoredValue]]:
        for ref, value in pairs:
            number = value.strip(" \t\r\n").lstrip("+")
            number = number.lstrip("0") or "0" if number.isdigit() else number
            if number in self._context.texts:
                yield ref, self._context.texts[number]
            elif number:
                self._note(ref, f"The cell shows text number {shown(value)}, which the file does not have.")

    def _texts(self, pairs: list[_Pair]) -> Iterable[tuple[str, StoredValue]]:
        longest = self._context.limits.text
        for ref, value in pairs:
            if len(value) > longest:
                self._note(ref, f"The text has {len(value):,} characters; Excel holds {longest:,}.")
        return [(ref, plain(value)) for ref, value in pairs]

    def _truths(self, pairs: list[_Pair]) -> Iterable[tuple[str, StoredValue]]:
        for ref, value in pairs:
            truth = _TRUTHS.get(value.strip(" \t\r\n").lower())
            if truth is not None:
                yield ref, truth
            elif value:
                self._note(ref, f"The truth value in the file is {shown(value)}, which programs read differently.")
                yield ref, value

    def _errors(self, pairs: list[_Pair]) -> Iterable[tuple[str, StoredValue]]:
        known = {value: ErrorValue(value) for value in {value for _, value in pairs}}
        return [(ref, known[value]) for ref, value in pairs if value]

    def _dates(self, pairs: list[_Pair]) -> Iterable[tuple[str, StoredValue]]:
        for ref, value in pairs:
            serial = serial_of(value, date1904=self._context.date1904)
            if serial is not None:
                yield ref, serial
            elif value:
                self._note(ref, f"The date in the file is {shown(value)}, which programs read differently.")
                yield ref, value

    def _unknown(self, pairs: list[_Pair]) -> Iterable[tuple[str, StoredValue]]:
        for ref, value in pairs:
            self._note(ref, "The cell is of a type that is not known; programs read it differently.")
            yield ref, value

    def _note(self, ref: str, words: str) -> None:
        self._context.troubles.add("PKG010", words, part=self._part, sheet=self._sheet, ref=ref)
