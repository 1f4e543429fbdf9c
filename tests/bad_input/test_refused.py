"""Definitions that cannot be built: every mistake is told with its place, nothing is written, the end is 1."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.program import SMALL, bsc, small

MEASURES = SMALL[SMALL.index("[[measures") :]
SALES_UNIT = '[[units]]\nid = "sales"\nname = "Sales"\nparent = "corp"\n'
CORP_UNIT = '[[units]]\nid = "corp"\nname = "Corporate"\n'

REFUSED = {
    "a measure's id twice": (
        [('id = "loyalty"', 'id = "revenue"'), ('measure = "loyalty"', 'measure = "revenue"')],
        ["measures[2] (id revenue), id: found revenue; allowed: an id that no other row has. measures[1]"],
    ),
    "a unit's id twice": (
        [('id = "sales"', 'id = "corp"')],
        ["units[2] (id corp), id: found corp", "measures[2] (id loyalty), unit: found sales"],
    ),
    "an unknown parent": (
        [('parent = "corp"', 'parent = "crop"')],
        ["units[2] (id sales), parent: found crop; allowed: an id from units. Did you mean corp?"],
    ),
    "a unit below itself": (
        [('parent = "corp"', 'parent = "sales"')],
        ["units[2] (id sales), parent: found sales", "Cycle: sales > sales."],
    ),
    "two units below each other": (
        [('name = "Corporate"', 'name = "Corporate"\nparent = "sales"')],
        ["Cycle: corp > sales > corp."],
    ),
    "measures that feed each other": (
        [
            ('id = "revenue"\n', 'id = "revenue"\nparent_measure = "loyalty"\ncascade = "contributory"\n'),
            ('id = "loyalty"\n', 'id = "loyalty"\nparent_measure = "revenue"\ncascade = "contributory"\n'),
        ],
        ["parent_measure", "revenue > loyalty > revenue."],
    ),
    "text where a number belongs": (
        [("target = 200.0", 'target = "two hundred"')],
        ["measures[1] (id revenue), target: found two hundred; allowed: a number."],
    ),
    "an infinite target": (
        [("target = 200.0", "target = inf")],
        ["measures[1] (id revenue), target: found inf; allowed: a number that Excel can hold."],
    ),
    "an actual that is not a number": (
        [("actual = 150.0", "actual = nan")],
        ["actuals[1], actual: found nan; allowed: a number that Excel can hold."],
    ),
    "a control character": (
        [('name = "Loyalty"', 'name = "Loy\\u001balty"')],
        [r"found Loy\u001balty; allowed: text without control characters. Remove the character U+001B."],
    ),
    "a text longer than a cell": (
        [('name = "Loyalty"', f'name = "{"L" * 32_768}"')],
        ["measures[2] (id loyalty), name: found LLLL", "at most 32,767 characters"],
    ),
    "a report period before the plan": (
        [('report_period = "2026-06"', 'report_period = "2020-06"')],
        ["scorecard, report_period: found 2020-06; allowed: a period inside the plan, FY2026 to FY2026."],
    ),
    "a plan that ends before it begins": (
        [("last_year = 2026", "last_year = 2020")],
        ["scorecard, last_year: found 2020; allowed: a year from first_year (2026)"],
    ),
    "an empty name": ([('name = "Sales"', 'name = "   "')], ["units[2] (id sales), name: found nothing"]),
    "an empty id": ([('id = "loyalty"', 'id = ""')], ["measures[2] (id ), id: found nothing; allowed: an id."]),
    "two bands of one name, and one called like what is late": (
        [
            (
                MEASURES,
                '[[bands]]\nname = "good"\nminimum = 90\ncolour = "00AA00"\n'
                '[[bands]]\nname = "Late"\nminimum = 50\ncolour = "FFAA00"\n'
                '[[bands]]\nname = "GOOD"\nminimum = 0\ncolour = "FF0000"\n' + MEASURES,
            )
        ],
        [
            "bands[2], name: found Late; allowed: a word that is no other status. These are the words of",
            "bands[3], name: found GOOD; allowed: a name that no other band has, in small letters or capitals. Row 1",
        ],
    ),
    "no unit at all": (
        [(SALES_UNIT, ""), (CORP_UNIT, "")],
        ["units: found no rows; allowed: at least one row."],
    ),
}


@pytest.mark.parametrize("mistake", REFUSED)
def test_refused(mistake: str, tmp_path: Path) -> None:
    changes, wanted = REFUSED[mistake]
    answer = bsc("build", small(tmp_path, *changes), "-o", tmp_path / "out.xlsx")
    assert answer.code == 1
    assert answer.out == ""
    assert answer.err.startswith("The definition definition.toml has ")
    assert [words for words in wanted if words not in answer.err] == []
    assert [path.name for path in tmp_path.iterdir()] == ["definition.toml"]


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    path = small(
        tmp_path,
        ('parent = "corp"', 'parent = "crop"'),
        ("target = 200.0", 'target = "much"'),
        ('objective = "please"', 'objective = "plaese"'),
    )
    answer = bsc("score", path)
    reason = "Nothing says whether it is reached."
    assert answer.code == 1
    assert answer.err.splitlines() == [
        "The definition definition.toml has 3 faults and 1 warning; nothing was written.",
        f"warning: objectives[2] (id please), id: found please; allowed: at least one measure. {reason}",
        "units[2] (id sales), parent: found crop; allowed: an id from units. Did you mean corp?",
        "measures[1] (id revenue), target: found much; allowed: a number.",
        "measures[2] (id loyalty), objective: found plaese; allowed: an id from objectives. Did you mean please?",
    ]


def test_very_many_mistakes_are_counted(tmp_path: Path) -> None:
    rows = "".join(f'[[links]]\ncause = "earn"\neffect = "nothing-{number}"\n' for number in range(80))
    answer = bsc("build", small(tmp_path, more=rows), "-o", tmp_path / "out.xlsx")
    assert answer.code == 1
    lines = answer.err.splitlines()
    assert lines[0] == "The definition definition.toml has 80 faults; nothing was written."
    assert len(lines) == 52
    assert lines[-1] == "... and 30 more."
