"""Choices about the columns of a mapping that nobody in their senses would make: each is taken or refused.

What lives here: made-up choices, one upon the other. The laws: a choice gives a mapping or an EvidenceError, and what
it gives is written to a mapping file that is read as the same mapping, or whose reader says what is wrong with it.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from typing import Any

from tests.fuzz.evidence_readers import source

from outsidein.evidence import Asks, Reads, parse_mapping, write_mapping
from outsidein.evidence.guessing.draft import Role
from outsidein.evidence.revising import Choice, revise
from outsidein.ground import EvidenceError

COLUMNS = ("id", "who", "at", "way", "q", "Gate", "NPS", "Say", "", " ", "no such", "x" * 300, "“”", "a\nb", "- {")
TEXTS = (*COLUMNS, "0", "1", "4,5", "not applicable", "blank", "1e999", "nan", "\x00", "null", "~", "\u202e")
NUMBERS = (0.0, 1.0, 5.0, 10.0, -1.0, 1e300, 0.5, float("inf"), float("nan"))


def made_up(rng: random.Random) -> Choice:
    """A choice of some things."""

    def some(value: Any) -> Any:
        return value if rng.random() < 0.4 else None

    return Choice(
        columns=tuple(rng.choice(COLUMNS) for _ in range(rng.choice((0, 1, 1, 1, 2, 3)))),
        question=rng.choice(("", "", "", "gate", "nps", "no such")),
        role=some(rng.choice([*Role])),
        touchpoint=some(rng.choice(TEXTS)),
        asks=some(rng.choice([*Asks])),
        scale=some((rng.choice(NUMBERS), rng.choice(NUMBERS))),
        reversed=some(rng.random() < 0.5),
        values=tuple((rng.choice(TEXTS), rng.choice(TEXTS)) for _ in range(rng.choice((0, 0, 1, 3)))),
        name=some(rng.choice(TEXTS)),
        time_format=some(rng.choice((*TEXTS, "%Y", "%d.%m.%Y", "%Q"))),
    )


def run(seconds: float, seed: int) -> Counter[str]:
    """Make choices for so long; what came of them. Raises AssertionError, with the seed, where a law breaks."""
    outcome: Counter[str] = Counter()
    begin = time.monotonic()
    while time.monotonic() - begin < seconds:
        seed += 1
        rng = random.Random(seed)
        mapping = source("csv", rng.choice([Reads.RESPONSES, Reads.ANSWERS, Reads.EVENTS, Reads.CUSTOMERS]))
        try:
            for _ in range(rng.randint(1, 4)):
                mapping = revise(mapping, made_up(rng))
                outcome["taken"] += 1
        except EvidenceError as error:
            if not all(one.code.startswith("evidence/") and one.says for one in error.diagnostics):
                raise AssertionError(f"choices, seed {seed}: {error.diagnostics}") from error
            outcome["refused"] += 1
        except Exception as error:
            raise AssertionError(f"choices, seed {seed}: {type(error).__name__}: {error}") from error
        found, wrong = parse_mapping(write_mapping(mapping))
        assert (found is None) == bool([one for one in wrong if one.severity == "error"]), f"choices, seed {seed}"
        if found is not None:
            assert found == mapping, f"choices, seed {seed}: written and read back differently"
            outcome["sound at the end"] += 1
    return outcome
