"""Changes that people and programs make to a workbook without touching what it says: none may be called a finding.

Each takes the parts of a package by name and gives them back changed; `rewritten` writes them as a file.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Parts = dict[str, bytes]
Change = Callable[[Parts], Parts]
TAB, START, BOOK, STYLES = "xl/worksheets/sheet9.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"


@dataclass(frozen=True)
class Innocent:
    """One kind of innocent change; ``compression`` and ``reverse`` are about how the package is packed."""

    kind: str
    change: Change
    compression: int = zipfile.ZIP_DEFLATED
    reverse: bool = False


def rewritten(source: Path, target: Path, innocent: Innocent) -> Path:
    """Write a copy of a workbook with the change."""
    with zipfile.ZipFile(source) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    before = dict(parts)
    parts = innocent.change(parts)
    packed = innocent.reverse or innocent.compression != zipfile.ZIP_DEFLATED
    assert parts != before or packed, f"{innocent.kind}: nothing changed"
    names = list(parts)
    with zipfile.ZipFile(target, "w", innocent.compression) as archive:
        for name in reversed(names) if innocent.reverse else names:
            archive.writestr(name, parts[name])
    return target


def _replacing(part: str, old: str, new: str, *, every: bool = False) -> Change:
    """Replace a text in one part, or in all sheets where the part is `*`."""

    def change(parts: Parts) -> Parts:
        names = [n for n in parts if n.startswith("xl/worksheets/sheet")] if part == "*" else [part]
        return parts | {n: parts[n].replace(old.encode(), new.encode(), -1 if every else 1) for n in names}

    return change


def _by(part: str, pattern: str, new: str, count: int = 0) -> Change:
    """Replace what a pattern finds in a part."""

    def change(parts: Parts) -> Parts:
        return parts | {part: re.sub(pattern.encode(), new.encode(), parts[part], count=count, flags=re.DOTALL)}

    return change


def _cells(part: str, change: Callable[[str], str]) -> Change:
    """Change the text of a sheet's rows."""

    def apply(parts: Parts) -> Parts:
        text = parts[part].decode()
        start, end = text.index("<sheetData>"), text.index("</sheetData>")
        return parts | {part: (text[:start] + change(text[start:end]) + text[end:]).encode()}

    return apply


def _formulas(change: Callable[[str], str]) -> Change:
    """Change every formula of a tab, outside texts."""

    def outside(found: re.Match[str]) -> str:
        pieces = found[2].split('"')
        pieces[::2] = [change(piece) for piece in pieces[::2]]
        return found[1] + '"'.join(pieces) + "</f>"

    return _cells(TAB, lambda text: re.sub(r"(<f[^>]*>)(.*?)</f>", outside, text))


def _lower(text: str) -> str:
    return re.sub(r"\b(IF|SUM|INDEX|MATCH|MAX|MIN|ISNUMBER|SUMPRODUCT|TEXT)\(", lambda m: m[0].lower(), text)


def _inline(parts: Parts) -> Parts:
    """The texts of a tab in its cells, as some programs write them."""
    found = re.findall(r"<si>(.*?)</si>|<si/>", parts["xl/sharedStrings.xml"].decode(), re.DOTALL)
    text = re.sub(
        r'<c r="(\w+)" s="(\d+)" t="s"><v>(\d+)</v></c>',
        lambda m: f'<c r="{m[1]}" s="{m[2]}" t="inlineStr"><is>{found[int(m[3])]}</is></c>',
        parts[TAB].decode(),
    )
    return parts | {TAB: text.encode()}


def _own_cells(parts: Parts) -> Parts:
    """Figures of people's own far below and right of the form."""
    row = '<row r="400"><c r="B400" t="inlineStr"><is><t>my notes</t></is></c><c r="C400"><v>12.5</v></c></row>'
    return _replacing(TAB, "</sheetData>", row + "</sheetData>")(parts)


def _comments(parts: Parts) -> Parts:
    comments = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>A</author></authors>'
        '<commentList><comment ref="C7" authorId="0"><text><t>why?</t></text></comment></commentList></comments>'
    )
    relations = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" '
        'Target="../comments1.xml"/></Relationships>'
    )
    kind = (
        '<Override PartName="/xl/comments1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.comments+xml"/></Types>'
    )
    parts = _replacing("[Content_Types].xml", "</Types>", kind)(parts)
    return parts | {
        "xl/comments1.xml": comments.encode(),
        "xl/worksheets/_rels/sheet9.xml.rels": relations.encode(),
    }


_BAR = (
    '<cfRule type="dataBar" priority="99"><dataBar><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/>'
    "</dataBar></cfRule>"
)
_BELOW_ZERO = '<cfRule type="cellIs" dxfId="0" priority="98" operator="lessThan"><formula>0</formula></cfRule>'


def _coloured(ref: str, rule: str) -> Change:
    """One more conditional format on a tab."""
    xml = f'<conditionalFormatting sqref="{ref}">{rule}</conditionalFormatting>'
    return _replacing(TAB, "<dataValidations", f"{xml}<dataValidations")


def _filtered(parts: Parts) -> Parts:
    """The heading of the measures with a filter that hides a row."""
    shown = '<filterColumn colId="7"><filters><filter val="met"/></filters></filterColumn>'
    protection = 'autoFilter="0"/>'
    parts = _replacing(TAB, protection, f'{protection}<autoFilter ref="A6:N43">{shown}</autoFilter>')(parts)
    return _replacing(TAB, '<row r="9">', '<row r="9" hidden="1">')(parts)


def _reordered(parts: Parts) -> Parts:
    """The second tab in front of the first; names of a sheet follow by their number, and there are none."""
    found = re.findall(r"<sheet [^>]*/>", parts[BOOK].decode())
    return _replacing(BOOK, found[1] + found[2], found[2] + found[1])(parts)


def _split_rules(parts: Parts) -> Parts:
    """Each input rule for a row of cells becomes two rules."""

    def split(found: re.Match[str]) -> str:
        first, last, row = found["first"], found["last"], found["row"]
        formula = found["formula"]
        left = found[0].replace(f"{first}{row}:{last}{row}", f"{first}{row}:Z{row}", 1)
        right = found[0].replace(f"{first}{row}:{last}{row}", f"AA{row}:{last}{row}", 1)
        return left + right.replace(formula, formula.replace(f"{first}{row}", f"AA{row}"))

    pattern = (
        r'<dataValidation type="custom"(?:(?!<dataValidation).)*?sqref="(?P<first>[A-Z]+)(?P<row>\d+):(?P<last>[A-Z]+)'
        r'(?P=row)"><formula1>(?P<formula>.*?)</formula1></dataValidation>'
    )
    text = re.sub(pattern, split, parts[TAB].decode(), flags=re.DOTALL)
    count = len(re.findall("<dataValidation ", text))
    return parts | {TAB: re.sub(r'<dataValidations count="\d+"', f'<dataValidations count="{count}"', text).encode()}


def _prefixed(parts: Parts) -> Parts:
    """A sheet's elements under a prefix, as some programs write them."""
    text = re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", parts[TAB].decode().partition("?>")[2])
    text = text.replace(
        'xmlns="http://schemas.openxmlformats.org/spreadsheetml',
        'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml',
    )
    return parts | {TAB: ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text).encode()}


def _utf16(parts: Parts) -> Parts:
    text = parts[TAB].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    return parts | {TAB: text.encode("utf-16")}


def _long_numbers(text: str) -> str:
    return re.sub(r"<v>(\d+\.\d{3,})</v>", lambda m: f"<v>{float(m[1]):.17g}</v>", text)


def _status_words(parts: Parts) -> Parts:
    """The colours of status words on all sheets."""
    return _by(STYLES, r'(<dxf>.*?<bgColor rgb=")FF[0-9A-F]{6}', r"\g<1>FFABCDEF")(parts)


SHEET_VIEW = '<sheetView showGridLines="0" workbookViewId="0">'
KINDS: tuple[Innocent, ...] = (
    Innocent("sheets in another order", _reordered),
    Innocent("another zoom", _replacing(TAB, SHEET_VIEW, SHEET_VIEW[:-1] + ' zoomScale="70" zoomScaleNormal="70">')),
    Innocent(
        "another sheet in front",
        _replacing(BOOK, '<workbookView xWindow="240"', '<workbookView activeTab="8" xWindow="240"'),
    ),
    Innocent("grid lines shown", _replacing("*", ' showGridLines="0"', "")),
    Innocent("panes no longer frozen", _by(TAB, "<pane .*?/>", "")),
    Innocent("another cell selected", _replacing(TAB, 'activeCell="B1" sqref="B1"', 'activeCell="C1" sqref="C1"')),
    Innocent("a row made higher", _replacing(TAB, '<row r="9">', '<row r="9" ht="48" customHeight="1">')),
    Innocent("columns made wider", _by(TAB, r'width="11\.7109375"', 'width="22.5"')),
    Innocent("columns of the definition shown", _replacing(TAB, ' hidden="1"', "", every=True)),
    Innocent(
        "columns of results hidden", _replacing(TAB, '<col min="11" max="12"', '<col min="11" max="12" hidden="1"')
    ),
    Innocent("rows hidden by a filter", _filtered),
    Innocent("a comment", _comments),
    Innocent("another font", _replacing(STYLES, 'val="Calibri"', 'val="Arial"', every=True)),
    Innocent("another colour of texts", _replacing(STYLES, 'rgb="FF1F2933"', 'rgb="FF000000"', every=True)),
    Innocent("another colour of inputs", _replacing(STYLES, 'rgb="FFFFF9DB"', 'rgb="FFE8F5E9"', every=True)),
    Innocent("other colours of status words", _status_words),
    Innocent("another colour of the tab", _replacing(TAB, 'rgb="FFF2C14E"', 'rgb="FF00B050"')),
    Innocent("portrait", _replacing(TAB, 'orientation="landscape"', 'orientation="portrait"')),
    Innocent("other margins", _replacing(TAB, '<pageMargins left="0.4"', '<pageMargins left="1"')),
    Innocent("another footer", _by(TAB, "<oddFooter>.*?</oddFooter>", "<oddFooter>&amp;LMine</oddFooter>")),
    Innocent(
        "a page break",
        _replacing(
            TAB,
            "</worksheet>",
            '<rowBreaks count="1" manualBreakCount="1"><brk id="20" max="16383" man="1"/></rowBreaks></worksheet>',
        ),
    ),
    Innocent(
        "another author", _by("docProps/core.xml", "<dc:creator>.*?</dc:creator>", "<dc:creator>Finance</dc:creator>")
    ),
    Innocent(
        "saved later", _by("docProps/core.xml", r"2000-01-01T00:00:00Z(</dcterms:modified>)", r"2026-11-20T08:00:00Z\1")
    ),
    Innocent("another title", _by("docProps/core.xml", "<dc:title>.*?</dc:title>", "<dc:title>x</dc:title>")),
    Innocent(
        "saved by LibreOffice, in its own words",
        _by("docProps/app.xml", "<Application>.*?</Application>", "<Application>LibreOffice/25.2.3.2</Application>"),
    ),
    Innocent("another release of Excel", _replacing(BOOK, 'lowestEdited="4"', 'lowestEdited="7"')),
    Innocent("calculated on opening no longer asked for", _replacing(BOOK, ' fullCalcOnLoad="1"', "")),
    Innocent(
        "a name of people's own",
        _replacing(BOOK, "<definedNames>", '<definedNames><definedName name="my_range">Start!$A$1</definedName>'),
    ),
    Innocent("figures of people's own beside the form", _own_cells),
    Innocent("texts inside cells", _inline),
    Innocent("numbers with seventeen digits", _cells(TAB, _long_numbers)),
    Innocent("blanks in formulas", _formulas(lambda text: text.replace(",", ", ").replace("=", " = "))),
    Innocent("functions in small letters", _formulas(_lower)),
    Innocent(
        "more quotes around names of sheets",
        _formulas(
            lambda text: text.replace("Lists!", "'Lists'!").replace("Start!", "'Start'!").replace("bsc_p,", "BSC_P,")
        ),
    ),
    Innocent(
        "rows that say which columns they have",
        _cells(TAB, lambda text: text.replace('<row r="7">', '<row r="7" spans="1:205">')),
    ),
    Innocent("elements under a prefix", _prefixed),
    Innocent("a sheet in UTF-16", _utf16),
    Innocent("packed without compression", lambda parts: parts, zipfile.ZIP_STORED),
    Innocent("parts in another order", lambda parts: parts, reverse=True),
    Innocent("input rules for parts of rows", _split_rules),
    Innocent("other words in input messages", _by(TAB, 'prompt="[^"]*"', 'prompt="Type it here."')),
    Innocent("no input messages", _replacing(TAB, ' showInputMessage="1"', "", every=True)),
    Innocent("a data bar", _coloured("G7:G20", _BAR)),
    Innocent("a colour of people's own", _coloured("Q7:BL20", _BELOW_ZERO)),
    Innocent(
        "a green triangle switched off",
        _replacing(
            TAB,
            "</worksheet>",
            '<ignoredErrors><ignoredError sqref="Q7:BL20" numberStoredAsText="1"/></ignoredErrors></worksheet>',
        ),
    ),
    Innocent(
        "more allowed on the protected sheet",
        _replacing(TAB, ' formatColumns="0"', ' formatColumns="0" formatCells="0" sort="0"'),
    ),
    Innocent(
        "another theme",
        lambda parts: parts | {"xl/theme/theme1.xml": parts["xl/theme/theme1.xml"].replace(b"4F81BD", b"1F4E79")},
    ),
    Innocent("very hidden sheets only hidden", _replacing(BOOK, 'state="veryHidden"', 'state="hidden"', every=True)),
    Innocent("a smaller claimed range", _by(TAB, '<dimension ref="[^"]*"/>', "")),
)
