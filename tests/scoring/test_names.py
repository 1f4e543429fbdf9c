"""The core spells methods, polarities and aggregations as the model does, without knowing the model."""

from bsc_xl.model import Aggregation, Method, Polarity, RollupMethod
from bsc_xl.scoring import attainment, rollup, to_date


def test_the_core_knows_the_words_of_the_model() -> None:
    assert set(attainment.METHODS) == set(Method)
    assert set(attainment.POLARITIES) == set(Polarity)
    assert set(to_date.AGGREGATIONS) == set(Aggregation)
    assert set(rollup.METHODS) == set(RollupMethod)
