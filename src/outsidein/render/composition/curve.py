"""The emotion curve: what was measured at each step, what a person drew, what is aimed at, and why a gap is one.

What lives here: CurveRow. Not here: how a line is led between points (each writer; it only guides the eye).
"""

from __future__ import annotations

from dataclasses import replace

from outsidein.insight.finding import FindingKind
from outsidein.maps.cells import Card
from outsidein.maps.spine import Step
from outsidein.measures.estimate import Estimate
from outsidein.render.composition.numbers import alike, shown
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import CurveRow, Icon, Number, Point, Tone

LOW, HIGH = 1.0, 10.0


def curve(subject: Subject, *, key: str, title: str, hint: str, icon: Icon) -> CurveRow | None:
    """The curve, or None where nothing was measured, drawn or aimed at and nothing said why."""
    points = tuple(_point(subject, key, at, step) for at, step in enumerate(subject.steps))
    if not any(p.number or p.drawn is not None or p.target is not None for p in points) and not subject.points:
        return None
    return CurveRow(
        key=key,
        title=title,
        hint=_hint(subject, hint, points),
        icon=icon,
        low=LOW,
        high=HIGH,
        ticks=(1.0, 4.0, 7.0, 10.0),
        points=points,
        spoken=_spoken(subject, points),
    )


def own_curve(subject: Subject, *, key: str, title: str, hint: str, icon: Icon) -> CurveRow | None:
    """The curve of one of several roles, as people drew it in her own lane; None where nobody did.

    What was measured speaks of everybody who answered and stands in the map's own curve.
    """
    levels = [_held(_drawn(subject, key, step)) for step in subject.steps]
    if all(level is None for level in levels):
        return None
    points = tuple(Point(step=at, number=None, drawn=level) for at, level in enumerate(levels))
    named = subject.words.number
    told = "; ".join(
        f"{step.name}: {named(level, 1)}" for step, level in zip(subject.steps, levels, strict=True) if level
    )
    return CurveRow(key, title, hint, icon, LOW, HIGH, (1.0, 4.0, 7.0, 10.0), points, f"{title}. {told}.")


def _point(subject: Subject, key: str, at: int, step: Step) -> Point:
    words, point = subject.words, subject.points.get(step.id)
    hot = step.id in subject.spots[FindingKind.HOTSPOT]
    bright = step.id in subject.spots[FindingKind.BRIGHT_SPOT]
    number = None
    if point and point.level and point.level.known:
        tone = Tone.BAD if hot else Tone.GOOD if bright else Tone.PLAIN
        number = _level(subject, point.level, step.name, point.measured_as, tone)
    drawn = point.drawn if point and point.drawn is not None else _drawn(subject, key, step)
    target = point.target if point and point.target is not None else step.target
    # Where nothing was brought in at all, that is said once, at the top, and not again over every level drawn.
    silent = number is not None or (not subject.heard and drawn is not None)
    gap = "" if silent else (point.gap if point else "") or words("shared.nobody-was-asked-about-this")
    return Point(
        step=at, number=number, gap=gap, drawn=_held(drawn), target=_held(target),
        moment=step.id in subject.moments, hotspot=hot, bright=bright,
    )  # fmt: skip


def _level(subject: Subject, level: Estimate, name: str, measured_as: str, tone: Tone) -> Number:
    title = subject.words("shared.how-it-feels", where=name)
    places = alike(point.level for point in subject.points.values())
    number = shown(level, subject.words, title=title, tone=tone, places=places)
    if measured_as and number.opened and not any(measured_as in note for note in level.notes):
        rows = (*number.opened.rows, (subject.words("curve.measured-as"), measured_as))
        number = replace(number, opened=replace(number.opened, rows=rows))
    return number


def _drawn(subject: Subject, key: str, step: Step) -> float | None:
    """The level that people drew on the map: the mean of the cards of the curve's own lane that carry a value."""
    values = [
        card.value for card in subject.document.children(step.id, Card) if card.lane == key and card.value is not None
    ]
    return sum(values) / len(values) if values else None


def _held(level: float | None) -> float | None:
    return None if level is None else min(max(level, LOW), HIGH)


def _hint(subject: Subject, hint: str, points: tuple[Point, ...]) -> str:
    if not any(point.number for point in points):
        return hint
    methods = {f"{100 * p.level.level:g}" for p in subject.points.values() if p.level}
    level = methods.pop() if len(methods) == 1 else "95"
    return subject.words("curve.mean-band-interval", level=level)


def _spoken(subject: Subject, points: tuple[Point, ...]) -> str:
    """The curve as a few sentences."""
    words = subject.words
    known = [
        (p.number.value, p.number.text, subject.steps[p.step].name)
        for p in points
        if p.number and p.number.value is not None
    ]
    if not known:
        return words("curve.no-step-has-a-measured")
    ranked = sorted(known, key=lambda one: one[0])
    some = min(3, max(1, len(ranked) // 3))
    lowest = ", ".join(f"{name} {text}" for _, text, name in ranked[:some])
    highest = ", ".join(f"{name} {text}" for _, text, name in reversed(ranked[-some:]))
    said = [words("curve.level-from-to-measured-at", n=str(len(known)), all=str(len(points)))]
    said.append(words("curve.lowest-highest", lowest=lowest, highest=highest))
    gaps = [subject.steps[p.step].name for p in points if not p.number]
    if gaps:
        said.append(words("curve.no-number", steps=", ".join(gaps)))
    return " ".join(said)
