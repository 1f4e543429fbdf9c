"""Every link of the manual leads somewhere, every page is reached, and pictures stay small."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.pictures import MOST_BYTES, PICTURES, SHOTS
from tests.docs.pages import DOCS, PAGES, ROOT, anchors, links


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    lost = []
    for link in links(page):
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        place, _, heading = link.partition("#")
        target = (page.parent / place).resolve() if place else page
        if not target.exists() or (heading and target.suffix == ".md" and heading not in anchors(target)):
            lost.append(link)
    assert lost == []


def test_every_page_of_the_manual_stands_in_its_contents() -> None:
    contents = {(DOCS / link.partition("#")[0]).resolve() for link in links(DOCS / "README.md")}
    assert {page.resolve() for page in DOCS.glob("*.md")} - {(DOCS / "README.md").resolve()} <= contents


def test_the_readme_leads_to_the_manual() -> None:
    assert "docs/README.md" in links(ROOT / "README.md")


def test_pictures_are_there_small_and_shown() -> None:
    shown = {(page.parent / link).resolve() for page in PAGES for link in links(page) if link.endswith(".png")}
    kept = {path.resolve() for path in PICTURES.glob("*")}
    assert kept == shown == {(PICTURES / f"{shot.name}.png").resolve() for shot in SHOTS}
    assert all(path.read_bytes().startswith(b"\x89PNG") and path.stat().st_size < MOST_BYTES for path in kept)
