"""Flows: equal to the same counted by hand on every way of asking, conserved from node to node, and who walks them."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_journeys import FEW, every_way
from walked import Log, logs

from outsidein.evidence.journeys import Journeys
from outsidein.ground import MeasureError
from outsidein.measures.journeys import Flows, Spot, Standing, compare_flows, flow_key, flows, walkers
from outsidein.measures.journeys.flows import leading

END = Standing.END


def walks_of(log: Log, *, merged: bool) -> list[list[str]]:
    walks = [[event for _, event in walk] for walk in log.walks().values()]
    return [[event for event, _ in groupby(walk)] if merged else walk for walk in walks]


def spot_of(walk: list[str], position: int, tops: dict[int, set[str]]) -> Spot | None:
    """Where a journey stands at a position; None after its end."""
    if position <= len(walk):
        event = walk[position - 1]
        return (
            Spot(position, Standing.TOUCHPOINT, event) if event in tops[position] else Spot(position, Standing.OTHERS)
        )
    return Spot(position, END) if position == len(walk) + 1 else None


def by_hand(walks: list[list[str]], *, first: int, top: int) -> tuple[Counter[Spot], Counter[tuple[Spot, Spot]]]:
    tops = {}
    for position in range(1, first + 1):
        there = Counter(walk[position - 1] for walk in walks if len(walk) >= position)
        ranked = sorted(there, key=lambda event: (-there[event], event))
        tops[position] = set(ranked if len(ranked) == top + 1 else ranked[:top])
    nodes: Counter[Spot] = Counter()
    ways: Counter[tuple[Spot, Spot]] = Counter()
    for walk in walks:
        for position in range(1, first + 1):
            here = spot_of(walk, position, tops)
            if here is None:
                continue
            nodes[here] += 1
            if position < first and here.standing is not END and (then := spot_of(walk, position + 1, tops)):
                ways[here, then] += 1
    return nodes, ways


@given(logs(), st.integers(1, 5), st.integers(1, 3), st.booleans())
@FEW
def test_flows_are_what_is_counted_by_hand(log: Log, first: int, top: int, merged: bool) -> None:
    walks = walks_of(log, merged=merged)
    nodes, ways = by_hand(walks, first=first, top=top)
    with every_way(log) as opened:
        for journeys in opened:
            found = flows(journeys, first=first, top=top, merged=merged)
            assert found.cases == len(walks)
            assert {one.spot: one.count.value for one in found.nodes} == nodes
            assert {(one.of, one.to): one.count.value for one in found.flows} == ways
            assert_conserved(found, first)


def assert_conserved(found: Flows, first: int) -> None:
    """What comes into a node stands there, and goes out again, but at the ends."""
    for node in found.nodes:
        came = sum(one.count.value for one in found.flows if one.to == node.spot)
        went = sum(one.count.value for one in found.flows if one.of == node.spot)
        assert node.spot.position == 1 or came == node.count.value
        assert node.spot.position == first or node.spot.standing is END or went == node.count.value


@given(logs(), st.booleans(), st.integers(1, 3))
@FEW
def test_who_walks_a_flow_is_as_many_as_the_flow_says(log: Log, merged: bool, top: int) -> None:
    with every_way(log) as opened:
        for journeys in opened:
            found = flows(journeys, first=3, top=top, merged=merged)
            for one in found.flows:
                walked, cases = walkers(journeys, one.of, one.to, top=top, merged=merged)
                assert walked.share == one.share
                assert cases.count().to_pyarrow().as_py() == one.count.value
                for part in walked.made_of:
                    assert part.this.n == one.count.value
                    assert part.this.n + part.against.n == found.cases or not part.against.known
            for node in found.nodes:
                _, cases = walkers(journeys, node.spot, top=top, merged=merged)
                assert cases.count().to_pyarrow().as_py() == node.count.value


def test_a_lone_touchpoint_is_not_hidden_among_others() -> None:
    counts = {(1, 1): 5, (1, 2): 3, (1, 3): 1}
    assert leading(counts, top=2) == {1: (1, 2, 3)}
    assert leading(counts, top=1) == {1: (1,)}


def log_of(*walks: tuple[str, str]) -> pa.Table:
    rows = [(str(case), at, event, side) for case, (side, walk) in enumerate(walks) for at, event in enumerate(walk)]
    case, time, event, side = zip(*rows, strict=True)
    return pa.table({"case": case, "time": pa.array(time, pa.int64()), "event": event, "segment:side": side})


def test_two_sides_are_told_with_the_same_touchpoints_and_their_difference() -> None:
    walks = [("web", "ab")] * 60 + [("web", "ac")] * 40 + [("app", "ab")] * 30 + [("app", "ad")] * 70
    with Journeys.open(log_of(*walks)) as journeys:
        mine, theirs, between = compare_flows(journeys.segment(side="web"), journeys.segment(side="app"), first=2)
    found = {one.key: one for one in between}
    to_b = found["1", "touchpoint", "a", "touchpoint", "b"]
    assert (to_b.this.value, to_b.against.value) == (0.6, 0.3)
    assert to_b.change.value == pytest.approx(0.3)
    assert to_b.change.low > 0
    assert to_b.q < 0.001
    assert {*map(flow_key, mine.flows), *map(flow_key, theirs.flows)} == set(found)


def test_the_ones_who_go_another_way_are_made_up_otherwise() -> None:
    walks = [("web", "ab")] * 60 + [("app", "ab")] * 10 + [("web", "ac")] * 40 + [("app", "ac")] * 90
    with Journeys.open(log_of(*walks)) as journeys:
        found, _ = walkers(journeys, Spot(1, Standing.TOUCHPOINT, "a"), Spot(2, Standing.TOUCHPOINT, "b"))
    web = next(one for one in found.made_of if one.key == ("side", "web"))
    assert (web.this.value, web.against.value) == (60 / 70, 40 / 130)
    assert web.change.low > 0


def test_a_place_never_seen_is_refused_with_what_may_be_meant() -> None:
    with Journeys.open(log_of(("web", "ab"))) as journeys, pytest.raises(MeasureError):
        walkers(journeys, Spot(1, Standing.TOUCHPOINT, "z"))
