"""The designed way against the observed ones: who takes each step, who passes it by, and what nobody foresaw.

What lives here: DesignedView. Not here: how a way is held against journeys (insight.designed).
"""

from __future__ import annotations

from outsidein.insight.designed import Designed, DesignedStep
from outsidein.insight.ways import Ways
from outsidein.measures.estimate import Estimate
from outsidein.render.charts import DesignedView, DrawnStep
from outsidein.render.composition.charts.percent import percent
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import Column, Number, Panel, Tone

_MOST = 3
"""So many insertions are shown after a step."""
_LEAST = 0.01
"""Insertions of fewer journeys than this share are only in the table."""


def designed(subject: Subject, ways: Ways) -> DesignedView | None:
    """The chart, or None where the log touches nothing on the map."""
    words, found = subject.words, ways.designed
    if found is None or not any(step.recorded for step in found.steps):
        return None
    title = words("charts.designed")
    steps = tuple(_step(subject, found, step) for step in found.steps)
    whole = (
        (words("charts.designed.touched"), percent(subject, found.touched, words("charts.designed.touched"))),
        (words("charts.designed.in-order"), percent(subject, found.in_order, words("charts.designed.in-order"))),
        (words("charts.designed.complete"), percent(subject, found.complete, words("charts.designed.complete"))),
    )
    return DesignedView(
        key="designed",
        title=title,
        says=words("charts.designed.says", n=found.cases),
        table=_table(subject, found, steps, title),
        steps=steps,
        unrecorded=words("charts.designed.unrecorded"),
        legend=(words("charts.designed.came"), words("charts.designed.passed"), words("charts.designed.added")),
        whole=whole,
        notes=found.notes,
    )


def _step(subject: Subject, found: Designed, step: DesignedStep) -> DrawnStep:
    words = subject.words

    def told(share: Estimate, key: str, tone: Tone = Tone.PLAIN) -> Number | None:
        return percent(subject, share, f"{words(key)}: {step.name}", tone=tone) if share.known else None

    inserted = [one for one in found.inserted if one.after == step.step and one.share.value >= _LEAST][:_MOST]
    return DrawnStep(
        name=step.name,
        came=told(step.visited, "charts.designed.came"),
        passed=told(step.skipped, "charts.designed.passed", Tone.WARN),
        in_order=told(step.in_order, "charts.designed.after"),
        drawn=_drawn(step),
        inserted=tuple(
            (subject.name(one.touchpoint), percent(subject, one.share, _not_drawn(subject, one.touchpoint)))
            for one in inserted
        ),
    )


def _not_drawn(subject: Subject, touchpoint: str) -> str:
    return subject.words("charts.designed.not-drawn", what=subject.name(touchpoint))


def _drawn(step: DesignedStep) -> tuple[float, float]:
    """Those who come by and those who get farther without it, both as shares of the journeys on the map."""
    if not step.visited.known:
        return 0.0, 0.0
    passed = step.skipped.value * step.skipped.n / step.visited.n if step.skipped.known else 0.0
    return step.visited.value, passed


def _table(subject: Subject, found: Designed, steps: tuple[DrawnStep, ...], title: str) -> Panel:
    words = subject.words
    columns = (
        Column(words("charts.step")), Column(words("charts.designed.came"), number=True),
        Column(words("charts.designed.passed"), number=True), Column(words("charts.designed.after"), number=True),
    )  # fmt: skip
    rows: list[tuple[str | Number, ...]] = [
        (step.name, step.came or "–", step.passed or "–", step.in_order or "–") for step in steps
    ]
    for one in found.inserted:
        name = _not_drawn(subject, one.touchpoint)
        rows.append((name, percent(subject, one.share, name), "–", "–"))
    return Panel("designed-table", title, "", columns, tuple(rows))
