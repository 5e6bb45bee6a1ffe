"""Sums: what levels and contrasts need to know of the ratings, added up in the engine; no row of anybody’s leaves it.

What lives here: ibis aggregates over the table of respondents. Not here: the statistics made of them (contrast, level).
Where customers answer repeatedly, sums are taken per customer before they are squared, so that one customer is one
observation of the spread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from outsidein.insight.contrast import Floats
from outsidein.insight.place import HIGH, LOW, Place
from outsidein.insight.rated import Respondents
from outsidein.measures.estimate import Period

if TYPE_CHECKING:
    import ibis.expr.types as ir

_MIDDLE: Final = (LOW + HIGH) / 2
"""Subtracted before anything is squared, so that no digits are lost."""

_AT_ONCE: Final = 2000
"""Aggregates in one query; more are asked in several."""

_SUMS: Final = ("n", "s", "ss", "sn", "nn", "people")

Named = Callable[["ir.Table"], dict[str, Any]]
"""Aggregates of a table by name."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over people, each an array (p,): what the mean of each place and its clustered error need.

    With s a person's sum of ratings (less the middle of the scale) and n how many they gave: ``n`` Σn, ``s`` Σs,
    ``ss`` Σs², ``sn`` Σsn, ``nn`` Σn²; ``people`` how many gave any.
    """

    n: Floats
    s: Floats
    ss: Floats
    sn: Floats
    nn: Floats
    people: Floats

    def take(self, places: Sequence[int]) -> Sums:
        """The sums of some of the places, in the order given."""
        return Sums(**{name: getattr(self, name)[list(places)] for name in _SUMS})

    @property
    def mean(self) -> Floats:
        """The mean of all ratings, NaN where there are none."""
        return _MIDDLE + self._shift

    @property
    def _shift(self) -> Floats:
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.s / self.n

    @property
    def error(self) -> Floats:
        """The squared standard error of the mean, clustered by person; NaN with fewer than two people."""
        shift = self._shift
        between = np.maximum(self.ss - 2 * shift * self.sn + shift**2 * self.nn, 0.0)
        between[between < 1e-9 * np.maximum(self.ss, 1.0)] = 0.0  # what rounding leaves where all said the same
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.people > 1, between / self.n**2 * self.people / (self.people - 1), np.nan)


def sum_up(rated: Respondents, places: Sequence[Place], *, period: Period | None = None) -> Sums:
    """The sums of ``places`` over everybody who answered in ``period``."""
    return sum_cells(rated.cells(places, period=period), len(places), repeated=rated.repeated)


def sum_cells(cells: ir.Table, size: int, *, repeated: bool) -> Sums:
    """The sums of the columns ``x0`` … of a table with a row per respondent and, for repeated ones, a ``person``."""
    people = _per_person(cells, size, repeated)
    return _sums(ask(people, _squares(size, repeated)), size)


def sum_up_spans(rated: Respondents, places: Sequence[Place], spans: Sequence[Period]) -> tuple[Sums, ...]:
    """The sums of ``places`` in each of ``spans``, which must not overlap."""
    import ibis

    cells = rated.cells(places)
    when = ibis.cases(*((cells.day.between(span.first, span.last), at) for at, span in enumerate(spans)), else_=None)
    cells = cells.mutate(when=when).filter(lambda table: table.when.notnull())
    people = _per_person(cells, len(places), rated.repeated, "when")
    squares = _squares(len(places), rated.repeated)(people)
    rows = people.group_by("when").aggregate(**squares).to_pyarrow().to_pylist()
    by_span = {row["when"]: row for row in rows}
    return tuple(_sums(by_span.get(at, {}), len(places)) for at in range(len(spans)))


def _per_person(cells: ir.Table, size: int, repeated: bool, *keys: str) -> ir.Table:
    """Per person the sum s<j> of ratings and, where people repeat, their number n<j>."""
    if not repeated:
        return cells.select(*keys, **{f"s{j}": cells[f"x{j}"] - _MIDDLE for j in range(size)})
    sums = {f"s{j}": (cells[f"x{j}"] - _MIDDLE).sum() for j in range(size)}
    counts = {f"n{j}": cells[f"x{j}"].count() for j in range(size)}
    return cells.group_by([*keys, "person"]).aggregate(**sums, **counts)


def _squares(size: int, repeated: bool) -> Named:
    def named(table: ir.Table) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for j in range(size):
            s = table[f"s{j}"]
            found |= {f"people{j}": s.count(), f"s{j}": s.sum(), f"ss{j}": (s * s).sum()}
            if repeated:
                n = table[f"n{j}"]
                found |= {f"n{j}": n.sum(), f"sn{j}": (s * n).sum(), f"nn{j}": (n * n).sum()}
        return found

    return named


def _sums(row: Mapping[str, Any], size: int) -> Sums:
    """Where nobody repeats, each person gave one rating: Σn = Σn² = people, Σsn = Σs."""
    once = {"n": "people", "nn": "people", "sn": "s"}
    names = {name: name if f"{name}0" in row else once.get(name, name) for name in _SUMS}
    line = {name: [row.get(f"{names[name]}{j}") or 0.0 for j in range(size)] for name in _SUMS}
    return Sums(**{name: np.array(values, dtype=np.float64) for name, values in line.items()})


@dataclass(frozen=True, slots=True)
class Shapes:
    """How the ratings of each place are spread, each an array (p,): variance, kurtosis, and how many are extreme."""

    n: Floats
    variance: Floats
    kurtosis: Floats
    extreme: Floats


def shape(rated: Respondents, places: Sequence[Place], *, period: Period | None = None, ends: float = 1.0) -> Shapes:
    """The shape of the ratings of each place; extreme are those within ``ends`` of either end of 1–10."""
    cells = rated.cells(places, period=period)

    def named(table: ir.Table) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for j in range(len(places)):
            x = table[f"x{j}"] - _MIDDLE
            found |= {f"p{power}_{j}": (reduce(lambda a, b: a * b, [x] * power)).sum() for power in (1, 2, 3, 4)}
            found |= {f"n{j}": x.count(), f"e{j}": (x.abs() >= (HIGH - LOW) / 2 - ends).sum()}
        return found

    row = ask(cells, named)
    n, extreme, *powers = (
        np.array([row[f"{name}{j}"] or 0.0 for j in range(len(places))], dtype=np.float64)
        for name in ("n", "e", "p1_", "p2_", "p3_", "p4_")
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        a, b, c, d = (power / n for power in powers)
        variance = b - a**2
        fourth = d - 4 * a * c + 6 * a**2 * b - 3 * a**4
        return Shapes(n, variance, fourth / variance**2, extreme)


def ask(table: ir.Table, named: Named) -> dict[str, Any]:
    """One row of many aggregates of ``table``, asked in as many queries as it takes."""
    wanted = list(named(table).items())
    row: dict[str, Any] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        row |= table.aggregate(**dict(wanted[start : start + _AT_ONCE])).to_pyarrow().to_pylist()[0]
    return row
