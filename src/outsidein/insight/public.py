"""Public: how journeys are walked, as strangers may be told, by groups of which none is a handful of customers.

What lives here: which journeys are told of, and their ways in a chosen part of a map. Not here: choosing (maps.chosen),
a reading without small groups (privacy). All is computed from journeys that at least k customers walk event for event,
and are alike in the segments that personas go by: so every count, and whatever could be had from several by adding and
subtracting, in one link or in many, is of such groups. See docs/reference/privacy.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Final

from outsidein.ground import slug
from outsidein.insight.phrases import say
from outsidein.insight.scope import Scope, segment_of
from outsidein.insight.walked import Walked, narrow_journeys, told
from outsidein.insight.ways import Compared, Ways, find_cohorts, find_ways
from outsidein.maps.document import Document
from outsidein.maps.kind import Role, lanes_of
from outsidein.measures.estimate import Estimate
from outsidein.measures.hiding import K
from outsidein.measures.journeys import compare_reach

if TYPE_CHECKING:
    from outsidein.evidence.journeys import Journeys
    from outsidein.maps import Persona
    from outsidein.measures.journeys import Cohort

LEAST_TOLD: Final = 0.5
"""Where fewer of the journeys may be told of, a picture of them would be one of something else: there is none."""


@dataclass(frozen=True, slots=True)
class Public:
    """What a shared view shows: the ``ways`` and, counted from the same journeys, how the steps are ``walked``.

    ``walked`` is None where journeys are told of in no picture: then that of a suppressed reading stands.
    """

    ways: Ways
    walked: Walked | None


def find_public(
    document: Document, part: Document, journeys: Journeys, *, customers: Journeys | None = None, k: int = K
) -> Public:
    """What may be told of ``journeys`` in ``part``, chosen of ``document``; cohorts are of ``customers``.

    Which journeys are told of depends on the whole document and never on the part. Touchpoints that are not in the
    part are not named. Without the lane of measures there is nothing.
    """
    if Role.MEASURE not in {lane.role for lane in lanes_of(part)}:
        return Public(Ways(journeys=0), None)
    everybody = _count(journeys)
    tellers = [segment_of(one) for one in document.personas if one.segment]
    names = {name.partition(":")[2] for where in tellers for name, _ in where}
    by = sorted(name for name in names if journeys.segments.get(name))
    kept, apart = _common(journeys, everybody, k, by)
    cohorts = hide_few(find_cohorts(customers), k) if customers is not None else ()
    if kept is None:
        return Public(Ways(journeys=0, cohorts=cohorts, notes=(say("public.too-few-alike", k=k),)), None)
    keys = {one.key for one in part.touchpoints}
    named = frozenset(name for name in kept.names if slug(name) in keys)
    found = find_ways(part, kept, named=named)
    share = 100 * _count(kept) / everybody
    ways = replace(
        found,
        flows=found.flows if named else None,
        cohorts=cohorts,
        compared=_restricted(compare_personas(part, kept), named) if apart else None,
        notes=(say("public.alike", k=k, share=round(share, 1)),) if share < 100 else (),
    )
    return Public(ways, _uncounted(told(document, kept) or Walked(0, ())))


def _uncounted(walked: Walked) -> Walked:
    """Without how many customers stand behind the numbers: that is nobody's business but ours."""
    return replace(walked, people=0, steps=tuple(replace(one, crowd=None) for one in walked.steps))


def compare_personas(document: Document, journeys: Journeys) -> Compared | None:
    """The first two personas who cannot be the same journey, held against each other; None where there are none."""
    for one, other in combinations((who for who in document.personas if who.segment), 2):
        if not _apart(one, other):
            continue
        sides = [narrow_journeys(journeys, Scope(segment_of(who))) for who in (one, other)]
        if sides[0] is not None and sides[1] is not None and _count(sides[0]) and _count(sides[1]):
            return Compared(this=one.name, against=other.name, reach=compare_reach(sides[0], sides[1]))
    return None


def _apart(one: Persona, other: Persona) -> bool:
    mine, theirs = dict(segment_of(one)), dict(segment_of(other))
    return any(name in theirs and not set(values) & set(theirs[name]) for name, values in mine.items())


def _restricted(found: Compared | None, named: frozenset[str]) -> Compared | None:
    """Only what is said of touchpoints that are ``named``."""
    reach = tuple(one for one in found.reach if set(one.key) <= named) if found else ()
    return replace(found, reach=reach) if found and reach else None


def hide_few(cohorts: tuple[Cohort, ...], k: int) -> tuple[Cohort, ...]:
    """Cohorts of at least ``k``, without shares of which fewer came or fewer did not; nobody is no group.

    Sizes add up to everybody, which somebody may know: cohorts left out are none or have ``k`` together.
    """
    left = [cohort for cohort in cohorts if cohort.size.value < k]
    rest = sorted((cohort for cohort in cohorts if cohort.size.value >= k), key=lambda one: one.size.value)
    if left and sum(one.size.value for one in left) < k:
        left += rest[:1]
    return tuple(
        replace(cohort, retained=tuple(_safe(share, k) for share in cohort.retained))
        for cohort in cohorts
        if cohort not in left
    )


def _safe(share: Estimate, k: int) -> Estimate:
    came = round(share.value * share.n) if share.known else 0
    few = any(0 < n < k for n in (came, share.n - came))
    return Estimate.nothing(measure=share.measure, unit=share.unit) if few else share


def _common(journeys: Journeys, everybody: int, k: int, by: list[str]) -> tuple[Journeys | None, bool]:
    """The journeys that are told of, and whether personas can be told apart among them; None where too few are."""
    for segments in [by, []] if by else [[]]:
        kept = journeys.alike(k, by=segments)
        if everybody and _count(kept) >= LEAST_TOLD * everybody:
            return kept, bool(segments)
    return None, False


def _count(journeys: Journeys) -> int:
    return int(journeys.cases.count().to_pyarrow().as_py())
