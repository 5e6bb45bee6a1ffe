"""Asking the evidence: each Ask becomes Rows of Estimates, and asks that can share a look at the data do.

What lives here: ``measure`` and ``measure_all``, from checking an ask to its finished rows. Not here: expressions
(scan), statistics (reckon, intervals), differences (compare).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from outsidein.ground import Diagnostic, MeasureError
from outsidein.measures import crowd, scan
from outsidein.measures.ask import PERIOD, Ask, Key, Row
from outsidein.measures.catalogue import Catalogue, catalogue, did_you_mean
from outsidein.measures.dimensions import check_dimensions
from outsidein.measures.estimate import Cite, Estimate, Period
from outsidein.measures.measure import Engine, Measure, scale_words
from outsidein.measures.phrases import say
from outsidein.measures.reckon import METHODS, Chosen, choose, reckon
from outsidein.measures.target import judge
from outsidein.measures.words import cites, covered, filter_words, notes

if TYPE_CHECKING:
    import pyarrow as pa

    from outsidein.evidence.asked import Asked
    from outsidein.evidence.store import Store


def measure(
    evidence: Store, ask: Ask, *, anchors: pa.Table | None = None, measures: Catalogue | None = None
) -> tuple[Row, ...]:
    """The rows that answer ``ask``, sorted by their keys.

    A group without answers has no row, unless ``where`` lists it: then its estimate is nothing. ``anchors`` (columns
    touchpoint, step, stage) is needed by step or stage; a touchpoint that it gives several of counts for none (None).
    Raises MeasureError for an ask that has no meaning here, and where every group had to be refused.
    """
    rows = measure_all(evidence, (ask,), anchors=anchors, measures=measures)[0]
    refused = [row.refused for row in rows if row.refused]
    if refused and len(refused) == len(rows):
        raise MeasureError(*dict.fromkeys(refused))
    return rows


def measure_all(
    evidence: Store, asks: Iterable[Ask], *, anchors: pa.Table | None = None, measures: Catalogue | None = None
) -> tuple[tuple[Row, ...], ...]:
    """The rows of each ask, in their order. Asks with the same dimensions and filter share one look at the data.

    Here a refused group is always a row with its ``refused``; MeasureError only for an ask that has no meaning.
    """
    looks = look_all(evidence, asks, anchors=anchors, measures=measures)
    return tuple(look.rows(ask, one) for ask, one, look in looks)


def look_all(
    evidence: Store, asks: Iterable[Ask], *, anchors: pa.Table | None, measures: Catalogue | None
) -> list[tuple[Ask, Measure, Look]]:
    """Each ask with its measure and the look at the data that answers it; looks are shared, and taken when used."""
    known = measures or catalogue()
    wanted = [(ask, checked(ask, known, evidence, anchors)) for ask in asks]
    shared: dict[scan.Frame, dict[str, Measure]] = {}
    for ask, one in wanted:
        shared.setdefault(scan.frame(ask, one), {})[one.id] = one
    looks = {
        frame: Look(evidence, scan.Bundle(frame, tuple(inside.values())), anchors) for frame, inside in shared.items()
    }
    return [(ask, one, looks[scan.frame(ask, one)]) for ask, one in wanted]


def checked(ask: Ask, known: Catalogue, evidence: Store, anchors: pa.Table | None) -> Measure:
    """The measure that ``ask`` names; MeasureError where the ask has no meaning for this evidence."""
    one = known.find(ask.measure)
    check_dimensions((*ask.by, *(name for name, _ in ask.where)), evidence, anchors)
    for name, _ in ask.where:
        if name.startswith(PERIOD):
            raise MeasureError(
                Diagnostic(
                    "measures/unknown-dimension",
                    say("compute.cannot-be-filtered", name=name),
                    say("compute.give-the-period-instead"),
                )
            )
    if not 0 < ask.level < 1:
        raise MeasureError(
            Diagnostic(
                "measures/bad-level",
                say("compute.a-level-of-is-none", level=ask.level),
                say("compute.choose-one-between-and"),
            )
        )
    ways = METHODS[one.engine]
    if ask.method and ask.method not in ways:
        raise MeasureError(
            Diagnostic(
                "measures/unknown-method",
                say("compute.the-interval-of-cannot-be", label=one.label, method=ask.method),
                did_you_mean(ask.method, ways),
            )
        )
    return one


@dataclass(frozen=True)
class Look:
    """One look at the data: a bundle of measures and the sums that answer them."""

    evidence: Store
    bundle: scan.Bundle
    anchors: pa.Table | None

    @cached_property
    def tallies(self) -> list[scan.Tally]:
        return scan.tallies(self.evidence, self.bundle, self.anchors)

    @cached_property
    def crowds(self) -> dict[scan.Group, list[crowd.Cluster]] | None:
        """The clusters of each group, or None where nobody can have answered twice within one."""
        if not self.repeats:
            return None
        found: dict[scan.Group, list[crowd.Cluster]] = {}
        for cluster in crowd.clusters(self.evidence, self.bundle, self.anchors):
            found.setdefault(cluster.group, []).append(cluster)
        return found

    @cached_property
    def repeats(self) -> bool:
        """Whether someone may stand behind several answers of a group: by name, or by several questions in it."""
        return crowd.people(self.evidence).repeated or self.several

    @cached_property
    def several(self) -> bool:
        """Whether some group holds several questions of one source, so that a response may be in it more than once."""
        questions = {(t.group, t.source, t.question, t.touchpoint) for t in self.tallies}
        return any(count > 1 for count in Counter((group, source) for group, source, _, _ in questions).values())

    @cached_property
    def whose(self) -> str:
        return "customer" if crowd.people(self.evidence).repeated else "response"

    @cached_property
    def asked(self) -> dict[tuple[str, str], Asked]:
        return {(asked.source, asked.key): asked for asked in self.evidence.questions}

    @cached_property
    def responses(self) -> dict[tuple[Key, ...], int]:
        """How many distinct responses each group has: its answers, unless a response may be in it more than once."""
        if self.several:
            return scan.responses(self.evidence, self.bundle, self.anchors)
        found: Counter[tuple[Key, ...]] = Counter()
        for tally in self.tallies:
            found[tally.group[0]] += tally.n
        return found

    def rows(self, ask: Ask, one: Measure) -> tuple[Row, ...]:
        """The rows of one ask, sorted by their keys."""
        at = self.bundle.measures.index(one)
        chosen = choose(one, self.tallies, at)
        counted = [(keys, found) for keys, found in chosen.items() if not found.refused]
        rows = [
            Row(keys, _nothing(one), asked=found.group[1], refused=found.refused)
            for keys, found in chosen.items()
            if found.refused
        ]
        rows += [Row(keys, _nothing(one)) for keys in _listed(ask) if keys not in chosen]
        if counted:
            rows += self._counted(ask, one, at, counted)
        if ask.target is not None:
            rows = [replace(row, verdict=judge(row.estimate, ask.target, better=one.better)) for row in rows]
        return tuple(sorted(rows, key=_order))

    def _counted(self, ask: Ask, one: Measure, at: int, counted: list[tuple[tuple[Key, ...], Chosen]]) -> list[Row]:
        cited = [
            (cites(one, found, filter_words(ask, keys, one), self.asked), covered(found)) for keys, found in counted
        ]
        if one.engine is Engine.RESPONSES:
            return [
                Row(keys, _exactly(one, self.responses[keys], cite, period, ask.level))
                for (keys, _), (cite, period) in zip(counted, cited, strict=True)
            ]
        found = reckon(
            one,
            [chosen for _, chosen in counted],
            at,
            shift=scan.shift(one, self.evidence),
            level=ask.level,
            method=ask.method or next(iter(METHODS[one.engine])),
            crowds=self.crowds,
            whose=self.whose,
        )
        columns = (found.n, found.value, found.low, found.high, found.error, found.df, found.customers)
        numbers = zip(*(column.tolist() for column in columns), found.method, strict=True)
        rows = []
        for (keys, chosen), (cite, period), (n, value, low, high, error, df, who, method) in zip(
            counted, cited, numbers, strict=True
        ):
            estimate = Estimate(
                value,
                low,
                high,
                n,
                method,
                measure=one.id,
                unit=one.unit or scale_words(*chosen.scale),
                period=period,
                cites=cite,
                small=who < one.minimum,
                level=ask.level,
                notes=notes(one, chosen, n=n, customers=who, whose=self.whose),
                people=who,
            )
            rows.append(Row(keys, estimate, asked=chosen.group[1], error=error, df=df, customers=who))
        return rows


def _listed(ask: Ask) -> Iterable[tuple[Key, ...]]:
    """The keys that the ask names itself: the product of what it lists for every dimension it is told apart by."""
    listed = dict(ask.where)
    return product(*(listed[name] for name in ask.by)) if all(name in listed for name in ask.by) else ()


def _nothing(one: Measure) -> Estimate:
    return Estimate.nothing(measure=one.id, unit=one.unit)


def _exactly(one: Measure, count: int, cite: tuple[Cite, ...], period: Period | None, level: float) -> Estimate:
    return Estimate(count, count, count, count, "exact", one.id, one.unit, period, cite, level=level)


def _order(row: Row) -> tuple[tuple[bool, Period | str], ...]:
    return tuple((key is None, "" if key is None else key) for key in row.keys)
