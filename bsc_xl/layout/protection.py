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
"""What people may do, as XlsxWriter names it; what is not named they may not."""

EXCEL_PROTECTS = ("objects", "contents", "scenarios")
"""The first arguments of Excel's Worksheet.Protect after the password: what is protected."""
EXCEL_ALLOWS = (
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
"""Those that follow: what is allowed all the same."""
EXCEL_ARGUMENTS = (
    "",
    *(not ALLOWED.get(name, False) for name in EXCEL_PROTECTS),
    *(ALLOWED.get(name, False) for name in EXCEL_ALLOWS),
)
"""All arguments of Worksheet.Protect in their order: no password."""
