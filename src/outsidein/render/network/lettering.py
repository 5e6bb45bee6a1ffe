"""How large the texts of a network are: a name broken into a box that is neither wide nor tall, a label likewise.

What lives here: the breaking of names and labels, and the size of what holds them. Nothing is ever cut. Not here: how
wide a letter is (labels), where a box stands (arranging).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from outsidein.maps.network import ActorKind
from outsidein.render.html.labels import width_of
from outsidein.render.networks import LABEL_LINE, LABEL_SIZE, NAME_LINE, NAME_SIZE

_NAME_ROOM, _NAME_MOST = 92.0, 170.0
_LABEL_ROOM, _LABEL_MOST = 86.0, 150.0
_ICON = 18.0
"""The icon at the left of a name, with its gap."""
_SIGN = 14.0
"""The same at a label."""
MARK = 10.0
"""The mark of evidence behind a label."""
_INSET = {ActorKind.PERSON: 26.0, ActorKind.PLACE: 30.0, ActorKind.OBJECT: 22.0, ActorKind.ORGANISATION: 18.0}
"""What the shape of each kind takes away at both sides together."""


@dataclass(frozen=True, slots=True)
class Lettered:
    """A text in lines, ``text`` wide, and the size of the box around it."""

    lines: tuple[str, ...]
    text: float
    width: float
    height: float


def actor_box(name: str, kind: ActorKind) -> Lettered:
    """The box of an actor with its name.

    >>> actor_box("Wholesale network owner", ActorKind.ORGANISATION).lines
    ('Wholesale', 'network owner')
    """
    lines = broken(name, NAME_SIZE, room=_NAME_ROOM, most=_NAME_MOST)
    text = max(width_of(line, NAME_SIZE) for line in lines)
    width = text + _ICON + _INSET[kind]
    return Lettered(lines, text, round(max(width, 72.0), 1), round(len(lines) * NAME_LINE + 17.0, 1))


def flow_box(label: str, *, marked: bool = False) -> Lettered:
    """The box of a flow's label, with room for the sign of its kind, and for the mark of what backs it."""
    lines = broken(label, LABEL_SIZE, room=_LABEL_ROOM, most=_LABEL_MOST)
    text = max(width_of(line, LABEL_SIZE) for line in lines)
    width = text + _SIGN + 6.0 + (MARK if marked else 0.0)
    return Lettered(lines, text, round(width, 1), round(len(lines) * LABEL_LINE + 4.0, 1))


def broken(text: str, size: float, *, room: float, most: float) -> tuple[str, ...]:
    """The whole text in lines as even as they get: of about ``room``, wider where a word is, never wider than ``most``.

    >>> broken("Customer", 11, room=92, most=170), broken("", 11, room=92, most=170)
    (('Customer',), ('',))
    """
    words = [piece for word in text.split() for piece in _pieces(word, size, most)] or [""]
    whole = width_of(" ".join(words), size)
    count = max(1, round(whole / room + 0.28))
    widest = max(width_of(word, size) for word in words)
    aim = max(widest, whole / count)
    while True:
        lines = _filled(words, size, aim)
        if len(lines) <= count or aim >= most:
            return tuple(lines)
        aim *= 1.06


def _filled(words: Sequence[str], size: float, room: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width_of(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _pieces(word: str, size: float, most: float) -> list[str]:
    """A word, in pieces where it is wider than any line may be."""
    pieces = [""]
    for char in word:
        if pieces[-1] and width_of(pieces[-1] + char, size) > most:
            pieces.append("")
        pieces[-1] += char
    return pieces
