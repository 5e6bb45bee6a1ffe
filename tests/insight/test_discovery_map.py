"""A discovered map opens like any other, passes the checks, and says what was observed."""

from __future__ import annotations

import pytest

from outsidein.ground import Severity
from outsidein.ground.speech import speaking
from outsidein.insight.discovery import Walks, discover, draft_map
from outsidein.insight.discovery.wording import humanised, lasting
from outsidein.maps import Card, Document, Way, lint, read, write


def help_desk() -> Document:
    case, time, event = [], [], []
    paths = [["open_ticket", "take_charge", "resolve", "close"]] * 60
    paths += [["open_ticket", "take_charge", "wait", "take_charge", "resolve", "close"]] * 30
    paths += [["open_ticket", "cancel"]] * 30
    for at, path in enumerate(paths):
        for place, name in enumerate(path):
            case.append(at)
            time.append(at * 1e6 + place * 3600)
            event.append(name)
    return draft_map(discover(Walks.from_events(case, time, event)), key="help desk", evidence=("source:tickets",))


def test_it_reads_back_from_its_text_as_it_was() -> None:
    document = help_desk()
    again, found = read(write(document))
    assert again == document
    assert not found


def test_it_passes_the_checks() -> None:
    assert {one.severity for one in lint(help_desk())} == {Severity.HINT}


def test_names_of_any_length_make_a_map() -> None:
    paths = [["a" * 300, "b" * 300, "c"]] * 60 + [["a" * 300, "c", "b" * 300, "c"]] * 40
    events = [(at, at * 1e6 + place * 3600, name) for at, path in enumerate(paths) for place, name in enumerate(path)]
    document = draft_map(discover(Walks.from_events(*zip(*events, strict=True))), key="long")
    again, found = read(write(document))
    assert again == document
    assert not found
    assert max(len(id.partition(":")[2]) for id in document.records) <= 100


def test_its_stages_hold_its_steps_in_order_and_every_touchpoint_is_met() -> None:
    document = help_desk()
    assert [step.name for step in document.steps][:2] == ["Open ticket", "Take charge"]
    assert 2 <= len(document.stages) <= 6
    assert {tie.touchpoint for step in document.steps for tie, _ in document.encounters(step.id)} == {
        one.id for one in document.touchpoints
    }
    assert document.journey.key == "help-desk"


def test_each_step_says_its_share_with_n_and_its_time() -> None:
    document = help_desk()
    wait = next(step for step in document.steps if step.name == "Wait")
    assert "25%" in wait.about
    assert "n = 120" in wait.about
    assert "1 hour" in wait.about
    (card,) = document.cards(wait.id, "observed")
    assert card.evidence == ("source:tickets",)


def test_loops_and_early_ends_are_arrows() -> None:
    document = help_desk()
    kinds = {(arrow.parent, arrow.to): arrow for arrow in document.arrows}
    assert kinds["step:wait", "step:take-charge"].kind is Way.RETURNS
    assert any(arrow.kind is Way.LEAVES or arrow.to == "step:cancel" for arrow in document.arrows)


@pytest.mark.parametrize("journeys", [[], [["a"]], [["a", "b"]] * 5, [["!"], ["?"]] * 40])
def test_any_discovery_makes_a_map_that_opens(journeys: list[list[str]]) -> None:
    document = draft_map(discover(Walks.of(journeys)))
    again, found = read(write(document))
    assert again == document
    assert not [one for one in found if one.severity is Severity.ERROR]


def test_it_speaks_the_language_of_who_asked() -> None:
    with speaking("de"):
        document = help_desk()
    assert document.journey.language == "de"
    assert document.journey.title == "Reisen, wie sie gegangen werden"


def test_names_and_times_read_well() -> None:
    assert [humanised(one) for one in ("checkout_STARTED", "SW anomaly", "signUpDone", "")] == [
        "Checkout started", "SW anomaly", "Sign up done", "",
    ]  # fmt: skip
    assert [lasting(one) for one in (0.2, 59, 3600, 86400 * 30)] == ["0 seconds", "59 seconds", "1 hour", "30 days"]


def test_it_says_in_which_context_a_journey_is_typical_with_n_and_interval() -> None:
    rows = [(["ask", "wait", "pay"], "app")] * 70 + [(["ask", "wait", "pay"], "web")] * 10
    rows += [(["ask", "call", "leave"], "web")] * 60
    case, time, event, context = [], [], [], []
    for at, (path, where) in enumerate(rows):
        for place, name in enumerate(path):
            case.append(at), time.append(at * 1e6 + place * 3600), event.append(name), context.append(where)
    found = draft_map(discover(Walks.from_events(case, time, event, contexts={"channel": context})))
    (card,) = [one for one in found.all(Card) if one.lane == "contexts" and one.text.startswith("Journey 1")]
    assert card.text == "Journey 1: more often channel = app (88%, 78% to 93%, n = 80; others 0%)"
    assert card.parent == "step:wait", "where it parts from the other"
    assert not [one for one in help_desk().all(Card) if one.lane == "contexts"]
    assert {one.severity for one in lint(found)} == {Severity.HINT}
