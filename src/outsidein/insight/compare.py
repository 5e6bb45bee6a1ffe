"""Comparing: every look that is taken at a step or touchpoint, against the rest of the journey, before, and a target.

What lives here: which looks there are, and the difference each found with its uncertainty. Not here: which of them
matter (hotspots), or the arithmetic of a contrast (contrast).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from outsidein.evidence.tables import Asks
from outsidein.ground.writing import plain
from outsidein.insight.contrast import ENOUGH, Difference, Fit, Floats, fit, spread, typical, weights, welch
from outsidein.insight.finding import Against
from outsidein.insight.phrases import say
from outsidein.insight.place import Place
from outsidein.insight.rated import Respondents
from outsidein.insight.sums import Sums
from outsidein.insight.together import sum_scores, sum_together
from outsidein.measures.estimate import Period

LEAST: Final = 10
"""People who must have rated a place before a look is taken at all."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look: the place (id of its step or touchpoint), what it was held against, and the difference found.

    ``how`` says in words what was subtracted from what; ``mark`` is the target, or the words for the period before.
    """

    where: str
    against: Against
    difference: Difference
    how: str
    method: str
    mark: str = ""
    paired: bool = False
    """Whether the same people rated both."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The places that are looked at: touchpoints, and the steps that pool several of them, with their sums.

    A step at which a single rated touchpoint counts is not looked at twice: the look at the touchpoint is the look at
    the step. It does belong to the rest that other steps are held against.
    """

    touchpoints: tuple[Place, ...]
    steps: tuple[Place, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """All of them, touchpoints first: the order of the sums."""
        return (*self.touchpoints, *self.steps)

    def looked_at(self) -> list[int]:
        """The places, by position, that looks are taken at."""
        first = len(self.touchpoints)
        return [*range(first), *(first + at for at, step in enumerate(self.steps) if len(step.keys) > 1)]

    def alias(self, place: Place) -> str:
        """Under which id a place is looked at: a step of one touchpoint under that of the touchpoint."""
        if place in self.steps and len(place.keys) == 1:
            return f"touchpoint:{place.keys[0]}"
        return place.where


def against_rest(families: Sequence[Family], sides: Sides, sums: Sums) -> list[Look]:
    """Each place against the typical of the other touchpoints (or steps) that were asked about alike.

    ``families`` has one for every kind of answer among the places of ``sides``, whose ``sums`` are in their order.
    """
    looked_at = set(sides.looked_at())
    looks = []
    for family in families:
        first = len(sides.touchpoints)
        for kind, positions in (("touchpoints", range(first)), ("steps", range(first, len(sides.places)))):
            inside = [at for at in positions if sides.places[at].asks is family.asks]
            members = [family.member(sides.places[at], at, sums) for at in inside]
            looks += [
                look
                for at, member in zip(inside, members, strict=True)
                if at in looked_at
                and (look := family.look(member, [one for one in members if one is not member], kind))
            ]
    return looks


@dataclass(frozen=True, slots=True)
class Member:
    """A place in the fit of its family: its weights over the touchpoints of the fit, and what was rated there.

    ``paired`` is how many rated it and something else, ``group`` the connected group of the fit (None: several).
    """

    where: str
    weights: Floats
    paired: float
    group: int | None
    people: float
    n: float
    mean: float
    error: float


@dataclass(frozen=True, slots=True)
class Family:
    """All that was rated in answers of one kind, fitted together.

    ``keys`` are the touchpoints in the order of the fit, ``count`` (p,) who rated each, ``paired`` (p,) who rated
    another one, too, ``meat`` (p, p) the sum of the outer products of scores (see ``contrast.spread``).
    """

    asks: Asks
    keys: tuple[str, ...]
    fitted: Fit
    meat: Floats
    count: Floats
    paired: Floats
    repeated: bool = False

    @classmethod
    def of(cls, rated: Respondents, asks: Asks, *, period: Period | None = None) -> Family:
        """The family of one kind of answer."""
        together = sum_together(rated, asks, period=period)
        fitted = fit(together.count, together.shared, together.above)
        meat = sum_scores(rated, asks, fitted.levels, period=period)
        keys = tuple(rated.columns[column][0] for column in rated.of(asks))
        return cls(asks, keys, fitted, meat, together.count, together.paired, rated.repeated)

    def member(self, place: Place, at: int, sums: Sums) -> Member:
        """How ``place``, the one ``at`` in ``sums``, stands in the fit: its touchpoints by how often each was rated."""
        own = [self.keys.index(key) for key in place.keys]
        shares = np.zeros(len(self.keys))
        shares[own] = self.count[own] / max(self.count[own].sum(), 1.0)
        groups = set(self.fitted.group[own].tolist())
        return Member(
            place.where,
            shares,
            float(self.paired[own].max(initial=0.0)),
            groups.pop() if len(groups) == 1 else None,
            *(float(values[at]) for values in (sums.people, sums.n, sums.mean, sums.error)),
        )

    def look(self, own: Member, others: Sequence[Member], kind: str) -> Look | None:
        """The look at one place among ``others``; within the same people where enough rated several, else between."""
        if own.people < LEAST:
            return None
        if own.paired >= LEAST and (own.paired >= ENOUGH or 2 * own.paired >= own.n):
            near = [one for one in others if one.group == own.group is not None]
            near = _strong(near, [one.paired for one in near])
            if near:
                return self._within(own, near, kind)
        far = _strong(others, [one.people for one in others])
        if not far:
            return None
        rest = [far[at] for at in typical(np.array([one.mean for one in far]), range(len(far)))]
        first, *held = ((one.mean, one.error, int(one.people)) for one in (own, *rest))
        how = say("compare.between", rest=_rest(len(rest), len(far), kind))
        return Look(own.where, Against.REST, welch(first, held), how, say("compare.welchs-t"))

    def _within(self, own: Member, near: Sequence[Member], kind: str) -> Look:
        columns = np.array([one.weights for one in (own, *near)])
        rest = typical(columns @ self.fitted.levels, range(1, len(columns)))
        contrast = weights(0, rest, len(columns)) @ columns
        n = int(min(own.paired, own.people))
        error = spread(self.fitted, contrast, self.meat, n)
        how = say("compare.within", rest=_rest(len(rest), len(near), kind))
        method = say("compare.paired-t-clustered") if self.repeated else say("compare.paired-t")
        difference = Difference(float(contrast @ self.fitted.levels), error, n - 1, n)
        return Look(own.where, Against.REST, difference, how, method, paired=True)


def _strong(places: Sequence[Member], people: Sequence[float]) -> list[Member]:
    """Those rated by enough people to stand for the rest; where there are none such, those rated by a few."""
    for least in (ENOUGH, LEAST):
        found = [place for place, n in zip(places, people, strict=True) if n >= least]
        if found:
            return found
    return []


def _rest(rest: int, of: int, kind: str) -> str:
    key = "compare.rest-of" if rest == of else "compare.rest-without-outliers"
    return say(key, rest=rest, n=of, kind=kind)


def against_before(sides: Sides, now: Sums, before: Sums, *, span: Period, previous: Period) -> list[Look]:
    """Each place now against the span before, the people of either taken as different ones."""
    looks = []
    for at in sides.looked_at():
        if min(now.people[at], before.people[at]) < LEAST:
            continue
        sides_of = [(float(one.mean[at]), float(one.error[at]), int(one.people[at])) for one in (now, before)]
        how = say("compare.mean-of-minus-mean-of", span=str(span), previous=str(previous))
        place = sides.places[at]
        looks.append(
            Look(
                place.where,
                Against.BEFORE,
                welch(sides_of[0], sides_of[1:]),
                how,
                say("compare.welchs-t"),
                str(previous),
            )
        )
    return looks


def against_target(sides: Sides, sums: Sums, targets: Sequence[tuple[str, float]]) -> list[Look]:
    """Each step that has a target (pairs of its id and the level aimed at) against it."""
    aimed = dict(targets)
    looks = []
    for at, place in enumerate(sides.places):
        if place.where not in aimed or sums.people[at] < LEAST:
            continue
        target = aimed[place.where]
        people = int(sums.people[at])
        difference = Difference(float(sums.mean[at]) - target, float(sums.error[at] ** 0.5), people - 1, people)
        how = say("compare.mean-minus-the-target-of", target=target)
        looks.append(Look(sides.alias(place), Against.TARGET, difference, how, "t", plain(target)))
    return looks
