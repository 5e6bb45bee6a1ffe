"""Grounds: how much evidence of which kind there is at each touchpoint, for each comment and source, and how old.

What lives here: counts and dates from the engine. Not here: what they back (backing), how fresh that is (freshness).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from outsidein.insight.rated import Respondents
from outsidein.insight.scope import Scope, narrowed

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.store import Store

COMMENT: Final = "comment:"
SOURCE: Final = "source:"


@dataclass(frozen=True, slots=True)
class Ground:
    """So many pieces of evidence, the newest from ``newest`` (None where undated)."""

    n: int = 0
    newest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Grounds:
    """What there is, by touchpoint key: comments and events, and ratings by the newest day; and what cards may cite.

    ``cited`` are the comments and sources (as cards write them) that are really there; of a source, the responses.
    ``answering`` are the sources that hold answers. ``responses`` counts those with anything said.
    """

    comments: Mapping[str, Ground] = field(default_factory=dict)
    events: Mapping[str, Ground] = field(default_factory=dict)
    rated: Mapping[str, Ground] = field(default_factory=dict)
    cited: Mapping[str, Ground] = field(default_factory=dict)
    answering: frozenset[str] = frozenset()
    all_comments: int = 0
    all_events: int = 0
    responses: int = 0
    first: datetime | None = None
    newest: datetime | None = None
    undated: int = 0
    last_done: datetime | None = None
    """When the last dated event was, at a touchpoint or not."""


def find_grounds(store: Store, rated: Respondents | None, *, scope: Scope, cited: Iterable[str]) -> Grounds:
    """Count what is in ``scope``; what cards cite is looked for in all evidence, whoever it is from."""
    responses = narrowed(store, scope) if scope.narrow else store.responses
    comments = _by_touchpoint(store.comments, responses)
    events = _by_touchpoint(store.events, responses)
    said = store.answers.select("response").union(store.comments.select("response")).distinct()
    heard = responses.semi_join(said, "response")
    whole = heard.aggregate(
        n=heard.count(), first=heard.time.min(), last=heard.time.max(), undated=heard.time.isnull().sum()
    )
    row = whole.to_pyarrow().to_pylist()[0]
    return Grounds(
        comments={key: ground for key, ground in comments.items() if key},
        events={key: ground for key, ground in events.items() if key},
        rated=_rated(rated, scope) if rated else {},
        cited=_cited(store, frozenset(cited)),
        answering=frozenset(f"{SOURCE}{one.source}" for one in store.questions),
        all_comments=sum(ground.n for ground in comments.values()),
        all_events=sum(ground.n for ground in events.values()),
        responses=row["n"],
        first=row["first"],
        newest=row["last"],
        undated=int(row["undated"] or 0),
        last_done=max((ground.newest for ground in events.values() if ground.newest), default=None),
    )


def _by_touchpoint(table: ir.Table, responses: ir.Table) -> dict[str, Ground]:
    dated = table.inner_join(responses.select("response", "time"), "response")
    rows = dated.group_by("touchpoint").aggregate(n=dated.count(), newest=dated.time.max()).to_pyarrow().to_pylist()
    return {row["touchpoint"] or "": Ground(row["n"], row["newest"]) for row in rows}


def _rated(rated: Respondents, scope: Scope) -> dict[str, Ground]:
    table = rated.within(scope.period)
    wanted: dict[str, Any] = {}
    for at in range(len(rated.columns)):
        held = table[f"r{at}"].notnull()
        wanted |= {f"n{at}": held.sum(), f"d{at}": table.day.max(where=held)}
    row = table.aggregate(**wanted).to_pyarrow().to_pylist()[0]
    found: dict[str, Ground] = {}
    for at, (key, _) in enumerate(rated.columns):
        day = row[f"d{at}"]
        newest = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
        known = found.get(key, Ground())
        found[key] = Ground(known.n + int(row[f"n{at}"] or 0), max(filter(None, (known.newest, newest)), default=None))
    return found


def _cited(store: Store, cited: frozenset[str]) -> dict[str, Ground]:
    """Those of ``cited`` that exist."""
    numbers = [int(one.removeprefix(COMMENT)) for one in cited if one.removeprefix(COMMENT).isdecimal()]
    sources = [one.removeprefix(SOURCE) for one in cited if one.startswith(SOURCE)]
    found: dict[str, Ground] = {}
    if numbers:
        comments = store.comments.filter(store.comments.comment.isin(numbers))
        rows = comments.inner_join(store.responses.select("response", "time"), "response").select("comment", "time")
        found |= {f"{COMMENT}{row['comment']}": Ground(1, row["time"]) for row in rows.to_pyarrow().to_pylist()}
    if sources:
        named = store.responses.filter(store.responses.source.isin(sources))
        rows = named.group_by("source").aggregate(n=named.count(), newest=named.time.max())
        found |= {f"{SOURCE}{row['source']}": Ground(row["n"], row["newest"]) for row in rows.to_pyarrow().to_pylist()}
    return found
