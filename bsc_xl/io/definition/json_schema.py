"""The JSON Schema of a definition in TOML or JSON, so that editors complete and check while a person types."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from bsc_xl.io.definition.record import Kind, Table
from bsc_xl.io.definition.records import TABLES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID_PATTERN = r"^[^\s\"'*?~,;:/\\]{1,64}$"  # letters of every script: \w means only Latin ones in some editors
_PERIOD_PATTERN = r"^([0-9]{4}-(0[1-9]|1[0-2])|[Ff][Yy][0-9]{4}(-([Qq][1-4]|[Hh][12]))?|[0-9]{4})$"


class _Plain(GenerateJsonSchema):
    """Leaves a missing value out instead of calling it null, which TOML cannot write."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        generated = super().default_schema(schema)
        return {key: value for key, value in generated.items() if key != "default" or value not in (None, "", (), [])}


def definition_schema() -> dict[str, Any]:
    """The schema, in draft 2020-12.

    Returns:
        A new dictionary of plain values, the same every time. It describes the canonical spelling; the reader itself
        also takes other cases of words and numbers written as text.
    """
    properties: dict[str, Any] = {}
    definitions: dict[str, Any] = {}
    for name, table in TABLES.items():
        row = _row_schema(table)
        definitions.update(row.pop("$defs", {}))
        if name == "scorecard":
            properties[name] = row | {"description": table.purpose}
        else:
            properties[name] = {"type": "array", "items": row, "description": table.purpose}
    return {
        "$schema": DIALECT,
        "title": "Balanced scorecard definition",
        "description": "A scorecard as bsc-xl builds it: perspectives, objectives, units, measures and their targets.",
        "type": "object",
        "properties": properties,
        "required": [name for name, table in TABLES.items() if table.required],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _row_schema(table: Table) -> dict[str, Any]:
    schema = table.record.model_json_schema(schema_generator=_Plain)
    for definition in schema.get("$defs", {}).values():
        definition.pop("description", None)  # a Python docstring
    for column in table.columns:
        field = schema["properties"][column.name]
        field.pop("title", None)
        if column.kind is Kind.ID and column.name == "id":
            field["pattern"] = _ID_PATTERN
        elif column.kind is Kind.PERIOD:
            field["pattern"] = _PERIOD_PATTERN if column.required else rf"^$|{_PERIOD_PATTERN}"
        elif column.kind is Kind.COLOUR:
            field["pattern"] = "^#?[0-9A-Fa-f]{6}$"
        if column.suggestions:
            field["examples"] = list(column.suggestions)
        if column.required and field.get("type") == "string":
            field.setdefault("minLength", 1)
    return schema
