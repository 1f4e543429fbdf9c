"""The real scorecards, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.real_data.hart import District, hart
from tests.real_data.nyc import City, new_york


@pytest.fixture(scope="session")
def nyc(shared: Path) -> City:
    """New York City."""
    return new_york(shared)


@pytest.fixture(scope="session")
def district(shared: Path) -> District:
    """Hart."""
    return hart(shared)
