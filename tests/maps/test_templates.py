"""Templates are maps of a trade that a team would begin from: whole, rich enough, in one voice, and drawn on paper."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from outsidein.maps import Card, Document, Structure, begin_from, kind, kinds, lint, read, templates, write
from outsidein.render import compose, write_svg

ASKED_OF_A_TEAM = {
    "maps/map-without-owner",
    "maps/opportunity-without-owner",
    "maps/persona-without-segment",
    "maps/pain-without-evidence",
    "maps/touchpoint-at-several-steps",
    "maps/tower-without-support",
    "maps/plan-missing",
}
"""What only the team that takes a template can know."""


@pytest.fixture(params=sorted(templates()))
def document(request: pytest.FixtureRequest) -> Document:
    return begin_from(request.param, "ours")


def test_each_trade_that_was_promised_has_its_template() -> None:
    assert set(templates()) >= {
        "retail", "banking", "airline", "saas", "telecom", "health-care", "public-service", "utilities",
        "b2b-buying-group",
    }  # fmt: skip


def test_each_kind_of_map_has_its_template() -> None:
    assert {one.kind for one in templates().values()} == set(kinds())
    assert len(templates()) >= 14


def test_a_template_says_nothing_that_a_team_would_have_to_mend_first(document: Document) -> None:
    assert {one.code for one in lint(document)} <= ASKED_OF_A_TEAM


def test_a_template_is_rich_enough_to_learn_from(document: Document) -> None:
    cards = [one for one in document if isinstance(one, Card)]
    assert len(cards) + len(document.actors) + len(document.flows) >= 25
    assert document.personas
    if kind(document).structure is Structure.CHRONOLOGICAL:
        assert all(Counter(card.parent for card in cards)[step.id] >= 4 for step in document.steps)
    assert len({card.text for card in cards if card.text}) > 0.95 * len([card for card in cards if card.text])


def test_questions_end_so_and_no_item_was_torn_at_its_comma(document: Document) -> None:
    for card in document:
        if isinstance(card, Card) and card.text:
            assert card.text[0] == card.text[0].upper(), card.text
            assert not card.lane.endswith("thoughts") or card.text.endswith("?"), card.text


def test_a_template_is_drawn_on_paper(document: Document) -> None:
    scene = compose(document, today=date(2026, 11, 22))
    assert write_svg(scene, paper="a3").startswith(b"<svg")


def test_a_map_begun_from_a_template_has_a_name_and_a_key_of_its_own() -> None:
    begun = begin_from("retail", "sofas", title="Our sofas")
    assert (begun.journey.key, begun.journey.title, begun.journey.fictional) == ("sofas", "Our sofas", False)
    again, found = read(write(begun))
    assert again == begun
    assert found == ()


def test_an_unknown_template_is_told_so() -> None:
    for id in ("nothing", "../kinds/customer-journey", ""):
        with pytest.raises(KeyError):
            begin_from(id, "ours")
