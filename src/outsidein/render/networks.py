"""A network as it is drawn: actors, flows and rings with their places, already worded, ready for any writer.

What lives here: NetworkView and its parts, as plain data. Lengths are points of a sheet of its own size, which a writer
scales as a whole. Not here: where places come from (render.network), or how a shape is drawn (each writer).
"""

from __future__ import annotations

from dataclasses import dataclass

from outsidein.render.scene import CardView, Icon, Mark, Tone

NAME_SIZE, LABEL_SIZE = 11.0, 9.6
"""The size of an actor's name and of a flow's label, in points of the sheet."""
NAME_LINE, LABEL_LINE = 13.6, 11.6
"""From one line of them to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """An actor: ``shape`` is its kind (person, place, object, organisation), ``kind`` the word for it.

    ``x`` and ``y`` are the middle of its box of ``width`` × ``height``, in which its text is ``text_width`` wide.
    ``mark`` is the strongest of what backs its cards, ``backing`` how much there is of it and whether it is old.
    """

    id: str
    name: str
    lines: tuple[str, ...]
    shape: str
    kind: str
    icon: Icon
    tone: Tone
    ring: int
    x: float
    y: float
    width: float
    height: float
    text_width: float
    about: str = ""
    mark: Mark | None = None
    backing: str = ""
    moment: str = ""
    cards: tuple[CardView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowView:
    """A flow: ``style`` is its kind (money, goods …), ``kind`` the word for it, ``source`` and ``target`` names.

    ``curve`` holds x and y of the four points of a cubic curve; the label stands around (``x``, ``y``). ``opens`` is
    the key of the journey map that looks into it; ``mark`` is what backs it, behind the words of its label.
    """

    id: str
    source_id: str
    target_id: str
    source: str
    target: str
    lines: tuple[str, ...]
    style: str
    kind: str
    icon: Icon
    tone: Tone
    curve: tuple[float, ...]
    x: float
    y: float
    width: float
    height: float
    opens: str = ""
    mark: Mark | None = None
    backing: str = ""


@dataclass(frozen=True, slots=True)
class RingView:
    """The outer edge of a ring, its name, and where the middle of that stands."""

    name: str
    rx: float
    ry: float
    name_x: float
    name_y: float


@dataclass(frozen=True, slots=True)
class SignView:
    """A line of the legend: a kind of actor (``shape``) or of flow (``style``) with its word."""

    is_flow: bool
    style: str
    word: str
    icon: Icon
    tone: Tone


@dataclass(frozen=True, slots=True)
class NetworkView:
    """The whole network; ``spoken`` says it in a sentence or two, for those who cannot see it."""

    title: str
    width: float
    height: float
    cx: float
    cy: float
    rings: tuple[RingView, ...]
    actors: tuple[ActorView, ...]
    flows: tuple[FlowView, ...]
    signs: tuple[SignView, ...]
    spoken: str
