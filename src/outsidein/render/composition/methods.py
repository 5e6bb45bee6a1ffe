"""How to read the page: signs and methods, each said once, and only those that this page uses.

What lives here: the legend and the notes on methods. Not here: what is peculiar to one number (its Opened).
"""

from __future__ import annotations

from outsidein.render.composition.subject import Subject
from outsidein.render.scene import BarRow, CurveRow, Matrix, Panel, Row, Spot


def legend(subject: Subject, rows: tuple[Row, ...]) -> tuple[str, ...]:
    """The signs on the map, in a few words each."""
    words = subject.words
    signs = [words("methods.measured"), words("methods.heard"), words("methods.assumption")] if subject.reading else []
    if subject.moments:
        signs.append(words("methods.moment-of-truth"))
    if any(subject.spots.values()):
        signs += [words("methods.hotspot"), words("methods.bright-spot")]
    for row in rows:
        if isinstance(row, CurveRow):
            signs += [words("methods.measured-with-band")] if any(p.number for p in row.points) else []
            signs += [words("methods.target")] if any(p.target is not None for p in row.points) else []
            signs += [words("methods.drawn-by-people")] if any(p.drawn is not None for p in row.points) else []
    return tuple(dict.fromkeys(signs))


def methods(subject: Subject, rows: tuple[Row, ...], spots: tuple[Spot, ...], matrix: Matrix | None) -> Panel:
    """How to read this page."""
    words, reading = subject.words, subject.reading
    notes = []
    if reading:
        notes += [
            words("methods.every-number-opens-its-formula"),
            words("methods.a-statement-on-the-map"),
        ]
    if any(isinstance(row, CurveRow) for row in rows):
        notes.append(words("methods.the-curve-is-measured-only"))
    if reading and reading.answers:
        notes.append(words("methods.an-interval-says-how-far"))
        notes.append(words("methods.hollow-and-dashed-too-few"))
    if any(isinstance(row, BarRow) and row.key == "importance" for row in rows) or subject.drivers:
        notes.append(words("methods.importance-is-the-share-of"))
    if spots:
        notes.append(words("methods.a-hotspot-is-worse-a"))
    if subject.moments:
        notes.append(words("methods.a-moment-of-truth-is"))
    if matrix:
        notes.append(words("methods.the-matrix-is-parted-at"))
    return Panel("methods", words("methods.how-to-read-this-page"), "", notes=tuple(notes))
