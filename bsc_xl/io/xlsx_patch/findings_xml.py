"""The sheet that lists all findings, as XML with looks of its own."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.io.xlsx_patch.markup import cell_text, quoted, shortened
from bsc_xl.io.xlsx_patch.notes import FindingRow, FindingsSheet
from bsc_xl.io.xlsx_patch.styles import Styles
from bsc_xl.layout.addresses import column_letter
from bsc_xl.layout.addresses import quoted as sheet_quoted

_COLUMNS = (
    ("Severity", 12),
    ("Code", 10),
    ("Place", 24),
    ("Found", 42),
    ("Expected", 38),
    ("Remedy", 42),
    ("Measure", 26),
    ("Unit", 22),
    ("Period", 11),
    ("Effect on score, points", 12),
)
LAST = column_letter(len(_COLUMNS) - 1)
_LONGEST = 32_767
_TINTS = {"blocker": "FFF2D0D0", "error": "FFFBE0CF", "warning": "FFFEECCF", "information": "FFE3ECF5"}
_INK, _QUIET, _DARK, _LINK, _LINE = "FF1F2933", "FF52606D", "FF0B3954", "FF0B5394", "FFD0D3D9"


class _Looks:
    """Numbers of the looks of the sheet's cells in the workbook's list."""

    def __init__(self, styles: Styles | None) -> None:
        self._styles = styles
        self.title = self._look(_font(_INK, 16, bold=True))
        self.quiet = self._look(_font(_QUIET))
        self.heading = self._look(_font("FFFFFFFF", bold=True), fill=_DARK, wrap=True, middle=True)
        self.text = self._look(_font(_INK), line=True, wrap=True)
        self.code = self._look(_font(_INK, bold=True), line=True)
        self.link = self._look(_font(_LINK, underlined=True), line=True, wrap=True)
        self.number = self._look(_font(_INK), line=True, number=2)
        self.severities = {
            word: self._look(_font(_INK, bold=True), fill=tint, line=True) for word, tint in _TINTS.items()
        }

    def _look(
        self,
        font: str,
        *,
        fill: str = "",
        line: bool = False,
        wrap: bool = False,
        middle: bool = False,
        number: int = 0,
    ) -> int:
        if self._styles is None:
            return 0
        fonts = self._styles.number("fonts", font)
        fills = self._styles.number("fills", _fill(fill)) if fill else 0
        borders = self._styles.number("borders", _BORDER) if line else 0
        wrapped = ' wrapText="1"' if wrap else ""
        indented = ' horizontal="left" indent="1"' if (line or wrap) and not number else ""
        applied = "".join(
            f' apply{name}="1"'
            for name, used in (
                ("NumberFormat", number),
                ("Font", 1),
                ("Fill", fill),
                ("Border", line),
                ("Alignment", 1),
            )
            if used
        )
        vertical = "center" if middle else "top"
        return self._styles.number(
            "cellXfs",
            f'<p:xf numFmtId="{number}" fontId="{fonts}" fillId="{fills}" borderId="{borders}" xfId="0"{applied}>'
            f'<p:alignment{indented} vertical="{vertical}"{wrapped}/></p:xf>',
        )


def _font(colour: str, size: int = 10, *, bold: bool = False, underlined: bool = False) -> str:
    marks = ("<p:b/>" if bold else "") + ("<p:u/>" if underlined else "")
    name = '<p:name val="Calibri"/><p:family val="2"/>'
    return f'<p:font>{marks}<p:sz val="{size}"/><p:color rgb="{colour}"/>{name}</p:font>'


def _fill(colour: str) -> str:
    return (
        f'<p:fill><p:patternFill patternType="solid"><p:fgColor rgb="{colour}"/><p:bgColor indexed="64"/>'
        "</p:patternFill></p:fill>"
    )


_BORDER = (
    f'<p:border><p:left/><p:right/><p:top/><p:bottom style="thin"><p:color rgb="{_LINE}"/></p:bottom>'
    "<p:diagonal/></p:border>"
)


def heading_row(sheet: FindingsSheet) -> int:
    """The row of the headings, from 1."""
    return len(sheet.above) + 3


def findings_xml(sheet: FindingsSheet, space: str, styles: Styles | None) -> bytes:
    """The sheet's part.

    Args:
        sheet: what it says.
        space: the namespace of the workbook's sheets.
        styles: the workbook's looks, which get those of the sheet; None for a workbook without any.
    """
    looks = _Looks(styles)
    top = heading_row(sheet)
    last = top + len(sheet.rows)
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}.7109375" customWidth="1"/>'
        for number, (_, width) in enumerate(_COLUMNS, 1)
    )
    area = f"A{top}:{LAST}{last}"
    head = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns={quoted(space)}>'
        '<sheetPr><tabColor rgb="FFC62828"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{LAST}{last}"/>{_view(top)}<sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{widths}</cols><sheetData>"
    )
    tail = f'</sheetData><autoFilter ref="{area}"/>{_links(sheet)}{_PAGE}</worksheet>'
    return "".join((head, *_rows(sheet, looks), tail)).encode()


_PAGE = (
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>'
    "<headerFooter><oddFooter>&amp;C&amp;A&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>"
)


def _view(top: int) -> str:
    below = f"A{top + 1}"
    return (
        '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{top}" topLeftCell="{below}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/></sheetView></sheetViews>'
    )


def _rows(sheet: FindingsSheet, looks: _Looks) -> Iterator[str]:
    yield f'<row r="1" ht="24" customHeight="1">{_text("A1", sheet.title, looks.title)}</row>'
    for number, line in enumerate(sheet.above, 2):
        yield f'<row r="{number}">{_text(f"A{number}", line, looks.quiet)}</row>'
    top = heading_row(sheet)
    titles = [_text(f"{column_letter(n)}{top}", title, looks.heading) for n, (title, _) in enumerate(_COLUMNS)]
    yield f'<row r="{top}" ht="30" customHeight="1">{"".join(titles)}</row>'
    for number, row in enumerate(sheet.rows, top + 1):
        yield f'<row r="{number}">{"".join(_cells(row, number, looks))}</row>'


def _cells(row: FindingRow, number: int, looks: _Looks) -> Iterator[str]:
    yield _text(f"A{number}", row.severity, looks.severities.get(row.severity.lower(), looks.code))
    yield _text(f"B{number}", row.code, looks.code)
    yield _text(f"C{number}", row.place, looks.link if row.sheet else looks.text)
    texts = row.found, row.expected, row.remedy, row.measure, row.unit, row.period
    for letter, text in zip("DEFGHI", texts, strict=True):
        yield _text(f"{letter}{number}", text, looks.text)
    value = "" if row.effect is None else f"<v>{row.effect!r}</v>"
    yield f'<c r="J{number}" s="{looks.number}">{value}</c>'


def _text(ref: str, text: str, look: int) -> str:
    if not text:
        return f'<c r="{ref}" s="{look}"/>'
    said = cell_text(shortened(text, _LONGEST))
    return f'<c r="{ref}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'


def _links(sheet: FindingsSheet) -> str:
    links = []
    for number, row in enumerate(sheet.rows, heading_row(sheet) + 1):
        if row.sheet:
            place = f"{sheet_quoted(row.sheet)}!{row.ref or 'A1'}"
            links.append(f'<hyperlink ref="C{number}" location={quoted(place)}/>')
    return f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
