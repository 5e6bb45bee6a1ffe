"""The flow chart: where journeys stand with their first, second … event, and where they go from there.

What lives here: FlowView. Not here: which touchpoints are told apart (measures.journeys.flows).
"""

from __future__ import annotations

from collections.abc import Mapping

from outsidein.insight.ways import Ways
from outsidein.measures.journeys import FlowNode, Flows, Spot, Standing
from outsidein.render.charts import END, OTHERS, Band, FlowView, Stand
from outsidein.render.composition.charts.percent import percent
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import Column, Panel


def flow(subject: Subject, ways: Ways, hues: Mapping[str, int]) -> FlowView | None:
    """The chart, or None where there are no journeys."""
    words, found = subject.words, ways.flows
    if found is None or not found.nodes:
        return None
    title = words("charts.flow")
    columns = max(node.spot.position for node in found.nodes)
    return FlowView(
        key="flow",
        title=title,
        says=words("charts.flow.says", n=found.cases, first=columns),
        table=_table(subject, found, title),
        columns=tuple(words("charts.flow.event", at=at + 1) for at in range(columns)),
        stands=tuple(_stand(subject, node, hues) for node in found.nodes),
        bands=_bands(subject, found),
    )


def _label(subject: Subject, spot: Spot, holds: int = 0) -> str:
    words = subject.words
    if spot.standing is Standing.END:
        return words("charts.flow.end")
    return words("charts.flow.others", n=holds) if spot.standing is Standing.OTHERS else subject.name(spot.touchpoint)


def _stand(subject: Subject, node: FlowNode, hues: Mapping[str, int]) -> Stand:
    spot = node.spot
    label = _label(subject, spot, node.holds)
    where = subject.words("charts.flow.where", what=label, at=spot.position)
    hue = {Standing.END: END, Standing.OTHERS: OTHERS}.get(spot.standing, hues.get(spot.touchpoint, OTHERS))
    return Stand(spot.position - 1, label, node.share.value, percent(subject, node.share, where), hue)


def _bands(subject: Subject, found: Flows) -> tuple[Band, ...]:
    """The flows, each beginning where the one before it ends: out of a place in the order of where they lead."""
    place = {node.spot: at for at, node in enumerate(found.nodes)}
    leaves = dict.fromkeys(place, 0.0)
    arrives = dict.fromkeys(place, 0.0)
    bands = []
    for one in sorted(found.flows, key=lambda one: (place[one.of], place[one.to])):
        share = one.share.value
        title = subject.words(
            "charts.flow.from-to", of=_label(subject, one.of), to=_label(subject, one.to), at=one.of.position
        )
        number = percent(subject, one.share, title)
        bands.append(Band(place[one.of], place[one.to], share, leaves[one.of], arrives[one.to], number))
        leaves[one.of] += share
        arrives[one.to] += share
    return tuple(bands)


def _table(subject: Subject, found: Flows, title: str) -> Panel:
    words = subject.words
    columns = (
        Column(words("charts.flow.column.event"), number=True), Column(words("charts.flow.column.from")),
        Column(words("charts.flow.column.to")), Column(words("charts.journeys"), number=True),
        Column(words("charts.of-all"), number=True), Column(words("charts.flow.column.onwards"), number=True),
    )  # fmt: skip
    rows = []
    for one in found.flows:
        of, to = (_label(subject, spot) for spot in (one.of, one.to))
        where = words("charts.flow.from-to", of=of, to=to, at=one.of.position)
        rows.append(
            (
                words.number(one.of.position), of, to, words.number(one.count.value),
                percent(subject, one.share, where), percent(subject, one.onwards, where),
            )
        )  # fmt: skip
    return Panel("flow-table", title, "", columns, tuple(rows))
