"""Placing labels in a picture so that none covers another, a mark, or the frame: the same places for the same input.

What lives here: boxes, the width of a text, the search for free places. Not here: what is drawn there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_WIDE = frozenset("WFA")
_NARROW = frozenset("iljtfrI.,;:!|'’()[] ")
_BROAD = frozenset("mwMW@%—")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its edges; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Whether ``other`` lies within."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants to stand by the point (x, y), clear of it by ``gap``."""

    x: float
    y: float
    width: float
    height: float
    gap: float = 8.0


def width_of(text: str, size: float) -> float:
    """An upper estimate of the width of a text in Inter semi-bold at ``size``, in its unit; wide scripts count full.

    >>> width_of("ill", 10) < width_of("mmm", 10) < width_of("家家家", 10) <= 33
    True
    """
    total = 0.0
    for char in text:
        if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Cf"):
            continue
        if unicodedata.east_asian_width(char) in ("W", "F") or ord(char) > 0x1F000:
            total += 1.08
        elif char in _NARROW:
            total += 0.38
        elif char in _BROAD:
            total += 0.98
        elif char.isupper():
            total += 0.74
        else:
            total += 0.63
    return total * size


def place(wishes: Sequence[Wish], *, frame: Box, taken: Sequence[Box] = (), reach: float = 64.0) -> list[Box | None]:
    """A free box for each wish, in the order of the wishes; None where there is none within ``reach`` of its point.

    Boxes lie inside ``frame`` and meet neither each other nor ``taken``. Sides come first (right, left, above, below),
    then the corners, then rings further out.
    """
    used = list(taken)
    found: list[Box | None] = []
    for wish in wishes:
        box = next((b for b in _places(wish, reach) if frame.holds(b) and not any(b.meets(o) for o in used)), None)
        if box:
            used.append(box)
        found.append(box)
    return found


def _places(wish: Wish, reach: float) -> list[Box]:
    boxes = []
    gap = wish.gap
    while gap <= max(reach, wish.gap):
        w, h, near = wish.width, wish.height, gap * 0.7
        for left, top in (
            (gap, -h / 2),
            (-gap - w, -h / 2),
            (-w / 2, -gap - h),
            (-w / 2, gap),
            (near, -near - h),
            (near, near),
            (-near - w, -near - h),
            (-near - w, near),
        ):
            boxes.append(Box(wish.x + left, wish.y + top, wish.x + left + w, wish.y + top + h))
        gap += 8.0
    return boxes
