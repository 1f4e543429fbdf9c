"""What the rules are by which workbooks are validated."""

from __future__ import annotations

from bsc_xl.rules.registry import chosen, rule_of
from bsc_xl.rules.rule import Rule


def rules(prefix: str = "") -> tuple[Rule, ...]:
    """The rules whose codes begin so, in the order of the families; all of them without a prefix.

    Raises:
        WrongUsage: no rule begins so.
    """
    return chosen((prefix,) if prefix else ())


def rule(code: str) -> Rule:
    """One rule by its code, such as FML001.

    Raises:
        WrongUsage: there is none.
    """
    return rule_of(code)
