"""Whole journeys that are alike: how many different ones there are, which are most frequent, how much they cover.

What lives here: variants by the signature of their path. Not here: beginnings (steps).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from outsidein.measures.estimate import Estimate, exact
from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.shares import Shares, share
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import numpy as np
    from numpy.typing import NDArray

    from outsidein.evidence.journeys import Journeys


@dataclass(frozen=True, slots=True)
class Variant:
    """A journey that ``count`` cases walked event for event: its touchpoints and its share of all journeys."""

    touchpoints: tuple[str, ...]
    count: Estimate
    share: Estimate


@dataclass(frozen=True, slots=True, eq=False)
class Variants:
    """How many ``distinct`` journeys there are among ``cases``, and the most frequent ones.

    ``sizes`` and ``of_size`` say how many variants have how many cases, the largest size first.
    """

    cases: int
    distinct: int
    top: tuple[Variant, ...]
    sizes: NDArray[np.int64]
    of_size: NDArray[np.int64]
    level: float
    about: str

    def coverage(self, most: int) -> Estimate:
        """The share of journeys that follow one of the ``most`` frequent variants."""
        import numpy as np

        before = np.concatenate([[0], np.cumsum(self.of_size)[:-1]])
        taken = np.clip(most - before, 0, self.of_size)
        covered = int((taken * self.sizes).sum())
        return share(covered, self.cases, formula=say("journeys.formula-variant"), level=self.level, about=self.about)


@asked
def variants(journeys: Journeys, *, top: int = 20, level: float = 0.95) -> Variants:
    """The different journeys, told apart by length and a signature of 124 bits; the ``top`` most frequent spelt out.

    Two different paths of at most L events share a signature with a probability of at most (L / (2³¹ − 1))⁴: below
    5·10⁻²⁶ for a thousand events. Of equally frequent variants the shorter is first.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> log = pa.table({"case": ["a", "a", "b"], "time": [0, 1, 5], "event": ["search", "buy", "search"]})
    >>> with Journeys.open(log) as journeys:
    ...     variants(journeys).distinct
    2
    """
    import numpy as np

    if journeys.laid_out:
        grouped = 'SELECT length, sign1, sign2, count(*) n, min("case") example FROM {cases} GROUP BY 1, 2, 3'
        whole = journeys.ask(
            f"WITH v AS MATERIALIZED ({grouped}), "  # noqa: S608 - numbers of ours
            f"best AS (SELECT * FROM v ORDER BY n DESC, length, sign1, sign2 LIMIT {int(top)}) "
            "SELECT n, count(*) variants, NULL::BIGINT length, NULL::BIGINT sign1, NULL::BIGINT sign2, NULL example "
            "FROM v GROUP BY n UNION ALL SELECT n, NULL, length, sign1, sign2, example FROM best"
        )
        rows = [row for row in whole.to_pylist() if row["variants"] is None]
        rows.sort(key=lambda row: (-row["n"], row["length"], row["sign1"], row["sign2"]))
        sized = {row["n"]: row["variants"] for row in whole.to_pylist() if row["variants"] is not None}
        paths = paths_of(journeys, [row["example"] for row in rows])
        rows = [{"n": row["n"], "path": paths[row["example"]]} for row in rows]
    else:
        import ibis

        found = definition(journeys)
        rows = spelt(journeys, found.order_by(ibis.desc("n"), "length", "sign1", "sign2").limit(top))
        by_size = found.group_by("n").aggregate(variants=found.count().cast("int64"))
        sized = {row["n"]: row["variants"] for row in by_size.to_pyarrow().to_pylist()}
    sizes = np.array(sorted(sized, reverse=True), dtype=np.int64)
    of_size = np.array([sized[int(size)] for size in sizes], dtype=np.int64)
    cases = int((sizes * of_size).sum())
    shares = Shares.of(
        [row["n"] for row in rows], cases, formula=say("journeys.formula-variant"), level=level,
        about=journeys.narrowed,
    )  # fmt: skip
    best = tuple(Variant(row["path"], exact(int(row["n"])), shares[at]) for at, row in enumerate(rows))
    return Variants(cases, int(of_size.sum()), best, sizes, of_size, level, journeys.narrowed)


def definition(journeys: Journeys) -> ir.Table:
    """length, sign1, sign2, n and the case that stands as example, on any engine."""
    cases = journeys.signed
    return cases.group_by("length", "sign1", "sign2").aggregate(
        n=cases.count().cast("int64"), example=cases["case"].min()
    )


def spelt(journeys: Journeys, best: ir.Table) -> list[dict[str, Any]]:
    """n, signature and path of the variants in ``best``, in their order. The engine walks its examples: no case leaves
    it."""
    import ibis

    walked = journeys.events.select(example="case", seq="seq", code="code")
    steps = best.inner_join(walked, "example").select("n", "length", "sign1", "sign2", "seq", "code")
    found: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    for row in steps.order_by(ibis.desc("n"), "length", "sign1", "sign2").to_pyarrow().to_pylist():
        variant = (row["n"], row["length"], row["sign1"], row["sign2"])
        found.setdefault(variant, []).append((row["seq"], row["code"]))
    return [
        {"n": variant[0], "sign": variant[1:], "path": tuple(journeys.names[code - 1] for _, code in sorted(path))}
        for variant, path in found.items()
    ]


def paths_of(journeys: Journeys, cases: list[Any]) -> dict[Any, tuple[str, ...]]:
    """The touchpoints of a few cases of the store, in order."""
    if not cases:
        return {}
    events = journeys.events.filter(journeys.events["case"].isin(cases)).select("case", "seq", "code")
    found: dict[Any, list[tuple[int, int]]] = {case: [] for case in cases}
    for row in events.to_pyarrow().to_pylist():
        found[row["case"]].append((row["seq"], row["code"]))
    return {case: tuple(journeys.names[code - 1] for _, code in sorted(path)) for case, path in found.items()}
