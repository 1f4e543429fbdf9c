"""Says what is wrong with an import mapping in its author's words: table, key, found, allowed, nearest match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bsc_xl.model.fault import Fault, nearest

_PATTERN_KEYS = ("columns", "as")


def layout_faults(raw: Mapping[str, Any], name: str) -> tuple[dict[str, Any], list[Fault]]:
    """Expand ``[periods]`` into column -> period, and say what does not go together between tables.

    Args:
        raw: the TOML as read; nothing about it is assumed to be right.
        name: what to call the mapping.
    """
    faults: list[Fault] = []
    periods: dict[str, Any] = {}
    given = raw.get("periods", {})
    if "periods" in raw and isinstance(given, dict):
        periods = _periods(given, name, faults)
    source = raw.get("source")
    if isinstance(source, dict) and source.get("thousands") is not None:
        sign = source["thousands"]
        if sign == source.get("decimal"):
            faults.append(Fault(f"{name} [source]", None, "thousands", _text(sign), "another sign than decimal"))
    columns = raw.get("columns", {})
    if not isinstance(columns, dict):
        return periods, faults
    table = f"{name} [columns]"
    if "periods" in raw:
        for key in ("period", "actual", "null_reason"):
            if key in columns:
                allowed = "no such key where [periods] says which columns hold the values"
                faults.append(Fault(table, None, key, _text(columns[key]), allowed))
    else:
        for key in ("period", "actual"):
            if key not in columns:
                allowed = "a column, or a table [periods] for a source with one column a period"
                faults.append(Fault(table, None, key, "", allowed))
    for key, column in columns.items():
        if isinstance(column, dict) and set(column) <= {"column", "value"} and len(column) != 1:
            faults.append(Fault(table, None, key, _text(column), 'either a column or { value = "..." }'))
    return periods, faults


def _periods(given: Mapping[str, Any], name: str, faults: list[Fault]) -> dict[str, Any]:
    table = f"{name} [periods]"
    periods: dict[str, Any] = {}
    pattern, columns = given.get("as", "{}"), given.get("columns", [])
    if not isinstance(pattern, str) or pattern.count("{}") != 1:
        faults.append(Fault(table, None, "as", _text(pattern), 'a text with {} in it, such as "FY{}"'))
        pattern = "{}"
    if not isinstance(columns, list) or not all(isinstance(column, str) for column in columns):
        faults.append(Fault(table, None, "columns", _text(columns), 'a list of column names: ["2016", "2017"]'))
        columns = []
    for column in columns:
        periods[column] = pattern.replace("{}", column)
    for column, period in given.items():
        if column in _PATTERN_KEYS:
            continue
        if column in periods:
            faults.append(Fault(table, None, column, _text(period), "each column once; it stands in columns, too"))
        if isinstance(period, str):
            periods[column] = period
        else:
            allowed = 'a period, such as "FY2016"'
            faults.append(Fault(table, None, column, _text(period), allowed, nearest(column, _PATTERN_KEYS)))
    if not periods and not faults:
        faults.append(Fault(table, None, "", "no columns", "at least one column that is a period"))
    if "as" in given and "columns" not in given:
        faults.append(Fault(table, None, "as", _text(given["as"]), "columns beside it, to which it applies"))
    return periods


def faults_of_error(
    errors: Sequence[Any], raw: Mapping[str, Any], known: Mapping[str, Sequence[str]], name: str
) -> list[Fault]:
    """Turn the errors that pydantic lists into faults.

    Args:
        errors: ``ValidationError.errors()``.
        raw: the TOML as read.
        known: the keys of every table, the source's tables by kind, the outermost under an empty text.
        name: what to call the mapping.
    """
    return [_fault(error, raw, known, name) for error in errors if not _told_elsewhere(error)]


def _told_elsewhere(error: Any) -> bool:
    """True for what ``layout_faults`` says better."""
    path = error["loc"]
    return bool(path) and path[0] == "periods" and error["type"] == "string_type"


def _fault(error: Any, raw: Mapping[str, Any], known: Mapping[str, Sequence[str]], name: str) -> Fault:
    path = [str(part) for part in error["loc"] if part != "[key]"]
    table = path[0] if len(path) > 1 or path[0] in ("source",) else ""
    where = f"{name} [{table}]" if table else name
    column = ".".join(path[1:]) if table else path[0]
    kind = path[1] if table == "source" and len(path) > 1 else ""
    if kind:
        column = ".".join(path[2:])
    if error["type"] == "extra_forbidden":
        keys = known.get(kind or table, ())
        if table and kind == "" and len(path) > 2:  # a column's own table
            keys = ("column", "value") if table == "columns" else ()
        word = path[-1].strip()
        allowed = "one of " + ", ".join(keys) if keys else "nothing of this name"
        return Fault(where, None, column.strip(), "an unknown key", allowed, nearest(word, keys))
    if error["type"] == "missing":
        if len(path) == 1:
            return Fault(name, None, "", "", f"a table [{path[0]}]")
        return Fault(where, None, column, "", "this key is needed")
    if error["type"] in ("union_tag_invalid", "union_tag_not_found"):
        kinds = ("csv", "excel", "parquet", "sql")
        found = raw.get("source", {}).get("kind", "")
        return Fault(where, None, "kind", _text(found), "one of " + ", ".join(kinds), nearest(str(found), kinds))
    allowed, hint = _allowed(error)
    return Fault(where, None, column, _text(error["input"]), allowed, hint)


def _allowed(error: Any) -> tuple[str, str]:
    context = error.get("ctx", {})
    if error["type"] == "value_error":
        return str(context["error"]), ""
    if error["type"] in ("literal_error", "enum"):
        words = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
        return "one of " + ", ".join(words), nearest(str(error["input"]), words)
    plain = {
        "string_type": "a text in quotes",
        "string_too_short": "a text that is not empty" if context.get("max_length") is None else "one character",
        "string_too_long": "one character",
        "dict_type": "a table",
        "model_type": "a table",
        "model_attributes_type": "a table",
    }
    return plain.get(error["type"], error["msg"].removeprefix("Input should be ")), ""


def _text(found: object) -> str:
    if isinstance(found, str):
        return found
    if isinstance(found, dict):
        return "{ " + ", ".join(f"{key} = {value!r}" for key, value in found.items()) + " }"
    return str(found)
