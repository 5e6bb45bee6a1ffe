"""The funnel: how many are left from step to step of the map, in the order drawn.

What lives here: FunnelView. Not here: what being in order means (measures.journeys.funnels).
"""

from __future__ import annotations

from dataclasses import replace

from outsidein.insight.ways import Ways
from outsidein.measures.estimate import Estimate
from outsidein.measures.journeys import FunnelStep
from outsidein.render.charts import FunnelBar, FunnelView
from outsidein.render.composition.charts.percent import percent
from outsidein.render.composition.numbers import shown
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import Column, Number, Panel, Tone


def funnel(subject: Subject, ways: Ways) -> FunnelView | None:
    """The chart, or None where fewer than two steps are recorded."""
    words, found = subject.words, ways.funnel
    if found is None or not found.steps or not found.steps[0].of_first.known:
        return None
    title = words("charts.funnel")
    names = [subject.name(step) for step in ways.steps]
    bars = tuple(
        _bar(subject, name, step, first=at == 0) for at, (name, step) in enumerate(zip(names, found.steps, strict=True))
    )
    columns = (
        Column(words("charts.step")), Column(words("charts.journeys"), number=True),
        Column(words("charts.funnel.of-first"), number=True), Column(words("charts.funnel.of-previous"), number=True),
        Column(words("charts.funnel.in-any-order"), number=True), Column(words("charts.funnel.time"), number=True),
    )  # fmt: skip
    rows = tuple(_row(subject, bar, step) for bar, step in zip(bars, found.steps, strict=True))
    return FunnelView(
        key="funnel",
        title=title,
        says=words("charts.funnel.says", n=int(found.steps[0].ordered.value)),
        table=Panel("funnel-table", title, "", columns, rows),
        bars=bars,
        lost=words("charts.funnel.lost"),
    )


def _row(subject: Subject, bar: FunnelBar, step: FunnelStep) -> tuple[str | Number, ...]:
    words = subject.words
    previous, anyhow = words("charts.funnel.of-previous"), words("charts.funnel.in-any-order")
    return (
        bar.label,
        bar.count,
        bar.share,
        percent(subject, step.of_previous, f"{previous}: {bar.label}"),
        percent(subject, step.open_of_all, f"{anyhow}: {bar.label}"),
        bar.time or "–",
    )


def _bar(subject: Subject, name: str, step: FunnelStep, *, first: bool) -> FunnelBar:
    words = subject.words
    time = step.time.median
    waited = shown(time, words, title=words("charts.funnel.time-to", where=name)) if time.known and not first else None
    lost = None if first else percent(subject, _rest(step.of_previous), words("charts.funnel.lost-at", where=name))
    share = percent(subject, step.of_first, words("charts.funnel.left-at", where=name), tone=Tone.ACCENT)
    return FunnelBar(name, share, words.number(step.ordered.value), lost, waited)


def _rest(share: Estimate) -> Estimate:
    return replace(share.map(-1, 1), cites=share.cites)
