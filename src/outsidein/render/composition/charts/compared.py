"""Two groups held against each other: how much more often journeys of the one come by a touchpoint than of the other.

What lives here: CompareView. Not here: which groups (insight.ways), the differences (measures.journeys.comparing).
"""

from __future__ import annotations

from dataclasses import replace

from outsidein.insight.ways import Ways
from outsidein.measures.journeys import Contrast
from outsidein.render.charts import CompareView, Pair
from outsidein.render.composition.charts.percent import percent
from outsidein.render.composition.numbers import shown
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import Column, Panel, Tone

_MOST = 8
"""So many touchpoints are drawn, the most certain differences first; the table has all."""
_SURE = 0.05


def compared(subject: Subject, ways: Ways) -> CompareView | None:
    """The chart, or None where there are no two groups."""
    words, found = subject.words, ways.compared
    if found is None or not found.reach:
        return None
    title = words("charts.compared", this=found.this, against=found.against)
    pairs = tuple(_pair(subject, found.this, found.against, one) for one in found.reach)
    columns = (
        Column(words("charts.compared.place")), Column(found.this, number=True), Column(found.against, number=True),
        Column(words("charts.compared.change"), number=True),
    )  # fmt: skip
    first = found.reach[0]
    return CompareView(
        key="compared",
        title=title,
        says=words("charts.compared.says", looks=len(pairs)),
        table=Panel(
            "compared-table", title, "", columns, tuple((one.label, one.this, one.against, one.change) for one in pairs)
        ),
        sides=tuple(
            (label, words("charts.compared.journeys", n=share.n))
            for label, share in ((found.this, first.this), (found.against, first.against))
        ),
        change=words("charts.compared.change"),
        pairs=pairs[:_MOST],
    )


def _pair(subject: Subject, this: str, against: str, one: Contrast) -> Pair:
    words = subject.words
    label = " → ".join(subject.name(name) for name in one.key)
    sure = one.q <= _SURE
    change = replace(one.change.map(100), unit="points") if one.change.known else one.change
    return Pair(
        label,
        percent(subject, one.this, f"{this}: {label}", tone=Tone.ACCENT),
        percent(subject, one.against, f"{against}: {label}", tone=Tone.ACCENT),
        shown(
            change, words, title=words("charts.compared.at", where=label), signed=True,
            tone=Tone.ACCENT if sure else Tone.PLAIN,
        ),
        sure,
    )  # fmt: skip
