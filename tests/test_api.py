"""The library's face, as a notebook uses it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from bsc_xl import api
from bsc_xl.api import Figures, FigureSource
from bsc_xl.errors import FileInUse, InvalidDefinition, UnreadableInput, WrongUsage
from bsc_xl.facts.table import to_frame
from bsc_xl.model import Actual, Scorecard
from bsc_xl.report.data import COLUMNS
from tests.program import small

BETTER = Actual(unit="sales", measure="loyalty", period="2026-06", actual=20.0)


@pytest.fixture
def card(tmp_path: Path) -> Scorecard:
    return api.read(small(tmp_path))


def test_score_is_a_frame_of_one_row_a_measure_unit_and_period(card: Scorecard) -> None:
    frame = api.score(card)
    assert tuple(frame.columns) == COLUMNS
    assert all(f" {name}" in (api.score.__doc__ or "") for name in COLUMNS)
    assert frame[["unit", "measure", "period"]].to_numpy().tolist() == [
        ["corp", "revenue", "2026-06"],
        ["sales", "loyalty", "2026-06"],
    ]
    assert frame["score"].tolist() == pytest.approx([50.0, 80.0])
    assert frame["latest"].tolist() == [150.0, 18.0]
    assert frame["status"].tolist() == ["missed", "missed"]
    assert (frame["perspective"].tolist(), frame["objective"].tolist()) == (
        ["financial", "customer"],
        ["earn", "please"],
    )
    assert frame["met"].tolist() == [False, False]


def test_scores_are_those_of_the_evaluation(card: Scorecard) -> None:
    frame = api.score(card).set_index("measure")
    for key, result in api.evaluate(card).measures.items():
        assert frame.loc[key, "score"] == result.score
        assert frame.loc[key, "attainment"] == result.attainment
        assert frame.loc[key, "weight"] == result.inputs.weight


def test_periods(card: Scorecard) -> None:
    assert api.score(card, period="2026-05")["period"].unique().tolist() == ["2026-05"]
    several = api.score(card, period=["2026-04", "FY2026-Q2"])
    assert several["period"].unique().tolist() == ["2026-04", "2026-06"]
    every = api.score(card, period="all")
    assert every["period"].unique().tolist() == [f"2026-{month:02}" for month in range(1, 7)]
    assert len(every) == 12
    assert not every.duplicated(["unit", "measure", "period"]).any()
    with pytest.raises(WrongUsage, match="outside the plan, which runs from 2026-01 to 2026-12"):
        api.score(card, period=["2026-05", "2025-12"])
    with pytest.raises(WrongUsage, match="'May' is no period"):
        api.score(card, period="May")


def test_units(card: Scorecard) -> None:
    assert api.score(card, unit="sales")["measure"].tolist() == ["loyalty"]
    assert api.score(card, unit=" Sales ", period="all")["unit"].unique().tolist() == ["sales"]
    with pytest.raises(WrongUsage, match=r"There is no unit sale\. Did you mean sales\?"):
        api.score(card, unit="sale")


def test_what_is_not_known_is_no_number_and_the_status_says_why(card: Scorecard) -> None:
    row = api.score(card, period="2026-05", unit="sales").iloc[0]
    assert pd.isna(row["latest"])
    assert pd.isna(row["score"])
    assert row["status"] == row["freshness"] == "late"


def test_the_report_date_decides_what_is_late(card: Scorecard) -> None:
    frame = api.score(card, period="2026-05", report_date=date(2026, 5, 20))
    assert frame["status"].tolist() == ["not due", "not due"]


def test_facts_come_as_files_frames_and_facts(card: Scorecard, tmp_path: Path) -> None:
    """One source or several; a later one goes before an earlier one."""
    (tmp_path / "facts.csv").write_text("measure,period,actual\nloyalty,2026-06,20\n", encoding="utf-8")
    frame = to_frame([BETTER])
    worse = Actual(unit="sales", measure="loyalty", period="2026-06", actual=10.0)
    path = tmp_path / "facts.csv"
    mixed: list[Figures] = [path, str(path), frame, [frame], [BETTER], [[BETTER]]]
    for facts in mixed:
        assert api.score(card, facts, unit="sales")["score"].tolist() == [100.0], facts
    both: list[FigureSource] = [frame, [worse]]
    assert api.score(card, both, unit="sales")["score"].tolist() == [0.0]
    assert api.score(card, both[::-1], unit="sales")["score"].tolist() == [100.0]
    loaded = api.load(card, [[worse], [BETTER]])
    assert [(one.old, one.new) for one in loaded.overridden] == [("18", "10"), ("10", "20")]


def test_facts_that_cannot_be_used_are_listed(card: Scorecard) -> None:
    facts = [BETTER, Actual(unit="sales", measure="loyal", period="2026-06", actual=1.0)]
    _, loaded = api.evaluator(api.load(card, facts))
    ((source, item),) = loaded.rejected
    assert (source, item.row, item.found, item.remedy) == (
        "actuals, loyal 2026-06",
        0,
        "loyal",
        "Did you mean loyalty?",
    )


def test_build_tells_what_it_did(card: Scorecard, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    built = api.build(card, tmp_path / "out.xlsx", progress=lambda *step: steps.append(step))
    assert built.path == tmp_path / "out.xlsx"
    assert built.previous is None
    assert built.evaluation.top.rollup.score == pytest.approx(65.0)
    assert list(dict.fromkeys(what for what, _, _ in steps)) == ["reading", "scoring", "writing", "saving"]
    assert [done for what, done, _ in steps if what == "writing"] == list(range(1, built.sheets + 1))
    again = api.build(card, tmp_path / "out.xlsx", [BETTER])
    assert again.previous == tmp_path / "out (previous).xlsx"
    assert again.previous.exists()
    assert again.evaluation.top.rollup.score == pytest.approx(75.0)


def test_the_same_scorecard_gives_the_same_bytes(card: Scorecard, tmp_path: Path) -> None:
    paths = [api.build(card, tmp_path / f"{number}.xlsx").path for number in range(2)]
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_a_failed_build_leaves_the_old_workbook(
    card: Scorecard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.xlsx"
    api.build(card, out)
    before = out.read_bytes()

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(FileInUse):
        api.build(card, out, period="2026-05")
    assert out.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["definition.toml", "out.xlsx"]


def test_an_input_is_never_the_output(card: Scorecard, tmp_path: Path) -> None:
    api.write(card, tmp_path / "card.xlsx")
    before = (tmp_path / "card.xlsx").read_bytes()
    for act in (
        lambda: api.build(tmp_path / "card.xlsx", tmp_path / "card.xlsx"),
        lambda: api.build(card, tmp_path / "card.xlsx", tmp_path / "card.xlsx"),
        lambda: api.convert(tmp_path / "card.xlsx", str(tmp_path / "card.xlsx"), force=True),
    ):
        with pytest.raises(WrongUsage, match="would be replaced by what is written"):
            act()
    assert (tmp_path / "card.xlsx").read_bytes() == before


def test_faults_are_raised_all_at_once(tmp_path: Path) -> None:
    path = small(tmp_path, ('parent = "corp"', 'parent = "crop"'), ("target = 200.0", 'target = "much"'))
    with pytest.raises(InvalidDefinition, match=r"definition\.toml has 2 faults:") as caught:
        api.read(path)
    assert len(caught.value.faults) == 2
    with pytest.raises(UnreadableInput):
        api.read(tmp_path / "nothing.xlsx")


def test_a_scorecard_made_in_python_is_checked(card: Scorecard) -> None:
    from dataclasses import replace

    wrong = replace(card, measures=(replace(card.measures[0], unit="nowhere"), card.measures[1]))
    with pytest.raises(InvalidDefinition, match="nowhere"):
        api.score(wrong)


def test_demo(tmp_path: Path) -> None:
    definition, built = api.demo(tmp_path / "new" / "folder")
    assert definition.name == api.DEMO_DEFINITION
    assert built.path.name == api.DEMO_WORKBOOK
    assert api.read(definition) == api.template(api.DEMO_TEMPLATE)
    with pytest.raises(WrongUsage, match="exists"):
        api.demo(tmp_path / "new" / "folder")
