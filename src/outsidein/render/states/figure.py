"""Two states of a network or a floor plan in one picture, as data: what stands where, what runs between, its signs.

What lives here: FigureScene and its parts. Lengths are points of a sheet of its own size, which a writer scales as a
whole. Not here: where anything stands (picturing), how a sign looks (each writer).
"""

from __future__ import annotations

from dataclasses import dataclass

from outsidein.render.states.scene import Badge

SIGN = 17.0
"""The width and height of a sign, in points of the sheet: at a corner of a box, or before the words of a label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor (``shape`` is its kind) or a place (``pin``) around (``x``, ``y``), ``width`` × ``height`` large.

    A ``ghost`` is not there in the later state: it was removed, or stood here before it was moved. ``lines`` is its
    name, with its middle at (``name_x``, ``name_y``); ``number`` is what a pin says. ``says`` tells all of it.
    """

    id: str
    shape: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    name_x: float
    name_y: float
    name_width: float
    name_height: float
    number: str = ""
    ghost: bool = False
    badges: tuple[Badge, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What flows, or a way: the four points of a cubic curve and of its head; its label around (``x``, ``y``).

    A ``moving`` one is no record: it leads from where something stood to where it stands. A label has no lines and no
    width where there is none, or no room.
    """

    id: str
    curve: tuple[float, ...]
    head: tuple[float, ...]
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    moving: bool = False
    ghost: bool = False
    badges: tuple[Badge, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class RingLine:
    """The outer edge of a ring around the middle of a network, its name, and where the middle of that stands."""

    name: str
    x: float
    y: float
    rx: float
    ry: float
    name_x: float
    name_y: float


@dataclass(frozen=True, slots=True)
class Ground:
    """What a plan is drawn on: ``picture`` is its name in the workspace, empty where there is none."""

    picture: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureScene:
    """Both states of a network or a plan in one picture; sizes and steps of its letters are in points of the sheet."""

    width: float
    height: float
    rings: tuple[RingLine, ...] = ()
    ground: Ground | None = None
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    name_size: float
    name_line: float
    label_size: float
    label_line: float
    spoken: str
    """What there is to see, for those who cannot; the differences themselves stand in words beside."""
    note: str = ""
