"""The page of a validation in a real Chromium: it works, also without scripts and on paper, and no cell breaks it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest

from bsc_xl.report.validation.page import validation_page
from bsc_xl.rules.outcome import Outcome
from tests.report.chromium import DESKTOP, PHONE, Tab
from tests.report.validation.outcomes import BATCH, CLEAN, HOSTILE, WITH_FINDINGS, hostile, many

# One worker starts one browser for all of them.
pytestmark = [pytest.mark.engine, pytest.mark.xdist_group("chromium")]

VISIBLE = "[...document.querySelectorAll('#table tbody tr')].filter(row => row.offsetParent !== null).length"
SECONDS = 30
"""In which a page with ten thousand findings must be there, on a busy machine; on an idle one it takes one or two."""


@pytest.fixture
def tab(chromium: str) -> Iterator[Tab]:
    with Tab(chromium) as opened:
        yield opened


def saved(folder: Path, *outcomes: Outcome) -> Path:
    page = folder / "report.html"
    page.write_text(validation_page(outcomes), encoding="utf-8", newline="\n")
    return page


def choose(tab: Tab, name: str, value: str) -> None:
    tab.value(
        f"(() => {{ const choice = document.getElementById('{name}'); choice.value = {value!r};"
        "choice.dispatchEvent(new Event('input', {bubbles: true}));"
        "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1)))); })()"
    )


def search(tab: Tab, words: str) -> None:
    tab.value("(() => { const box = document.getElementById('search'); box.focus(); box.select(); })()")
    tab.type(words)


@pytest.mark.parametrize("outcomes", [(WITH_FINDINGS,), (CLEAN,), BATCH, ()], ids=["one", "clean", "batch", "none"])
def test_it_asks_the_network_for_nothing_and_complains_of_nothing(
    tab: Tab, tmp_path: Path, outcomes: tuple[Outcome, ...]
) -> None:
    page = saved(tmp_path, *outcomes)
    tab.open(page)
    assert tab.requests == [page.as_uri()]
    assert tab.complaints == []


def test_filters_and_search_show_what_fits(tab: Tab, tmp_path: Path) -> None:
    tab.open(saved(tmp_path, *BATCH))
    assert tab.value(VISIBLE) == 20
    choose(tab, "unit", "plant")
    assert tab.value(VISIBLE) == 2
    choose(tab, "severity", "blocker")
    assert tab.value(VISIBLE) == 0
    assert tab.value("document.getElementById('nothing').offsetParent !== null")
    tab.value("document.querySelector('#filter button').click()")
    tab.value("new Promise(done => setTimeout(done, 50))")
    assert tab.value(VISIBLE) == 20
    choose(tab, "rule", "PKG004")
    assert tab.value(VISIBLE) == 1
    choose(tab, "rule", "")
    choose(tab, "file", "0")
    assert tab.value(VISIBLE) == 19
    search(tab, "ASK plant")
    assert tab.value(VISIBLE) == 1
    assert tab.value("document.getElementById('count').textContent") == "1 of 20 shown"
    assert tab.complaints == []


def test_the_keyboard_is_enough(tab: Tab, tmp_path: Path) -> None:
    tab.open(saved(tmp_path, WITH_FINDINGS))
    seen = []
    for _ in range(9):
        tab.press("Tab", 9)
        seen.append(tab.value("document.activeElement.id || document.activeElement.className"))
        outline = tab.value("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", seen
    assert seen[:8] == ["skip", "tile blocker", "tile error", "search", "severity", "rule", "unit", ""]


def test_a_link_leads_to_a_row_also_when_a_filter_hides_it(tab: Tab, tmp_path: Path) -> None:
    page = saved(tmp_path, WITH_FINDINGS)
    tab.open(page)
    search(tab, "no such words")
    assert tab.value(VISIBLE) == 0
    tab.value("document.querySelector('a.tile.blocker').click()")
    tab.value("new Promise(done => setTimeout(done, 100))")
    assert tab.value(VISIBLE) == 19
    assert tab.value("document.activeElement.dataset.rule") == "FML001"
    row = tab.value("document.activeElement.id")
    tab.open(page, anchor=f"#{row}")
    assert tab.value("document.activeElement.id") == row


def test_without_scripts_every_row_is_there_and_no_dead_filter(tab: Tab, tmp_path: Path) -> None:
    tab.open(saved(tmp_path, WITH_FINDINGS), scripts=False)
    assert tab.value(VISIBLE) == 19
    assert tab.value("document.getElementById('filter').offsetParent === null")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_cell_text_runs_breaks_out_or_widens_the_page(tab: Tab, tmp_path: Path, size: tuple[int, int]) -> None:
    page = saved(tmp_path, hostile(), hostile())
    tab.open(page, size)
    assert tab.value("typeof window.hacked") == "undefined"
    assert tab.requests == [page.as_uri()]
    assert tab.complaints == []
    assert tab.value("document.querySelectorAll('#table tbody tr').length") == 2 * len(HOSTILE)
    assert tab.value("document.querySelectorAll('img, iframe, h1').length") == 1
    assert tab.value("[...document.querySelectorAll('a')].every(a => a.getAttribute('href').startsWith('#'))")
    assert tab.value("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert tab.value("document.querySelector('footer').parentElement === document.body")
    choose(tab, "severity", "error")
    search(tab, "</style>")
    assert tab.value(VISIBLE) == 2
    assert tab.value("typeof window.hacked") == "undefined"


def test_the_policy_stops_what_would_have_come_through(tab: Tab, tmp_path: Path) -> None:
    """The second line of defence: even markup that was put into the page by force does not run or fetch."""
    tab.open(saved(tmp_path, WITH_FINDINGS))
    tab.value(
        "(() => { document.body.insertAdjacentHTML('beforeend',"
        '\'<img src="x.png" onerror="window.hacked = 1"><a id=bad href="javascript:window.hacked = 1">x</a>\');'
        "document.getElementById('bad').click(); return new Promise(done => setTimeout(done, 300)); })()"
    )
    assert tab.value("typeof window.hacked") == "undefined"
    assert any("Content Security Policy" in words for words in tab.complaints)
    assert tab.blocked == ["csp"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_text_stands_out_from_its_ground(tab: Tab, tmp_path: Path, size: tuple[int, int]) -> None:
    """At least 4.5 to 1, as people with weak eyes need it."""
    tab.open(saved(tmp_path, WITH_FINDINGS, CLEAN), size)
    assert tab.value(_CONTRASTS) == []


_CONTRASTS = """
(() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = colour.map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const weak = [];
  for (const element of document.body.querySelectorAll("*")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || element.tagName === "SCRIPT") continue;
    const [one, other] = [numbers(getComputedStyle(element).color).slice(0, 3), ground(element)].map(light);
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < 4.5) weak.push(`${element.className} ${element.textContent.slice(0, 20)} ${ratio.toFixed(1)}`);
  }
  return weak;
})()
"""


def test_states_are_told_by_a_symbol_and_a_word_too(tab: Tab, tmp_path: Path) -> None:
    tab.open(saved(tmp_path, WITH_FINDINGS))
    tiles = tab.value("[...document.querySelectorAll('.tile')].map(tile => tile.innerText.replace(/\\s+/g, ' '))")
    assert tiles == [
        "○ Start nothing found; not everything was checked",
        "○ My notes nothing found; 7 cells not recomputed; added, was not issued",
        "✕ Sales North 15 findings, the worst: blocker; not everything was checked",
        "◆ Plant 2 findings, the worst: error; not everything was checked",
    ]


def test_the_table_stays_a_table_for_those_who_listen(tab: Tab, tmp_path: Path) -> None:
    tab.open(saved(tmp_path, WITH_FINDINGS), PHONE)
    tree = tab.call("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in tree if not node.get("ignored") and "role" in node]
    assert roles.count("row") == 20
    assert roles.count("columnheader") == 6
    assert roles.count("rowheader") == 19
    assert "search" in roles


def test_paper_shows_every_row_whatever_is_filtered(tab: Tab, tmp_path: Path) -> None:
    if not which("pdftotext"):
        pytest.skip("no poppler here")
    tab.open(saved(tmp_path, WITH_FINDINGS))
    search(tab, "no such words")
    file = tmp_path / "report.pdf"
    file.write_bytes(tab.pdf())
    words = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True).stdout.decode("utf-8")
    assert len(re.findall(r"^ *\S (?:blocker|error|information) ", words, re.MULTILINE)) == 19
    assert "Effect on the score" in words
    assert "Search" not in words
    sizes = subprocess.run(["pdfinfo", file], capture_output=True, check=True).stdout.decode("utf-8")
    assert re.search(r"Page size: +84[12]\.?\d* x 59[45]\.?\d*", sizes)


def test_ten_thousand_findings_open_and_filter(tab: Tab, tmp_path: Path) -> None:
    assert tab.open(saved(tmp_path, many(10_000))) < SECONDS
    search(tab, "unit39 2026-10")
    assert tab.value(VISIBLE) == 250
    assert tab.complaints == []
