"""All rules, found in the folders of their families: one file a rule, each with a `RULE`."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from bsc_xl.errors import WrongUsage
from bsc_xl.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Family:
    """A family of rules: its prefix, its folder and the question that it answers."""

    prefix: str
    folder: str
    title: str
    question: str


FAMILIES = (
    Family("PKG", "package", "Package", "Can this file be read safely, and alike by everyone?"),
    Family("STR", "structure", "Structure", "Is it still the form that was issued?"),
    Family("FML", "formulas", "Formulas", "Do the formulas still say what was issued?"),
    Family("STL", "staleness", "Staleness", "Does the number describe this period?"),
    Family("UNT", "figures", "Units and types", "Are figures what they should be: numbers, in the right unit?"),
    Family("WGT", "weights", "Weights", "Do the weights add up, and are they those that were issued?"),
    Family("TGT", "targets", "Targets", "Is there a target that can be met, and did nobody move it?"),
    Family("CAS", "cascade", "Cascade", "Do the units below and above fit together?"),
    Family("LOG", "strategy", "Strategy", "Does the scorecard say how the strategy works?"),
    Family("STA", "plausibility", "Plausibility", "Can the figures be true?"),
    Family("PRV", "provenance", "Provenance", "Is it the workbook that was sent to this recipient?"),
    Family("REV", "review", "Review", "Is something done about what is red?"),
)
RULEBOOKS = ("2026.1",)
"""Dated sets of rules, the newest last; a rule belongs to that of its `since` and to all later ones."""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the families and codes."""
    found: list[Rule] = []
    for family in FAMILIES:
        package = import_module(f"bsc_xl.rules.{family.folder}")
        modules = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
        of_family = [
            rule
            for name in modules
            if (rule := getattr(import_module(f"{package.__name__}.{name}"), "RULE", None)) is not None
        ]
        found += sorted(of_family, key=lambda rule: rule.code)
    return tuple(found)


@cache
def _by_code() -> dict[str, Rule]:
    return {rule.code: rule for rule in rules()}


def rule_of(code: str) -> Rule:
    """The rule with this code, in any case of its letters.

    Raises:
        WrongUsage: there is none.
    """
    found = _by_code().get(code.strip().upper())
    if found is None:
        prefixes = ", ".join(family.prefix for family in FAMILIES)
        raise WrongUsage(f"There is no rule {code}. Codes look like FML001; families are {prefixes}: bsc-xl rules.")
    return found


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = (), rulebook: str = "") -> tuple[Rule, ...]:
    """The rules that are to be run.

    Args:
        select: prefixes of codes (FML, FML0, FML001); none means all.
        ignore: prefixes of codes that are left out.
        rulebook: a dated set of rules; the newest where none is given.

    Raises:
        WrongUsage: a prefix that no rule has, or an unknown rulebook.
    """
    book = rulebook or RULEBOOKS[-1]
    if book not in RULEBOOKS:
        raise WrongUsage(f"There is no rulebook {book}. There is {', '.join(RULEBOOKS)}.")
    wanted, unwanted = (tuple(prefix.strip().upper() for prefix in given) for given in (select, ignore))
    for prefix in (*wanted, *unwanted):
        if not prefix or not any(rule.code.startswith(prefix) for rule in rules()):
            raise WrongUsage(f"No rule begins with {prefix or 'an empty text'}. bsc-xl rules lists them.")
    in_book = [rule for rule in rules() if rule.since <= book]
    return tuple(
        rule
        for rule in in_book
        if (not wanted or rule.code.startswith(wanted)) and not (unwanted and rule.code.startswith(unwanted))
    )
