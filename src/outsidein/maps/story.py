"""A journey told as a story: its steps as frames of a storyboard, and the arc of tension that their beats draw.

What lives here: tell_story. Not here: the feeling of a step, which is another thing than its tension (comparing,
insight); drawing (render.story). Beats follow Freytag’s arc: exposition, inciting incident, rising action, crisis,
climax, falling action, end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from outsidein.maps.cells import Card
from outsidein.maps.comparing import drawn_levels
from outsidein.maps.document import Document
from outsidein.maps.kind import lanes_of
from outsidein.maps.spine import Beat, Step

TENSION: Final[Mapping[Beat, float]] = MappingProxyType(
    {
        Beat.EXPOSITION: 0.1,
        Beat.INCITING_INCIDENT: 0.3,
        Beat.RISING_ACTION: 0.55,
        Beat.CRISIS: 0.8,
        Beat.CLIMAX: 1.0,
        Beat.FALLING_ACTION: 0.5,
        Beat.END: 0.15,
    }
)
"""How tense a beat is, 0–1: the shape of the arc as it is taught, a convention and nothing measured."""
_ACTS: Final = ("actions", "activities", "doing")
_THOUGHTS: Final = ("thoughts", "quotes", "thinking")


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: a step with what the customer does and thinks, its beat and how it feels.

    ``picture`` is the name of an image of the workspace, empty where no card of the step has one; ``tension`` is 0–1,
    given by the beat or by those around it, None before the first and after the last beat; ``level`` is the drawn one.
    """

    step: str
    number: int
    name: str
    stage: str
    does: str
    thinks: str
    picture: str
    shows: str
    beat: Beat | None
    tension: float | None
    level: float | None


@dataclass(frozen=True, slots=True)
class Story:
    """A journey as frames; ``missing`` are beats that no step has, ``turned`` frames whose beat comes too early."""

    title: str
    frames: tuple[Frame, ...]
    missing: tuple[Beat, ...]
    turned: tuple[str, ...]

    @property
    def told(self) -> bool:
        """Whether any step has a beat."""
        return any(frame.beat for frame in self.frames)


def tell_story(document: Document) -> Story:
    """The storyboard and the arc of a map.

    >>> from outsidein.maps import begin
    >>> story = tell_story(begin("trip", title="A trip"))
    >>> [frame.name for frame in story.frames][:2], story.told
    (['Look around', 'Place the order'], False)
    """
    levels = drawn_levels(document)
    tensions = _tensions([step.beat for step in document.steps])
    stages = {one.id: one.name for one in document.stages}
    frames = tuple(
        _frame(document, step, number, stages.get(step.parent, ""), tension, levels.get(step.id))
        for number, (step, tension) in enumerate(zip(document.steps, tensions, strict=True), start=1)
    )
    beats = [frame.beat for frame in frames if frame.beat]
    missing = tuple(beat for beat in Beat if beat not in beats) if beats else ()
    return Story(document.journey.title, frames, missing, tuple(_turned(frames)))


def _frame(
    document: Document, step: Step, number: int, stage: str, tension: float | None, level: float | None
) -> Frame:
    cards = document.children(step.id, Card)
    pictured = next((card for card in cards if card.picture), None)
    beat = Beat(step.beat) if step.beat else None
    return Frame(
        step.id, number, step.name, stage, _first(document, cards, _ACTS), _first(document, cards, _THOUGHTS),
        pictured.picture if pictured else "", pictured.text if pictured else "", beat, tension, level,
    )  # fmt: skip


def _first(document: Document, cards: tuple[Card, ...], entries: tuple[str, ...]) -> str:
    """The first card of a lane that the catalogue knows as one of these, in the order of the lanes."""
    for lane in lanes_of(document):
        if lane.of.id in entries:
            found = next((card.text for card in cards if card.lane == lane.key and card.text), "")
            if found:
                return found
    return ""


def _tensions(beats: list[Beat | None] | list[str]) -> list[float | None]:
    """The tension of each step: that of its beat, and along a straight line between two that have one.

    >>> _tensions(["", Beat.EXPOSITION, "", Beat.CLIMAX])
    [None, 0.1, 0.55, 1.0]
    """
    found: list[float | None] = [TENSION[Beat(beat)] if beat else None for beat in beats]
    known = [at for at, tension in enumerate(found) if tension is not None]
    for first, last in pairwise(known):
        low, high = found[first], found[last]
        if low is None or high is None:
            continue
        for at in range(first + 1, last):
            found[at] = round(low + (high - low) * (at - first) / (last - first), 4)
    return found


def _turned(frames: tuple[Frame, ...]) -> list[str]:
    order = {beat: place for place, beat in enumerate(Beat)}
    highest, turned = -1, []
    for frame in frames:
        if frame.beat:
            if order[frame.beat] < highest:
                turned.append(frame.step)
            highest = max(highest, order[frame.beat])
    return turned
