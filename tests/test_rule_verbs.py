"""`bsc-xl rules` and `bsc-xl rule CODE`: every rule is listed and explained, for people and for programs."""

from __future__ import annotations

import json

import pytest

from bsc_xl import api
from bsc_xl.errors import WrongUsage
from bsc_xl.rules.registry import FAMILIES
from tests.program import bsc


def test_every_rule_is_listed_under_the_question_of_its_family() -> None:
    answer = bsc("rules")
    assert answer.code == 0
    lines = [" ".join(line.split()) for line in answer.out.splitlines()]
    for rule in api.rules():
        assert f"{rule.code} {rule.severity.word} {rule.title}" in lines
    assert [line for line in lines if line in {f"{family.title}: {family.question}" for family in FAMILIES}]
    assert f"{len(api.rules())} rules. What one means: " in answer.out


def test_a_prefix_chooses() -> None:
    assert [rule["code"][:3] for rule in json.loads(bsc("rules", "fml", "--json").out)] == ["FML"] * len(
        api.rules("FML")
    )
    answer = bsc("rules", "XX")
    assert (answer.code, answer.out) == (2, "")
    assert "No rule begins with XX." in answer.err


def test_a_rule_is_explained() -> None:
    rule = api.rule("fml001")
    answer = bsc("rule", "fml001")
    assert answer.code == 0
    for words in (rule.title, rule.why, rule.remedy, rule.limits, rule.example, "Why it matters", "bsc-xl fix"):
        assert words in answer.out
    assert json.loads(bsc("rule", "FML001", "--json").out)["why"] == rule.why


def test_an_unknown_code_is_said_in_words() -> None:
    answer = bsc("rule", "FML999")
    assert answer.code == 2
    assert answer.err.startswith("There is no rule FML999. Codes look like FML001;")
    assert "error" in json.loads(bsc("rule", "FML999", "--json").out)
    with pytest.raises(WrongUsage):
        api.rule("FML999")
