"""What the page does not know, said aloud, each with what would mend it.

What lives here: one Panel of gaps. Not here: what is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from outsidein.insight.reading import Quadrant
from outsidein.maps.kind import KindLane
from outsidein.maps.spine import Step
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import Column, Panel


def unknown(subject: Subject, left_out: tuple[KindLane, ...]) -> Panel | None:
    """Gaps of the curve, empty lanes, stages without steps, dots too close to say; None where nothing is missing."""
    words = subject.words
    rows = tuple(_rows(subject, left_out))
    if not rows:
        return None
    says = words("A gap stays a gap: nothing here was guessed.")
    columns = (Column(words("What")), Column(words("Why")), Column(words("What would mend it")))
    return Panel("unknown", words("What is not known yet"), says, columns, rows)


def _rows(subject: Subject, left_out: tuple[KindLane, ...]) -> Iterator[tuple[str, str, str]]:
    words, reading = subject.words, subject.reading
    if reading is None or not reading.answers:
        yield (
            words("How any of it feels"),
            words("Nobody was asked, or no answers were brought in."),
            words("Put a survey export into the folder and run: outsidein import --guess"),
        )
    else:
        gaps: dict[str, list[str]] = {}
        for step in subject.steps:
            point = subject.points.get(step.id)
            if point is None or point.level is None or not point.level.known:
                why = (point.gap if point else "") or words("Nobody was asked about this step.")
                gaps.setdefault(why, []).append(step.name)
        for why, names in gaps.items():
            yield (
                words("How it feels: {where}", where=", ".join(names)),
                why,
                words("Ask about a touchpoint of this step, or say that one stands for it."),
            )
        unsure = [subject.name(p.touchpoint) for p in reading.positions if p.quadrant is Quadrant.UNSURE]
        if unsure:
            yield (
                words("Where they stand: {what}", what=", ".join(unsure)),
                words("Their intervals reach across the middle of the matrix."),
                words("More answers about them."),
            )
        if not reading.drivers:
            yield (
                words("What loyalty hangs on"),
                words("There is no answer about loyalty beside enough answers about touchpoints."),
                words("Name the loyalty question in the map (loyalty: …) and ask it together with the touchpoints."),
            )
    bare = [stage.name for stage in subject.document.stages if not subject.document.children(stage.id, Step)]
    if bare:
        yield (
            words("Stages without steps: {names}", names=", ".join(bare)),
            words("Nobody has drawn them."),
            words("Add steps."),
        )
    if left_out:
        yield (
            words("Lanes that are empty: {names}", names=", ".join(words(lane.title) for lane in left_out)),
            words("Nobody has written in them, so they are left out of the picture."),
            "; ".join(dict.fromkeys(f"{words(lane.title)}: {words(lane.of.hint)}" for lane in left_out[:3])),
        )
