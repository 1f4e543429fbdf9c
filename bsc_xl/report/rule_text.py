"""What a rule says about itself, for the terminal and for its page of the manual."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from bsc_xl.report.console import print_line, print_list
from bsc_xl.rules.finding import Fix, Severity
from bsc_xl.rules.registry import FAMILIES, Family
from bsc_xl.rules.rule import Need, Rule

FIXES = {
    Fix.NONE: "No repair is known beforehand: look into it.",
    Fix.SAFE: "bsc-xl fix puts back what was issued, in a copy of the workbook.",
    Fix.PERSON: "A person has to decide; bsc-xl fix leaves it alone.",
    Fix.REISSUE: "Issue the workbook again; bsc-xl fix cannot mend it.",
}
SEVERITIES = {
    Severity.BLOCKER: "Blocker: the workbook must not be accepted as it is.",
    Severity.ERROR: "Error: something is wrong and has to be put right.",
    Severity.WARNING: "Warning: it may be wrong; somebody should look.",
    Severity.INFORMATION: "Information: worth knowing, and often in order.",
}
SHORT_FIXES = {Fix.NONE: "", Fix.SAFE: "by bsc-xl fix", Fix.PERSON: "by a person", Fix.REISSUE: "by issuing it again"}
OVERVIEW = "README.md"
"""The page that lists all rules."""


def rule_parts(rule: Rule) -> list[tuple[str, str]]:
    """Headings with what a rule says under each; the example is no part, as it is shown as it stands."""
    parts = [("Why it matters", rule.why), ("What to do", rule.remedy)]
    if rule.limits:
        parts.append(("What it does not see", rule.limits))
    parts += [("Severity", SEVERITIES[rule.severity]), ("Repair", FIXES[rule.fix]), ("What it needs", needs(rule))]
    return parts


def needs(rule: Rule) -> str:
    """What must be there before the rule can say anything, in a sentence."""
    words = [need.value for need in rule.needs if need is not Need.FILE] or [Need.FILE.value]
    return f"It needs {' and '.join(words)}."


def family_of(rule: Rule) -> Family:
    """The family that a rule belongs to."""
    return next(family for family in FAMILIES if family.prefix == rule.family)


def print_rules(console: Console, rules: Sequence[Rule]) -> None:
    """Rules by family, a line each: code, severity and what is wrong."""
    for number, family in enumerate(family for family in FAMILIES if any(r.family == family.prefix for r in rules)):
        if number:
            console.print()
        print_line(console, f": {family.question}", family.title, "bold")
        members = [rule for rule in rules if rule.family == family.prefix]
        print_list(console, [(f"{rule.code} {rule.severity.word}", rule.title) for rule in members])


def print_rule(console: Console, rule: Rule) -> None:
    """One rule with all that it says about itself."""
    print_line(console, f" {rule.name}", rule.code, "bold")
    print_line(console, rule.title)
    parts = rule_parts(rule)
    if rule.example:
        parts.insert(2, ("Example", rule.example))
    family = family_of(rule)
    for heading, text in [*parts, ("Family", f"{family.title}: {family.question} Since rulebook {rule.since}.")]:
        console.print()
        print_line(console, "", heading, "bold")
        print_line(console, text)


def rule_page(rule: Rule) -> str:
    """A rule as a page of the manual, in Markdown."""
    lines = [f"# {rule.code} {rule.name}", "", _plain(rule.title), ""]
    for heading, text in rule_parts(rule):
        lines += [f"## {heading}", "", _plain(text), ""]
        if heading == "What to do" and rule.example:
            lines += ["## Example", "", "```text", rule.example, "```", ""]
    family = family_of(rule)
    lines += [f"Family [{family.title}]({OVERVIEW}#{_anchor(family)}). Since rulebook {rule.since}.", ""]
    return "\n".join(lines)


def overview_page(rules: Sequence[Rule]) -> str:
    """The page that lists all rules by family, in Markdown."""
    lines = [
        "# The rules",
        "",
        f"What is checked in a workbook that came back: {len(rules)} rules.",
        "Each has a page that says why it matters and what to do.",
        "",
        *(f"- **{severity.word}**: {words.partition(': ')[2]}" for severity, words in SEVERITIES.items()),
        "",
    ]
    for family in FAMILIES:
        members = [rule for rule in rules if rule.family == family.prefix]
        if not members:
            continue
        lines += [f"## {family.title}", "", f"{family.question}", ""]
        lines += ["| rule | what is wrong | severity | put right |", "|---|---|---|---|"]
        for rule in members:
            link = f"[{rule.code}]({rule.code}.md) {rule.name}"
            lines.append(f"| {link} | {_cell(rule.title)} | {rule.severity.word} | {SHORT_FIXES[rule.fix]} |")
        lines.append("")
    return "\n".join(lines)


def _anchor(family: Family) -> str:
    return family.title.lower().replace(" ", "-")


def _plain(text: str) -> str:
    """A text in which Markdown finds nothing but text."""
    for sign in "\\`*_[]<>":
        text = text.replace(sign, f"\\{sign}")
    return text


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|")
