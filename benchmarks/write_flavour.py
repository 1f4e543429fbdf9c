"""Builds the made scorecard's workbook: python write_flavour.py OUT.xlsx|OUT.xlsm [UNITS MEASURES PERIODS]."""

from __future__ import annotations

import sys
from pathlib import Path

from made_scorecard import made_scorecard

from bsc_xl import api


def main(path: Path, *sizes: int) -> None:
    """Make the scorecard and build its workbook: an .xlsm in the udf flavour, else the native one."""
    flavour = "udf" if path.suffix == ".xlsm" else "native"
    api.build(made_scorecard(*sizes), path, flavour=flavour)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(int(argument) for argument in sys.argv[2:]))
