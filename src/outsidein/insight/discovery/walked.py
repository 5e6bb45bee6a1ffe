"""From the journey store to walks: the journeys themselves where there are not too many, else a sample of them.

What lives here: walks_of. Not here: what is found in walks (representatives), the store (evidence.journeys). On an
engine of somebody else only counted variants leave it, the most frequent ones, and what they leave out is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from outsidein.ground.writing import percent
from outsidein.insight.discovery.walks import Walks
from outsidein.insight.phrases import say

if TYPE_CHECKING:
    from outsidein.evidence.journeys import Journeys

MOST: Final = 60_000
"""Journeys that are looked at one by one."""
VARIANTS: Final = 10_000
"""Variants that leave an engine of somebody else."""
_SPREAD: Final = 2_654_435_761
"""Knuth’s multiplier: cases are numbered by their names, and a sample must not be one of the alphabet."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The walks that were taken out of ``cases`` journeys, and what is to be known of it."""

    walks: Walks
    cases: int
    notes: tuple[str, ...] = ()


def walks_of(journeys: Journeys, *, contexts: tuple[str, ...] | None = None, most: int = MOST) -> Taken:
    """The walks of ``journeys``; ``contexts`` are segments to go with them (all of them where not given).

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> log = pa.table({"case": ["a", "a", "b"], "time": [0, 60_000_000, 5], "event": ["search", "buy", "search"]})
    >>> with Journeys.open(log) as journeys:
    ...     walks_of(journeys).walks.n
    2
    """
    cases = int(journeys.cases.count().to_pyarrow().as_py())
    if not journeys.laid_out:
        return _counted(journeys, cases)
    return _looked_at(journeys, cases, journeys.segments if contexts is None else contexts, most)


def _looked_at(journeys: Journeys, cases: int, contexts: object, most: int) -> Taken:
    import numpy as np

    named = [name for name in journeys.segments if name in contexts]  # type: ignore[operator]
    share = min(1.0, most / cases) if cases else 1.0
    only = f'WHERE ("case"::UBIGINT * {_SPREAD}) % 4294967296 < {int(share * 2**32)}' if share < 1 else ""
    rows = journeys.ask(f'SELECT "case", "time", code, seq FROM {{events}} {only} ORDER BY "case", seq')  # noqa: S608 - numbers of ours
    told = journeys.cases.select("case", *(f"segment:{name}" for name in named)).to_pyarrow() if named else None
    names = np.array(["", *journeys.names], dtype=object)
    case = rows["case"].to_numpy()
    columns = {}
    if told is not None:
        place = np.argsort(told["case"].to_numpy(), kind="stable")
        at = place[np.searchsorted(told["case"].to_numpy()[place], case)]
        for name in named:
            values = np.array(["", *journeys.segments[name]], dtype=object)
            columns[name] = values[told[f"segment:{name}"].to_numpy().astype(np.int64)[at]]
    walks = Walks.from_events(
        case,
        rows["time"].to_numpy().astype(np.float64) / 1e6,
        names[rows["code"].to_numpy().astype(np.int64)].astype(str),
        order=rows["seq"].to_numpy(),
        contexts=columns or None,
    )
    notes = (say("discovery.sampled", n=walks.n, cases=cases),) if share < 1 else ()
    return Taken(walks, cases, notes)


def _counted(journeys: Journeys, cases: int) -> Taken:
    from outsidein.measures.journeys import variants

    found = variants(journeys, top=VARIANTS)
    code = {name: at for at, name in enumerate(journeys.names, start=1)}
    walks = Walks.counted(
        journeys.names,
        [tuple(code[name] for name in one.touchpoints) for one in found.top],
        [int(one.count.value) for one in found.top],
    )
    left = cases - walks.n
    notes = (say("discovery.rare-left-out", n=left, share=percent(left / cases)),) if left else ()
    return Taken(walks, cases, notes)
