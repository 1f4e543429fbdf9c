"""Write the pages of the rules in docs/rules/: one each, and the overview, all from the registry.

    python scripts/rule_pages.py [--check]

With `--check` nothing is written; the exit code is 1 when a page is missing, out of date, or about a rule that is gone.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bsc_xl.report.rule_text import OVERVIEW, overview_page, rule_page
from bsc_xl.rules.registry import rules

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "rules"


def main(arguments: list[str] | None = None) -> int:
    """Write the pages, or check them; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; 1 when a page is not as it should be")
    check = parser.parse_args(arguments).check
    wanted, there = pages(), {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    changed = sorted(name for name, text in wanted.items() if there.get(name) != text)
    gone = sorted(there.keys() - wanted.keys())
    if not check:
        FOLDER.mkdir(exist_ok=True)
        for name in changed:
            (FOLDER / name).write_text(wanted[name], encoding="utf-8", newline="\n")
        for name in gone:
            (FOLDER / name).unlink()
    for names, done in ((changed, "written"), (gone, "deleted")):
        for name in names:
            print(f"rules/{name} {'is out of date: python scripts/rule_pages.py' if check else done}")
    return 1 if check and (changed or gone) else 0


def pages() -> dict[str, str]:
    """The text of every page, by its name."""
    return {OVERVIEW: overview_page(rules()), **{f"{rule.code}.md": rule_page(rule) for rule in rules()}}


if __name__ == "__main__":
    raise SystemExit(main())
