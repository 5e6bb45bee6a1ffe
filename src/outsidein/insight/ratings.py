"""Ratings: one row per respondent with what they said about each touchpoint and about the outcome, out of the engine.

What lives here: the pull, as one matrix with gaps, and the choice of the columns and rows that drivers can rest on. Not
here: how ratings become columns (rated) and what is computed from them (drivers).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from outsidein.ground import Diagnostic, MeasureError
from outsidein.insight.correlation import Rows, Starts, pairwise
from outsidein.insight.phrases import say
from outsidein.insight.place import Counted, Place
from outsidein.insight.rated import Respondents
from outsidein.insight.scope import Scope, narrowed
from outsidein.measures.estimate import Period

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.store import Store

LEAST: Final = 30
"""Fewer respondents than this say nothing about drivers."""

PER_TOUCHPOINT: Final = 5
"""Respondents needed for each touchpoint in the comparison."""

VARIED: Final = 10
"""Fewer answers than this beside the most common one decide nothing: a single person would move every share."""

FEW: Final = 0.2
"""With complete answers from a smaller share of respondents, pairs of ratings say far more than those few people."""

SPARSE: Final = 0.10
"""A touchpoint that a smaller share of the respondents rated is left out: complete cases would be its users only."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """``rows`` (n, p + 1), NaN where nothing was said; column j is ``touchpoints[j]``, the last one the outcome.

    ``starts`` is the first row of each customer where customers repeat, else None. ``merged`` tells that a row is a
    customer, whose answers from different responses were brought together.
    """

    touchpoints: tuple[str, ...]
    rows: NDArray[np.float32]
    starts: Starts | None
    period: Period | None
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """What drivers rest on: rows of ``ratings`` that are ``complete`` in ``columns``, or pairs where too few are.

    ``out`` are the touchpoints left out, each with its reason as a sentence. ``refused`` says why nothing can be said.
    ``n`` counts complete respondents, or, for pairs, those behind the thinnest pair; ``people`` counts customers.
    """

    columns: tuple[int, ...]
    complete: NDArray[np.bool_]
    n: int
    people: int
    pairs: bool = False
    out: tuple[str, ...] = ()
    refused: str = ""


def needed(touchpoints: int) -> int:
    """How many respondents it takes to compare so many touchpoints.

    >>> needed(4), needed(14)
    (30, 70)
    """
    return max(LEAST, PER_TOUCHPOINT * touchpoints)


def find_outcome(counted: Sequence[Counted], outcome: str) -> str | None:
    """The touchpoint that the question ``outcome`` is about, empty for the whole, None where it was never answered.

    Raises MeasureError where it was asked about several touchpoints and never about the whole.
    """
    about = {one.touchpoint for one in counted if one.question == outcome and one.n}
    if not about:
        return None
    if "" in about or len(about) == 1:
        return "" if "" in about else about.pop()
    raise MeasureError(
        Diagnostic(
            "insight/outcome-of-many",
            say("ratings.was-asked-about-touchpoints-so", outcome=outcome, n=len(about)),
            say("ratings.name-a-question-about-the"),
        )
    )


def pull(
    store: Store, rated: Respondents, places: Sequence[Place], *, outcome: str, about: str, scope: Scope, merge: bool
) -> Ratings:
    """The ratings of ``places`` (a touchpoint each) beside the outcome, of everybody in scope who gave the outcome.

    ``about`` is the touchpoint of the outcome (see ``find_outcome``). With ``merge`` a row is a customer: the mean of
    what they said in all their responses; else a row is a response.
    """
    table = rated.within(scope.period)
    columns = {f"x{j}": table[f"r{rated.columns.index((one.keys[0], one.asks))}"] for j, one in enumerate(places)}
    loyal = _outcome(store, outcome, about)
    if merge:
        people = narrowed(store, scope).select("response", "customer").filter(lambda t: t.customer.notnull())
        loyal = loyal.inner_join(people, "response").group_by("customer").aggregate(y=lambda t: t.y.mean())
        cells = table.select("person", "day", **columns).group_by("person")
        means = {name: (lambda t, name=name: t[name].mean()) for name in columns}
        wide = cells.aggregate(day=lambda t: t.day.max(), **means)
        both = wide.inner_join(loyal, wide.person == loyal.customer).order_by("person")
    else:
        wide = table.select("response", "person", "day", **columns)
        both = wide.inner_join(loyal, "response").order_by(["person", "response"] if rated.repeated else "response")
    gaps = {name: both[name].cast("float32").fill_null(math.nan) for name in columns}
    held = both.select("person", "day", y=both.y.cast("float64").fill_null(math.nan), **gaps).to_pyarrow()
    rows = np.empty((held.num_rows, len(columns) + 1), dtype=np.float32)
    for at, name in enumerate(columns):
        rows[:, at] = _numbers(held[name])
    rows[:, -1] = _standardised(_numbers(held["y"]))
    return Ratings(
        touchpoints=tuple(one.keys[0] for one in places),
        rows=rows,
        starts=_starts(held["person"]) if rated.repeated and not merge else None,
        period=_period(held["day"]),
        merged=merge,
    )


def choose(ratings: Ratings) -> Chosen:
    """Which touchpoints and respondents the drivers can rest on, and whether on pairs.

    Left out are touchpoints that fewer than one in ten rated (or fewer than 30), and those that nearly everybody
    rated alike. Where those who rated all the rest are fewer than ``needed``, or than a fifth of all, each correlation
    rests on those who rated both; then also the touchpoints go, least rated first, that share too few respondents with
    another.
    """
    rows = ratings.rows
    total = len(rows)
    rated = (~np.isnan(rows[:, :-1])).sum(axis=0)
    out: list[str] = []
    columns: list[int] = []
    if total < LEAST:
        return _refuse(
            say("ratings.respondents-gave-the-outcome-and", total=total, least=LEAST, per_touchpoint=PER_TOUCHPOINT),
            out,
        )
    for at, name in enumerate(ratings.touchpoints):
        if rated[at] < max(LEAST, SPARSE * total):
            out.append(say("ratings.is-left-out-of-respondents", name=name, rated=rated[at], total=total))
        elif (others := _others(rows[:, at])) < VARIED:
            out.append(say("ratings.is-left-out-who-rated-it", name=name, rated=_alike(rated[at], others)))
        else:
            columns.append(at)
    outcome = len(ratings.touchpoints)
    while True:
        if (others := _others(rows[:, outcome])) < VARIED:
            same = say("ratings.respondents-gave-the-outcome-the", total=_alike(total, others))
            return _refuse(say("ratings.cannot-be-explained", same=same[0].upper() + same[1:]), out)
        if len(columns) < 2:
            return _refuse(say("shared.drivers-compare-touchpoints-and-fewer"), out)
        need = needed(len(columns))
        complete = np.asarray(~np.isnan(rows[:, columns]).any(axis=1))
        n = int(complete.sum())
        people = _people(complete, ratings.starts)
        if people < need:
            break
        if people < FEW * _people(np.ones(len(rows), dtype=bool), ratings.starts):
            pairs = _choose_pairs(ratings, columns, rated, out, n)
            if not pairs.refused:
                return pairs
        part = rows[complete]
        if _others(part[:, outcome]) < VARIED:
            break
        flat = [at for at in columns if _others(part[:, at]) < VARIED]
        if not flat:
            return Chosen(tuple(columns), complete, n, people, out=tuple(out))
        for at in flat:
            name = ratings.touchpoints[at]
            alike = _alike(n, _others(part[:, at]))
            out.append(say("ratings.is-left-out-who-rated", name=name, alike=alike))
        columns = [at for at in columns if at not in flat]
    return _choose_pairs(ratings, columns, rated, out, n)


def _choose_pairs(ratings: Ratings, columns: list[int], rated: NDArray[Any], out: list[str], n: int) -> Chosen:
    """The touchpoints that pairwise correlations can hold, starting from ``columns``."""
    said = say("ratings.touchpoints-need-at-least-customers", n=len(columns), needed=needed(len(columns)), rated=n)
    outcome = len(ratings.touchpoints)
    before = tuple(out)
    everyone = np.ones(len(ratings.rows), dtype=bool)
    people = _people(everyone, ratings.starts)
    if people < needed(len(columns)):
        return _refuse(said, before)
    while len(columns) >= 2:
        correlation, count = pairwise(ratings.rows[:, [*columns, outcome]])
        thin = (count[:-1, :-1] < needed(len(columns))) | np.isnan(correlation[:-1, :-1])
        if not thin.any() and not np.isnan(correlation).any():
            least = int(count.min())
            return Chosen(tuple(columns), everyone, least, min(least, people), pairs=True, out=tuple(out))
        worst = max(range(len(columns)), key=lambda at: (int(thin[at].sum()), -int(rated[columns[at]])))
        name = ratings.touchpoints[columns[worst]]
        out.append(say("ratings.is-left-out-too-few", name=name))
        del columns[worst]
    return _refuse(said, before)


def _refuse(why: str, out: Sequence[str]) -> Chosen:
    return Chosen((), np.zeros(0, dtype=bool), 0, 0, out=tuple(out), refused=why)


def _alike(total: int, others: int) -> str:
    return say("ratings.all-but-of", others=others, total=total) if others else say("ratings.all", total=total)


def _outcome(store: Store, outcome: str, about: str) -> ir.Table:
    """``response`` and ``y``: the outcome from 0 to 1 where its scale has ends, so that several scales can meet."""
    answers = store.answers
    mine = answers.filter(answers.question == outcome, answers.applicable, answers.value.notnull())
    mine = mine.filter(mine.touchpoint == about if about else mine.touchpoint.isnull())
    width = mine.high - mine.low
    ends = width.notnull() & (width > 0) & ~width.isinf()
    level = ends.ifelse((mine.value - mine.low) / width, mine.value)
    return mine.mutate(level=level).group_by("response").aggregate(y=lambda t: t.level.mean())


def _numbers(column: Any) -> NDArray[Any]:
    """A column without nulls as an array. (Its own ``to_numpy`` imports pandas, 0.2 s.)"""
    return np.from_dlpack(column.combine_chunks() if hasattr(column, "chunks") else column)


def _standardised(outcome: NDArray[np.float64]) -> NDArray[np.float64]:
    """Around 0 with spread 1, so that an outcome in large numbers keeps its digits in half the memory."""
    if not len(outcome) or outcome.min() == outcome.max():
        return np.zeros(len(outcome))
    return np.asarray((outcome - outcome.mean()) / outcome.std())


def _others(values: Rows) -> int:
    """How many gave another answer than the most common one."""
    known = values[~np.isnan(values)]
    lowest = int((known == known.min()).sum()) if len(known) else 0
    if min(lowest, len(known) - lowest) >= VARIED:
        return min(lowest, len(known) - lowest)  # at least so many, without sorting
    return len(known) - int(np.unique(known, return_counts=True)[1].max(initial=0))


def _people(complete: NDArray[np.bool_], starts: Starts | None) -> int:
    """How many customers the chosen rows come from."""
    return int(complete.sum() if starts is None else (np.add.reduceat(complete, starts, dtype=np.int64) > 0).sum())


def _starts(person: Any) -> Starts:
    codes = _numbers(person.combine_chunks().dictionary_encode().indices)
    return np.flatnonzero(np.append(True, codes[1:] != codes[:-1])) if len(codes) else np.zeros(0, dtype=np.intp)


def _period(day: Any) -> Period | None:
    import pyarrow.compute as pc

    ends = pc.min_max(day)
    return None if ends["min"].as_py() is None else Period(ends["min"].as_py(), ends["max"].as_py())
