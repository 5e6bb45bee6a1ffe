"""Impact: how loyal those are for whom a touchpoint went well, beside those for whom it went badly.

What lives here: that gap per touchpoint, between people, so that it can be had for a rare touchpoint, too. Not here:
shares of what explains loyalty, which need many who rated everything (drivers). Association, not cause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from outsidein.insight.contrast import Difference, welch
from outsidein.insight.place import HIGH, LOW, Place
from outsidein.insight.rated import Respondents
from outsidein.insight.sums import sum_cells
from outsidein.measures.estimate import Period

if TYPE_CHECKING:
    from outsidein.evidence.store import Store

GOOD: Final = 7.0
"""A level from which on it went well: 4 and 5 of five."""

BAD: Final = 4.0
"""A level up to which it went badly: 1 and 2 of five."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Loyalty (0 to 1, from its lowest to its highest answer) where a touchpoint went well, less where badly."""

    touchpoint: str
    well: float
    badly: float
    n_well: int
    n_badly: int
    difference: Difference


def find_gaps(
    store: Store, rated: Respondents, places: Sequence[Place], *, outcome: str, period: Period | None = None
) -> tuple[Gap, ...]:
    """The gap of each of ``places`` (a touchpoint each) in the answers to ``outcome``, a question about the whole."""
    answers = store.answers
    said = answers.filter(answers.question == outcome, answers.touchpoint.isnull(), answers.applicable)
    said = said.mutate(part=LOW + (HIGH - LOW) * (said.value - said.low) / (said.high - said.low).nullif(0.0))
    loyal = said.group_by("response").aggregate(part=said.part.mean())
    table = rated.within(period).inner_join(loyal.filter(loyal.part.notnull()), "response")
    level = [table[f"r{rated.columns.index((place.keys[0], place.asks))}"] for place in places]
    split = [
        held
        for one in level
        for held in ((one >= GOOD).ifelse(table.part, None), (one <= BAD).ifelse(table.part, None))
    ]
    cells = table.select("person", **{f"x{at}": column for at, column in enumerate(split)})
    sums = sum_cells(cells, len(split), repeated=rated.repeated)
    found = []
    for at, place in enumerate(places):
        well, badly = 2 * at, 2 * at + 1
        sides = [(float(sums.mean[side]), float(sums.error[side]), int(sums.people[side])) for side in (well, badly)]
        both = welch(sides[0], sides[1:])
        width = HIGH - LOW
        found.append(
            Gap(
                place.keys[0],
                (sides[0][0] - LOW) / width,
                (sides[1][0] - LOW) / width,
                int(sums.n[well]),
                int(sums.n[badly]),
                Difference(both.value / width, both.error / width, both.freedom, min(sides[0][2], sides[1][2])),
            )
        )
    return tuple(found)
