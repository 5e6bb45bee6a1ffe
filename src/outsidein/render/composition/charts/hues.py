"""Which hue a touchpoint has on every chart of a report, so that it is known again.

What lives here: handing out numbers, the most frequent first. Not here: the colours behind them (theme, writers).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from outsidein.insight.ways import Ways
from outsidein.measures.journeys import Standing


def hues(ways: Ways) -> Mapping[str, int]:
    """A number from 0 for each touchpoint that the flows and paths tell apart."""
    seen: Counter[str] = Counter()
    for node in ways.flows.nodes if ways.flows else ():
        if node.spot.standing is Standing.TOUCHPOINT:
            seen[node.spot.touchpoint] += node.count.n
    ranked = [name for name, _ in sorted(seen.items(), key=lambda one: (-one[1], one[0]))]
    more = [name for path in ways.paths for name in path.touchpoints]
    return {name: at for at, name in enumerate(dict.fromkeys([*ranked, *more]))}
