"""Says after a run how many mutations were done, and that each was found: the mutation score."""

from __future__ import annotations

from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the count of kinds and places, of those that were run."""
    counts = {"passed": [0, 0], "failed": [0, 0]}
    for outcome, found in counts.items():
        for report in terminalreporter.stats.get(outcome, ()):
            mutated = [value for key, value in report.user_properties if key == "mutated places"]
            is_mutation = "test_a_mutation_gives_exactly_its_finding" in report.nodeid
            found[0] += is_mutation
            found[1] += sum(mutated)
    kinds, failed = counts["passed"][0], counts["failed"][0]
    if kinds or failed:
        score, places = kinds / (kinds + failed), counts["passed"][1]
        terminalreporter.write_line(
            f"mutations: {kinds} of {kinds + failed} kinds found as expected ({score:.1%}), in {places} places"
        )
