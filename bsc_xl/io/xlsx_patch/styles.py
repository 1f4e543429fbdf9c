"""Adds looks to the styles part: each at the end of its list, so that the numbers of those that are there stay."""

from __future__ import annotations

from bsc_xl.io.xlsx_patch.sheet_frame import STYLES_ORDER, put_in
from bsc_xl.io.xlsx_patch.spans import Document


class Styles:
    """The styles part, with the looks that are added to it; the prefix ``p:`` in their XML becomes that of the part."""

    def __init__(self, data: bytes) -> None:
        self.document = Document(data)
        self._prefix = self.document.prefix(self.document.root)
        self._new: dict[str, list[str]] = {}
        self._known: dict[str, dict[str, int]] = {}

    def number(self, listed: str, xml: str) -> int:
        """The number of a look in one of the lists (fonts, fills, borders, cellXfs, dxfs), which gets it if need be."""
        xml = xml.replace("<p:", f"<{self._prefix}").replace("</p:", f"</{self._prefix}")
        found = self.document.root.first(listed)
        if listed not in self._known:
            texts = [self.document.raw(one).decode() for one in found.children] if found else []
            self._known[listed] = {text: number for number, text in reversed(list(enumerate(texts)))}
            self._new[listed] = []
        known = self._known[listed]
        if xml not in known:
            known[xml] = (len(found.children) if found else 0) + len(self._new[listed])
            self._new[listed].append(xml)
        return known[xml]

    def whole(self) -> bytes:
        """The part with everything that was added."""
        for listed, new in self._new.items():
            found = self.document.root.first(listed)
            if not new:
                continue
            if found is None:
                name = f"{self._prefix}{listed}"
                xml = f'<{name} count="{len(new)}">{"".join(new)}</{name}>'
                put_in(self.document, listed, xml, STYLES_ORDER)
            else:
                self.document.set_attribute(found, "count", str(len(found.children) + len(new)))
                self.document.append(found, "".join(new))
        return self.document.spliced()
