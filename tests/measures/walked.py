"""Journeys for tests: logs as lists, and each analysis done by hand in plain Python, as it is defined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import hypothesis.strategies as st
import pyarrow as pa

LETTERS = "abcd"


@dataclass(frozen=True)
class Log:
    """Events as (case, time in µs, event), in the order of the source."""

    rows: tuple[tuple[str, int, str], ...]

    def arrow(self) -> pa.Table:
        case, time, event = zip(*self.rows, strict=True)
        half = ["early" if one < "3" else "late" for one in case]
        return pa.table(
            {
                "case": pa.array(case),
                "time": pa.array(time, pa.int64()),
                "event": pa.array(event),
                "order": range(len(case)),
                "segment:half": half,
            }
        )

    def walks(self) -> dict[str, list[tuple[int, str]]]:
        """Time and event by case, sorted by time and then by the order of the source."""
        found: dict[str, list[tuple[int, str]]] = {}
        for case, time, event in sorted(self.rows, key=lambda row: row[1]):  # stable
            found.setdefault(case, []).append((time, event))
        return found


def logs(*, cases: int = 5, span: int = 12) -> st.SearchStrategy[Log]:
    """Small logs with many tied times."""
    row = st.tuples(st.sampled_from([str(at) for at in range(cases)]), st.integers(0, span), st.sampled_from(LETTERS))
    return st.lists(row, min_size=1, max_size=60).map(lambda rows: Log(tuple(rows)))


def transitions_by_hand(log: Log) -> Counter[tuple[str, str | None]]:
    found: Counter[tuple[str, str | None]] = Counter()
    for walk in log.walks().values():
        names = [event for _, event in walk]
        found.update(zip(names, [*names[1:], None], strict=True))
    return found


def waits_by_hand(log: Log) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for walk in log.walks().values():
        for (then, event), (after, follows) in pairwise(walk):
            found.setdefault((event, follows), []).append(after - then)
    return found


def funnel_by_hand(log: Log, steps: Sequence[str], window: int | None) -> list[int]:
    """Whether any choice of events, in order and within the window of its first, reaches each step: all are tried."""
    counts = [0] * len(steps)
    for walk in log.walks().values():
        best = 0
        for at, (start, event) in enumerate(walk):
            if event != steps[0]:
                continue
            depth = 1
            for time, other in walk[at + 1 :]:
                if depth < len(steps) and other == steps[depth] and (window is None or time - start <= window):
                    depth += 1
            best = max(best, depth)
        for step in range(best):
            counts[step] += 1
    return counts
