"""What the protection of a sheet still lets people do: the same when it is written and when a macro renews it."""

from __future__ import annotations

ALLOWED: dict[str, bool] = {
    "objects": True,
    "scenarios": True,
    "format_columns": True,
    "format_rows": True,
    "sort": False,
    "autofilter": True,
}
"""As XlsxWriter names them; objects and scenarios are what is protected, the others what is allowed."""

EXCEL_ORDER = (
    "objects",
    "contents",
    "scenarios",
    "user_interface_only",
    "format_cells",
    "format_columns",
    "format_rows",
    "insert_columns",
    "insert_rows",
    "insert_hyperlinks",
    "delete_columns",
    "delete_rows",
    "sort",
    "autofilter",
    "pivot_tables",
)
"""The arguments of Excel's Worksheet.Protect, after the password."""

EXCEL_ARGUMENTS = ("", *(name == "contents" or ALLOWED.get(name, False) for name in EXCEL_ORDER))
"""All arguments of Worksheet.Protect in their order: no password."""
