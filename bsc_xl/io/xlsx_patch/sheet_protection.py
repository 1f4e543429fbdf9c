"""Protects a sheet as it was issued; without a password, for protection keeps from slips and is no security."""

from __future__ import annotations

import re

from bsc_xl.io.xlsx_patch.markup import quoted
from bsc_xl.io.xlsx_patch.sheet_frame import ORDER, SheetFrame, put_in
from bsc_xl.layout.protection import ALLOWED

# What XlsxWriter's words are called in the file where that is not the same in camel case.
_NAMES = {"autofilter": "autoFilter"}


def attributes() -> dict[str, str]:
    """The attributes of a sheet's protection: objects and scenarios are protected if said so, the rest unless said."""
    found = {"sheet": "1"}
    for word, allowed in ALLOWED.items():
        name = _NAMES.get(word) or re.sub(r"_(\w)", lambda letter: letter[1].upper(), word)
        if word in ("objects", "scenarios"):
            found |= {} if allowed else {name: "1"}
        elif allowed:
            found[name] = "0"
    return found


def protect(frame: SheetFrame) -> tuple[str, str] | None:
    """Protect the sheet; returns old and new in words, None where it is protected so already."""
    document = frame.document()
    wanted = attributes()
    now = document.root.first("sheetProtection")
    if now is not None and now.attributes == wanted:
        return None
    name = f"{document.prefix(document.root)}sheetProtection"
    xml = f"<{name}{''.join(f' {key}={quoted(value)}' for key, value in wanted.items())}/>"
    if now is not None:
        document.replace(now, xml)
    else:
        put_in(document, "sheetProtection", xml, ORDER)
    frame.take(document)
    protected = now is not None and now.attributes.get("sheet") in ("1", "true")
    return "protected otherwise" if protected else "not protected", "protected as issued"
