"""The core spells methods, polarities and aggregations as the model does, without knowing the model."""

from bsc_xl.model import Aggregation, Method, Polarity, RollupMethod
from bsc_xl.model.vocabulary import NOT_SCORABLE, STATUS_WORDS
from bsc_xl.scoring import Absence, attainment, rollup, status, to_date


def test_the_core_knows_the_words_of_the_model() -> None:
    assert set(attainment.METHODS) == set(Method)
    assert set(attainment.POLARITIES) == set(Polarity)
    assert set(to_date.AGGREGATIONS) == set(Aggregation)
    assert set(rollup.METHODS) == set(RollupMethod)


def test_the_model_knows_every_status_that_is_no_band() -> None:
    absences = {absence.value for absence in Absence}
    scored = {status.GOAL, status.BETWEEN, status.BELOW_RED_FLAG, status.INSUFFICIENT}
    assert {word for word in absences if not word.startswith(NOT_SCORABLE)} | scored == set(STATUS_WORDS)
    assert any(word.startswith(NOT_SCORABLE) for word in absences)
