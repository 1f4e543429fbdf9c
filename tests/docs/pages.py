"""Reads the pages of the manual: headings, links, and fenced examples with what the page says about them.

An HTML comment on the line above a fence tells what to do with it, and no reader sees it:

    save: NAME [ENCODING]       write the block to a file
    sheet: NAME.xlsx SHEET ROW  write the block (CSV) to a sheet, its header in that row
    database: NAME.db TABLE     write the block (CSV) to a table of SQLite
    ends: CODE                  the commands end with this code instead of 0
    not run: REASON             the commands are only parsed
    edit: NAME.xlsx; SHEET; KEY=ID; COLUMN=VALUE    what the page asks the reader to do in Excel; stands alone

A `text` block that follows commands is what they print; a line of dots stands for lines left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md")))
DOCUMENTS = tuple(page for page in PAGES if page.name != "CHANGELOG.md")
DIRECTIVES = ("save", "sheet", "database", "ends", "not run", "edit")

_BLOCK = re.compile(
    r"(?:^<!-- (?P<word>[a-z ]+): (?P<rest>[^\n]+?) -->\n)?^```(?P<language>\w*)\n(?P<body>.*?)^```$"
    r"|^<!-- edit: (?P<edit>[^\n]+?) -->$",
    re.MULTILINE | re.DOTALL,
)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced example, or an edit of a workbook: its language, its text, and the comment above it."""

    language: str
    body: str
    word: str
    rest: str


def blocks(page: Path) -> Iterator[Block]:
    """The examples of a page, from top to bottom."""
    for found in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        if found["edit"]:
            yield Block("", "", "edit", found["edit"])
        else:
            word = found["word"] if found["word"] in DIRECTIVES else ""
            yield Block(found["language"], found["body"], word, found["rest"] or "")


def without_blocks(page: Path) -> str:
    """The text of a page between its examples."""
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def links(page: Path) -> list[str]:
    """Where the links and pictures of a page lead."""
    return _LINK.findall(without_blocks(page))


def anchors(page: Path) -> set[str]:
    """The names of a page's headings in links."""
    return {anchor(heading) for heading in _HEADING.findall(without_blocks(page))}


def anchor(heading: str) -> str:
    """A heading as links name it: small letters, hyphens for blanks, no other signs."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def commands(block: Block) -> list[str]:
    """The commands of a shell example that start the program."""
    if block.language not in ("sh", "console", "bat", "powershell"):
        return []
    return [line for line in block.body.splitlines() if line.startswith("bsc-xl")]
