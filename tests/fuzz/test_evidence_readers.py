"""A few hundred spoiled files on every run; ``make fuzz`` goes on for as long as one likes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from fuzz.evidence_readers import once


@pytest.mark.parametrize("begin", range(0, 300, 60))
def test_a_spoiled_file_is_read_or_refused_and_nothing_else(tmp_path: Path, begin: int) -> None:
    outcomes = Counter(once(seed, tmp_path) for seed in range(begin, begin + 60))
    assert sum(outcomes.values()) == 60
    assert {outcome.split()[-1] for outcome in outcomes} == {"read", "refused"}
