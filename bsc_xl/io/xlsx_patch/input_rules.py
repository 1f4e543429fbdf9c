"""Puts input rules (data validations) back into a sheet; other rules keep the cells that are not concerned."""

from __future__ import annotations

from bsc_xl.io.xlsx_patch.markup import escaped, quoted
from bsc_xl.io.xlsx_patch.ranges import Box, box, boxes, without
from bsc_xl.io.xlsx_patch.sheet_frame import ORDER, SheetFrame, put_in
from bsc_xl.io.xlsx_patch.spans import Document, Element
from bsc_xl.layout.types import Validation

_WORDS = {"none": "any value", "custom": "only if", "list": "choose from"}


def add_validation(frame: SheetFrame, validation: Validation) -> tuple[str, str] | None:
    """Let a rule hold for its cells, and no other.

    Returns:
        Old and new in words; None where it is so already.
    """
    document = frame.document()
    wanted = [box(ref) for ref in validation.ranges]
    overlapping = [
        rule for rule in _rules(document) if any(one.meets(hole) for one in _cells(document, rule) for hole in wanted)
    ]
    if len(overlapping) == 1 and _same(document, overlapping[0], validation, wanted):
        return None
    old = "; ".join(_in_words(document, rule) for rule in overlapping) or "no rule"
    for rule in overlapping:
        _give_up(document, rule, wanted)
    frame.take(document)
    document = frame.document()
    _count(document, _put(document, validation))
    frame.take(document)
    return old, _words(_attributes(validation)["type"], validation.source or validation.rule)


def _rules(document: Document) -> list[Element]:
    """All input rules, those among the extensions for newer programs too."""
    return [one for one in document.root.walk() if one.name == "dataValidation"]


def _cells(document: Document, rule: Element) -> list[Box]:
    listed = rule.first("sqref")
    return boxes(document.text(listed) if listed else rule.attributes.get("sqref", ""))


def _same(document: Document, rule: Element, validation: Validation, wanted: list[Box]) -> bool:
    attributes = {name: value for name, value in rule.attributes.items() if " " not in name and name != "sqref"}
    formulas = [document.text(one) for one in rule.children if one.name in ("formula1", "formula2")]
    formula = (validation.source or validation.rule).removeprefix("=")
    plain = {"allowBlank": "0", "showInputMessage": "0", "showErrorMessage": "0", "errorStyle": "stop", "type": "none"}
    return (
        {**plain, **attributes} == {**plain, **_attributes(validation)}
        and formulas == ([formula] if formula else [])
        and set(_cells(document, rule)) == set(wanted)
    )


def _attributes(validation: Validation) -> dict[str, str]:
    kind = "list" if validation.source else "custom" if validation.rule else "none"
    found = {
        "type": kind,
        "errorStyle": "warning" if validation.warn_only else "",
        "allowBlank": "1",
        "showInputMessage": "1",
        "showErrorMessage": "1",
        "errorTitle": "Please check",
        "error": validation.error,
        "promptTitle": validation.title,
        "prompt": validation.message,
    }
    return {name: value for name, value in found.items() if value}


def _give_up(document: Document, rule: Element, taken: list[Box]) -> None:
    """Take cells from a rule; it goes if none is left, and so does what would be empty without it."""
    left = without(_cells(document, rule), taken)
    listed = rule.first("sqref")
    if left:
        sqref = " ".join(map(str, left))
        if listed:
            document.set_text(listed, sqref)
        else:
            document.set_attribute(rule, "sqref", sqref)
        return
    document.replace(rule, b"")


def _count(document: Document, new: int) -> None:
    """Renew the number of rules that each list of them gives, and take empty lists out."""
    for listed in [one for one in document.root.walk() if one.name == "dataValidations"]:
        main = listed.space == document.root.space
        count = len(listed.all("dataValidation")) + (new if main else 0)
        if count:
            document.set_attribute(listed, "count", str(count))
            continue
        gone = listed
        while gone.parent is not None and gone.parent.name in ("ext", "extLst") and len(gone.parent.children) == 1:
            gone = gone.parent
        document.replace(gone, b"")


def _put(document: Document, validation: Validation) -> int:
    """Put the rule into the sheet's list, a new one if need be; returns how many the list has to count more."""
    root = document.root
    prefix = document.prefix(root)
    attributes = _attributes(validation)
    if attributes["type"] == "none":
        del attributes["type"]
    attributes["sqref"] = " ".join(map(str, (box(ref) for ref in validation.ranges)))
    written = "".join(f" {name}={quoted(value)}" for name, value in attributes.items())
    formula = (validation.source or validation.rule).removeprefix("=")
    inner = f"<{prefix}formula1>{escaped(formula)}</{prefix}formula1>" if formula else ""
    tag = f"{prefix}dataValidation"
    xml = f"<{tag}{written}>{inner}</{tag}>" if inner else f"<{tag}{written}/>"
    listed = root.first("dataValidations")
    if listed is None:
        name = f"{prefix}dataValidations"
        put_in(document, "dataValidations", f'<{name} count="1">{xml}</{name}>', ORDER)
        return 0
    document.append(listed, xml)
    return 1


def _in_words(document: Document, rule: Element) -> str:
    formula = next((document.text(one) for one in rule.children if one.name == "formula1"), "")
    kind = rule.attributes.get("type", "none")
    said = " ".join(map(str, _cells(document, rule)))
    return f"{_words(kind, formula)} ({said})"


def _words(kind: str, formula: str) -> str:
    formula = formula.removeprefix("=")
    return f"{_WORDS.get(kind, kind)} {formula}".strip()
