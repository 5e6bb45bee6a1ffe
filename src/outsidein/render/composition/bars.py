"""Rows of numbers with bars: importance per step, measures at each step, and numbers that people wrote.

What lives here: BarRow. Not here: the numbers' own wording (numbers).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from outsidein.insight.walked import Walk
from outsidein.maps import catalog
from outsidein.maps.kind import KindLane, Whose
from outsidein.measures.estimate import Estimate, entered
from outsidein.render.composition.measure import on_the_map, top_of, walk_rows, worded
from outsidein.render.composition.numbers import alike, shown
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import BarRow, Icon, Number, Tone


def importance(subject: Subject) -> Iterator[BarRow]:
    """The share of loyalty explained by each touchpoint, at the steps for which it counts."""
    words = subject.words
    if not subject.drivers:
        return
    known = sorted((d.share.value for d in subject.drivers.values() if d.share.known), reverse=True)
    fair, places = 100 / len(subject.drivers), alike(driver.share for driver in subject.drivers.values())
    cells = []
    for step in subject.steps:
        cell = []
        for key in subject.counted(step.id):
            driver = subject.drivers.get(key)
            if driver and driver.share.known:
                tone = Tone.ACCENT if driver.share.value >= fair else Tone.PLAIN
                title = words("shared.share-of-loyalty-explained", where=subject.name(key))
                cell.append((subject.name(key), shown(driver.share, words, title=title, tone=tone, places=places)))
        cells.append(tuple(cell))
    if any(cells):
        yield BarRow(
            "importance",
            words("shared.importance"),
            words("bars.share-explained"),
            Icon.TARGET,
            tuple(cells),
            known[0],
        )


def measures(subject: Subject, *, key: str, icon: Icon) -> Iterator[BarRow]:
    """Per measure of the touchpoints one row, at the steps for which they count."""
    if subject.reading is None:
        return
    read = {one.touchpoint: dict(one.measures) for one in subject.reading.touchpoints}
    for id in on_the_map(id for one in subject.reading.touchpoints for id, _ in one.measures):
        title, hint = worded(id)
        cells = []
        for step in subject.steps:
            keys = subject.counted(step.id)
            found = [(k, read[k][id]) for k in keys if id in read.get(k, {}) and read[k][id].known]
            cells.append(tuple((subject.name(k), _measure(subject, title, k, level)) for k, level in found))
        if any(cells):
            most = max(top_of(read[k][id]) for k in read if id in read[k])
            yield BarRow(f"{key}.{id}", title, hint, icon, tuple(cells), most)


def walked(subject: Subject, *, key: str) -> Iterator[BarRow]:
    """How each step is walked: who comes by, passes by, ends there, and how long until the next; a row each."""
    if subject.reading is None or subject.reading.walked is None:
        return
    read = {one.step: dict(one.measures) for one in subject.reading.walked.steps}
    for row in walk_rows(subject.reading):
        places = alike(found.get(row.id) for found in read.values())
        cells = []
        for step in subject.steps:
            estimate = read.get(step.id, {}).get(row.id)
            title = f"{row.label}: {step.name}"
            cells.append((("", shown(estimate, subject.words, title=title, places=places)),) if estimate else ())
        icon = Icon.CLOCK if row.id == Walk.ONWARDS else Icon.PERSON
        yield BarRow(f"{key}.{row.id}", row.label, row.name, icon, tuple(cells), row.top)


def beside(subject: Subject, *, key: str, icon: Icon) -> Iterator[BarRow]:
    """What customers and employees say of the same touchpoints, a row each: side by side, and neither a cause."""
    found = subject.reading.beside if subject.reading else ()
    for whose in Whose if found else ():
        title, hint = subject.words(f"bars.beside.{whose}"), subject.words(f"bars.beside.{whose}-hint")
        places = alike(getattr(one, whose) for one in found)
        cells = []
        for step in subject.steps:
            here = ((one.touchpoint, getattr(one, whose)) for one in found if step.id in one.steps)
            cells.append(
                tuple(
                    (
                        subject.name(touchpoint),
                        shown(level, subject.words, title=f"{title}: {subject.name(touchpoint)}", places=places),
                    )
                    for touchpoint, level in here
                )
            )
        yield BarRow(f"{key}.beside-{whose}", title, hint, icon, tuple(cells), 10.0)


def _measure(subject: Subject, title: str, key: str, level: Estimate) -> Number:
    return shown(level, subject.words, title=f"{title}: {subject.name(key)}", scale=True)


def charted(subject: Subject, lane: KindLane) -> Iterator[BarRow]:
    """Numbers that people wrote into a chart lane, as bars."""
    words, by_stage = subject.words, lane.level is catalog.Level.STAGE
    columns = subject.document.stages if by_stage else subject.steps
    cells, values = [], []
    for column in columns:
        cell = []
        for card in subject.document.cards(column.id, lane.key):
            if card.value is not None:
                values.append(card.value)
                title = f"{lane.title}: {card.text or column.name}"
                cell.append((card.text, shown(entered(card.value), words, title=title)))
            elif card.text:
                cell.append((card.text, replace(shown(Estimate.nothing(), words, title=card.text), n="")))
        cells.append(tuple(cell))
    if any(cells) or lane.required:
        title, hint, icon = lane.title, lane.hint, Icon(lane.of.icon)
        yield BarRow(
            lane.key, title, hint, icon, tuple(cells), max((abs(v) for v in values), default=1.0) or 1.0, by_stage
        )
