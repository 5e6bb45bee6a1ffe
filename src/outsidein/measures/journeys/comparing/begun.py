"""How two sides walk: which whole journeys and which beginnings they take, and where they stand event by event.

What lives here: shares of all journeys by path and by position, held against each other. The most frequent on both
sides together are looked at: chosen by how often, never by how different. Not here: the same of one side (variants,
steps).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.comparing.contrast import Contrast, Key, contrasts
from outsidein.measures.journeys.comparing.sides import cases_in, of_one_log
from outsidein.measures.journeys.steps import beginnings_definition, matrix_definition, packing, unpacked
from outsidein.measures.journeys.variants import definition, spelt
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.journeys import Journeys

_SIGN = ("length", "sign1", "sign2")


@asked
def compare_variants(this: Journeys, against: Journeys, *, top: int = 20, level: float = 0.95) -> tuple[Contrast, ...]:
    """The share of journeys that run a way event for event, of the ``top`` most frequent ways of both sides together.

    The key is the way, touchpoint by touchpoint. Raises MeasureError for two logs.

    >>> import pyarrow as pa
    >>> from outsidein.evidence.journeys import Journeys
    >>> log = pa.table({"case": ["a", "a", "b"], "time": [0, 1, 5], "event": ["search", "buy", "search"],
    ...                 "segment:side": ["web", "web", "app"]})
    >>> with Journeys.open(log) as journeys:
    ...     found = compare_variants(journeys.segment(side="web"), journeys.segment(side="app"))
    >>> [(one.key, one.change.value) for one in found]
    [(('search',), -1.0), (('search', 'buy'), 1.0)]
    """
    import ibis

    of_one_log(this, against)
    held = [definition(side) for side in (this, against)]
    leading: set[tuple[int, ...]] = set()
    for found in held:
        best = found.order_by(ibis.desc("n"), *_SIGN).limit(top).select(*_SIGN)
        leading |= {tuple(int(row[name]) for name in _SIGN) for row in best.to_pyarrow().to_pylist()}
    sides: list[dict[tuple[int, ...], int]] = []
    for found in held:
        rows = _only(found, leading).to_pyarrow().to_pylist()
        sides.append({tuple(int(row[name]) for name in _SIGN): int(row["n"]) for row in rows})
    chosen = _most_frequent(*sides, top=top)
    ways: dict[tuple[int, ...], Key] = {}
    for side, found, counted in zip((this, against), held, sides, strict=True):
        missing = [sign for sign in chosen if sign in counted and sign not in ways]
        if missing:
            ways |= {row["sign"]: row["path"] for row in spelt(side, _only(found, missing))}
    mine, theirs = ({ways[sign]: counted.get(sign, 0) for sign in chosen} for counted in sides)
    formula = say("journeys.formula-variant")
    return contrasts((mine, cases_in(this)), (theirs, cases_in(against)), formula=formula, level=level)


@asked
def compare_paths(
    this: Journeys, against: Journeys, *, first: int = 10, top: int = 20, level: float = 0.95
) -> tuple[Contrast, ...]:
    """The share of journeys that begin a way, of the ``top`` most frequent beginnings of both sides together.

    Raises MeasureError for two logs.
    """
    import ibis

    of_one_log(this, against)
    bits, per_word, words = packing(this, first)
    names = [f"w{word}" for word in range(words)]

    def counted(table: ir.Table) -> dict[tuple[int, ...], int]:
        return {tuple(int(row[name]) for name in names): int(row["n"]) for row in table.to_pyarrow().to_pylist()}

    held = [beginnings_definition(side, first=first) for side in (this, against)]
    leading = {way for found in held for way in counted(found.order_by(ibis.desc("n"), *names).limit(top))}
    # The first word alone may let others through: they are left out here.
    within = [
        {way: n for way, n in counted(found.filter(found.w0.isin(sorted({way[0] for way in leading})))).items()
         if way in leading}
        for found in held
    ]  # fmt: skip
    sides = []
    for side, found in zip((this, against), within, strict=True):
        told: dict[Key, int] = {}
        for way in _most_frequent(*within, top=top):
            path = unpacked(list(way), bits=bits, per_word=per_word)
            told[tuple(this.names[code - 1] for code in path)] = found.get(way, 0)
        sides.append((told, cases_in(side)))
    return contrasts(sides[0], sides[1], formula=say("journeys.formula-path"), level=level)


@asked
def compare_steps(
    this: Journeys, against: Journeys, *, first: int = 6, top: int = 20, level: float = 0.95
) -> tuple[Contrast, ...]:
    """The share of journeys at each touchpoint with their first, second … event, and of those that are over by then.

    The key is the position and the touchpoint, which is empty where the journey is over. The ``top`` touchpoints most
    often come to within these events are looked at. Raises MeasureError for two logs.
    """
    of_one_log(this, against)
    cells: list[dict[tuple[int, int], int]] = []
    for side in (this, against):
        rows: list[dict[str, Any]] = matrix_definition(side, first=first).to_pyarrow().to_pylist()
        cells.append({(int(row["seq"]), int(row["code"])): int(row["n"]) for row in rows})
    by_code: list[dict[int, int]] = []
    for counted in cells:
        visits: dict[int, int] = {}
        for (_, code), n in counted.items():
            visits[code] = visits.get(code, 0) + n
        by_code.append(visits)
    chosen = set(_most_frequent(*by_code, top=top))
    sides = []
    for side, counted in zip((this, against), cells, strict=True):
        cases = cases_in(side)
        told: dict[Key, int] = {
            (str(at), this.names[code - 1]): n for (at, code), n in counted.items() if code in chosen
        }
        for at in range(2, first + 1):
            told[str(at), ""] = cases - sum(n for (other, _), n in counted.items() if other == at)
        sides.append((told, cases))
    return contrasts(sides[0], sides[1], formula=say("journeys.formula-step"), level=level)


def _only(found: ir.Table, signs: Any) -> ir.Table:
    """The variants of ``found`` with one of these signatures."""
    return found.filter(found.sign1.isin(sorted({sign[1] for sign in signs})))


def _most_frequent(one: Any, other: Any, *, top: int) -> list[Any]:
    """The ``top`` keys of two counts that are most frequent on both together."""
    both = {key: one.get(key, 0) + other.get(key, 0) for key in {*one, *other}}
    return sorted(both, key=lambda key: (-both[key], key))[:top]
