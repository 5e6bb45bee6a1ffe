"""The towers of a map: which stand side by side, which have nothing beneath them, and how that is said.

What lives here: from a map of the hierarchical structure to a TowersView, and the fact that counts the gaps. Not here:
the boxes, which are cards of lanes like any other (lanes).
"""

from __future__ import annotations

from collections.abc import Sequence

from outsidein.maps.cells import Card
from outsidein.maps.kind import Kind, KindLane, Structure
from outsidein.maps.spine import Step
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import CardRow, Row
from outsidein.render.towers import TowersView

_SHEET = 2**0.5
"""The width of a lying sheet by its height."""
_COLUMN, _LABELS, _HEAD, _BETWEEN = 104.0, 140.0, 190.0, 70.0
"""In points: a comfortable tower, the titles of lanes and the margins, the head of the sheet and its foot, the names
of a row's spaces and towers with the air above."""
_LETTERS = 17
"""So many letters stand on a line of a box."""


def towers(subject: Subject, kind: Kind, rows: Sequence[Row]) -> TowersView | None:
    """The towers of a map whose kind has that structure; None for any other, and where there is no space yet.

    None, too, where a kind of one's own asks for more than boxes (a curve, measures): that is drawn as a grid.
    """
    document, words = subject.document, subject.words
    boxes = all(isinstance(row, CardRow) for row in rows)
    if kind.structure is not Structure.HIERARCHICAL or not document.stages or not boxes:
        return None
    lanes = kind.arrange(document.lanes)
    offered = {lane.key for lane in lanes if lane.offers}
    cards = document.all(Card)
    used, filled = {card.parent for card in cards}, {card.parent for card in cards if card.lane in offered}
    # Where no lane is meant for it, nothing can be missing.
    supported = tuple(not offered or step.id in filled or step.id not in used for step in subject.steps)
    counts = [len(document.children(stage.id, Step)) for stage in document.stages]
    missing = sum(not one for one in supported)
    return TowersView(
        spaces=kind.spine.stages or words("towers.spaces"),
        towers=kind.spine.steps or words("towers.towers"),
        line=line_of(kind, lanes) or words("grid.line-of-visibility"),
        storeys=storeys(counts, _heights(rows, counts)),
        supported=supported,
        gap=words("towers.gap"),
        spoken=words("towers.spoken", spaces=len(document.stages), towers=len(supported), gaps=missing),
    )


def gaps_fact(subject: Subject, kind: Kind, view: TowersView | None) -> tuple[tuple[str, str], ...]:
    """How many towers have nothing beneath them, for the head of the map; nothing where nothing could be missing."""
    offers = any(lane.offers for lane in kind.arrange(subject.document.lanes))
    if view is None or not view.supported or not offers:
        return ()
    return ((subject.words("towers.gaps"), subject.words("towers.of", gaps=view.gaps, n=len(view.supported))),)


def line_of(kind: Kind, lanes: Sequence[KindLane]) -> str:
    """The name of the line between what is the customer's and what is the organisation's; empty where none has one."""
    outside = [lane.key for lane in lanes if not lane.inside]
    named = {line.after: line.name for line in kind.lines}
    return next((named[key] for key in reversed(outside) if key in named), next(iter(named.values()), ""))


def storeys(counts: Sequence[int], heights: Sequence[float] = ()) -> tuple[tuple[int, int], ...]:
    """Spaces (by how many towers each has) in so many rows that the whole has about the shape of a lying sheet.

    ``heights`` are those of the spaces in points, about 300 where they are not given. A space stays whole, however
    wide; one without towers takes a column; the rows are as even as can be.

    >>> storeys([5, 5, 5, 5]), storeys([5] * 12), storeys([30, 1]), storeys([])
    (((0, 2), (2, 4)), ((0, 4), (4, 8), (8, 12)), ((0, 1), (1, 2)), ())
    """
    wide = [max(1, count) for count in counts]
    tall = list(heights) or [300.0] * len(wide)
    if not wide:
        return ()

    def sheet(rows: list[tuple[int, int]]) -> float:
        """How wide a sheet must be to hold these rows."""
        columns = max(sum(wide[first:end]) for first, end in rows)
        high = sum(max(tall[first:end]) + _BETWEEN for first, end in rows)
        return max(_LABELS + columns * _COLUMN, _SHEET * (_HEAD + high))

    ways = [_rows(wide, limit) for limit in range(max(wide), sum(wide) + 1)]
    best = min(ways, key=lambda rows: (sheet(rows), len(rows)))
    return tuple(best)


def _rows(wide: Sequence[int], most: int) -> list[tuple[int, int]]:
    rows: list[tuple[int, int]] = []
    begin = held = 0
    for at, width in enumerate(wide):
        if held and held + width > most:
            rows.append((begin, at))
            begin, held = at, 0
        held += width
    return [*rows, (begin, len(wide))]


def _heights(scene_rows: Sequence[Row], counts: Sequence[int]) -> list[float]:
    """About how tall each space is in points: its highest tower and what hangs lowest beneath the line."""
    rows = [row for row in scene_rows if isinstance(row, CardRow) and not row.by_stage]

    def pile(step: int, *, inside: bool) -> float:
        return sum(_box(card.text) for row in rows if row.inside is inside for card in row.cells[step])

    heights, at = [], 0
    for count in counts:
        steps = range(at, at + count)
        heights.append(sum(max((pile(step, inside=side) for step in steps), default=0.0) for side in (False, True)))
        at += count
    return heights


def _box(text: str) -> float:
    return 12.0 + 9.6 * -(-len(text) // _LETTERS)
