"""A scorecard that many tests here change a little."""

from __future__ import annotations

import pytest

from bsc_xl.io.definition.tables import to_scorecard
from bsc_xl.io.definition.toml import read_raw
from bsc_xl.model import Scorecard

COMPANY = """
[scorecard]
name = "Harbour scorecard"
organisation = "Harbour Ltd"
first_year = 2025
last_year = 2027
report_period = "2026-10"

[[perspectives]]
id = "FIN"
name = "Financial"

[[perspectives]]
id = "CUS"
name = "Customer"

[[objectives]]
id = "O1"
name = "Grow revenue"
perspective = "FIN"

[[objectives]]
id = "O2"
name = "Keep customers"
perspective = "CUS"

[[links]]
cause = "O2"
effect = "O1"

[[units]]
id = "TOP"
name = "Harbour"

[[units]]
id = "SALES"
name = "Sales"
parent = "TOP"

[[measures]]
id = "REV"
unit = "SALES"
objective = "O1"
name = "Revenue"
polarity = "HIGHER_IS_BETTER"
baseline = 10.0
target = 12.5
due = 2027-12-31

[[measures]]
id = "RATING"
unit = "TOP"
objective = "O2"
name = "Rating"
value_type = "ordinal"
scale = "stars"
target = "5"

[[targets]]
measure = "REV"
period = "FY2026"
target = 11.0

[[initiatives]]
id = "I1"
name = "New berths"
objectives = ["O1", "O2"]

[[scales]]
scale = "stars"
label = "5"
score = 100.0

[[scales]]
scale = "stars"
label = "4"
score = 70.0

[[actuals]]
measure = "REV"
period = "2026-09"
actual = 11.25
"""


@pytest.fixture
def company_text() -> str:
    """A small sound definition as TOML."""
    return COMPANY


@pytest.fixture
def company() -> Scorecard:
    """The same as a scorecard."""
    card, faults = to_scorecard(read_raw(COMPANY, "company.toml"))
    assert faults == []
    assert card is not None
    return card
