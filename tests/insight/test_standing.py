"""What backs flows, actors and places: what they cite, their cards, what is said of the touchpoint met there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
from insight_evidence import evidence, five

from outsidein import insight
from outsidein.insight import Backing, Reading, Strength
from outsidein.insight.privacy import suppress
from outsidein.insight.share import confine
from outsidein.maps import Actor, Card, Document, Flow, Journey, PlanPlace, Touchpoint, chosen

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
MEASURED, HEARD, ASSUMED = Strength.MEASURED, Strength.HEARD, Strength.ASSUMPTION


def _read(document: Document) -> tuple[dict[str, Backing], Reading]:
    ratings = five(np.random.default_rng(1).normal(3, 0.5, (60, 2)))
    comments = pa.table({"comment": [64], "response": [1], "touchpoint": ["b"], "text": ["Where do I go?"]})
    with evidence(ratings, ["a", "c"], times=[NOW - timedelta(days=9)] * 60, comments=comments) as store:
        reading = insight.read(document, store, now=NOW)
    return {one.card: one for one in reading.standing}, reading


def _network() -> Document:
    head = Journey(id="journey:care", title="Care", kind="ecosystem")
    return Document.of([
        head,
        *(Actor(id=f"actor:{one}", name=one.title()) for one in ("elsa", "nurse", "friend")),
        Flow(id="flow:care", parent="actor:nurse", to="actor:elsa", evidence=("source:survey",)),
        Flow(id="flow:tea", parent="actor:friend", to="actor:elsa"),
        Flow(id="flow:lost", parent="actor:friend", to="actor:nurse", evidence=("comment:999",)),
        Card(id="card:1", parent="actor:elsa", order="a", lane="pains", text="Alone", evidence=("source:survey",)),
        Card(id="card:2", parent="actor:elsa", order="b", lane="goals", text="Stay at home"),
    ])  # fmt: skip


def _plan() -> Document:
    head = Journey(id="journey:visit", title="A visit", kind="spatial")
    met = [Touchpoint(id=f"touchpoint:{one}", name=one.upper()) for one in "abd"]
    places = [
        PlanPlace(id=f"place:{one}", parent=head.id, order=one, touchpoint=f"touchpoint:{one}", x=0.1, y=0.1)
        for one in "abd"
    ]
    return Document.of([head, *met, *places])


def test_a_flow_is_backed_by_what_it_cites_and_an_actor_by_the_best_of_its_cards() -> None:
    found, reading = _read(_network())
    assert {key: one.strength for key, one in found.items()} == {
        "flow:care": MEASURED, "flow:tea": ASSUMED, "flow:lost": ASSUMED, "actor:elsa": MEASURED,
    }  # fmt: skip
    assert (found["flow:care"].n, found["flow:care"].age) == (60, 9)
    assert "comment:999" in found["flow:lost"].says
    assert found["actor:elsa"].says.startswith("1 of its 2 cards are backed")
    assert reading.coverage.n == 2  # cards are counted, and nothing else


def test_where_no_card_is_backed_that_is_said_and_none_is_called_the_best() -> None:
    cards = [Card(id=f"card:{at}", parent="actor:elsa", order=at, lane="goals", text="Stay at home") for at in "ab"]
    found, _ = _read(
        Document.of(
            [Journey(id="journey:care", title="Care", kind="ecosystem"), Actor(id="actor:elsa", name="Elsa"), *cards]
        )
    )
    assert (found["actor:elsa"].strength, found["actor:elsa"].says) == (
        ASSUMED,
        "None of its 2 cards is backed by evidence.",
    )


def test_a_place_is_backed_by_what_is_said_of_the_touchpoint_met_there() -> None:
    found, _ = _read(_plan())
    assert {key: one.strength for key, one in found.items()} == {
        "place:a": MEASURED, "place:b": HEARD, "place:d": ASSUMED,
    }  # fmt: skip
    assert (found["place:a"].n, found["place:b"].n) == (60, 1)


def test_a_public_reading_tells_which_kind_not_how_much() -> None:
    document = _plan()
    _, reading = _read(document)
    public = {one.card: one for one in suppress(reading, k=5).standing}
    assert (public["place:a"].strength, public["place:a"].n, public["place:a"].says) == (MEASURED, 0, "")


def test_what_goes_with_a_part_of_a_map_tells_nothing_of_what_stays() -> None:
    document = _plan()
    _, reading = _read(document)
    part = document.put(*(replace(one, touchpoint="") for one in document.places[:1])).without(["touchpoint:a"])
    assert {one.card for one in confine(reading, part).standing} == {"place:b", "place:d"}
    network = chosen(_network(), lanes=frozenset())
    left = {one.card for one in confine(_read(_network())[1], network).standing}
    assert left == {"flow:care", "flow:tea", "flow:lost"}
