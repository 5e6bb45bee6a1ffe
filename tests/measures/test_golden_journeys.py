"""Real logs give the figures that were made with other tools: cases, events, variants, edges, funnels, conversion."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from outsidein.evidence import read_log
from outsidein.evidence.journeys import Journeys
from outsidein.measures.journeys import conversion, funnel, transitions, variants

pytestmark = pytest.mark.realdata

NOW = datetime(2026, 11, 22, tzinfo=UTC)
RECEIPT = {"case": "case:concept:name", "time": "time:timestamp", "event": "concept:name"}
LOGS = {
    "running-example": ("running-example.xes", {}),
    "receipt": ("receipt.csv.gz", RECEIPT),
    "helpdesk": ("helpdesk.xes.gz", {}),
    "bpic2012": ("bpic2012.xes.gz", {"transitions": "all"}),
}


@pytest.fixture(scope="module")
def gold(realdata: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((realdata / "golden.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("name", LOGS)
def test_logs_have_their_cases_events_variants_and_edges(name: str, realdata: Path, gold: dict[str, Any]) -> None:
    file, named = LOGS[name]
    figures = gold["event_logs"][name]
    log = read_log(realdata / "event_logs" / file, now=NOW, **named)
    with Journeys.open(log, segments=[]) as journeys:
        followed, whole = transitions(journeys), variants(journeys)
        assert (whole.cases, log.events, len(journeys.names)) == (
            figures["cases"], figures["events"], figures["activities"],
        )  # fmt: skip
        assert (whole.distinct, followed.edges, followed.steps) == (
            figures["variants"], figures["dfg_edges"], figures["dfg_sum"],
        )  # fmt: skip
        assert int(whole.top[0].count.value) == figures.get("top_variant", 1)
        if steps := figures.get("funnel"):
            found = funnel(journeys, list(steps)).steps
            assert [int(step.ordered.value) for step in found] == list(steps.values())
            assert all(step.time.n == step.ordered.value for step in found[1:])


def test_the_shop_has_its_funnels_and_its_conversion(realdata: Path, gold: dict[str, Any]) -> None:
    figures = gold["ecommerce"]
    path = realdata / "ecommerce" / "ecom.csv.gz"
    log = read_log(path, case="session_id", time="timestamp", event="event", segments=["platform"], now=NOW)
    with Journeys.open(log) as journeys:
        found = funnel(journeys, figures["session_funnel_steps"]).steps
        assert [int(step.open.value) for step in found] == figures["session_funnel_open"]
        assert [int(step.ordered.value) for step in found] == figures["session_funnel_ordered"]
        (whole,) = conversion(journeys, ["purchase"])
        assert (whole.share.n, whole.share.value) == (figures["sessions"], figures["purchases"] / figures["sessions"])
        by_platform = {one.value: one.share.value for one in conversion(journeys, ["purchase"], by="platform")}
        assert by_platform == pytest.approx(figures["session_conversion_by_platform"], abs=1e-6)
