"""The charts of how journeys are walked: worded once, drawn on page and paper, nothing of one covering another."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest

from outsidein.evidence.journeys import Journeys
from outsidein.insight.prediction import calibrate
from outsidein.insight.ways import Compared, Ways, find_ways
from outsidein.maps import Document, read
from outsidein.measures.journeys import compare_reach
from outsidein.measures.value import survival
from outsidein.render import compose, print_scene, write_html
from outsidein.render.charts import (
    CalibrationView,
    CohortView,
    CompareView,
    DesignedView,
    FlowView,
    FunnelView,
    PathView,
    SurvivalView,
)
from outsidein.render.html.charts.flow import _LEAST, Layout
from outsidein.render.scene import Number, Scene

TODAY = date(2026, 11, 22)
DAY = 86_400_000_000
NAMES = ("Search <b>", "Product page", "Basket", "Payment by invoice or by instalments of any size", "Chat")


@cache
def document() -> Document:
    text = "outsidein: 1\nmap: m\nkind: customer-journey\ntitle: A shop\ntouchpoints:\n"
    text += "".join(f"  - {{id: t{at}, name: '{name}'}}\n" for at, name in enumerate(NAMES))
    text += "  - {id: t9, name: Store}\nstages:\n  - id: all\n    name: All\n    steps:\n"
    text += "".join(f"      - {{id: s{at}, name: 'Step {at}', touchpoints: [t{at}]}}\n" for at in (0, 1, 2, 3, 9))
    found, diagnostics = read(text)
    assert found is not None, diagnostics
    return found


@cache
def ways() -> Ways:
    generator = np.random.default_rng(11)
    rows = []
    for case in range(400):
        time, at = int(generator.integers(0, 200)) * DAY, 0
        for _ in range(int(generator.integers(1, 9))):
            rows.append((f"c{case}", time, f"t{at}"))
            time += int(generator.integers(1, 40)) * DAY
            at = int(generator.integers(0, 5))
    table = pa.table(dict(zip(("case", "time", "event"), map(list, zip(*rows, strict=True)), strict=True)))
    with Journeys.open(table) as journeys:
        found = find_ways(document(), journeys, customers=journeys)
        early, late = journeys.period(None, date(1970, 4, 1)), journeys.period(date(1970, 4, 2), None)
        against = Compared(this="Early <b>", against="Late", reach=compare_reach(early, late))
    left = generator.exponential(12, 200).round(1)
    chances = generator.beta(2, 4, 800)
    told = calibrate(chances, generator.random(800) < chances, generator=generator)
    return replace(
        found,
        compared=against,
        stays=("Gone is who did nothing.",),
        survival=(("Families <i>", survival(np.minimum(left, 24), left < 24, unit="months")),),
        calibration=(("who leaves", told),),
    )


@cache
def scene(language: str = "en") -> Scene:
    return compose(document(), None, today=TODAY, walked=ways(), language=language)


def test_a_report_has_a_chart_for_each_answer_and_none_for_what_was_not_asked() -> None:
    kinds = [
        *(FlowView, DesignedView, FunnelView, PathView),
        *(CompareView, CohortView, SurvivalView, CalibrationView),
    ]
    assert [type(chart) for chart in scene().charts] == kinds
    assert compose(document(), None, today=TODAY).charts == ()
    assert compose(document(), None, today=TODAY, walked=Ways(journeys=0)).charts == ()
    bare = replace(
        ways(), flows=None, funnel=None, cohorts=(), designed=None, survival=(), calibration=(), compared=None
    )
    assert [type(one) for one in compose(document(), None, today=TODAY, walked=bare).charts] == [PathView]


def test_bands_fill_the_places_that_they_leave_and_arrive_at() -> None:
    view = next(chart for chart in scene().charts if isinstance(chart, FlowView))
    for at, stand in enumerate(view.stands):
        into = sum(band.share for band in view.bands if band.to == at)
        out = sum(band.share for band in view.bands if band.of == at)
        if stand.column:
            assert into == pytest.approx(stand.share)
        if stand.column < len(view.columns) - 1 and stand.hue != -2:
            assert out == pytest.approx(stand.share)
        for band in view.bands:
            if band.of == at:
                assert band.leaves + band.share <= stand.share + 1e-9


def test_no_place_of_a_flow_chart_stands_on_another_and_each_has_room_for_its_name() -> None:
    view = next(chart for chart in scene().charts if isinstance(chart, FlowView))
    layout = Layout(view)
    for column in range(len(view.columns)):
        mine = sorted(layout.tops[at] for at, stand in enumerate(view.stands) if stand.column == column)
        assert all(low + _LEAST <= high for low, high in pairwise(mine))
    assert max(layout.tops) + _LEAST <= layout.height


def test_every_number_of_a_chart_opens_to_its_formula_and_every_chart_has_a_table() -> None:
    for chart in scene().charts:
        assert chart.table.rows, chart.key
        numbers = [
            cell for row in chart.table.rows for cell in row if isinstance(cell, Number) and cell.value is not None
        ]
        assert numbers, chart.key
        for number in numbers:
            assert number.opened is not None
            assert any(label in ("Interval", "Sureness") for label, _ in number.opened.rows), chart.key
        for row in chart.table.rows:
            assert len(row) == len(chart.table.columns)


def test_shares_that_were_lost_are_what_is_missing_to_the_step_before() -> None:
    view = next(chart for chart in scene().charts if isinstance(chart, FunnelView))
    funnel = ways().funnel
    assert funnel is not None
    for bar, step in zip(view.bars[1:], funnel.steps[1:], strict=True):
        assert bar.lost is not None
        assert bar.lost.value == pytest.approx(100 - 100 * step.of_previous.value)
    assert view.bars[0].lost is None


class Tags(HTMLParser):
    """Every tag that opens must close, and no id may stand twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in ("meta", "br", "img", "hr", "link", "wbr", "col"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_page_holds_all_charts_escaped_and_well_formed_without_inline_style(language: str) -> None:
    page = write_html(scene(language))
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert len(tags.ids) == len(set(tags.ids))
    assert page.count('class="card chart ') == 8
    assert "Search &lt;b&gt;" in page
    assert "<i>" not in re.sub(r"<i( |>[^<]*[\d–])", "", page.partition("<main")[2].partition("Families")[2][:40])
    assert " style=" not in page
    heading = {"en": "How the journey is walked", "de": "Wie die Journey gegangen wird"}[language]
    assert heading in page


def test_paper_has_pages_of_charts_that_stay_accessible() -> None:
    plain = print_scene(compose(document(), None, today=TODAY), "pdf", paper="a4", created=TODAY)
    printed = print_scene(scene("de"), "pdf", paper="a4", created=TODAY)
    assert printed.page_count > plain.page_count
    assert printed.standards == ("ua-1", "a-2a")
    assert printed.smallest >= 6.0


def test_equal_answers_give_equal_pages() -> None:
    assert write_html(scene()) == write_html(compose(document(), None, today=TODAY, walked=ways()))
