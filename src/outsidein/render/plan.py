"""A floor plan as it is drawn: its places as numbered pins, the way between them, what stands at each.

What lives here: PlanView and its parts, as plain data, and the size of a picture. Lengths are points of a sheet of its
own size, which a writer scales as a whole. Not here: where labels and ways run (composition.plan).
"""

from __future__ import annotations

from dataclasses import dataclass

from outsidein.render.scene import CardView, Icon, Mark, Tone

RADIUS = 13.0
"""Of a pin, in points of the sheet."""
NAME_SIZE, NAME_LINE = 13.0, 15.6
"""The size of a pin's name, and from one of its lines to the next."""
WAY_SIZE, WAY_HEIGHT = 11.0, 15.0
"""The size of what stands on a way, and the height of its ground."""


@dataclass(frozen=True, slots=True)
class LaneCards:
    """The cards of one lane at one place."""

    key: str
    title: str
    icon: Icon
    tone: Tone
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PinView:
    """A place: its pin around (``x``, ``y``), pushed off (``at_x``, ``at_y``) where another pin stands there already.

    ``lines`` is its name as it stands beside the pin with its middle at (``name_x``, ``name_y``); no line
    where there is no room, and then the number alone leads to the list. ``mark`` is the strongest of what
    backs it, ``backing`` how much there is of it and whether it is old.
    """

    id: str
    number: int
    name: str
    about: str
    touchpoint: str
    icon: Icon
    tone: Tone
    x: float
    y: float
    at_x: float
    at_y: float
    lines: tuple[str, ...]
    name_x: float
    name_y: float
    name_width: float
    name_height: float
    moment: str = ""
    hotspot: str = ""
    bright: str = ""
    mark: Mark | None = None
    backing: str = ""
    lanes: tuple[LaneCards, ...] = ()
    ways: tuple[str, ...] = ()
    """Where one goes from here, as it is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayView:
    """A way from pin to pin: the four points of a cubic curve; its label around (``x``, ``y``), empty without room."""

    id: str
    source: int
    target: int
    curve: tuple[float, ...]
    label: str
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """The whole plan; ``picture`` is its name among the scene's pictures, empty where there is none at hand.

    The picture stands at (``left``, ``top``) with ``inner_width`` × ``inner_height`` on a sheet of ``width`` ×
    ``height``, so that a pin at its edge is whole. ``missing`` says what to do where there is no picture.
    """

    title: str
    picture: str
    missing: str
    width: float
    height: float
    left: float
    top: float
    inner_width: float
    inner_height: float
    pins: tuple[PinView, ...]
    ways: tuple[WayView, ...]
    spoken: str


def size_of(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG or WebP picture, read from its head; None for anything else.

    >>> size_of(b"\\x89PNG\\r\\n\\x1a\\n" + bytes(8) + (1600).to_bytes(4, "big") + (1024).to_bytes(4, "big"))
    (1600, 1024)
    """
    size = (0, 0)
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        size = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        kind = data[12:16]
        if kind == b"VP8X":
            size = 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
        elif kind == b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            size = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        elif kind == b"VP8 ":
            size = (
                int.from_bytes(data[26:28], "little") & 0x3FFF,
                int.from_bytes(data[28:30], "little") & 0x3FFF,
            )
    return size if min(size) > 0 else None
