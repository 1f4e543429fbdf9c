"""The page of a validation as text: everything is in it, nothing is fetched, and only its own script may run."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from bsc_xl.report.validation.page import validation_page
from bsc_xl.rules.outcome import Outcome, Verdict
from tests.report.validation.outcomes import BATCH, CLEAN, UNREADABLE, UNSIGNED, WITH_FINDINGS, hostile

CASES = {"one": (WITH_FINDINGS,), "clean": (CLEAN,), "batch": BATCH, "none": (), "hostile": (hostile(), hostile())}


class Parts(HTMLParser):
    """Tags with their attributes, and the texts of style and script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.inside: dict[str, str] = {}
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._open = tag

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in ("style", "script"):
            self.inside[self._open] = self.inside.get(self._open, "") + data


@pytest.fixture(scope="module", params=list(CASES.values()), ids=list(CASES))
def page(request: pytest.FixtureRequest) -> str:
    return validation_page(request.param)


def test_it_is_a_page_in_english_that_utf_8_carries(page: str) -> None:
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    page.encode("utf-8")


def test_it_asks_for_nothing(page: str) -> None:
    parts = Parts(page)
    assert {tag for tag, _ in parts.tags} & {"link", "img", "iframe", "object", "embed", "video", "base"} == set()
    for _, attributes in parts.tags:
        assert attributes.keys() & {"src", "style", "action", "srcset", "background"} == set()
        assert not [name for name in attributes if name.startswith("on")]
        assert attributes.get("href", "#").startswith("#")
    assert "url(" not in parts.inside["style"]
    assert "@import" not in parts.inside["style"]


def test_its_policy_names_the_script_and_the_style_that_stand_in_it(page: str) -> None:
    parts = Parts(page)
    [policy] = [a["content"] for tag, a in parts.tags if a.get("http-equiv") == "Content-Security-Policy"]
    for tag in ("style", "script"):
        digest = b64encode(hashlib.sha256(parts.inside[tag].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert [tag for tag, _ in parts.tags].count("script") == 1


def test_ids_are_there_once_and_links_lead_to_them(page: str) -> None:
    parts = Parts(page)
    ids = [attributes["id"] for _, attributes in parts.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {attributes["href"][1:] for tag, attributes in parts.tags if tag == "a"} <= set(ids)
    assert {attributes["for"] for tag, attributes in parts.tags if tag == "label"} <= set(ids)


def test_ids_of_findings_stay_whatever_else_is_found() -> None:
    def ids(outcome: Outcome) -> set[str]:
        return set(re.findall(r'<tr role="row" id="(.+?)"', validation_page([outcome, CLEAN])))

    fewer = Outcome(**{**vars(WITH_FINDINGS), "findings": WITH_FINDINGS.findings[3:]})
    assert len(ids(fewer)) == len(fewer.findings)
    assert ids(fewer) < ids(WITH_FINDINGS)


def test_everything_is_said() -> None:
    text = re.sub(r"<[^>]*>", "", validation_page([WITH_FINDINGS]))
    for words in (
        "Not assured: not everything could be checked.",
        "it is 11.4 points too high",
        "15 findings, the worst: blocker",
        "7 cells not recomputed; added, was not issued",
        "Rule PKG011 broke",
        "Not run, because there is no ledger yet: PRV001.",
        "Waived: STL001",
        "2 findings",
        UNSIGNED,
        "bsc-xl fix puts back what was issued",
    ):
        assert words in text


def test_a_sheet_is_clean_only_where_all_was_checked() -> None:
    assert "✓" in validation_page([CLEAN]).partition('<h2 id="sheets"')[2].partition("<h2")[0]
    for doubtful in ({"verdict": Verdict.NOT_ASSURED}, {"verdict": Verdict.NOT_ASSURED, "compared_with": ""}):
        page = validation_page([replace(CLEAN, **doubtful)])
        tiles = re.sub(r"<[^>]*>", "", page.partition('<h2 id="sheets"')[2].partition("<h2")[0])
        assert "✓" not in tiles
        assert (
            "not compared with what was issued" in tiles if "compared_with" in doubtful else "not everything" in tiles
        )


def test_a_clean_and_an_unreadable_file_say_so() -> None:
    assert "Clean: 4 rules found nothing." in validation_page([CLEAN])
    assert "No sheet could be read." in validation_page([UNREADABLE])


def test_the_same_outcomes_give_the_same_page() -> None:
    assert validation_page(BATCH) == validation_page(BATCH)
