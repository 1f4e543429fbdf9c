"""What every template promises: a sound definition, a README, real definitions, and facts that fit."""

from __future__ import annotations

import re

import pytest

from bsc_xl.evaluation.entries import entries
from bsc_xl.model import Cascade, check
from bsc_xl.scoring.smart import vague_verb
from bsc_xl.shipped import templates_folder
from tests.templates.pages import DRAWN, NAMES, drawing, folder, scorecard


def test_the_templates_are_these() -> None:
    assert tuple(sorted(path.parent.name for path in templates_folder().glob("*/definition.toml"))) == NAMES


@pytest.mark.parametrize("name", NAMES)
class TestEveryTemplate:
    def test_has_no_fault(self, name: str) -> None:
        assert [str(fault) for fault in check(scorecard(name))] == []

    def test_says_in_its_readme_how_to_start(self, name: str) -> None:
        text = (folder(name) / "README.md").read_text(encoding="utf-8")
        assert text.startswith(f"# {name}\n")
        assert f"bsc-xl init --template {name} -o " in text
        assert "bsc-xl build " in text

    def test_counts_in_its_readme_are_true(self, name: str) -> None:
        text = " ".join((folder(name) / "README.md").read_text(encoding="utf-8").split())
        card = scorecard(name)
        for count, word in re.findall(r"(\d+) (perspective|theme|objective|unit|measure|initiative|review)s?\b", text):
            assert len(getattr(card, word + "s")) == int(count), word

    def test_measures_say_what_who_where_and_when(self, name: str) -> None:
        for measure in scorecard(name).measures:
            assert measure.name, measure.id
            assert len(measure.definition) >= 40, measure.id
            assert measure.definition.endswith("."), measure.id
            assert measure.unit_of_measurement, measure.id
            assert measure.source, measure.id
            assert measure.owner, measure.id
            assert measure.data_provider, measure.id
            assert measure.start, measure.id
            assert measure.due, measure.id
            assert (measure.baseline is None) == (measure.baseline_period == ""), measure.id

    def test_measures_have_no_vague_verb(self, name: str) -> None:
        assert [measure.id for measure in scorecard(name).measures if vague_verb(measure.name)] == []

    def test_objectives_serve_a_theme_and_have_an_owner(self, name: str) -> None:
        for objective in scorecard(name).objectives:
            assert objective.theme, objective.id
            assert objective.owner, objective.id

    def test_links_point_upward_or_stay_in_their_perspective(self, name: str) -> None:
        card = scorecard(name)
        rank = {perspective.id: number for number, perspective in enumerate(card.perspectives)}
        rows = {objective.id: rank[objective.perspective] for objective in card.objectives}
        assert [link for link in card.links if rows[link.effect] > rows[link.cause]] == []

    def test_targets_lie_in_the_plausible_range(self, name: str) -> None:
        for measure in scorecard(name).measures:
            low, high = measure.plausible_minimum, measure.plausible_maximum
            if isinstance(measure.target, float) and low is not None and high is not None:
                share = measure.frequency.months / 12 if measure.aggregation == "sum" else 1
                assert low <= measure.target * share <= high, measure.id


@pytest.mark.parametrize("name", DRAWN)
class TestFacts:
    def test_every_fact_finds_its_cell(self, name: str) -> None:
        card = scorecard(name)
        assert card.actuals
        assert [str(fact) for fact in entries(card, card.actuals).unused] == []

    def test_no_fact_for_a_measure_computed_from_below(self, name: str) -> None:
        card = scorecard(name)
        fed = {measure.parent_measure for measure in card.measures if measure.cascade is Cascade.CONTRIBUTORY}
        assert {fact.measure for fact in card.actuals} == {measure.id for measure in card.measures} - fed

    def test_each_period_has_one_figure_or_one_reason(self, name: str) -> None:
        card = scorecard(name)
        keys = [(fact.measure, fact.period) for fact in card.actuals]
        assert len(keys) == len(set(keys))
        for fact in card.actuals:  # a late figure has neither, and a note when it will come
            given = (fact.actual is not None) + (fact.null_reason is not None)
            assert given == 1 or (given == 0 and fact.note)
        assert all((fact.as_of is None) == (fact.actual is None) for fact in card.actuals)

    def test_figures_are_plausible(self, name: str) -> None:
        card = scorecard(name)
        for fact in card.actuals:
            measure = card.measure_by_id[fact.measure]
            if isinstance(fact.actual, float):
                low, high = measure.plausible_minimum, measure.plausible_maximum
                assert low is None or low <= fact.actual, fact
                assert high is None or fact.actual <= high, fact

    def test_drawing_again_gives_the_same_file(self, name: str) -> None:
        assert drawing()(folder(name)).encode() == (folder(name) / "actuals.csv").read_bytes()
