"""TGT006: targets that were met before they were set."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_xl.model import Method
from tests.rules.definitions import at_measure, small, with_measure
from tests.rules.harness import Mutation, Spoilt, Subject


def _is_baseline(_: Subject) -> Iterator[Spoilt]:
    for measure in ("co.margin", "co.cost", "co.retention", "co.delivery", "south.defects"):
        baseline = small().measure_by_id[measure].baseline
        yield at_measure(with_measure(small(), measure, target=baseline), measure, "target")


def _ratio(_: Subject) -> Iterator[Spoilt]:
    """Equal to the baseline where it can be scored all the same."""
    for measure in ("co.margin", "south.retention", "co.cost"):
        baseline = small().measure_by_id[measure].baseline
        yield at_measure(with_measure(small(), measure, target=baseline, method=Method.RATIO), measure, "target")


def _year_before(_: Subject) -> Iterator[Spoilt]:
    easy = {"co.margin": 0.09, "co.retention": 0.83, "co.cost": 8.9, "south.defects": 7.9, "co.delivery": 0.91}
    for measure, target in easy.items():
        yield at_measure(with_measure(small(), measure, baseline=None, target=target), measure, "target")


SMALL = ("small native",)
MUTATIONS = (
    Mutation("TGT006", "a target that is the baseline", _is_baseline, SMALL),
    Mutation("TGT006", "a target that is the baseline, by ratio", _ratio, SMALL),
    Mutation("TGT006", "a target that the year before met", _year_before, SMALL),
)
