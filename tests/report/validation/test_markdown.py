"""Validation as Markdown: tables stay tables, and texts of cells stay texts, as a real renderer shows them."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from bsc_xl.report.validation.cell_text import visible
from bsc_xl.report.validation.markdown import escaped, validation_markdown
from tests.report.validation.outcomes import BATCH, CLEAN, HOSTILE, WITH_FINDINGS, hostile, many

RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
BREAK = "\u200b"
OURS = {"h1", "h2", "h3", "p", "strong", "br", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}


class Tags(HTMLParser):
    """The tags of a page and their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


@pytest.mark.parametrize("full", [False, True])
def test_nothing_in_a_cell_becomes_a_tag_a_link_or_a_picture(full: bool) -> None:
    page = RENDERER.render(validation_markdown([hostile(), hostile()], full=full))
    page += RENDERER.render(validation_markdown([hostile()], full=full))
    found = Tags(page).found
    assert {tag for tag, _ in found} <= OURS
    assert [attrs for _, attrs in found if attrs] == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_text_is_shown_as_it_is(text: str) -> None:
    shown = RENDERER.render(f"| a |\n|---|\n| x{escaped(text)} |\n").partition("<td>x")[2].partition("</td>")[0]
    same = " ".join(unescape(shown).replace(BREAK, "").split())
    assert same == " ".join(visible(text).encode("utf-8", "replace").decode().split())


@pytest.mark.parametrize(
    "text", ["1. x", "12) x", "- x", "+ x", "# x", "> x", "===", "---", "***", "    x", "~~~", "```"]
)
def test_a_text_that_begins_a_line_begins_nothing_else(text: str) -> None:
    assert (
        RENDERER.render(f"{escaped(text)}\n")
        .replace(BREAK, "")
        .startswith(f"<p>{text.strip().replace('>', '&gt;')}</p>")
    )
    assert RENDERER.render(f"- {escaped(text)}\n").count("<") == 4


@pytest.mark.parametrize("text", ["https://a.b", "HTTP://a.b", "www.a.b", "x@a.b", "@team", "#12", "ftp://x", "GH-1"])
def test_addresses_mentions_and_references_are_broken(text: str) -> None:
    bare = escaped(text).replace("\\", "")
    assert not re.search(r"(?i)https?:|ftp:|www\.|@\w|#\d|gh-", bare)


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    page = RENDERER.render(validation_markdown([hostile()], full=True))
    for table in re.findall(r"<table>.*?</table>", page, re.DOTALL):
        heads = table.count("<th>")
        assert all(row.count("<td>") == heads for row in re.findall(r"<tr>\n<td>.*?</tr>", table, re.DOTALL))
    assert "<h1>broken" not in page


def test_a_file_begins_with_the_verdict_and_the_scores() -> None:
    page = RENDERER.render(validation_markdown([WITH_FINDINGS]))
    assert page.startswith("<h1>Validation</h1>\n<h2>north.xlsx</h2>\n<p><strong>Not assured: ")
    assert "it is 11.4 points too high." in page
    assert "<h3>FML001 (blocker): A value was typed over a formula.</h3>" in page
    assert page.index("FML001") < page.index("STL001") < page.index("PKG008")
    for words in ("Not run, because", "Waived: STL001", "it catches accidents", "Rule PKG011 broke"):
        assert words in page


def test_a_batch_has_a_table_of_files() -> None:
    page = RENDERER.render(validation_markdown(BATCH))
    assert "<td>south.xlsx</td>\n<td>Northwind</td>\n<td>2026-10</td>\n<td>clean</td>" in page
    assert "<h2>south.xlsx</h2>" not in page
    assert "<h2>bomb.xlsx</h2>" in page
    assert page.count("it catches accidents") == 2


def test_many_places_are_counted_and_full_lists_them() -> None:
    assert "… and 980 more places." in validation_markdown([many(1_000)])
    assert validation_markdown([many(1_000)], full=True).count("| unit") == 1_000


def test_clean_says_so() -> None:
    assert "Clean: 4 rules found nothing" in RENDERER.render(validation_markdown([CLEAN]))
