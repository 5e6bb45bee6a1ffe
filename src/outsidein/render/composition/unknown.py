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
    says = words("unknown.a-gap-stays-a-gap")
    columns = (Column(words("shared.what")), Column(words("shared.why")), Column(words("unknown.what-would-mend-it")))
    return Panel("unknown", words("unknown.what-is-not-known-yet"), says, columns, rows)


def _rows(subject: Subject, left_out: tuple[KindLane, ...]) -> Iterator[tuple[str, str, str]]:
    words, reading = subject.words, subject.reading
    if reading is None or not reading.answers:
        yield (
            words("unknown.how-any-of-it-feels"),
            words("unknown.nobody-was-asked-or-no"),
            words("unknown.put-a-survey-export-into"),
        )
    else:
        gaps: dict[str, list[str]] = {}
        for step in subject.steps:
            point = subject.points.get(step.id)
            if point is None or point.level is None or not point.level.known:
                why = (point.gap if point else "") or words("shared.nobody-was-asked-about-this")
                gaps.setdefault(why, []).append(step.name)
        for why, names in gaps.items():
            yield (
                words("shared.how-it-feels", where=", ".join(names)),
                why,
                words("unknown.ask-about-a-touchpoint-of"),
            )
        unsure = [subject.name(p.touchpoint) for p in reading.positions if p.quadrant is Quadrant.UNSURE]
        if unsure:
            yield (
                words("unknown.where-they-stand", what=", ".join(unsure)),
                words("unknown.their-intervals-reach-across-the"),
                words("unknown.more-answers-about-them"),
            )
        if not reading.drivers:
            yield (
                words("shared.what-loyalty-hangs-on"),
                words("unknown.there-is-no-answer-about"),
                words("unknown.name-the-loyalty-question-in"),
            )
    bare = [stage.name for stage in subject.document.stages if not subject.document.children(stage.id, Step)]
    if bare:
        yield (
            words("unknown.stages-without-steps", names=", ".join(bare)),
            words("unknown.nobody-has-drawn-them"),
            words("unknown.add-steps"),
        )
    if left_out:
        yield (
            words("unknown.lanes-that-are-empty", names=", ".join(lane.title for lane in left_out)),
            words("unknown.nobody-has-written-in-them"),
            "; ".join(dict.fromkeys(f"{lane.title}: {lane.of.hint.rstrip('.')}" for lane in left_out[:3])),
        )
