"""Cohorts: of those who first came in a month, how many were there again in each month after.

What lives here: CohortView. Not here: what coming back means (measures.journeys.retention).
"""

from __future__ import annotations

from outsidein.insight.ways import Ways
from outsidein.measures.journeys import Cohort
from outsidein.render.charts import CohortRow, CohortView
from outsidein.render.composition.charts.percent import percent
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import Column, Number, Panel

_LATEST, _LATER = 12, 12
"""So many of the latest cohorts are shown, over so many periods."""


def cohorts(subject: Subject, ways: Ways) -> CohortView | None:
    """The chart, or None where there are no cohorts worth telling."""
    words, found = subject.words, ways.cohorts[-_LATEST:]
    if not found:
        return None
    title = words("charts.cohorts")
    wide = min(max(len(cohort.retained) for cohort in found), _LATER)
    rows = tuple(_row(subject, cohort, wide) for cohort in found)
    heads = tuple(words.number(later, signed=True) for later in range(wide))
    columns = (
        Column(words("charts.cohorts.first-came")), Column(words("charts.cohorts.people"), number=True),
        *(Column(words("charts.cohorts.later", n=later), number=True) for later in range(wide)),
    )  # fmt: skip
    later = [cell.value for row in rows for cell in row.cells[1:] if cell and cell.value is not None]
    return CohortView(
        key="cohorts",
        title=title,
        says=words("charts.cohorts.says"),
        table=Panel(
            "cohorts-table", title, "", columns,
            tuple((row.label, row.size, *(cell or "–" for cell in row.cells)) for row in rows),
        ),
        heads=heads,
        rows=rows,
        most=max(later, default=100.0) or 100.0,
    )  # fmt: skip


def _row(subject: Subject, cohort: Cohort, wide: int) -> CohortRow:
    words = subject.words
    label = words.month(cohort.first)
    cells: list[Number | None] = [
        percent(subject, share, words("charts.cohorts.at", cohort=label, n=later))
        for later, share in enumerate(cohort.retained[:wide])
    ]
    cells += [None] * (wide - len(cells))
    return CohortRow(label, words.number(cohort.size.value), tuple(cells))
