"""A Mermaid ``journey`` diagram read as a map: sections are stages, tasks steps, scores levels, actors personas.

What lives here: read_mermaid. Not here: writing one (``render.exchange.mermaid``). Any number may be a score; where all
are at most 5 they are taken as 1–5, as Mermaid draws them, and stretched to 1–10.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from outsidein.maps.bringing.building import Builder
from outsidein.maps.bringing.notes import Notes
from outsidein.maps.document import Document
from outsidein.maps.phrases import say

_TITLE: Final = re.compile(r"title\s+(.*)", re.IGNORECASE)
_SECTION: Final = re.compile(r"section\s+(.*)", re.IGNORECASE)
_ABOUT: Final = re.compile(r"acc(?:title|descr)\b.*", re.IGNORECASE)
_DESCRIBED: Final = re.compile(r"accdescr\s*\{", re.IGNORECASE)
_LANE: Final = "emotion"


@dataclass(frozen=True, slots=True)
class _Task:
    section: int
    name: str
    score: float | None
    actors: tuple[str, ...]


def begins_mermaid(text: str) -> bool:
    """Whether ``text`` is a journey diagram.

    >>> begins_mermaid("%% about me\\njourney\\n  title A day"), begins_mermaid("graph LR")
    (True, False)
    """
    return next((line for _, line in _lines(text)), "") == "journey"


def read_mermaid(text: str, *, title: str, notes: Notes) -> Document | None:
    """The map that the diagram shows; None where it shows none, with the line of what is wrong in ``notes``."""
    sections: list[str] = []
    tasks: list[_Task] = []
    name, seen = "", False
    for number, line in _lines(text):
        if line == "journey" and not seen:
            seen = True
        elif not seen:
            notes.error(
                "maps/not-a-journey-diagram",
                say("bringing.not-a-journey"),
                say("bringing.begin-with-journey"),
                line=number,
            )
            return None
        elif found := _TITLE.fullmatch(line):
            name = found[1]
        elif found := _SECTION.fullmatch(line):
            sections.append(found[1])
        elif not _ABOUT.fullmatch(line):
            task = _task(line, len(sections) - 1, number, notes)
            if task:
                tasks.append(task)
    if not seen or not tasks:
        notes.error("maps/not-a-journey-diagram", say("bringing.no-tasks"), say("bringing.begin-with-journey"))
        return None
    return _built(name or title, sections, tasks, notes)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, with their numbers; not comments, directives, or settings at the top."""
    lines = text.lstrip("\ufeff").splitlines()
    settings = bool(lines) and lines[0].strip() == "---"
    directive = described = False
    for number, line in enumerate(lines, 1):
        line = line.strip()
        if not line:
            continue
        if settings:
            settings = number == 1 or line != "---"
            continue
        if described or _DESCRIBED.match(line):
            described = "}" not in line
            continue
        if directive or line.startswith("%%{"):
            directive = "}%%" not in line
            continue
        line = re.split(r"%%|#", line, maxsplit=1)[0]
        yield from ((number, part.strip()) for part in line.split(";") if part.strip())


def _task(line: str, section: int, number: int, notes: Notes) -> _Task | None:
    name, *data = line.split(":", 2)
    if not data:
        notes.warn(
            "maps/not-a-task", say("bringing.not-a-task", text=line[:60]), say("bringing.write-a-task"), line=number
        )
        return _Task(section, name.strip(), None, ())
    try:
        score = float(data[0].strip())
    except ValueError:
        score = math.nan
    if not math.isfinite(score):
        notes.warn(
            "maps/not-a-score",
            say("bringing.not-a-score", text=data[0].strip()[:40]),
            say("bringing.write-a-task"),
            line=number,
        )
    actors = tuple(actor.strip() for actor in data[1].split(",") if actor.strip()) if len(data) > 1 else ()
    return _Task(section, name.strip(), score if math.isfinite(score) else None, actors)


def _built(title: str, sections: list[str], tasks: list[_Task], notes: Notes) -> Document:
    builder = Builder(title, notes)
    scores = [task.score for task in tasks if task.score is not None]
    five = all(0 <= score <= 5 for score in scores)
    if scores:
        notes.hint(
            "maps/scores-stretched" if five else "maps/scores-as-they-are",
            say("bringing.stretched") if five else say("bringing.as-they-are"),
        )
    everyone = list(dict.fromkeys(actor for task in tasks for actor in task.actors))
    people = {actor: builder.persona(actor) for actor in everyone[:200]}
    stages: dict[int, str] = {}
    if any(task.section < 0 for task in tasks):
        stages[-1] = builder.stage(say("bringing.whole-journey"))
    for at, section in enumerate(sections):
        if builder.full:
            break
        stages[at] = builder.stage(section)
    for task in tasks:
        if builder.full or task.section not in stages:
            break
        step = builder.step(stages[task.section], task.name)
        if task.score is not None:
            some = tuple(people[actor] for actor in dict.fromkeys(task.actors) if actor in people)
            level = round(min(10.0, max(1.0, 1 + (task.score - 1) * 9 / 4 if five else task.score)), 1)
            builder.card(step, _LANE, value=level, personas=some if len(some) < len(people) else ())
    return builder.document()
