"""Which parts a workbook may have, by their content type, and which of them can run."""

from __future__ import annotations

_OFFICE = "application/vnd.openxmlformats-officedocument."
_SHEET = _OFFICE + "spreadsheetml."
_EXCEL = "application/vnd.ms-excel."

WORKBOOKS = {
    _SHEET + "sheet.main+xml",
    _SHEET + "template.main+xml",
    _EXCEL + "sheet.macroEnabled.main+xml",
    _EXCEL + "template.macroEnabled.main+xml",
    _EXCEL + "addin.macroEnabled.main+xml",
}
"""Types of the part that makes a package a workbook: .xlsx, .xltx, .xlsm, .xltm, .xlam."""

OTHER_DOCUMENTS = {
    "wordprocessingml": "a Word document",
    "presentationml": "a PowerPoint presentation",
    "visio": "a Visio drawing",
    "sheet.binary": "a binary workbook (.xlsb)",
}
"""What a package is instead, by a word in the type of its main part."""

_KNOWN = (
    _SHEET,
    _EXCEL,
    _OFFICE + "custom-properties",
    _OFFICE + "customXmlProperties",
    _OFFICE + "drawing",  # also drawingml
    _OFFICE + "extended-properties",
    _OFFICE + "oleObject",
    _OFFICE + "theme",  # also themeOverride
    _OFFICE + "vmlDrawing",
    "application/vnd.ms-office.",
    "application/vnd.openxmlformats-package.",
    "application/xml",
    "text/xml",
    "image/",
    "audio/",
    "video/",
    "application/vnd.ms-package.obfuscated-opentype",
    "application/inkml+xml",
)

_ACTIVE = (
    ("application/vnd.ms-office.vbaProject", "vba"),
    (_EXCEL + "macrosheet", "macro sheet"),
    (_EXCEL + "intlmacrosheet", "macro sheet"),
    (_SHEET + "dialogsheet", "dialog sheet"),
    (_OFFICE + "oleObject", "ole object"),
    ("application/vnd.ms-office.activeX", "activex"),
    (_EXCEL + "activeX", "activex"),
    ("application/vnd.ms-office.webextension", "web extension"),
)
_ACTIVE_RELATIONS = {
    "vbaProject": "vba",
    "xlMacrosheet": "macro sheet",
    "xlIntlMacrosheet": "macro sheet",
    "dialogsheet": "dialog sheet",
    "oleObject": "ole object",
    "package": "ole object",
    "control": "activex",
    "activeXControlBinary": "activex",
    "extensibility": "custom ui",
    "webextension": "web extension",
    "webextensiontaskpanes": "web extension",
    "attachedToolbars": "custom ui",
}


def is_known(content_type: str) -> bool:
    """Whether workbooks have parts of this type."""
    return content_type.startswith(_KNOWN)


def is_xml(name: str, content_type: str) -> bool:
    """Whether a part is read as XML by programs."""
    plain = content_type.partition(";")[0].strip().lower()
    return name.lower().endswith((".xml", ".rels", ".vml")) or plain.endswith(("+xml", "/xml"))


def active_by_type(content_type: str) -> str:
    """What a part of this type can do by itself (see `Active.kind`); empty for nothing."""
    return next((kind for start, kind in _ACTIVE if content_type.startswith(start)), "")


def active_by_relation(kind: str) -> str:
    """The same for a part that a relationship of this kind leads to."""
    return _ACTIVE_RELATIONS.get(kind, "")
