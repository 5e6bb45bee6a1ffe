"""Opportunity: importance that customers stated, held against their satisfaction (Ulwick 2005).

What lives here: importance + max(importance − satisfaction, 0) per touchpoint, with an interval that knows when both
were said by the same people. Not here: what to score where nobody stated importance (priority).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from outsidein.evidence.tables import Asks
from outsidein.insight.phrases import say
from outsidein.insight.reading import Priority
from outsidein.insight.scope import Scope, narrowed
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import mover, wilson

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.store import Store

OPPORTUNITY: Final = "opportunity score"
BANDS: Final = ((15.0, "extreme"), (12.0, "high"), (10.0, "worth a look"))
"""The score from which each band starts; exactly 15 is still high. Below all of them: served."""

_POINTS: Final = 5
_TOP: Final = 2
_ENOUGH: Final = 30


def opportunities(store: Store, *, scope: Scope = Scope(), level: float = 0.95) -> tuple[Priority, ...]:  # noqa: B008
    """The opportunity score of every touchpoint asked for importance and satisfaction on five points, highest first.

    Both run 0–10, ten times the share who answered 4 or 5; the score 0–20. Empty where nobody stated importance.
    Answers on other scales are not scored.
    """
    people = _people(store, scope)
    rows = [
        _priority(row, str(scope), level) for row in _sums(people).to_pyarrow().to_pylist() if row["n"] and row["m"]
    ]
    return tuple(sorted(rows, key=lambda row: (-row.score.value, row.touchpoint)))


def band(score: float) -> str:
    """The band of an opportunity score.

    >>> band(15.1), band(15), band(10), band(9.9)
    ('extreme', 'high', 'worth a look', 'served')
    """
    first, name = BANDS[0]
    if score > first:
        return name
    return next((name for start, name in BANDS[1:] if score >= start), "served")


def _people(store: Store, scope: Scope) -> ir.Table:
    """Per touchpoint and person: answers on importance (n) and satisfaction (m), and how many were in the top box."""
    answers = store.answers
    asked = (Asks.IMPORTANCE.value, Asks.SATISFACTION.value)
    table = answers.filter(
        answers.asks.isin(asked),
        answers.touchpoint.notnull(),
        answers.applicable,
        answers.value.notnull(),
        answers.high - answers.low == _POINTS - 1,
    )
    stated = table.filter(table.asks == Asks.IMPORTANCE.value).select("touchpoint").distinct()
    said = narrowed(store, scope).select("response", "customer")
    table = table.semi_join(stated, "touchpoint").inner_join(said, "response")
    table = table.mutate(
        person=table.customer.fill_null(table.response.cast("string")),
        top=(table.value > table.high - _TOP).cast("float64"),
        stated=table.asks == Asks.IMPORTANCE.value,
    )
    return table.group_by(["touchpoint", "person"]).aggregate(
        a=table.top.sum(where=table.stated).fill_null(0.0),
        n=table.stated.sum().cast("float64"),
        b=table.top.sum(where=~table.stated).fill_null(0.0),
        m=(~table.stated).sum().cast("float64"),
    )


def _sums(people: ir.Table) -> ir.Table:
    """Per touchpoint: the sums of the four columns and of their products, and how many people answered each."""
    names = "anbm"
    sums = {name: people[name].sum() for name in names}
    products = {x + y: (people[x] * people[y]).sum() for at, x in enumerate(names) for y in names[at:]}
    return people.group_by("touchpoint").aggregate(
        **sums, **products, stating=(people.n > 0).sum(), rating=(people.m > 0).sum()
    )


def _priority(row: Mapping[str, Any], filtered: str, level: float) -> Priority:
    """One touchpoint, from its sums over people."""
    important, error, n = _share(row, "a", "n", row["stating"])
    satisfied, other, m = _share(row, "b", "m", row["rating"])
    joint = (row["ab"] - important * row["nb"] - satisfied * row["am"] + important * satisfied * row["nm"]) / (
        row["n"] * row["m"]
    )
    rho = float(np.clip(joint / (error * other), -1, 1)) if error > 0 and other > 0 else 0.0
    of_important, of_satisfied = wilson(important * n, n, level=level), wilson(satisfied * m, m, level=level)
    twice = (2 * of_important[0], 2 * of_important[1])
    unmet = mover(2 * important, twice, satisfied, of_satisfied, rho)
    value = important + max(important - satisfied, 0.0)
    low = max(float(unmet[0]), float(of_important[0]))
    high = max(float(unmet[1]), float(of_important[1]))
    small = min(row["stating"], row["rating"]) < _ENOUGH

    def estimate(
        value: float, low: float, high: float, count: int, method: str, measure: str, formula: str
    ) -> Estimate:
        cite = Cite(formula, filtered, scale=say("opportunity.scale"))
        ends = (10 * value, 10 * min(low, value), 10 * max(high, value))
        return Estimate(*ends, count, method, measure=measure, cites=(cite,), small=small, level=level)

    both = min(row["stating"], row["rating"])
    shown = (
        "Wilson"
        if row["n"] == row["stating"] and row["m"] == row["rating"]
        else say("opportunity.wilson-clustered-by-customer")
    )
    formula = say("opportunity.importance-importance-satisfaction-where-tha")
    return Priority(
        touchpoint=row["touchpoint"],
        name=OPPORTUNITY,
        score=estimate(
            value, max(low, 0.0), min(high, 2.0), both, say("opportunity.mover-on-wilson"), "opportunity-score", formula
        ),
        band=band(10 * value),
        importance=estimate(
            important,
            float(of_important[0]),
            float(of_important[1]),
            row["stating"],
            shown,
            "importance",
            say("opportunity.top-two-of-five"),
        ),
        satisfaction=estimate(
            satisfied,
            float(of_satisfied[0]),
            float(of_satisfied[1]),
            row["rating"],
            shown,
            "satisfaction-10",
            say("opportunity.top-two-of-five"),
        ),
    )


def _share(row: Mapping[str, Any], tops: str, answers: str, people: int) -> tuple[float, float, float]:
    """A share, its standard error over people, and the number of single answers that would be as sure."""
    total = row[answers]
    share = row[tops] / total
    if total == people:
        return share, math.sqrt(share * (1 - share) / total), float(total)
    spread = row[tops * 2] - 2 * share * row["an" if tops == "a" else "bm"] + share**2 * row[answers * 2]
    error = math.sqrt(max(spread, 0.0) * people / max(people - 1, 1)) / total
    if error < 1e-9:
        return share, 0.0, float(people)
    return share, error, min(share * (1 - share) / error**2, float(total))
