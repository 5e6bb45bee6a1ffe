"""What is felt: all that rests on ratings – levels, trends, what stands out, what loyalty hangs on, moments of truth.

What lives here: the order in which these are asked, and what each gets from the others. Not here: how any is found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from outsidein.ground.writing import figure
from outsidein.insight.compare import Family, Look, Sides, against_before, against_rest, against_target
from outsidein.insight.drivers import read_drivers
from outsidein.insight.finding import Finding
from outsidein.insight.hotspots import Seen, by_hand, find_spots, judge, say_nothing_stands_out
from outsidein.insight.impact import Gap, find_gaps
from outsidein.insight.inquiry import Inquiry
from outsidein.insight.level import levels
from outsidein.insight.moments import RARE, find_moments
from outsidein.insight.phrases import say
from outsidein.insight.place import Place, step_places, touchpoint_places
from outsidein.insight.rated import Respondents
from outsidein.insight.reading import Drivers
from outsidein.insight.shares import How
from outsidein.insight.spans import spans
from outsidein.insight.sums import shape, sum_up, sum_up_spans
from outsidein.measures.ask import Row
from outsidein.measures.estimate import Estimate

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Places:
    """The touchpoints that were rated, and the steps where one of them counts."""

    touchpoints: tuple[Place, ...]
    steps: tuple[Place, ...]

    @classmethod
    def of(cls, inquiry: Inquiry) -> Places:
        """Those that the counted answers speak of."""
        steps = [step.id for step in inquiry.document.steps]
        return cls(
            touchpoint_places(inquiry.anchors, inquiry.counted),
            step_places(inquiry.anchors, inquiry.counted, steps=steps),
        )

    @property
    def all(self) -> tuple[Place, ...]:
        """Touchpoints first."""
        return (*self.touchpoints, *self.steps)


@dataclass(frozen=True, slots=True)
class Felt:
    """Levels by id, trends by touchpoint key (oldest first), every look with its verdict, drivers, findings, notes."""

    levels: Mapping[str, Estimate] = field(default_factory=dict)
    trend: Mapping[str, tuple[Estimate, ...]] = field(default_factory=dict)
    seen: tuple[Seen, ...] = ()
    drivers: Drivers | None = None
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()


def feel(inquiry: Inquiry, rated: Respondents, places: Places, *, effort: Sequence[Row], how: How, tell: Tell) -> Felt:
    """Everything that the ratings of ``places`` say. ``effort`` are the rows of CES by touchpoint."""
    period = inquiry.scope.period
    tell(say("felt.reading-how-each-step-feels"))
    sums = sum_up(rated, places.all, period=period)
    known = levels(sums, places.all, telling=inquiry.telling, repeated=rated.repeated, period=period or rated.period)
    level_of = {place.where: level for place, level in zip(places.all, known, strict=True)}

    tell(say("felt.comparing-steps-and-touchpoints"))
    sides = Sides(inquiry.on_journey(places.touchpoints), places.steps)
    trend, looks, notes = _through_time(inquiry, rated, places, sides)
    own = sums.take([places.all.index(place) for place in sides.places])
    if sides.places:
        kinds = dict.fromkeys(place.asks for place in sides.places)
        families = [Family.of(rated, asks, period=period) for asks in kinds]
        looks = [*against_rest(families, sides, own), *looks]
        looks += against_target(sides, own, tuple(inquiry.targets().items()))
    seen = judge(looks, smallest=inquiry.smallest, level=inquiry.level)
    lowest = {
        step.where: sorted(step.keys, key=lambda key: level_of[f"touchpoint:{key}"].value) for step in places.steps
    }
    spots = find_spots(inquiry.document, seen, levels=level_of, level=inquiry.level, lowest_first=lowest)
    if not spots:
        notes.append(say_nothing_stands_out(seen, smallest=inquiry.smallest))

    tell(say("felt.asking-what-loyalty-hangs-on"))
    everybody = rated.size(period)
    rare = [place.where for place, n in zip(sides.places, own.n, strict=True) if n < RARE * everybody]
    drivers, gaps = _loyal(inquiry, rated, sides.touchpoints, how, rare=bool(rare))
    tell(say("felt.looking-for-moments-of-truth"))
    moments: tuple[Finding, ...] = ()
    if sides.touchpoints:
        moments = find_moments(
            inquiry.document,
            places=sides.touchpoints,
            levels=level_of,
            shapes=shape(rated, sides.touchpoints, period=period),
            drivers=drivers,
            gaps=gaps,
            effort=[row for row in effort if any(row.keys[0] in place.keys for place in sides.touchpoints)],
            spots=spots,
            respondents=everybody,
            level=inquiry.level,
        )
    findings = (*_with_shares(spots, drivers), *moments, *by_hand(inquiry.document, levels=level_of))
    return Felt(level_of, trend, seen, drivers, findings, tuple(notes))


def _through_time(
    inquiry: Inquiry, rated: Respondents, places: Places, sides: Sides
) -> tuple[dict[str, tuple[Estimate, ...]], list[Look], list[str]]:
    """The trend of every touchpoint, the looks at now against before, and why there are none."""
    if not rated.days:
        return {}, [], [say("felt.the-evidence-is-undated-so")]
    stretch = spans(rated.days, period=inquiry.scope.period)
    if not stretch:
        return {}, [], [say("felt.too-little-of-the-evidence")]
    each = sum_up_spans(rated, places.all, stretch)
    lines: dict[str, list[Estimate]] = {}
    for sums, span in zip(each, stretch, strict=True):
        known = levels(sums, places.all, telling=inquiry.telling, repeated=rated.repeated, period=span)
        for place, level in zip(places.touchpoints, known, strict=False):
            lines.setdefault(place.keys[0], []).append(level)
    chosen = [places.all.index(place) for place in sides.places]
    before, now = each[-2].take(chosen), each[-1].take(chosen)
    looks = against_before(sides, now, before, span=stretch[-1], previous=stretch[-2])
    note = say("felt.now-is-before-is", now=str(stretch[-1]), before=str(stretch[-2]))
    return {key: tuple(line) for key, line in lines.items()}, looks, [note]


def _loyal(
    inquiry: Inquiry, rated: Respondents, touchpoints: Sequence[Place], how: How, *, rare: bool
) -> tuple[Drivers | None, tuple[Gap, ...]]:
    """The drivers of loyalty, and, where a touchpoint is ``rare``, the gap in loyalty at each.

    Nothing where no question stands for loyalty.
    """
    outcome = inquiry.loyalty.question
    if not outcome or not touchpoints:
        return None, ()
    drivers = read_drivers(
        inquiry.store, rated, touchpoints, inquiry.counted, outcome=outcome, scope=inquiry.scope, how=how
    )
    if not rare:
        return drivers, ()
    return drivers, find_gaps(inquiry.store, rated, touchpoints, outcome=outcome, period=inquiry.scope.period)


def _with_shares(spots: Sequence[Finding], drivers: Drivers | None) -> tuple[Finding, ...]:
    """The findings, with how much of loyalty hangs on the touchpoint as a further reason."""
    shares = {f"touchpoint:{one.touchpoint}": one.share for one in drivers.drivers} if drivers else {}
    found = []
    for spot in spots:
        share = shares.get(spot.where)
        if share is not None and share.known:
            said = say(
                "felt.of-the-loyalty-that-touchpoints",
                value=figure(share.value, 0),
                low=figure(share.low, 0),
                high=figure(share.high, 0),
            )
            spot = replace(spot, reasons=(*spot.reasons, said))
        found.append(spot)
    return tuple(found)
