"""``python -m tests.soak rooms [--schedules 10000] [--kills 200] [--edits 10000] [--frames 60000] [--seed N]``.

What lives here: running the long tests and telling what came of them. A failing seed is named: keep it as a test
(``KEPT`` in test_rooms_soak.py).
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import time
from collections import Counter

from tests.soak import bending
from tests.soak.acknowledging import watch
from tests.soak.kills import kill_under_editors
from tests.soak.simulation import Failed, play


def schedules(count: int, seed: int) -> bool:
    """Seeded schedules of everything that can happen to a room."""
    counts: Counter[str] = Counter()
    failed = []
    for one in range(seed, seed + count):
        try:
            counts.update(play(one))
        except Failed as failure:
            failed.append(str(failure))
            print(f"  {failure}", flush=True)
    told = ", ".join(f"{number:,} {what}" for what, number in counts.items())
    print(f"schedules: {count:,} from seed {seed}: {len(failed)} failed; {told}", flush=True)
    return not failed


def kills(count: int, seed: int) -> bool:
    """A server killed under live editors."""
    outcome = asyncio.run(kill_under_editors(count, seed=seed))
    print(
        f"kills: {outcome.kills} under 10 editors, {outcome.edits:,} edits, {outcome.saved_before_a_kill:,} called "
        f"saved before the last kill; {len(outcome.lost)} lost; all copies equal: {outcome.equal}",
        flush=True,
    )
    return not outcome.lost and outcome.equal


def order(count: int) -> bool:
    """The kernel's view of “saved”."""
    if shutil.which("strace") is None:
        print("order: strace is not installed (apt-get install strace)", flush=True)
        return False
    verdict = asyncio.run(watch(count))
    print(
        f"order: {verdict.acknowledged:,} edits called saved, {len(verdict.early)} of them before their flush",
        flush=True,
    )
    return verdict.acknowledged == count and not verdict.early


def frames(count: int, seed: int) -> bool:
    """Bent frames."""
    left, outcome = count, Counter[str]()
    while left > 0:
        outcome += bending.run(min(left, 2_000), seed + left)
        left -= 2_000
    told = ", ".join(f"{number:,} {what}" for what, number in outcome.most_common())
    print(f"frames: {count:,} rounds of bent frames, nobody honest suffered; {told}", flush=True)
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["rooms"])
    parser.add_argument("--schedules", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--edits", type=int, default=10_000)
    parser.add_argument("--frames", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    good = [
        schedules(asked.schedules, asked.seed),
        frames(asked.frames, asked.seed),
        order(asked.edits),
        kills(asked.kills, asked.seed),
    ]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
