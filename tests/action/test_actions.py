"""From pain to proof: states and their history, verdicts, and what a result says, word for word."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

import pytest
from action_samples import LATE, NOW, back, csat, initiative, points
from hypothesis import given
from hypothesis import strategies as st

from outsidein.action import (
    FOLLOWS,
    Actions,
    Basis,
    Compared,
    Effect,
    Result,
    State,
    Turn,
    how_might_we,
    opened,
    recorded,
    started,
    told,
)
from outsidein.ground import ActionError
from outsidein.ground.speech import speaking
from outsidein.insight import FindingKind
from outsidein.measures import Difference, Estimate, Row

OTHERS = (("touchpoint", ("seat",)),)


def opportunity(state: State = State.OPEN):
    return opened(map="trip", where="step:pay", title="Pay", question="How might we …?", turn=Turn(NOW, "Ines", state))


def code(error: pytest.ExceptionInfo[ActionError]) -> str:
    return error.value.diagnostics[0].code


@given(st.lists(st.sampled_from(State), max_size=12))
def test_a_history_only_grows_and_only_along_the_ways_there_are(wanted: list[State]) -> None:
    one = opportunity()
    for at, state in enumerate(wanted):
        turn = Turn(NOW + timedelta(hours=at), "Ines", state)
        if state in FOLLOWS[one.state]:
            after = one.turned(turn)
            assert after.history == (*one.history, turn)
            one = after
        else:
            with pytest.raises(ActionError) as error:
                one.turned(turn)
            assert code(error) == "action/no-way-there"


def test_from_every_state_there_is_a_way_and_to_done_one_comes_from_work() -> None:
    assert set(FOLLOWS) == set(State)
    assert all(FOLLOWS.values())
    assert State.DONE in FOLLOWS[State.IN_PROGRESS]


def test_a_turn_cannot_lie_before_the_last() -> None:
    with pytest.raises(ActionError) as error:
        opportunity().turned(Turn(NOW - timedelta(seconds=1), "Ines", State.DROPPED))
    assert code(error) == "action/before-the-last-turn"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"owner": " "}, "action/no-owner"),
        ({"due": date(2026, 8, 15)}, "action/ends-before-it-starts"),
        ({"start": date(2026, 7, 31)}, "action/baseline-too-late"),
        ({"baseline": replace(initiative().baseline, estimate=Estimate.nothing())}, "action/no-baseline"),
    ],
)
def test_an_initiative_without_what_it_needs_does_not_start(changes: dict, expected: str) -> None:
    given = {
        "map": "trip", "where": "step:pay", "title": "A", "owner": "Ines", "start": date(2026, 8, 15),
        "baseline": initiative().baseline, "turn": Turn(NOW, "Ines", State.IN_PROGRESS),
    }  # fmt: skip
    assert started(**given).state is State.IN_PROGRESS
    with pytest.raises(ActionError) as error:
        started(**(given | changes))
    assert code(error) == expected


def test_one_is_put_in_place_of_its_older_self_and_results_are_never_replaced() -> None:
    one, other = opportunity(), replace(opportunity(), id="opportunity:b")
    actions = Actions().put(one).put(other).put(replace(one, title="Paying"))
    assert [each.title for each in actions.opportunities] == ["Paying", "Pay"]
    found = result(points(5.0))
    assert Actions().put(found).put(replace(found, note="changed")).results == (found,)
    with pytest.raises(ActionError) as error:
        actions.initiative("initiative:none")
    assert code(error) == "action/unknown"


def difference(change: Estimate, before: float = 41.0) -> Difference:
    row = {"asked": "satisfaction", "error": 1.5, "df": 899.0, "customers": 900}
    after = Row((), csat(before + (change.value if change.known else 0)), **row)
    return Difference((), after, Row((), csat(before), **row), change, "", 2.0, 1700.0)


def result(change: Estimate, *, of=None, compared: Compared | None = None, moved: bool = False) -> Result:
    mine = of or initiative(selected=False)
    return recorded(mine, difference(change), period=LATE, when=NOW, by="Ines", moved=moved, compared=compared)


@pytest.mark.parametrize(
    ("change", "better", "effect"),
    [
        (points(9.0), "csat", Effect.BETTER),
        (points(-9.0), "csat", Effect.WORSE),
        (points(3.0), "csat", Effect.UNSURE),
        (points(9.0), "frequency", Effect.DIFFERENT),
        (Estimate.nothing(), "csat", Effect.UNSURE),
    ],
)
def test_a_verdict_needs_the_whole_interval_on_one_side(change: Estimate, better: str, effect: Effect) -> None:
    one = initiative(selected=False)
    asked = replace(one, baseline=replace(one.baseline, ask=replace(one.baseline.ask, measure=better)))
    assert result(change, of=asked).effect is effect


def test_the_verdict_rests_on_the_most_careful_number() -> None:
    chosen = initiative(returns=back(6.0))
    assert result(points(9.0), of=replace(chosen, selected=False)).basis is Basis.CHANGE
    beyond = result(points(9.0), of=chosen)
    assert (beyond.basis, beyond.effect) == (Basis.BEYOND, Effect.BETTER)
    compared = result(points(9.0), of=chosen, compared=Compared(OTHERS, points(1.0)))
    assert (compared.basis, compared.effect) == (Basis.COMPARED, Effect.UNSURE)
    nothing = result(points(9.0), of=chosen, compared=Compared(OTHERS, Estimate.nothing()))
    assert nothing.basis is Basis.BEYOND


def test_the_target_is_met_only_beyond_doubt() -> None:
    assert result(points(30.0)).met is True
    assert result(points(19.0)).met is None
    assert result(points(3.0)).met is False
    assert result(points(3.0), of=initiative(selected=False, target=None)).met is None


def test_what_a_result_says() -> None:
    chosen = initiative(returns=back())
    said = told(result(points(9.0), of=chosen), chosen)
    assert said[0] == "CSAT: 41.0 % before, 50.0 % after; a change of +9.0 % points (+5.0 to +13.0)."
    assert said[1].startswith(
        "The place was chosen because it stood out, so a change of +0.5 % points was to be expected"
    )
    assert said[2:] == (
        "That is clearly better.",
        "It was not held against a place where nothing was done, so whatever else happened in that time may be the "
        "reason.",
        "It is clearly below the target of 60.0 %.",
    )


def test_what_a_compared_result_says() -> None:
    plain = initiative(selected=False, target=None)
    said = told(result(points(3.0), of=plain, compared=Compared(OTHERS, points(1.0)), moved=True), plain)
    assert said == (
        "CSAT: 41.0 % before, 44.0 % after; a change of +3.0 % points (−1.0 to +7.0).",
        "Less the change where nothing was done, it is +1.0 % points (−3.0 to +5.0).",
        "Whether it did better or worse than where nothing was done cannot be told yet.",
        "The answers of the baseline are no longer those that were frozen (added, corrected or erased since): it was "
        "41.0 % then and is 41.0 % now.",
    )


def test_what_is_said_where_nobody_can_tell_how_far_chance_goes() -> None:
    chosen = initiative(target=None)
    said = told(result(points(9.0), of=chosen), chosen)
    assert said[1].startswith("The place was chosen because it stood out, and such places tend to move back")
    assert "nobody can say how far" in said[1]


def test_without_answers_nothing_is_said_but_that() -> None:
    plain = initiative(selected=False)
    nothing = Estimate.nothing(measure="csat")
    assert told(result(nothing, of=plain), plain) == (
        "CSAT: there are no answers on one of the two sides, so nothing can be said yet.",
    )


def test_a_result_speaks_german() -> None:
    plain = initiative(selected=False, target=None)
    with speaking("de"):
        said = told(result(points(-9.0), of=plain), plain)
        asked = how_might_we(FindingKind.HOTSPOT, "Formular", pain="Standing in line")
    assert said[0] == "CSAT: vorher 41,0 %, nachher 32,0 %; eine Veränderung um −9,0 Prozentpunkte (−13,0 bis −5,0)."
    assert said[1] == "Das ist eindeutig schlechter."
    assert asked == "Wie könnten wir unserer Kundschaft das ersparen: „standing in line“?"


@given(st.floats(-50, 50), st.floats(0, 20), st.booleans())
def test_no_verdict_is_clear_whose_interval_holds_nothing(value: float, half: float, selected: bool) -> None:
    one = initiative(selected=selected, returns=back())
    found = result(points(value, half), of=one)
    decisive = found.beyond if found.basis is Basis.BEYOND else found.change
    assert decisive is not None
    clear = found.effect in (Effect.BETTER, Effect.WORSE)
    assert clear == (not decisive.low <= 0 <= decisive.high)
    assert not math.isnan(decisive.value)


@pytest.mark.parametrize(
    ("kind", "pain", "question"),
    [
        (FindingKind.HOTSPOT, "", "How might we make “Wifi” feel better for our customers?"),
        (FindingKind.MOMENT_OF_TRUTH, "", "How might we make “Wifi” a moment that customers like to remember?"),
        (None, "Waiting", "How might we see to it that this no longer happens: “Waiting”?"),
        (None, "Waiting in the rain …", "How might we spare our customers waiting in the rain?"),
    ],
)
def test_the_proposed_question(kind: FindingKind | None, pain: str, question: str) -> None:
    assert how_might_we(kind, "Wifi", pain=pain) == question
