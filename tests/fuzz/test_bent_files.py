"""A few hundred bent diagrams and tables on every run; ``make fuzz`` goes on for as long as one likes."""

from __future__ import annotations

import random
from collections import Counter

from fuzz import bent_diagrams, bent_tables


def test_a_bent_diagram_is_a_map_or_refused_by_name() -> None:
    outcomes = Counter(bent_diagrams.once(random.Random(seed)) for seed in range(120))
    assert set(outcomes) == {"a.mmd read", "a.mmd refused", "a.xml read", "a.xml refused"}


def test_a_bent_table_is_a_map_or_refused_by_name() -> None:
    outcomes = Counter(bent_tables.once(random.Random(seed), workbooks=0.01) for seed in range(120))
    assert {"t.csv read", "t.csv refused"} <= set(outcomes)
