"""Reads cells in the form in which spreadsheet programs write them, by one regular expression.

Only what the expression accounts for to the last byte is believed. It allows less than XML does, so what it accepts is
well-formed: tests compare it with expat. A character more or less anywhere, and expat reads the whole sheet instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress

from bsc_xl.io.xlsx_read.escapes import UNESCAPED
from bsc_xl.io.xlsx_read.limits import ROWS
from bsc_xl.io.xlsx_read.plain_xml import NotPlain, attributes_of, decoded
from bsc_xl.io.xlsx_read.tokens import Row, Tokens, is_hidden

_PIECE = 1_000_000  # bytes at a time
_ROW_END = "</row>"
_EMPTY_ROW = re.compile(r"(<row [^<>&/]*+)/>")
_CELLS = re.compile(
    r"(?:</row><row( [^<>&/]*+)>|)"
    r'<c r="([A-Z]{1,3}+[1-9][0-9]{0,6}+)"(?: s="([0-9]{1,8}+)"|)(?: t="([A-Za-z]++)"|)'
    r"(?: ?/>|>"
    r"(?:<f(?!/>|></f>)( [^<>&/]*+)?+(?:/>|>([^<]*+)</f>))?+"
    r"(?:<v ?(/?>)(?:(?<=/>)|([^<]*+)</v>)"
    r'|<is><t(?: xml:space="preserve")?+(>)([^<]*+)</t></is>)?+'
    r"</c>)"
    r"|</row><row( [^<>&/]*+)>(?=</row>|\Z)"  # a row without cells
    r"|(?s:(.+))"  # anything else, to the end
)
_ROW = re.compile(r' r="([1-9][0-9]{0,6})"((?:\s.*)?)', re.ASCII | re.DOTALL)
_ARRAY = re.compile(r' t="array" ref="([A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?)"', re.ASCII)
_Column = Sequence[str]


def plain_cells(body: bytes, prefixes: AbstractSet[str]) -> Iterator[Tokens]:
    """The cells of a sheet, a piece at a time.

    Args:
        body: what stands within the element sheetData.
        prefixes: those of namespaces that are declared for the whole part.

    Raises:
        NotPlain: while iterating, also after some pieces were given: they must be forgotten then.
    """
    at, row = 0, 0
    while at < len(body):
        end = len(body)
        if end - at > 2 * _PIECE:
            last = body.rfind(_ROW_END.encode(), at, at + _PIECE)
            end = last + len(_ROW_END) if last >= 0 else end
        tokens = _tokens(decoded(body[at:end]), prefixes, row)
        row = tokens.rows[-1].number
        at = end
        yield tokens


def _tokens(text: str, prefixes: AbstractSet[str], last_row: int) -> Tokens:
    found = _matches(text)
    if found[-1][11]:  # rows without cells may be written shorter
        found = _matches(_EMPTY_ROW.sub(rf"\1>{_ROW_END}", text))
    if found[-1][11]:
        raise NotPlain
    columns: list[_Column] = list(zip(*found, strict=True))
    rows = _rows(columns[0], columns[10], prefixes, last_row)
    if any(columns[10]):
        columns = list(zip(*[match for match in found if match[1]], strict=True))
        if not columns:
            return Tokens(rows=rows)
    _, refs, styles, kinds, keys, formulas, stored, values, inline, inlined, _, _ = columns
    values = _unescaped(values)
    if any(inline):
        values, stored = _merged(kinds, values, stored, _unescaped(inlined), inline)
    elif "inlineStr" in kinds:
        raise NotPlain
    attributes = _formula_attributes(keys, prefixes) if any(keys) else {}
    return Tokens(refs, styles, kinds, keys, _unescaped(formulas), stored, values, rows, attributes)


def _matches(text: str) -> list[tuple[str, ...]]:
    """What the expression finds; the last has its last group where it does not account for everything."""
    if not text.startswith("<row ") or not text.endswith(_ROW_END):
        return [("",) * 11 + (text,)]
    # The end of each row goes to the beginning of the next: so the expression sees that rows begin where others end.
    return _CELLS.findall(_ROW_END + text.removesuffix(_ROW_END))


def _rows(starts: _Column, empty: _Column, prefixes: AbstractSet[str], last: int) -> list[Row]:
    """The rows, by what stands in their tags."""
    firsts = list(compress(range(len(starts)), starts))
    tags: _Column = list(filter(None, starts))
    if any(empty):
        tags, firsts, without = [], [], 0
        for index, (start, alone) in enumerate(zip(starts, empty, strict=True)):
            if start or alone:
                tags.append(start or alone)
                firsts.append(index - without)
                without += bool(alone)
    split = [_ROW.fullmatch(tag) for tag in tags]
    if not all(split):
        raise NotPlain
    numbered = [(int(found[1]), found[2]) for found in split if found]
    attributes = attributes_of((rest for _, rest in numbered if rest), prefixes)
    hidden = {rest for rest, given in attributes.items() if is_hidden(given, "ht")}
    if any("r" in given for given in attributes.values()):
        raise NotPlain
    rows = []
    for (number, rest), first in zip(numbered, firsts, strict=True):
        if number <= last or number > ROWS:
            raise NotPlain
        last = number
        rows.append(Row(number, rest in hidden, first))
    return rows


def _formula_attributes(keys: _Column, prefixes: AbstractSet[str]) -> dict[str, Mapping[str, str]]:
    """Attributes of formulas by what stands in their tags."""
    found: dict[str, Mapping[str, str]] = {}
    others = []
    for key in filter(None, keys):
        if array := _ARRAY.fullmatch(key):
            found[key] = {"t": "array", "ref": array[1]}
        else:
            others.append(key)
    return found | attributes_of(others, prefixes)


def _unescaped(column: _Column) -> _Column:
    """A column of texts with its entities turned into characters."""
    try:
        return [UNESCAPED[text] if "&" in text else text for text in column]
    except ValueError:
        raise NotPlain from None


def _merged(
    kinds: _Column, values: _Column, stored: _Column, inlined: _Column, inline: _Column
) -> tuple[_Column, _Column]:
    """Values and marks of stored values, with the texts that stand in the cells themselves."""
    for kind, mark in zip(kinds, inline, strict=True):
        if (kind == "inlineStr") != bool(mark):
            raise NotPlain
    merged = [text if mark else value for text, mark, value in zip(inlined, inline, values, strict=True)]
    return merged, [mark or there for mark, there in zip(inline, stored, strict=True)]
