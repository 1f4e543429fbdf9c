"""Every rule has its page in docs/rules/, made from the registry, in words for finance people."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from bsc_xl.cli import app
from bsc_xl.report.rule_text import rule_parts
from bsc_xl.rules.registry import FAMILIES, rules
from bsc_xl.rules.rule import Rule
from scripts.rule_pages import FOLDER, main, pages
from tests.docs.pages import anchors, links

RULES = rules()
JARGON = re.compile(
    r"\b(?:None|null|API|regex|boolean|string|dict|tuple|traceback|exception|parser|CSV|bsc_xl)\b|`|\bTODO\b"
)


def test_pages_are_up_to_date_and_none_is_left_over() -> None:
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")} == pages(), (
        "python scripts/rule_pages.py"
    )


def test_the_check_sees_what_is_missing_changed_and_gone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("scripts.rule_pages.FOLDER", tmp_path / "rules")
    assert main(["--check"]) == 1
    assert main([]) == 0
    assert main(["--check"]) == 0
    page = tmp_path / "rules" / f"{RULES[0].code}.md"
    page.write_text("changed", encoding="utf-8")
    assert main(["--check"]) == 1
    assert main([]) == 0
    (tmp_path / "rules" / "XXX001.md").write_text("gone", encoding="utf-8")
    assert main(["--check"]) == 1
    assert main([]) == 0
    assert main(["--check"]) == 0


@pytest.mark.parametrize("page", sorted(FOLDER.glob("*.md")), ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        place, _, heading = link.partition("#")
        target = page.parent / place
        assert target.exists(), link
        assert not heading or heading in anchors(target), link


def test_the_overview_asks_the_question_of_each_family_and_leads_to_every_rule() -> None:
    overview = FOLDER / "README.md"
    text = overview.read_text(encoding="utf-8")
    assert set(links(overview)) == {f"{rule.code}.md" for rule in RULES}
    for family in FAMILIES:
        assert not any(rule.family == family.prefix for rule in RULES) or f"\n{family.question}\n" in text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_reads_well(rule: Rule) -> None:
    """Whole sentences, of a length that people read, without words of programmers; and an example with its code."""
    for heading, text in [("title", rule.title), *rule_parts(rule)]:
        assert re.match(r"[A-Z0-9']|bsc-xl|n/a", text), heading
        assert text.rstrip().endswith((".", "?", "!")), (heading, text)
        assert "  " not in text, heading
        assert not JARGON.search(text), (heading, JARGON.findall(text))
        for sentence in re.split(r"(?<=[.?!]) ", text):
            assert len(sentence.split()) <= 45, (heading, sentence)
    assert len(rule.title) <= 90
    assert len(rule.why.split()) >= 8
    assert rule.example.startswith(f"{rule.code} ")
    assert rule.remedy != rule.title


def test_no_two_rules_say_the_same() -> None:
    for name in ("code", "name", "title", "why", "example"):
        said = [getattr(rule, name) for rule in RULES]
        assert len(said) == len(set(said)), name


def test_only_commands_and_options_that_exist_are_named() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # it is a group
    options = {word for command in commands.values() for entry in command.params for word in entry.opts}
    for rule in RULES:
        text = f"{rule.title} {rule.why} {rule.remedy} {rule.limits}"
        assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text)) <= options, rule.code
        assert set(re.findall(r"bsc-xl ((?!is |and |were )[a-z]+)", text)) <= set(commands), rule.code
