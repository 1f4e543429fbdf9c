"""Each mistake an author can make gives exactly one fault that names table, place, column and what was found."""

from __future__ import annotations

import pytest

from bsc_xl.io.definition.tables import to_scorecard
from bsc_xl.io.definition.toml import read_raw
from bsc_xl.model import Fault
from bsc_xl.model.check import has_errors

REV = ("measures", "measures[1] (id REV)")
RATING = ("measures", "measures[2] (id RATING)")
MEASURE = 'polarity = "HIGHER_IS_BETTER"'


def faults_of(text: str) -> list[Fault]:
    return to_scorecard(read_raw(text, "card.toml"))[1]


def told(fault: Fault) -> tuple[str, str, str, str]:
    return fault.table, fault.place, fault.column, fault.found


@pytest.mark.parametrize(
    ("old", "new", "expected", "hint"),
    [
        (
            MEASURE,
            'polarity = "HIGHER_IS_BETER"',
            (*REV, "polarity", "HIGHER_IS_BETER"),
            "Did you mean HIGHER_IS_BETTER?",
        ),
        (MEASURE, 'frequency = "montly"', (*REV, "frequency", "montly"), "Did you mean monthly?"),
        (MEASURE, 'leading = "perhaps"', (*REV, "leading", "perhaps"), ""),
        (MEASURE, "decimals = 2.5", (*REV, "decimals", "2.5"), ""),
        (
            MEASURE,
            'weight = "1,234"',
            (*REV, "weight", "1,234"),
            "It may mean 1234 or 1.234: type it without separator.",
        ),
        (MEASURE, "weight = inf", (*REV, "weight", "inf"), ""),
        (MEASURE, "weight = nan", (*REV, "weight", "nan"), ""),
        (MEASURE, "weight = true", (*REV, "weight", "TRUE"), ""),
        (MEASURE, "weight = -0.5", (*REV, "weight", "-0.5"), ""),
        (MEASURE, "weight = [1]", (*REV, "weight", "[1]"), ""),
        (MEASURE, 'start = "31.12.2026"', (*REV, "start", "31.12.2026"), "Write year-month-day, 2026-10-31."),
        (
            MEASURE,
            "start = 2026-10-01T17:00:00",
            (*REV, "start", "2026-10-01 17:00:00"),
            "Write year-month-day, 2026-10-31.",
        ),
        (
            MEASURE,
            'baseline_period = "2026-13"',
            (*REV, "baseline_period", "2026-13"),
            "Write 2026-10, FY2026-Q1, FY2026-H1 or FY2026.",
        ),
        (MEASURE, 'owner = "a\\u0007b"', (*REV, "owner", "a\\u0007b"), "Remove the character U+0007."),
        (MEASURE, 'polarty = "ON_TARGET"', (*REV, "polarty", "an unknown column"), "Did you mean polarity?"),
        (MEASURE, 'weighted_by = "REW"', (*REV, "weighted_by", "REW"), "Did you mean REV?"),
        (MEASURE, 'profile = "summer"', (*REV, "profile", "summer"), ""),
        ("target = 12.5", 'target = "a lot"', (*REV, "target", "a lot"), ""),
        (
            "target = 12.5",
            "target = 12.5\ndeciamls = 1",
            (*REV, "deciamls", "an unknown column"),
            "Did you mean decimals?",
        ),
        ('target = "5"', 'target = "6"', (*RATING, "target", "6"), ""),
        ('scale = "stars"\ntarget', 'scale = "star"\ntarget', (*RATING, "scale", "star"), "Did you mean stars?"),
        (
            'id = "RATING"',
            'id = "rev"',
            ("measures", "measures[2] (id rev)", "id", "rev"),
            "measures[1] (id REV) has it.",
        ),
        ('id = "RATING"', 'id = "RA TING"', ("measures", "measures[2] (id RA TING)", "id", "RA TING"), ""),
        ('id = "RATING"', 'id = ""', ("measures", "measures[2] (id )", "id", ""), ""),
        ('name = "Rating"\n', "", (*RATING, "name", ""), ""),
        ('unit = "SALES"', 'unit = "SALE"', (*REV, "unit", "SALE"), "Did you mean SALES?"),
        ('unit = "SALES"', 'unit = "Sales"', (*REV, "unit", "Sales"), "Write its id, SALES."),
        (
            'parent = "TOP"',
            'parent = "SALES"',
            ("units", "units[2] (id SALES)", "parent", "SALES"),
            "Cycle: SALES > SALES.",
        ),
        ('parent = "TOP"', "", ("units", "units[2] (id SALES)", "parent", ""), "The top unit is TOP."),
        ('cause = "O2"', 'cause = "O1"', ("links", "links[1]", "effect", "O1"), ""),
        (
            'perspective = "CUS"',
            'perspective = "CUST"',
            ("objectives", "objectives[2] (id O2)", "perspective", "CUST"),
            "Did you mean CUS?",
        ),
        (
            'objectives = ["O1", "O2"]',
            'objectives = "O1; O3"',
            ("initiatives", "initiatives[1] (id I1)", "objectives", "O3"),
            "",
        ),
        ("score = 70.0", 'score = "70 %"', ("scales", "scales[2]", "score", "70 %"), "Write 95, not 95 %."),
        ("score = 70.0", "score = 700", ("scales", "scales[2]", "score", "700"), ""),
        ("first_year = 2025", 'first_year = "soon"', ("scorecard", "", "first_year", "soon"), ""),
        ("first_year = 2025\n", "", ("scorecard", "", "first_year", ""), ""),
        (
            "first_year = 2025",
            "first_yaer = 2025",
            ("scorecard", "", "first_yaer", "an unknown column"),
            "Did you mean first_year?",
        ),
        ("first_year = 2025", "first_year = 99", ("scorecard", "", "first_year", "99"), ""),
        (
            "last_year = 2027",
            'last_year = 2027\nrollup = "meen"',
            ("scorecard", "", "rollup", "meen"),
            "Did you mean mean?",
        ),
        (
            'period = "FY2026"\ntarget',
            'period = "FY2026-Q1"\ntarget',
            ("targets", "targets[1]", "period", "FY2026-Q1"),
            "",
        ),
        ("actual = 11.25", 'actual = "much"', ("actuals", "actuals[1]", "actual", "much"), ""),
        ("actual = 11.25", 'null_reason = "unknown"', ("actuals", "actuals[1]", "null_reason", "unknown"), ""),
        ("[[targets]]", "[[target]]", ("target", "", "", "an unknown table"), "Did you mean targets?"),
        (
            "[[initiatives]]",
            "[initiatives]",
            ("initiatives", "", "", "{'id': 'I1', 'name': 'New berths', 'objectives': ['O1', 'O2']}"),
            "Write double brackets.",
        ),
    ],
)
def test_one_mistake_is_one_fault(
    company_text: str, old: str, new: str, expected: tuple[str, str, str, str], hint: str
) -> None:
    assert old in company_text
    faults = [fault for fault in faults_of(company_text.replace(old, new, 1)) if fault.severity == "error"]
    assert [told(fault) for fault in faults] == [expected]
    if hint:
        assert faults[0].hint == hint


@pytest.mark.parametrize("perspective", ["FIN", "CUS"])
def test_weights_that_do_not_sum_are_a_warning(company_text: str, perspective: str) -> None:
    text = company_text.replace(f'perspective = "{perspective}"', f'perspective = "{perspective}"\nweight = 0.7', 1)
    (fault,) = faults_of(text)
    assert (fault.table, fault.column, fault.found, fault.severity) == ("objectives", "weight", "sum 0.7", "warning")


def test_target_on_the_wrong_side_is_a_warning(company_text: str) -> None:
    (fault,) = faults_of(company_text.replace("target = 12.5", "target = 9.5"))
    assert told(fault) == (*REV, "target", "9.5")
    assert fault.severity == "warning"


def test_twelve_mistakes_are_twelve_faults(company_text: str) -> None:
    changes = [
        ('organisation = "Harbour Ltd"', 'organization = "Harbour Ltd"'),
        ("last_year = 2027", 'last_year = 2027\ncap = "high"'),
        ('id = "CUS"\nname = "Customer"', 'id = "CUS"'),
        ('perspective = "FIN"', 'perspective = "FINN"'),
        ('cause = "O2"', 'cause = "O9"'),
        ('parent = "TOP"', 'parent = "TIP"'),
        (MEASURE, 'polarity = "UP"\naggregation = "summ"'),
        ("due = 2027-12-31", 'due = "end of 2027"'),
        ('period = "FY2026"', 'period = "FY26"'),
        ("score = 70.0", 'score = "seventy"'),
        ("actual = 11.25", "actual = 11.25\nas_off = 2026-10-01"),
    ]
    text = company_text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    card, faults = to_scorecard(read_raw(text, "card.toml"))
    assert card is None
    assert [(fault.table, fault.column) for fault in faults] == [
        ("scorecard", "organization"),
        ("scorecard", "cap"),
        ("perspectives", "name"),
        ("objectives", "perspective"),
        ("links", "cause"),
        ("units", "parent"),
        ("measures", "polarity"),
        ("measures", "aggregation"),
        ("measures", "due"),
        ("targets", "period"),
        ("scales", "score"),
        ("actuals", "as_off"),
    ]


def test_an_unreadable_cell_casts_no_doubt_on_others(company_text: str) -> None:
    """The frequency cannot be read, so nothing is said about the period of the measure's target and actual."""
    (fault,) = faults_of(company_text.replace(MEASURE, 'frequency = "qarterly"', 1))
    assert fault.column == "frequency"


def test_nothing_at_all() -> None:
    card, faults = to_scorecard(read_raw("", "empty.toml"))
    assert card is None
    assert [(fault.table, fault.found) for fault in faults] == [("scorecard", "no such table")]


def test_words_are_read_generously(company_text: str) -> None:
    text = company_text.replace(
        MEASURE,
        'polarity = "lower is better"\nfrequency = "Monthly"\nleading = "x"\nkey = "YES"\nweight = "93 %"\n'
        'decimals = 2.0\nplausible_maximum = "1.234,5"\nstart = "2026-01-31"',
    )
    card, faults = to_scorecard(read_raw(text, "card.toml"))
    assert not has_errors(faults)
    assert card is not None
    measure = card.measures[0]
    assert (str(measure.polarity), measure.leading, measure.key) == ("LOWER_IS_BETTER", True, True)
    assert (measure.weight, measure.decimals, measure.plausible_maximum) == (0.93, 2, 1234.5)
    assert str(measure.start) == "2026-01-31"


def test_a_label_that_is_a_number_stays_a_label(company_text: str) -> None:
    card, faults = to_scorecard(read_raw(company_text.replace('target = "5"', "target = 5"), "card.toml"))
    assert faults == []
    assert card is not None
    assert card.measures[1].target == "5"
    assert card.measures[0].target == 12.5


def test_true_is_yes_for_a_yes_no_measure(company_text: str) -> None:
    text = company_text.replace('value_type = "ordinal"', 'value_type = "yes/no"').replace(
        'target = "5"', "target = true"
    )
    card, faults = to_scorecard(read_raw(text, "card.toml"))
    assert faults == []
    assert card is not None
    assert card.measures[1].target == "yes"
