"""Where journeys stand after so many events, and along which first steps they came there.

What lives here: the step matrix and the most frequent beginnings. Not here: whole journeys (variants).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from outsidein.measures.estimate import Estimate, exact
from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.shares import Shares
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import numpy as np
    from numpy.typing import NDArray

    from outsidein.evidence.journeys import Journeys


@dataclass(frozen=True, slots=True, eq=False)
class StepMatrix:
    """``counts[i, c]``: how many journeys are at touchpoint ``c`` with their event ``i + 1``; ``c`` 0: over by then.

    ``shares`` has the same shape, out of all ``cases``.
    """

    names: tuple[str, ...]
    counts: NDArray[np.int64]
    shares: Shares
    cases: int

    def at(self, step: int, touchpoint: str | None) -> Estimate:
        """The share of journeys whose event ``step`` (from 1) is at ``touchpoint``; None: that are over by then."""
        return self.shares[step - 1, 0 if touchpoint is None else self.names.index(touchpoint) + 1]


@dataclass(frozen=True, slots=True)
class Path:
    """A beginning: its touchpoints, how many journeys have it, their share; whether it is the whole journey."""

    touchpoints: tuple[str, ...]
    count: Estimate
    share: Estimate
    whole: bool


@asked
def step_matrix(journeys: Journeys, *, first: int = 10, level: float = 0.95) -> StepMatrix:
    """The share of journeys at each touchpoint with their first, second … event, up to ``first``.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> log = pa.table({"case": ["a", "a", "b"], "time": [0, 1, 5], "event": ["search", "buy", "search"]})
    >>> with Journeys.open(log) as journeys:
    ...     step_matrix(journeys, first=2).at(2, "buy").value
    0.5
    """
    import numpy as np

    if journeys.laid_out:
        query = f"SELECT seq, code, count(*) n FROM {{events}} WHERE seq <= {int(first)} GROUP BY 1, 2"  # noqa: S608
        found = journeys.ask(query)
    else:
        found = matrix_definition(journeys, first=first).to_pyarrow()
    seq, code, n = (found[name].to_numpy().astype(np.int64) for name in ("seq", "code", "n"))
    counts = np.zeros((first, len(journeys.names) + 1), dtype=np.int64)
    counts[seq - 1, code] = n
    cases = int(counts[0].sum())
    counts[:, 0] = cases - counts.sum(axis=1)
    shares = Shares.of(counts, cases, formula=say("journeys.formula-step"), level=level, about=journeys.narrowed)
    return StepMatrix(journeys.names, counts, shares, cases)


def matrix_definition(journeys: Journeys, *, first: int) -> ir.Table:
    """seq, code and n on any engine."""
    events = journeys.events.filter(journeys.events.seq <= first)
    return events.group_by("seq", "code").aggregate(n=events.count().cast("int64"))


@asked
def top_paths(journeys: Journeys, *, first: int = 10, top: int = 20, level: float = 0.95) -> tuple[Path, ...]:
    """The ``top`` most frequent beginnings of ``first`` events; a shorter journey is its own beginning.

    Paths are told apart exactly: codes are packed side by side into whole numbers. Of equally frequent ones, the one
    whose touchpoints come first by code is first.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> log = pa.table({"case": ["a", "a", "b"], "time": [0, 1, 5], "event": ["search", "buy", "search"]})
    >>> with Journeys.open(log) as journeys:
    ...     [path.touchpoints for path in top_paths(journeys)]
    [('search',), ('search', 'buy')]
    """
    bits, per_word, words = packing(journeys, first)
    if journeys.laid_out:
        cases = int(journeys.ask("SELECT count(*) n FROM {cases}")["n"][0].as_py())
        found = journeys.ask(_paths_sql(bits=bits, per_word=per_word, words=words, first=first, top=top))
    else:
        cases = int(journeys.cases.count().to_pyarrow().as_py())
        found = paths_definition(journeys, first=first, top=top).to_pyarrow()
    rows = found.to_pylist()
    shares = Shares.of(
        [row["n"] for row in rows], cases, formula=say("journeys.formula-path"), level=level, about=journeys.narrowed
    )
    made = []
    for at, row in enumerate(rows):
        path = unpacked([int(row[f"w{word}"]) for word in range(words)], bits=bits, per_word=per_word)
        names = tuple(journeys.names[code - 1] for code in path)
        made.append(Path(names, exact(int(row["n"])), shares[at], whole=len(path) < first))
    return tuple(made)


def paths_definition(journeys: Journeys, *, first: int, top: int) -> ir.Table:
    """w0 … (packed codes, the first lowest) and n of the most frequent beginnings, on any engine."""
    import ibis

    paths = beginnings_definition(journeys, first=first)
    words = [name for name in paths.columns if name != "n"]
    return paths.order_by(ibis.desc("n"), *words).limit(top)


def beginnings_definition(journeys: Journeys, *, first: int) -> ir.Table:
    """The same of every beginning."""
    bits, per_word, words = packing(journeys, first)
    events = journeys.events.filter(journeys.events.seq <= first)
    packed: dict[str, Any] = {}
    for word in range(words):
        places = [(word * per_word + at + 1, 1 << (bits * at)) for at in range(per_word)]
        packed[f"w{word}"] = (events.code.cast("int64") * events.seq.cases(*places, else_=0).cast("int64")).sum()
    by_case = events.group_by("case").aggregate(**{name: value.cast("int64") for name, value in packed.items()})
    return by_case.group_by(*packed).aggregate(n=by_case.count().cast("int64"))


def packing(journeys: Journeys, first: int) -> tuple[int, int, int]:
    """Bits per code, codes per word of 62 bits, and words that ``first`` codes take."""
    bits = max(len(journeys.names).bit_length(), 1)
    per_word = 62 // bits
    return bits, min(per_word, first), -(-first // per_word)


def unpacked(words: list[int], *, bits: int, per_word: int) -> list[int]:
    """The codes that were packed.

    >>> unpacked([2 + (1 << 6)], bits=6, per_word=10)
    [2, 1]
    """
    codes = [(word >> (bits * at)) & ((1 << bits) - 1) for word in words for at in range(per_word)]
    return [code for code in codes if code]


def _paths_sql(*, bits: int, per_word: int, words: int, first: int, top: int) -> str:
    packed = ", ".join(
        f"sum(CASE WHEN seq > {word * per_word} AND seq <= {(word + 1) * per_word} "
        f"THEN code::BIGINT << ({bits} * (seq::INTEGER - {word * per_word + 1})) ELSE 0 END)::BIGINT w{word}"
        if words > 1
        else f"sum(code::BIGINT << ({bits} * (seq::INTEGER - 1)))::BIGINT w{word}"
        for word in range(words)
    )
    names = ", ".join(f"w{word}" for word in range(words))
    return (
        f"SELECT {names}, count(*) n FROM (SELECT {packed} FROM {{events}} "  # noqa: S608 - numbers of ours
        f'WHERE seq <= {int(first)} GROUP BY "case") GROUP BY {names} ORDER BY n DESC, {names} LIMIT {int(top)}'
    )
