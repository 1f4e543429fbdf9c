"""Every mutation of every rule gives exactly its finding at its place, and every rule has at least three kinds."""

from __future__ import annotations

import pkgutil
from collections import Counter
from collections.abc import Callable
from importlib import import_module

import pytest

import tests.rules as here
from bsc_xl.rules.registry import FAMILIES, rules
from tests.rules.harness import Mutation, check, subject

KINDS = 3


def _mutations() -> list[Mutation]:
    found: list[Mutation] = []
    for family in FAMILIES:
        package = import_module(f"{here.__name__}.{family.folder}")
        for module in sorted(module.name for module in pkgutil.iter_modules(package.__path__)):
            found += getattr(import_module(f"{package.__name__}.{module}"), "MUTATIONS", ())
    return found


ALL = _mutations()
CASES = [(mutation, key) for mutation in ALL for key in mutation.subjects]


@pytest.mark.parametrize(("mutation", "key"), CASES, ids=[f"{m.code}-{m.kind}-{key}" for m, key in CASES])
def test_a_mutation_gives_exactly_its_finding(
    mutation: Mutation,
    key: str,
    record_property: Callable[[str, object], None],
) -> None:
    whole = subject(key)
    count = 0
    for spoilt in mutation.spoil(whole):
        check(whole, mutation, spoilt)
        count += 1
    assert count, "nothing was spoilt"
    record_property("mutated places", count)


@pytest.mark.parametrize("code", [rule.code for rule in rules()])
def test_a_rule_has_at_least_three_kinds_of_mutations(code: str) -> None:
    kinds = Counter(mutation.code for mutation in ALL)
    assert kinds[code] >= KINDS
