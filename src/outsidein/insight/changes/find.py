"""Find: from a Tally to Changes: look everywhere, describe what is beyond chance, say it where it belongs.

What lives here: the one call, the choice of the segment that a change belongs to, and its sizes. Not here: the looks
(scan), the fit (describe), the words (saying).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from outsidein.ground.progress import Progress, nothing, stretch
from outsidein.insight.changes import saying
from outsidein.insight.changes.change import Change, Changes, Incident, Shape
from outsidein.insight.changes.choosing import MOST_EVENTS
from outsidein.insight.changes.describe import Told, remains, stories_of, sums_of
from outsidein.insight.changes.scan import Looked, Windows, look, windows_of
from outsidein.insight.changes.series import LONG, WEEKS_OF_DAYS, Series, Slice, series_of
from outsidein.insight.changes.tally import Floats, Tally, Watched, What
from outsidein.insight.phrases import say
from outsidein.measures.estimate import Cite, Estimate, Period
from outsidein.measures.intervals import mover, wilson

SHORTEST: Final = 14
"""Days below which a log is too short to know what is usual."""
ALPHA: Final = 0.05
SMALLEST: Final = 0.01
_ALIKE: Final = 0.3
"""Two spans of days that share so much of what they cover are one."""


def find_changes(
    tally: Tally,
    *,
    alpha: float = ALPHA,
    smallest: float = SMALLEST,
    level: float = 0.95,
    progress: Progress = nothing,
) -> Changes:
    """What changed in time × segment × step, without being told where to look.

    Every share of the Tally, in the whole and in every segment, is looked at in windows of many lengths, each held
    against the days around it at the same mix of segments and weekdays, and over the whole log for a trend. Looks are
    corrected for their number (Bonferroni over those that could tell anything, Tarone 1990; no independence is asked),
    so that a log in which nothing changed raises any alarm with a chance of at most ``alpha``. Differences below
    ``smallest`` (a share of 1) are counted, not shown. The same Tally gives the same Changes: no chance is drawn.
    """
    whole = Period(tally.first.astype(date), (tally.first + np.timedelta64(max(tally.days - 1, 0), "D")).astype(date))
    walks = int(tally.walks.sum())
    if tally.days < SHORTEST:
        note = say("changes.note.short", days=tally.days, least=SHORTEST)
        return Changes((), (), (), 0, alpha, whole, walks, tally.customers, (note,))
    series = series_of(tally)
    windows = windows_of(series.periods, series.unit)
    looked = look(series, windows, alpha=alpha, progress=stretch(progress, 0, 0.5))
    told = _all_told(series, looked, windows, alpha, stretch(progress, 0.5, 1))
    changes = [_change(one, whole, looked.looks, level) for one in told]
    kept = [one for one in changes if abs(one.difference.value) >= smallest]
    kept.sort(key=lambda one: one.p)
    passing = [one for one in kept if one.shape is not Shape.TREND]
    return Changes(
        incidents=_gather(one for one in passing if one.watched.what is not What.MIX),
        mix=_gather(one for one in passing if one.watched.what is What.MIX),
        trends=tuple(one for one in kept if one.shape is Shape.TREND),
        looks=looked.looks,
        alpha=alpha,
        period=whole,
        walks=walks,
        customers=tally.customers,
        notes=tuple(_notes(tally, len(changes) - len(kept), smallest, bool(kept))),
    )


def _all_told(series: Series, looked: Looked, windows: Windows, alpha: float, progress: Progress) -> list[Told]:
    """The stories of every share, the clearest share first; shadows of what was told before are left out."""
    found: list[Told] = []
    groups = _by_share(series, looked.p * looked.looks <= alpha)
    for at, slices in enumerate(sorted(groups, key=lambda one: float(looked.p[one].min()))):
        progress(at, len(groups), say("changes.doing.describing"))
        one = series.only(np.array(slices))
        known = [told.story for told in found if told.left.what[0].what is not What.MIX]
        passing = [story for story in known if story.shape is not Shape.TREND]
        for told in stories_of(one, windows, alpha=alpha, looks=looked.looks):
            of_mix = one.what[0].what is What.MIX
            if of_mix or remains(told, passing, windows, alpha=alpha, looks=looked.looks):
                found.append(told)
    return found


def _by_share(series: Series, clear: NDArray[np.bool_]) -> list[list[int]]:
    """The slices of each share in which a look alarms, the whole first whether it does or not; mixes one by one."""
    found: dict[tuple[Watched, Slice | None], list[int]] = defaultdict(list)
    for at in np.flatnonzero(clear).tolist():
        of_mix = series.what[at].what is What.MIX
        found[series.what[at], series.slices[at] if of_mix else None].append(at)
    for whole, (watched, of) in enumerate(zip(series.what, series.slices, strict=True)):
        mine = found.get((watched, None))
        if mine and not of.segment and whole not in mine:
            mine.insert(0, whole)
    return list(found.values())


def _change(one: Told, whole: Period, looks: int, level: float) -> Change:
    """The story with its sizes, dates and sentence."""
    story, series = one.story, one.left
    watched, slice_, sums = series.what[0], series.slices[0], sums_of(series, story)
    length = (story.stop - story.start) * series.unit
    wide = one.noise * float(series.spread[0, int(np.searchsorted([7, 28], length))])
    period = saying.days(whole.first or date.min, story.start, story.stop, series.unit)
    period = Period(period.first, min(period.last or date.max, whole.last or date.max))
    during = sums.hits / sums.n
    of_during = _bounds(sums.hits, sums.n, wide, level)
    usual = sums.usual
    around_bounds = _bounds(sums.around_hits, sums.around_n, wide, level)
    of_usual = tuple(float(np.clip(end * sums.scale, 0, 1)) for end in around_bounds)
    low, high = mover(during, _arrays(of_during), usual, _arrays((of_usual[0], of_usual[1])))
    cite = Cite(say(f"changes.formula.{watched.what}", event=watched.event, to=watched.to))
    within = say("changes.whom.some", segment=slice_.segment, value=slice_.value) if slice_.segment else ""
    cites = (replace(cite, filter=within),)

    def estimate(value: float, ends: Sequence[float], n: float, method: str) -> Estimate:
        low, high = min(ends[0], value), max(ends[1], value)
        return Estimate(value, low, high, round(n), method, unit="share", period=period, cites=cites, level=level)

    before = estimate(usual, of_usual, sums.around_n, say("changes.method.usual"))
    now = estimate(during, of_during, sums.n, "Wilson")
    difference = estimate(during - usual, (float(low), float(high)), sums.n, "MOVER")
    ends = None
    if story.shape is Shape.PASSING and story.stops[1] < series.periods:
        ends = saying.days(whole.first or date.min, story.stops[0] - 1, story.stops[1], series.unit)
    begins = saying.days(whole.first or date.min, story.starts[0], story.starts[1] + 1, series.unit)
    said = saying.sentence(watched, slice_.segment, slice_.value, story.shape, period, before, now, difference)
    return Change(
        watched, slice_.segment, slice_.value, story.shape, period, begins, ends, before, now, difference,
        min(1.0, story.p * looks), said,
    )  # fmt: skip


def _bounds(hits: float, n: float, wide: float, level: float) -> tuple[float, float]:
    """Wilson's interval of clustered counts: as many as they are worth."""
    low, high = wilson(hits / wide, n / wide, level=level)
    return float(low), float(high)


def _arrays(ends: tuple[float, float]) -> tuple[Floats, Floats]:
    return np.asarray(ends[0]), np.asarray(ends[1])


def _gather(changes: Iterable[Change]) -> tuple[Incident, ...]:
    """Changes of the same days as one incident each, the clearest first."""
    groups: list[list[Change]] = []
    for change in changes:
        for group in groups:
            if _days_shared(group[0], change) >= _ALIKE:
                group.append(change)
                break
        else:
            groups.append([change])
    return tuple(_incident(group) for group in groups)


def _days_shared(one: Change, other: Change) -> float:
    a, b, c, d = (_day(one.period.first), _day(one.period.last), _day(other.period.first), _day(other.period.last))
    return max(0, min(b, d) - max(a, c) + 1) / (max(b, d) - min(a, c) + 1)


def _day(day: date | None) -> int:
    return (day or date.min).toordinal()


def _incident(group: list[Change]) -> Incident:
    lead, *others = group
    titles = [saying.title(one.watched, one.segment, one.value) for one in others]
    return Incident(lead, tuple(others), lead.period, saying.gathered(lead.says, titles))


def _notes(tally: Tally, small: int, smallest: float, found: bool) -> Iterator[str]:
    """What one must know before believing it."""
    yield from tally.notes
    if tally.days > LONG:
        yield say("changes.note.weeks", days=tally.days)
    elif tally.days < WEEKS_OF_DAYS:
        yield say("changes.note.weekdays", days=tally.days)
    if not tally.customers:
        yield say("changes.note.customers")
    if tally.left_out:
        yield say("changes.note.events", most=MOST_EVENTS, left=tally.left_out)
    if small:
        yield say("changes.note.small", n=small, points=100 * smallest)
    if found:
        yield say("changes.note.size")
    yield say("changes.note.association")
