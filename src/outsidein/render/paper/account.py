"""What paper must say because nothing on it can be opened: how each kind of number was made. And what must be cut up.

What lives here: the table of formulas, gathered from what numbers open to, and long tables cut into parts that fit a
column. Not here: the wording of any account (composition).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

from outsidein.render.scene import Column, Opened, Panel, Scene
from outsidein.render.words import Words

_PARTS = ("formula", "asked", "scale", "sources", "period")
"""The rows of an account that the table of formulas shows, by the phrase that heads them."""
_MOST_ROWS, _MOST_LETTERS = 18, 2400


def accounted(scene: Scene) -> Scene:
    """The scene with a table of how its numbers were made, and no table too long for a column of a page."""
    words = Words(scene.words_language)
    kept = (
        dataclasses.replace(
            panel, notes=tuple(note for note in panel.notes if note != words("methods.every-number-opens-its-formula"))
        )
        for panel in scene.panels
        if not (scene.plan and panel.key == "places")  # the list beside the plan says the same
    )
    panels = [part for panel in (*kept, *formulas(scene)) for part in cut(panel, words)]
    return dataclasses.replace(scene, panels=tuple(panels))


def formulas(scene: Scene) -> tuple[Panel, ...]:
    """One row per kind of number, told by the name before the colon of its title: formula, question, scale, sources.

    Where numbers of a kind differ (each touchpoint has a question of its own), what they share is said, with … between.
    """
    words = Words(scene.words_language)
    labels = {words(f"numbers.row.{part}"): part for part in _PARTS}
    kinds: dict[str, dict[str, list[str]]] = {}
    for opened in _opened(scene):
        parts = {labels[label]: text for label, text in opened.rows if label in labels}
        if "formula" in parts:
            name, colon, _ = opened.title.partition(":")
            # A difference is called by what it is about, so those made alike are known by their formula.
            kind = name if colon else re.sub(r"\d+", "", parts["formula"])
            found = kinds.setdefault(kind, {part: [] for part in ("name", *_PARTS)})
            found["name"].append(name)
            for part, text in parts.items():
                found[part].append(text)
    rows: dict[tuple[str, ...], list[str]] = {}
    for found in kinds.values():
        formula, asked, scale, sources, period = (shared(found[part]) for part in _PARTS)
        said = (formula, "\n".join(filter(None, (asked, scale))), "\n".join(filter(None, (sources, period))))
        rows.setdefault(said, []).extend(found["name"])
    if not rows:
        return ()
    columns = tuple(
        Column(words(f"account.column.{title}")) for title in ("number", "formula", "asked-scale", "sources-period")
    )
    shown = tuple((_some(names), *said) for said, names in rows.items())
    return (Panel("formulas", words("account.how-the-numbers-were-made"), "", columns, shown),)


def _some(names: list[str]) -> str:
    different = list(dict.fromkeys(names))
    return ", ".join(different[:3]) + (" …" if len(different) > 3 else "")


def shared(said: list[str]) -> str:
    """What several texts have in common: the words they begin and end with.

    >>> shared(["mean of the answers about Wifi", "mean of the answers about Bag drop"])
    'mean of the answers about …'
    >>> shared(["“Our crew?” 1–5", "“Our wifi?” 1–5"]), shared(["a"]), shared([])
    ('“Our … 1–5', 'a', '')
    """
    different = list(dict.fromkeys(said))
    if len(different) < 2:
        return "".join(different)
    split = [text.split(" ") for text in different]
    shortest = min(len(one) for one in split)
    start = next((at for at in range(shortest) if len({one[at] for one in split}) > 1), shortest)
    end = next((at for at in range(shortest - start) if len({one[-1 - at] for one in split}) > 1), shortest - start)
    head, tail = split[0][:start], split[0][len(split[0]) - end :]
    return " ".join([*head, "…", *tail])


def cut(panel: Panel, words: Words) -> Iterator[Panel]:
    """The panel, or its parts where it has too many rows or too much text for one column."""
    parts: list[list[Any]] = [[]]
    letters = 0
    for row in panel.rows:
        size = sum(len(cell) if isinstance(cell, str) else 12 for cell in row)
        if parts[-1] and (len(parts[-1]) >= _MOST_ROWS or letters + size > _MOST_LETTERS):
            parts.append([])
            letters = 0
        parts[-1].append(row)
        letters += size
    for at, rows in enumerate(parts):
        yield dataclasses.replace(
            panel,
            key=panel.key if at == 0 else f"{panel.key}:{at + 1}",
            title=panel.title if at == 0 else words("account.continued", title=panel.title),
            says=panel.says if at == 0 else "",
            rows=tuple(rows),
            notes=panel.notes if at == len(parts) - 1 else (),
        )


def _opened(value: Any) -> Iterator[Opened]:
    if isinstance(value, Opened):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _opened(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _opened(getattr(value, field.name))
