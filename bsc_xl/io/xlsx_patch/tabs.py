"""Which sheet is open when the workbook is: each sheet says for itself whether its tab is selected."""

from __future__ import annotations

from bsc_xl.io.xlsx_patch.package import Package
from bsc_xl.io.xlsx_patch.sheet_frame import ORDER, SheetFrame, put_in


def select_tab(package: Package, part: str, *, selected: bool) -> None:
    """Select the tab of a sheet or not; with two selected, Excel types into both."""
    frame = SheetFrame(package.read(part))
    document = frame.document()
    views = document.root.first("sheetViews")
    view = views.first("sheetView") if views else None
    if view is not None:
        if (view.attributes.get("tabSelected") in ("1", "true")) == selected:
            return
        document.set_attribute(view, "tabSelected", "1" if selected else None)
    elif selected:
        prefix = document.prefix(document.root)
        inner = f'<{prefix}sheetView tabSelected="1" workbookViewId="0"/>'
        put_in(document, "sheetViews", f"<{prefix}sheetViews>{inner}</{prefix}sheetViews>", ORDER)
    else:
        return
    frame.take(document)
    package.replace(part, frame.whole())
