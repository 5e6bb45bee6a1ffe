"""Damaged files of actions: each is read or refused with Diagnostics; what is read is written and read back the same.

What lives here: whole files to begin from, and the laws. Not here: how text is damaged (map_text).
"""

from __future__ import annotations

import random
import time
from collections import Counter

from hypothesis import Phase, find, settings
from tests.action.action_samples import ACTIONS, back, initiative
from tests.fuzz.map_text import damage

from outsidein.action import Actions, read, write
from outsidein.ground import ActionError


def seeds() -> list[str]:
    """Whole files: one initiative, two of them, and one with a link of the chain of every kind."""
    other = initiative(selected=False, returns=back(), target=None)
    calm = settings(database=None, max_examples=2_000, phases=[Phase.generate])
    chain = find(ACTIONS, lambda one: bool(one.opportunities and one.initiatives and one.results), settings=calm)
    return [write(one) for one in (Actions(initiatives=(initiative(),)), Actions(initiatives=(other,)), chain)]


def run(seconds: float, seed: int) -> Counter[str]:
    """Damage and read files for so long; how each ended. Raises AssertionError, with the seed, where a law breaks."""
    outcome: Counter[str] = Counter()
    begin, whole = time.monotonic(), seeds()
    while time.monotonic() - begin < seconds:
        seed += 1
        rng = random.Random(seed)
        text = damage(rng.choice(whole), rng)
        try:
            actions = read(text, file="actions.yaml")
            assert write(read(write(actions))) == write(actions), "written and read back differently"
            outcome["read"] += 1
        except ActionError as error:
            if not all(one.code.startswith("action/") and one.says for one in error.diagnostics):
                raise AssertionError(f"action text, seed {seed}: {error.diagnostics}") from error
            outcome["refused"] += 1
        except Exception as error:
            raise AssertionError(f"action text, seed {seed}: {type(error).__name__}: {error}") from error
    return outcome
