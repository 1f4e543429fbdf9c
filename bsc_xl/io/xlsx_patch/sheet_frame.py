"""What stands around the cells of a sheet, and in which order the schema wants it there."""

from __future__ import annotations

from bsc_xl.io.xlsx_patch.spans import Document, Element

_SHEET = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios "
    "autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations "
    "hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches "
    "ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls "
    "webPublishItems tableParts extLst"
)
_BOOK = (
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences "
    "definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing "
    "fileRecoveryPr webPublishObjects extLst"
)
_STYLES = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"
ORDER, BOOK_ORDER, STYLES_ORDER = _SHEET.split(), _BOOK.split(), _STYLES.split()


def place_for(document: Document, name: str, order: list[str]) -> int:
    """Where a new child of the root with this name belongs: before the first one that the schema puts after it."""
    later = frozenset(order[order.index(name) + 1 :])
    for child in document.root.children:
        if _known(child, order) in later:
            return child.start
    return document.root.close


def _known(child: Element, order: list[str]) -> str:
    """Its name; of one that only wraps alternatives for newer programs, that of what it wraps."""
    if child.name != "AlternateContent":
        return child.name
    return next((one.name for one in child.walk() if one.name in order), "")


def put_in(document: Document, name: str, xml: str, order: list[str]) -> None:
    """Put a new child of the root where it belongs."""
    if document.root.empty:
        document.append(document.root, xml)
    else:
        at = place_for(document, name, order)
        document.change(at, at, xml)


class SheetFrame:
    """A sheet's part without its cells, so that it is read quickly however often it changes."""

    def __init__(self, data: bytes) -> None:
        document = Document(data, opaque=("sheetData",))
        cells = document.root.first("sheetData")
        if cells is None:  # a sheet that is a chart
            self._cells, self._frame = b"", document.data
        else:
            self._cells = document.data[cells.inside : cells.close]
            self._frame = document.data[: cells.inside] + document.data[cells.close :]

    def document(self) -> Document:
        """The frame as it is now."""
        return Document(self._frame)

    def take(self, document: Document) -> None:
        """Let the changes to a document of the frame be made."""
        self._frame = document.spliced()

    def whole(self) -> bytes:
        """The sheet's part."""
        cells = self.document().root.first("sheetData")
        at = cells.inside if cells else 0
        return self._frame[:at] + self._cells + self._frame[at:]
