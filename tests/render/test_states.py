"""Two states as a picture: every sign has a shape and a word, nothing is lost, nothing is run."""

from __future__ import annotations

from dataclasses import replace

from outsidein.maps import Card, State, Step, begin, begin_state, compare
from outsidein.measures import Estimate
from outsidein.render.states import StatesScene, compose_states, print_states, write_states

NASTY = "<script>alert(1)</script> #set page(fill: red)"


def _scene(language: str = "") -> StatesScene:
    was = begin("trip", title="A trip")
    first, second = was.steps[:2]
    was = was.put(Card(id="card:1", parent=first.id, order="V", lane="emotion", value=4.0))
    now = begin_state(was, state=State.TO_BE, key="aim")
    now = now.put(
        replace(first, name=NASTY),
        Card(id="card:1", parent=first.id, order="V", lane="emotion", value=7.0),
        Step(id="step:new", parent=first.parent, order="z", name="A new step"),
    ).without([second.id])
    measured = {first.id: Estimate(4.2, 4.0, 4.4, 120, "t")}
    return compose_states(compare(was, now), measured_was=measured, language=language)


def test_each_sign_is_told_by_shape_and_word_and_in_a_sentence() -> None:
    scene = _scene()
    assert [(one.badge.sign, one.badge.shape, len(one.lines)) for one in scene.told] == [
        ("added", "+", 1), ("removed", "−", 1), ("reworded", "≈", 1),
    ]  # fmt: skip
    assert scene.effects[0].endswith("people drew 4.0, and expect 7.0 (+3.0).")
    assert "nobody measured" in scene.caveat
    assert scene.curve[0].measured_was is not None
    assert scene.curve[0].measured_now is None


def test_the_page_runs_nothing_and_has_every_word() -> None:
    page = write_states(_scene())
    assert "<script" not in page
    assert "A new step" in page
    assert "Measured: 4.2 (4.0–4.4), n = 120" in page


def test_the_sheet_is_printed_and_the_same_each_time() -> None:
    scene = _scene("de")
    first = print_states(scene, "pdf")
    assert first.startswith(b"%PDF")
    assert first == print_states(scene, "pdf")
    assert print_states(scene, "svg").lstrip().startswith(b"<svg")
