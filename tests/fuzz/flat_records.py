"""Spoiled records as a browser may send them: each is a record or refused with Diagnostics, and goes there and back.

What lives here: the spoiling of flat records. Not here: the frames that they come in (soak.bending).
"""

from __future__ import annotations

import random
import time
from collections import Counter
from typing import Any

from tests.fuzz.map_text import seeds

from outsidein.maps import flat, read, unflat

NASTY: tuple[Any, ...] = (
    None, True, False, 0, -1, 7, 2**70, 1.5, float("nan"), float("-inf"), "", " ", "x", "x" * 5_000, "\x00", "\ud800",
    "\u202e", "stage:a", "card:", ":", [], [""], ["a", "a"], [[]], [["a", 1]], [None], {}, {"a": {"b": []}},
    {"type": "card"}, b"bytes", ("a",), "2026-02-30", "0", "zz", "javascript:alert(1)",
)  # fmt: skip


def whole() -> list[tuple[str, dict[str, Any]]]:
    """Good records of every map there is to begin from."""
    found = []
    for text in seeds():
        document, _ = read(text, file="fuzz.map.yaml")
        assert document is not None
        found += [(id, flat(record)) for id, record in document.records.items()]
    return found


def spoil(id: str, fields: dict[str, Any], rng: random.Random, known: list[str]) -> tuple[Any, dict[str, Any]]:
    """A record with some of its fields gone, changed, or given what another has."""
    fields = dict(fields)
    for _ in range(rng.choice((0, 1, 1, 1, 2, 4))):
        name = rng.choice([*fields, *rng.sample(known, 2)]) if fields else rng.choice(known)
        match rng.randrange(5):
            case 0:
                fields.pop(name, None)
            case 1 | 2:
                fields[name] = rng.choice(NASTY)
            case 3:
                fields[name] = fields.get(rng.choice(known), rng.choice(NASTY))
            case _ if isinstance(fields.get(name), str):
                fields[name] = fields[name] * rng.randint(0, 3) + str(rng.choice(NASTY))
    return id if rng.random() < 0.9 else rng.choice(NASTY), fields


def run(seconds: float, seed: int) -> Counter[str]:
    """Spoil and read records for so long; how each ended. Raises AssertionError, with the seed, where a law breaks."""
    outcome: Counter[str] = Counter()
    begin, good = time.monotonic(), whole()
    known = sorted({name for _, fields in good for name in fields} | {"", "deleted", "__proto__", "id"})
    while time.monotonic() - begin < seconds:
        seed += 1
        rng = random.Random(seed)
        id, fields = spoil(*rng.choice(good), rng, known)
        try:
            record, wrong = unflat(id, fields)
            assert (record is None) == bool(wrong), "a record and something wrong, or neither"
            if record is not None:
                assert unflat(record.id, flat(record)) == (record, ()), "there and back it is another"
        except Exception as error:
            raise AssertionError(f"flat records, seed {seed}: {type(error).__name__}: {error}") from error
        outcome["read" if record is not None else "refused"] += 1
    return outcome
