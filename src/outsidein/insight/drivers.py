"""Drivers: which touchpoints explain loyalty, from evidence to shares of R² with intervals. Association, not cause.

What lives here: find_drivers, and the words beside its numbers. Not here: pulling ratings and choosing what they can
carry (ratings), the shares of one matrix of ratings (shares), the methods (importance, correlation, influence).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outsidein.ground import Diagnostic, MeasureError
from outsidein.insight.anchor import Anchored, Anchors
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

_FORMULAS = {
    "lmg": "LMG: what the touchpoint adds to R², averaged over every order in which touchpoints can join, ÷ R²",
    "johnson": "Johnson’s relative weight: R² through the nearest uncorrelated stand-ins of the touchpoints, ÷ R²",
}
_BETA = "standardised coefficient of the regression of the outcome on all touchpoints"
_R2 = "share of the outcome’s variance that a regression on all touchpoints explains"
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
        return said.nothing(0, f"Nobody in this selection answered “{outcome}”.")
    asked = sum(one.n for one in counted if one.question == outcome and one.touchpoint == about)
    places = [place for place in places if place.keys[0] != about]
    if len(places) < 2:
        return said.nothing(asked, "Drivers compare touchpoints, and fewer than two are left to compare.")
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
        r2=said.estimate(found, chosen, ratings, found.r2, "driver-r2", "", Cite(_R2)),
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
            share = Cite(_FORMULAS[found.weights], asked=asked, scale=place.measured_as)
            beta = Cite(_BETA, asked=asked, scale=place.measured_as)
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
    who = "customers" if ratings.merged else "respondents"
    yield from chosen.out
    if ratings.merged:
        yield (
            f"“{outcome}” and the touchpoints were asked in different responses; the answers of each customer are "
            "brought together, a mean per touchpoint."
        )
    if chosen.pairs:
        yield (
            f"Too few of the {asked:,} {who} rated all {len(names)} touchpoints, so each correlation rests on those "
            f"who rated both; the thinnest on {chosen.n:,}."
        )
    elif chosen.n < asked:
        yield (
            f"{chosen.n:,} of {asked:,} {who} rated every touchpoint; the other {asked - chosen.n:,} are left out, and "
            "count in the result on pairs beside it."
        )
    if found.mended:
        yield "The correlations on pairs did not fit together and were moved a little until they did."
    if ratings.starts is not None:
        yield f"Some customers answered more than once: intervals rest on {chosen.people:,} customers."
    if found.replaced:
        yield (
            f"With {len(names)} touchpoints the shares are Johnson’s relative weights: LMG would take 2^{len(names)} "
            "regressions."
        )
    if found.chance:
        yield "What the touchpoints explain together is no more than chance would, so no share is known."
    if alike := [f"“{names[a]}” and “{names[b]}”" for a, b in found.alike]:
        yield f"{'; '.join(alike)}: answered almost alike, so their share is split between them."
    if against := [f"“{name}”" for name, low in zip(names, found.against, strict=True) if low]:
        yield f"A higher rating goes with a lower outcome at {', '.join(against)}: look before you act on it."
    yield f"Association, not cause: a share says what goes with “{outcome}”, not what a change would do to it."


def _said(store: Store, outcome: str, scope: Scope) -> _Said:
    wordings = {one.key: one.wording for one in reversed(store.questions) if one.wording}
    sources = tuple(dict.fromkeys(one.source for one in store.questions if one.key == outcome))
    return _Said(outcome, wordings, sources, str(scope))


def _unknown(outcome: str, counted: Sequence[Counted]) -> MeasureError:
    known = dict.fromkeys(one.question for one in counted if not one.touchpoint and one.n)
    fix = did_you_mean(outcome, known) or "Import answers about the whole, such as the likelihood to recommend."
    return MeasureError(Diagnostic("insight/unknown-outcome", f"Nobody ever answered a question “{outcome}”.", fix))


def _named(rated: Respondents) -> bool:
    """Whether anybody has a name: then persons are texts, else numbers of responses."""
    return bool(rated.table.person.type().is_string())
