"""Which notes claim a status, and which only sound like it."""

from __future__ import annotations

import pytest

from bsc_xl.rules.review.claims import Claim, claimed

BANDS = ("met", "near", "missed")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("green", Claim.GOOD),
        ("Green.", Claim.GOOD),
        ("on track", Claim.GOOD),
        ("published: green", Claim.GOOD),
        ("Published: green. JE100914-Missed collection figures", Claim.GOOD),
        ("RAG: g", Claim.GOOD),
        ("Ampel: grün", Claim.GOOD),
        ("Ziel erreicht", Claim.GOOD),
        ("status: amber", Claim.MIDDLE),
        ("nicht erreicht", Claim.BAD),
        ("Status: not met; see the report", Claim.BAD),
        ("green energy", None),
        ("The red line was closed", None),
        ("Target met by Sales only", None),
        ("g", None),
        ("published: green. status: red", None),
        ("Reduced order volumes: green beans", None),
        ("No notes", None),
        ("", None),
    ],
)
def test_claims(text: str, claim: Claim | None) -> None:
    assert claimed(text, BANDS) is claim


def test_the_scorecards_own_words() -> None:
    bands = ("Sehr gut", "Geht so", "Schlecht")
    assert [claimed(word, bands) for word in ("sehr gut", "geht so", "Schlecht.")] == [*Claim]
