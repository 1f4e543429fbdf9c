"""Runs the command line as `python -m bsc_xl`."""

from bsc_xl.cli import main

main()
