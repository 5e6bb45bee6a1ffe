"""A map as a story: beats give tension, what stands between two beats lies between them, gaps stay gaps."""

from __future__ import annotations

from dataclasses import replace

from outsidein.maps import Card, Document, begin, tell_story
from outsidein.maps.spine import Beat


def _told(*beats: Beat | None) -> Document:
    document = begin("trip", title="A trip")
    for step, beat in zip(document.steps, beats, strict=False):
        document = document.put(replace(step, beat=beat))
    return document


def test_the_arc_rises_between_its_beats_and_says_nothing_outside_them() -> None:
    story = tell_story(_told(None, Beat.EXPOSITION, None, Beat.CLIMAX, None))
    assert [frame.tension for frame in story.frames] == [None, 0.1, 0.55, 1.0, None]
    assert Beat.CRISIS in story.missing


def test_a_beat_that_comes_too_early_is_named() -> None:
    story = tell_story(_told(Beat.CLIMAX, Beat.EXPOSITION))
    assert story.turned == (story.frames[1].step,)


def test_a_frame_says_what_is_done_and_thought_there() -> None:
    document = begin("trip", title="A trip")
    step = document.steps[0].id
    document = document.put(
        Card(id="card:1", parent=step, order="V", lane="actions", text="Ask friends"),
        Card(id="card:2", parent=step, order="V", lane="thoughts", text="Whom to trust?"),
    )
    frame = tell_story(document).frames[0]
    assert (frame.does, frame.thinks, frame.picture, frame.beat) == ("Ask friends", "Whom to trust?", "", None)
