"""A journey as a story on paper: what the template of the sheet is handed.

What lives here: print_storyboard. Not here: the template (render.sheets), the story as a page (story), telling it
(maps.tell_story).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from outsidein.ground.speech import nearest, speaking
from outsidein.maps import Frame, Story
from outsidein.render.arc import below
from outsidein.render.phrases import say
from outsidein.render.plan import size_of
from outsidein.render.sheets import print_sheet
from outsidein.render.story import beat_name

_LOW, _SPAN = 1, 9
"""Drawn levels go from 1 to 10."""


def print_storyboard(
    story: Story,
    form: str = "pdf",
    *,
    language: str,
    pictures: Mapping[str, bytes] | None = None,
    created: datetime | None = None,
) -> tuple[bytes, ...]:
    """The story on sheets of A4: one ``pdf``, or an ``svg`` or ``png`` for each sheet.

    ``pictures`` are by the names that frames give; a frame whose picture is not among them is drawn with its number.
    """
    drawn = {name: data for name, data in (pictures or {}).items() if any(one.picture == name for one in story.frames)}
    with speaking(nearest(language)):
        frames, under = story.frames, below(story.frames)
        data: dict[str, Any] = {
            "title": story.title,
            "lead": say("story.lead", n=len(frames)),
            "language": nearest(language),
            "told": story.told,
            "arc_title": say("story.arc"),
            "board_title": say("story.board"),
            "caveat": say("story.caveat"),
            "untold": say("story.untold"),
            "keys": {"arc": say("story.key.arc"), "felt": say("story.key.felt")},
            "arc": [[at, one.tension] for at, one in enumerate(frames) if one.tension is not None],
            "felt": [[at, (one.level - _LOW) / _SPAN] for at, one in enumerate(frames) if one.level is not None],
            "beats": [
                {"at": at, "tension": one.tension, "name": beat_name(one), "below": at in under}
                for at, one in enumerate(frames)
                if one.beat
            ],
            "frames": [_frame(one, drawn) for one in frames],
        }
    return print_sheet("story", data, form, created=created, pictures=drawn)


def _frame(frame: Frame, pictures: Mapping[str, bytes]) -> dict[str, Any]:
    name = frame.picture if frame.picture in pictures else ""
    size = size_of(pictures[name]) if name else None
    return {
        "number": frame.number, "name": frame.name, "does": frame.does, "thinks": frame.thinks,
        "beat": beat_name(frame), "shows": frame.shows or frame.name,
        "picture": name, "width": size[0] if size else 0, "height": size[1] if size else 0,
    }  # fmt: skip
