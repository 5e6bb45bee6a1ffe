"""Branches, loops and exits of a chronological map, as arcs in a band over the heads of its steps.

What lives here: the door, and the arcs of a scene. Not here: where legs stand (ports), which arc lies over which
(levels), where labels stand (labelling), or millimetres and pixels: whoever draws maps slots and levels to its own.
The browser finds the same arcs (web/canvas/src/arrow/bands.ts; held by a test).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from outsidein.render.branches.labelling import Tag
from outsidein.render.branches.levels import levelled
from outsidein.render.branches.ports import SLOTS, Strand, Wish, ports

__all__ = [
    "FAR",
    "SLOTS",
    "Arc",
    "Branch",
    "Branches",
    "Drawn",
    "Strand",
    "Tag",
    "Wish",
    "arcs",
    "arranged",
    "levels",
    "wish",
]

FAR: Final = 8
"""From so many columns on a way is told at both ends."""
_LETTER, _PAD, _SIGN, _WORD = 1.35, 5, 3, 25
"""Slots of an average letter, of the ends of a label, of a sign before it; and letters of a word that may be parted.

A column is taken to be as narrow as a page lets it be.
"""


@dataclass(frozen=True, slots=True)
class Arc:
    """How a way runs, in slots (24 to a column): up at ``start``, across on its level, down at ``end``.

    ``level`` 0 lies right over the steps. A way that leaves the picture has no end, one that comes from outside no
    start: it is a leg with its label on top. ``tags`` are where its labels stand, at most two.
    """

    level: int
    start: int | None
    end: int | None
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A way besides the next step: from the step at a place to that at another, or out (None). ``way`` is its kind.

    ``label`` is when it is taken; ``onward`` and ``arrives`` say the other end, where that is far or not in the
    picture; ``says`` is the whole of it as a sentence.
    """

    id: str
    source: int | None
    target: int | None
    way: str
    label: str
    onward: str
    arrives: str
    says: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A branch with its arc, and the texts of the labels on it."""

    branch: Branch
    arc: Arc
    texts: tuple[str, ...]

    @property
    def id(self) -> str:
        """That of the arrow that it draws."""
        return self.branch.id


@dataclass(frozen=True, slots=True)
class Branches:
    """The branches of a map over its columns, on so many levels; ``key`` says what each kind of line is."""

    title: str
    columns: int
    levels: int
    drawn: tuple[Drawn, ...]
    key: tuple[tuple[str, str], ...]
    spoken: str

    def over(self, steps: range) -> Branches | None:
        """Those that begin or end at these steps, arranged anew over them; the other end of some lies outside.

        None where there are none.
        """
        if steps == range(self.columns):
            return self
        found = []
        for one in (drawn.branch for drawn in self.drawn):
            source, target = _beside(one.source, steps), _beside(one.target, steps)
            if source is not None or target is not None:
                found.append(replace(one, source=source, target=target))
        kinds = {one.way for one in found}
        drawn = arranged(found, columns=len(steps))
        key = tuple(pair for pair in self.key if pair[0] in kinds)
        spoken = "\n".join(one.says for one in found)
        return Branches(self.title, len(steps), levels(drawn), drawn, key, spoken) if found else None


def _beside(at: int | None, steps: range) -> int | None:
    return None if at is None or at not in steps else at - steps.start


def arranged(branches: Sequence[Branch], *, columns: int) -> tuple[Drawn, ...]:
    """Each branch with its arc and what stands on it: at both ends what the other is, where it is far off."""
    said = [_texts(one) for one in branches]
    strands = [
        Strand(one.source, one.target, tuple(wish(text, sign=None in (one.source, one.target)) for text in texts))
        for one, texts in zip(branches, said, strict=True)
    ]
    found = arcs(strands, columns=columns)
    return tuple(Drawn(*three) for three in zip(branches, found, said, strict=True))


def levels(drawn: Sequence[Drawn]) -> int:
    """How many levels the arcs take."""
    return 1 + max((one.arc.level for one in drawn), default=-1)


def _texts(branch: Branch) -> tuple[str, ...]:
    if branch.source is None:
        return (branch.arrives,)
    if branch.target is None:
        return (branch.onward,)
    if abs(branch.target - branch.source) >= FAR:
        return branch.onward, branch.arrives
    return (branch.label,) if branch.label else ()


def arcs(strands: Sequence[Strand], *, columns: int) -> tuple[Arc, ...]:
    """The arcs of all ways, in their order: no two on one line, no label on another or out of the picture.

    >>> ways = [Strand(0, 3, (Wish(10, 8),)), Strand(3, 0, ()), Strand(1, None, (Wish(18, 12),))]
    >>> there, back, out = arcs(ways, columns=4)
    >>> there.level, back.level, out.level
    (1, 2, 0)
    >>> out.start, out.end, [(tag.first, tag.last) for tag in out.tags]
    (36, None, [(27, 45)])
    """
    legs = ports(strands)
    found = levelled(strands, legs, width=columns * SLOTS)
    return tuple(Arc(level, *leg, tags) for leg, (level, tags) in zip(legs, found, strict=True))


def wish(text: str, *, sign: bool = False) -> Wish:
    """What a label would like, with a sign before it or without.

    >>> wish("gives up"), wish("gives up", sign=True)
    (Wish(most=16, least=12), Wish(most=19, least=15))
    """
    word = max(map(len, text.split()), default=0)
    ends = _PAD + (_SIGN if sign else 0)
    return Wish(round(len(text) * _LETTER) + ends, round(min(word, _WORD) * _LETTER) + ends)
