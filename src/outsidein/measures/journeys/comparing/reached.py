"""What two sides reach: the steps of a funnel, a goal, and what they wanted when they got in touch.

What lives here: those shares, held against each other. One customer may stand behind several contacts, so these are
counted by how many independent ones they are worth. Not here: the same of one side (funnels, conversion, contacts).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import newcombe, wilson
from outsidein.measures.journeys import contacts as contacting
from outsidein.measures.journeys import conversion as converting
from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.comparing.contrast import Contrast, Counted, Key, contrasts, score_test, told
from outsidein.measures.journeys.comparing.sides import observed_until
from outsidein.measures.journeys.funnels import Step, funnel
from outsidein.measures.journeys.shares import SMALL, codes
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    from outsidein.evidence.journeys import Journeys


@asked
def compare_funnels(
    this: Journeys, against: Journeys, steps: Sequence[Step], *, window: timedelta | None = None, level: float = 0.95
) -> tuple[Contrast, ...]:
    """The share of those who took the first step that reach each later one, in the order of the steps."""
    sides = []
    for journeys in (this, against):
        found = funnel(journeys, steps, window=window, times=False, level=level).steps
        counted: dict[Key, int] = {(" / ".join(one.touchpoints),): int(one.ordered.value) for one in found[1:]}
        sides.append((counted, int(found[0].ordered.value)))
    made = contrasts(sides[0], sides[1], formula=say("journeys.formula-funnel-first"), level=level)
    order: list[Key] = [(" / ".join((step,) if isinstance(step, str) else step),) for step in steps]
    return tuple(sorted(made, key=lambda one: order.index(one.key)))


@asked
def compare_conversion(
    this: Journeys, against: Journeys, goal: Sequence[str], *, entered: Sequence[str] = (), by: str = "",
    level: float = 0.95,
) -> tuple[Contrast, ...]:  # fmt: skip
    """The share of eligible entrants that reached the goal; with ``by`` for each value of another segment.

    The key is the value, or the names of the goal. Raises MeasureError for a touchpoint or a segment there is not.
    """
    whole: Key = (" / ".join(goal),)
    sides: list[Counted] = []
    for side in (this, against):
        found = converting.counted(side, goal, entered=entered, by=by)
        keyed: list[tuple[Key, int, int]] = [
            ((value or say("journeys.not-said"),) if by else whole, n, got) for value, n, got in found
        ]
        sides.append(({key: got for key, _, got in keyed}, {key: n for key, n, _ in keyed}))
    return contrasts(sides[0], sides[1], formula=say("journeys.formula-conversion"), level=level)


@asked
def compare_contacts(
    this: Journeys, against: Journeys, touchpoints: Sequence[str], *, window: timedelta = timedelta(days=7),
    level: float = 0.95,
) -> tuple[Contrast, ...]:  # fmt: skip
    """First-contact resolution, resolution and repeat contacts; keys as ``Contacts`` calls them.

    Contacts of one customer are not independent. Each share is taken for that of as many contacts as it is worth: their
    number over its design effect, which is found from the sums of each customer (Rao and Scott 1992).
    """
    end = observed_until(this, against)
    within = int(window / timedelta(microseconds=1))
    sides = [contacting.clustered(side, codes(side, touchpoints), within=within, until=end) for side in (this, against)]
    days = window / timedelta(days=1)
    pairs: list[tuple[Key, Estimate, Estimate]] = []
    bounds, p = [], []
    for name, phrase in (
        ("first_resolved", "journeys.formula-first-resolved"),
        ("resolved", "journeys.formula-resolved"),
        ("repeated", "journeys.formula-repeated-contact"),
    ):
        one, other = (_Worth.of(side[name]) for side in sides)
        formula = say(phrase, days=days)
        pairs.append(
            ((name,), one.estimate(formula, this.narrowed, level), other.estimate(formula, against.narrowed, level))
        )
        bounds.append(newcombe(one.x, one.n, other.x, other.n, level=level))
        p.append(float(score_test(one.x, one.n, other.x, other.n)))
    low, high = ([float(pair[end]) for pair in bounds] for end in (0, 1))
    made = told(pairs, low, high, p, method=say("method.newcombe-clusters"), formula=formula, few=SMALL, level=level)
    order = [key for key, _, _ in pairs]
    return tuple(sorted(made, key=lambda one: order.index(one.key)))


@dataclass(frozen=True, slots=True)
class _Worth:
    """``seen`` of ``out_of`` contacts by ``people`` customers, worth ``x`` of ``n`` independent ones."""

    x: float
    n: float
    seen: int
    out_of: int
    people: int

    @classmethod
    def of(cls, sums: contacting.Sums) -> _Worth:
        """The design effect is the variance of the ratio over customers by that over contacts, never below 1."""
        seen, total, people = sums.x, sums.n, sums.people
        if not total:
            return cls(0.0, 0.0, 0, 0, 0)
        share = seen / total
        plain = share * (1 - share) / total
        if plain == 0 or people < 2:
            effect = total / people  # all alike: then each customer is worth one
        else:
            spread = sums.xx - 2 * share * sums.xn + share**2 * sums.nn
            effect = max(people / (people - 1) * spread / total**2 / plain, 1.0)
        return cls(seen / effect, total / effect, seen, total, people)

    def estimate(self, formula: str, about: str, level: float) -> Estimate:
        """The share, with Wilson's interval of what it is worth."""
        if not self.out_of:
            return Estimate.nothing()
        low, high = wilson(self.x, self.n, level=level)
        value = self.seen / self.out_of
        return Estimate(
            value, min(float(low), value), max(float(high), value), self.out_of, say("method.wilson-clusters"),
            cites=(Cite(formula=formula, filter=about),), small=self.people < SMALL, level=level, people=self.people,
        )  # fmt: skip
