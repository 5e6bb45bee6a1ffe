"""How to read the page: signs and methods, each said once, and only those that this page uses.

What lives here: the legend and the notes on methods. Not here: what is peculiar to one number (its Opened).
"""

from __future__ import annotations

from outsidein.render.composition.subject import Subject
from outsidein.render.scene import BarRow, CurveRow, Matrix, Panel, Row, Spot


def legend(subject: Subject, rows: tuple[Row, ...]) -> tuple[str, ...]:
    """The signs on the map, in a few words each."""
    words = subject.words
    signs = [words("● measured"), words("◐ heard"), words("○ assumption")] if subject.reading else []
    if subject.moments:
        signs.append(words("◆ moment of truth"))
    if any(subject.spots.values()):
        signs += [words("▼ hotspot"), words("▲ bright spot")]
    for row in rows:
        if isinstance(row, CurveRow):
            signs += [words("━ measured, with band")] if any(p.number for p in row.points) else []
            signs += [words("┄ target")] if any(p.target is not None for p in row.points) else []
            signs += [words("✕ drawn by people")] if any(p.drawn is not None for p in row.points) else []
    return tuple(signs)


def methods(subject: Subject, rows: tuple[Row, ...], spots: tuple[Spot, ...], matrix: Matrix | None) -> Panel:
    """How to read this page."""
    words, reading = subject.words, subject.reading
    notes = []
    if reading:
        notes += [
            words(
                "Every number opens: its formula, what was counted, the period, n, the interval, the question "
                "as it was asked "
                "and the sources stand behind it."
            ),
            words(
                "A statement on the map is measured (●: answers about its touchpoint), heard (◐: comments that "
                "it cites) or "
                "an assumption (○: nobody has checked it yet)."
            ),
        ]
    if any(isinstance(row, CurveRow) for row in rows):
        notes.append(
            words(
                "The curve is measured only at its points. Between two steps the line merely guides the eye; "
                "where nobody "
                "was asked it breaks. Levels that people drew stand beside it and are never mixed in."
            )
        )
    if reading and reading.answers:
        notes.append(
            words(
                "An interval says how far the number could lie off because only some customers answered: 95 of "
                "100 such "
                "intervals hold the true value. It says nothing of those who never answer."
            )
        )
        notes.append(words("Hollow and dashed: too few answers to lean on, or too close to say."))
    if any(isinstance(row, BarRow) and row.key == "importance" for row in rows) or subject.drivers:
        notes.append(
            words(
                "Importance is the share of the explained differences in loyalty that goes with a touchpoint "
                "(LMG, the average "
                "over all orders of entry; Johnson’s weights beside it as a check). It is association, not cause."
            )
        )
    if spots:
        notes.append(
            words(
                "A hotspot is worse, a bright spot better than what it is held against, by more than the "
                "smallest difference "
                "that matters; the chance of crying wolf is corrected for every step and touchpoint that was "
                "looked at "
                "(Benjamini–Hochberg)."
            )
        )
    if subject.moments:
        notes.append(
            words(
                "A moment of truth is marked by a person or proposed from the evidence; its reason is always "
                "written beside it."
            )
        )
    if matrix:
        notes.append(
            words(
                "The matrix is parted at the mean performance and at the share that each touchpoint would have "
                "if all weighed the same."
            )
        )
    return Panel("methods", words("How to read this page"), "", notes=tuple(notes))
