"""Calibration: of those who were told a chance, for how many it came true.

What lives here: CalibrationView. Not here: the bins and what is said of them (insight.prediction.calibration).
"""

from __future__ import annotations

from collections.abc import Iterator

from outsidein.insight.ways import Ways
from outsidein.render.charts import CalibrationView, Told
from outsidein.render.composition.charts.percent import percent
from outsidein.render.composition.numbers import shown
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import Column, Panel


def calibration(subject: Subject, ways: Ways) -> Iterator[CalibrationView]:
    """A chart for each prediction that was held against what happened."""
    words = subject.words
    for at, (what, found) in enumerate(ways.calibration):
        if not found.bins:
            continue
        title = words("charts.calibration", what=what)
        bins = tuple(
            Told(
                one.told,
                percent(subject, one.true, words("charts.calibration.of-those", told=words.number(100 * one.told))),
                one.true.n,
            )
            for one in found.bins
        )
        columns = (
            Column(words("charts.calibration.predicted"), number=True),
            Column(words("charts.calibration.observed"), number=True),
            Column(words("charts.calibration.cases"), number=True),
        )  # fmt: skip
        rows = tuple((words.number(100 * one.told, 1) + "\u202f%", one.true, words.number(one.n)) for one in bins)
        figures = tuple(
            (words(f"charts.calibration.{name}"), shown(estimate, words, title=words(f"charts.calibration.{name}")))
            for name, estimate in (("brier", found.brier), ("error", found.error), ("slope", found.slope))
            if estimate.known
        )
        key = f"calibration-{at + 1}" if at else "calibration"
        yield CalibrationView(
            key=key,
            title=title,
            says=found.said,
            table=Panel(f"{key}-table", title, "", columns, rows),
            bins=bins,
            x_title=words("charts.calibration.predicted"),
            y_title=words("charts.calibration.observed"),
            ideal=words("charts.calibration.ideal"),
            cases=words("charts.calibration.cases"),
            figures=figures,
        )
