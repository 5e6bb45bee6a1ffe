"""Drivers: which touchpoints explain loyalty, from evidence to shares of R² with intervals. Association, not cause.

What lives here: find_drivers, and the words beside its numbers. Not here: pulling ratings and choosing what they can
carry (ratings), the shares of one matrix of ratings (shares), the methods (importance, correlation, influence).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outsidein.ground import Diagnostic, MeasureError
from outsidein.ground.writing import quoted
from outsidein.insight.anchor import Anchored, Anchors
from outsidein.insight.phrases import say
from outsidein.insight.place import Counted, Place, touchpoint_places
from outsidein.insight.rated import Respondents, count, respondents
from outsidein.insight.ratings import Chosen, Ratings, choose, find_outcome, needed, pull
from outsidein.insight.reading import Driver, Drivers
from outsidein.insight.scope import Scope
from outsidein.insight.shares import How, Method, Shares, reckon_shares
from outsidein.measures.catalogue import did_you_mean
from outsidein.measures.estimate import Cite, Estimate

if TYPE_CHECKING:
    import numpy as np

    from outsidein.evidence.store import Store
    from outsidein.insight.correlation import Progress

_EVERYONE = Scope()
_USUAL = How()


def find_drivers(
    store: Store,
    *,
    outcome: str,
    touchpoints: Sequence[str] | None = None,
    scope: Scope = _EVERYONE,
    level: float = 0.95,
    method: Method = "lmg",
    bootstrap: int = 0,
    generator: np.random.Generator | None = None,
    progress: Progress | None = None,
) -> Drivers:
    """How much of what explains ``outcome`` (a question key) hangs on each touchpoint, largest first.

    Ratings are answers about the emotional level or satisfaction; ``touchpoints`` (keys) narrows them. Intervals come
    from the delta method, or from ``bootstrap`` samples (at least 500, drawn with ``generator``), whose progress is
    told as (done, total). Where nothing honest can be said, there are no drivers and the last of ``notes`` says why.
    Raises MeasureError where no such question was ever answered, or it is not about the whole.
    """
    how = How(level, method, bootstrap, generator, progress)
    counted = count(store, scope=scope)
    keys = dict.fromkeys(one.touchpoint for one in counted if one.touchpoint)
    wanted = [key for key in keys if touchpoints is None or key in touchpoints]
    places = touchpoint_places(Anchors(tuple(Anchored(key) for key in wanted)), counted)
    with respondents(store, places, scope=scope) as rated:
        return read_drivers(store, rated, places, counted, outcome=outcome, scope=scope, how=how)


def read_drivers(
    store: Store,
    rated: Respondents,
    places: Sequence[Place],
    counted: Sequence[Counted],
    *,
    outcome: str,
    scope: Scope = _EVERYONE,
    how: How = _USUAL,
) -> Drivers:
    """As ``find_drivers``, for one who holds the respondents; ``places`` are touchpoints that ``rated`` knows."""
    about = find_outcome(counted, outcome)
    said = _said(store, outcome, scope)
    if about is None:
        if find_outcome(count(store, scope=_EVERYONE), outcome) is None:
            raise _unknown(outcome, counted)
        return said.nothing(0, say("drivers.nobody-in-this-selection-answered", outcome=outcome))
    asked = sum(one.n for one in counted if one.question == outcome and one.touchpoint == about)
    places = [place for place in places if place.keys[0] != about]
    if len(places) < 2:
        return said.nothing(asked, say("shared.drivers-compare-touchpoints-and-fewer"))
    ratings = pull(store, rated, places, outcome=outcome, about=about, scope=scope, merge=False)
    chosen = choose(ratings)
    if chosen.refused and _named(rated):
        merged = pull(store, rated, places, outcome=outcome, about=about, scope=scope, merge=True)
        together = choose(merged)
        if not together.refused:
            ratings, chosen, asked = merged, together, len(merged.rows)
    if chosen.refused:
        return said.nothing(asked, *chosen.out, chosen.refused)
    found = reckon_shares(ratings, chosen, how)
    asked = max(asked, len(ratings.rows))
    listed = said.drivers(found, chosen, ratings, {place.keys[0]: place for place in places})
    return Drivers(
        outcome=outcome,
        wording=said.wording,
        r2=said.estimate(found, chosen, ratings, found.r2, "driver-r2", "", Cite(say("drivers.formula.r2"))),
        n=chosen.n,
        left_out=0 if chosen.pairs else asked - chosen.n,
        drivers=tuple(sorted(listed, key=lambda one: -one.share.value)),
        method=found.method,
        notes=tuple(_notes(found, chosen, ratings, outcome, asked)),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What every number about one outcome cites: its question, in words, of which sources, within which scope."""

    outcome: str
    wordings: dict[str, str]
    sources: tuple[str, ...]
    scope: str

    @property
    def wording(self) -> str:
        return self.wordings.get(self.outcome, self.outcome)

    def nothing(self, asked: int, *notes: str) -> Drivers:
        return Drivers(self.outcome, self.wording, Estimate.nothing(measure="driver-r2"), 0, asked, (), "none", notes)

    def drivers(self, found: Shares, chosen: Chosen, ratings: Ratings, places: dict[str, Place]) -> Iterator[Driver]:
        for at, column in enumerate(chosen.columns):
            touchpoint = ratings.touchpoints[column]
            place = places[touchpoint]
            asked = " + ".join(dict.fromkeys(self.wordings.get(one, one) for one in place.questions))
            share = Cite(say(f"drivers.formula.{found.weights}"), asked=asked, scale=place.measured_as)
            beta = Cite(say("drivers.formula.beta"), asked=asked, scale=place.measured_as)
            yield Driver(
                touchpoint=touchpoint,
                share=self.estimate(found, chosen, ratings, found.share(at), "driver-share", "%", share),
                johnson=float(found.johnson[at]),
                pairwise=float(found.pairwise[at]),
                sign=int(found.sign[at]),
                beta=self.estimate(found, chosen, ratings, found.beta(at), "driver-beta", "", beta),
            )

    def estimate(
        self,
        found: Shares,
        chosen: Chosen,
        ratings: Ratings,
        ends: tuple[float, float, float],
        measure: str,
        unit: str,
        cite: Cite,
    ) -> Estimate:
        asked = f"{self.wording} ← {cite.asked}" if cite.asked else self.wording
        return Estimate(
            *ends,
            n=chosen.people,
            method=found.interval,
            measure=measure,
            unit=unit,
            period=ratings.period,
            cites=(Cite(cite.formula, self.scope, self.sources, asked, cite.scale),),
            small=chosen.people < 2 * needed(len(chosen.columns)),
            level=found.level,
        )


def _notes(found: Shares, chosen: Chosen, ratings: Ratings, outcome: str, asked: int) -> Iterator[str]:
    """What one must know before believing the shares, as whole sentences."""
    names = [ratings.touchpoints[column] for column in chosen.columns]
    who = say("shared.customers") if ratings.merged else say("drivers.respondents")
    yield from chosen.out
    if ratings.merged:
        yield (say("drivers.and-the-touchpoints-were-asked", outcome=outcome))
    if chosen.pairs:
        yield (say("drivers.too-few-of-the-rated", asked=asked, who=who, n=len(names), least=chosen.n))
    elif chosen.n < asked:
        yield (say("drivers.of-rated-every-touchpoint-the", n=chosen.n, asked=asked, who=who, left=asked - chosen.n))
    if found.mended:
        yield say("drivers.the-correlations-on-pairs-did")
    if ratings.starts is not None:
        yield say("drivers.some-customers-answered-more-than", people=chosen.people)
    if found.replaced:
        yield (say("drivers.with-touchpoints-the-shares-are", n=len(names)))
    if found.chance:
        yield say("drivers.what-the-touchpoints-explain-together")
    if alike := [say("drivers.pair", one=names[a], other=names[b]) for a, b in found.alike]:
        yield say("drivers.answered-almost-alike-so-their", alike="; ".join(alike))
    if against := [quoted(name) for name, low in zip(names, found.against, strict=True) if low]:
        yield say("drivers.a-higher-rating-goes-with", against=", ".join(against))
    yield say("drivers.association-not-cause-a-share", outcome=outcome)


def _said(store: Store, outcome: str, scope: Scope) -> _Said:
    wordings = {one.key: one.wording for one in reversed(store.questions) if one.wording}
    sources = tuple(dict.fromkeys(one.source for one in store.questions if one.key == outcome))
    return _Said(outcome, wordings, sources, str(scope))


def _unknown(outcome: str, counted: Sequence[Counted]) -> MeasureError:
    known = dict.fromkeys(one.question for one in counted if not one.touchpoint and one.n)
    fix = did_you_mean(outcome, known) or say("drivers.import-answers-about-the-whole")
    return MeasureError(
        Diagnostic("insight/unknown-outcome", say("drivers.nobody-ever-answered-a-question", outcome=outcome), fix)
    )


def _named(rated: Respondents) -> bool:
    """Whether anybody has a name: then persons are texts, else numbers of responses."""
    return bool(rated.table.person.type().is_string())
