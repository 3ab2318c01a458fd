"""What tests of fitted weights share."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).resolve().parents[2] / "shared/data"


def check_data(stored: Mapping[str, Any], name: str) -> None:
    """Fail where a file of the data is not the one of the fit; skip where it is not at hand."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{name} is not beside the project ({path})")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == stored["data"][name], "fitted on other data"
