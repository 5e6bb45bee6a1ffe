"""The view behind a link, as bytes: only what was chosen, and nothing of where the evidence lies."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime

import pytest

from outsidein import workspace
from outsidein.insight import Reading
from outsidein.insight.public import Public
from outsidein.maps import Card, Document, lanes_of
from outsidein.render import Scene, SourceNote

NOW = datetime(2026, 11, 21, tzinfo=UTC)
TODAY = date(2026, 11, 21)
ALL = frozenset(
    (
        *("actions", "thoughts", "feelings", "expectations", "outcomes", "pains", "emotion", "touchpoints"),
        *("key_outcome", "activities", "handoffs", "strengths", "weaknesses", "opportunities", "threats", "measures"),
    )
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> workspace.Folder:
    path = tmp_path_factory.mktemp("share") / "sample"
    return workspace.build_sample(path, key=bytes(range(32)), seed=7, today=TODAY, now=NOW)[0]


@pytest.fixture(scope="module")
def made(folder: workspace.Folder) -> tuple[Document, Reading, Reading, tuple[SourceNote, ...]]:
    document = workspace.load_map(folder)
    with workspace.open_study(folder) as study:
        everybody = study.read(document, now=NOW)
        business = study.read(document, now=NOW, persona="frequent")
        return document, everybody, business, study.source_notes()


def page(made: tuple, lanes: frozenset[str], **more: object) -> str:
    """The page without its own script and style, which say the same on every page."""
    document, reading, _, sources = made
    scene = workspace.share_view(document, reading, **{"lanes": lanes, "today": TODAY, "sources": sources} | more)
    return bare(workspace.share_page(scene))


def bare(text: bytes) -> str:
    return re.sub(r"<(script|style)\b.*?</\1>", "", text.decode(), flags=re.S)


@pytest.mark.parametrize(
    "lanes",
    [ALL, frozenset(), frozenset({"pains"}), ALL - {"pains"}, ALL - {"emotion", "measures"}, ALL - {"touchpoints"}],
)
def test_no_card_of_an_unchosen_lane_is_in_the_bytes(made: tuple, lanes: frozenset[str]) -> None:
    document = made[0]
    text = page(made, lanes)
    chosen = " ".join(card.text for card in document.all(Card) if card.lane in lanes)
    for card in document.all(Card):
        if card.lane not in lanes and card.text and card.text not in chosen:
            assert html.escape(card.text) not in text, card.text
    if "touchpoints" not in lanes:
        for one in document.touchpoints:
            name = html.escape(one.name)
            assert name not in text or name in html.escape(chosen + " ".join(step.name for step in document.steps)), (
                one.name
            )


def test_nothing_tells_where_the_evidence_lies(made: tuple) -> None:
    text = page(made, ALL)
    for word in ("comment:", "passenger-survey", "reviews.jsonl", "customers.csv", "app-events", ".parquet"):
        assert word not in text
    assert "The evidence is from: " in text


def test_owners_are_named_only_where_that_was_chosen(made: tuple) -> None:
    texts = " ".join(card.text for card in made[0].all(Card))
    owners = {made[0].journey.owner, *(card.owner for card in made[0].all(Card) if card.owner not in texts)} - {""}
    assert owners
    assert not [one for one in owners if html.escape(one) in page(made, ALL)]
    assert html.escape(made[0].journey.owner) in page(made, ALL, owners=True)


def test_personas_moments_and_quotes_are_there_only_where_chosen(made: tuple) -> None:
    document, reading, *_ = made
    text = page(made, ALL, personas=frozenset(), moments=False, quotes=False)
    for persona in document.personas:
        assert html.escape(persona.name) not in text
    for moment in document.moments:
        assert html.escape(moment.reason) not in text
    for quote in reading.quotes:
        assert html.escape(quote.text) not in text
    assert html.escape(reading.quotes[0].text) in page(made, ALL)


def test_the_page_allows_no_script_that_is_not_its_own(made: tuple) -> None:
    text = page(made, ALL)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert "default-src 'none'" in html.unescape(policy[1])
    assert "unsafe-inline" not in policy[1]


def test_a_map_can_be_shared_without_any_number(made: tuple) -> None:
    text = bare(workspace.share_page(workspace.share_view(made[0], None, lanes=ALL, today=TODAY)))
    assert "n = " not in text


def test_a_segment_beside_everybody_gives_no_others_away(made: tuple) -> None:
    document, everybody, business, _ = made
    scene = workspace.share_view(document, business, lanes=ALL, today=TODAY, everybody=everybody)
    assert any("Business" in part for part in (scene.lead, *scene.notes))


def test_what_is_too_small_is_in_no_number_of_the_page(made: tuple) -> None:
    text = page(made, ALL, k=700)
    found = [int(n.replace(",", "")) for n in re.findall(r"n = ([\d,]+)", text)]
    assert found
    assert min(found) >= 700


def test_how_the_journey_is_walked_is_drawn_where_measures_are_shared(made: tuple, folder: workspace.Folder) -> None:
    document, reading, *_ = made
    with workspace.open_study(folder) as study:

        def scene(lanes: frozenset[str], **more: object) -> Scene:
            def walked(part: Document) -> Public:
                return workspace.public_ways(study, document, part)

            return workspace.share_view(document, reading, lanes=lanes, today=TODAY, walked=walked, **more)

        everything, nobody = scene(ALL), scene(ALL, personas=frozenset())
        unnamed, unmeasured = scene(ALL - {"touchpoints"}), scene(ALL - {"measures"})
    keys = [chart.key for chart in everything.charts]
    assert keys == ["flow", "designed", "funnel", "paths", "compared", "cohorts", "survival"]
    assert any("foretold who leaves is not shown" in note for note in everything.notes)
    assert "compared" not in [chart.key for chart in nobody.charts]
    assert [chart.key for chart in unnamed.charts] == ["cohorts", "survival"]
    assert unmeasured.charts == ()
    assert "How the journey is walked" in bare(workspace.share_page(everything))


def test_the_lanes_of_the_sample_are_all_tried_here(made: tuple) -> None:
    assert {lane.key for lane in lanes_of(made[0])} == ALL
