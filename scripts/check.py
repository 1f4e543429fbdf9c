"""Run every check of the project: ruff, mypy, and then the tests, whose closing line is the last output.

Arguments are handed to pytest: `python scripts/check.py tests/engines -n 0`. All checks run even if one fails, so that
one run shows everything; the exit code is non-zero if any failed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STATIC = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",))


def main(pytest_arguments: list[str]) -> int:
    """Run the checks; returns the exit code."""
    failed = [" ".join(check) for check in STATIC if not _passes(*check)]
    if failed:
        # Said before the tests: their closing line stays the last one.
        print(f"\nFAILED before the tests: {', '.join(failed)}", flush=True)
    tests_pass = _passes("pytest", *pytest_arguments)
    return 0 if tests_pass and not failed else 1


def _passes(*module_and_arguments: str) -> bool:
    """Run one check with this Python, wherever it was started, and say so."""
    print(f"\n$ {' '.join(module_and_arguments)}", flush=True)
    done = subprocess.run([sys.executable, "-m", *module_and_arguments], cwd=ROOT, check=False)
    return done.returncode == 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
