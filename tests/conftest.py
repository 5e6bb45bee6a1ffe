"""What all tests share: where the public data is, and calm property tests."""

from __future__ import annotations

import os
from pathlib import Path

# Before NumPy is loaded: its threads wait for each other where several workers share few cores (up to 30 times longer).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("fast", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("fast")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def realdata() -> Path:
    """The folder of public data; the test is skipped where it is absent."""
    folder = Path(os.environ.get("OUTSIDEIN_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the public data is not on this machine ({folder.name}); set OUTSIDEIN_DATA")
    return folder
