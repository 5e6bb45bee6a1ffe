"""Two states as a picture: every sign has a shape and a word, nothing is lost, nothing is run."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from PIL import Image

from outsidein.maps import Card, State, Step, begin, begin_state, compare
from outsidein.measures import Estimate
from outsidein.render import theme
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


def test_where_nobody_drew_aimed_at_or_measured_a_level_there_is_no_empty_curve() -> None:
    was = begin("trip", title="A trip")
    now = begin_state(was, state=State.TO_BE, key="aim").without([was.steps[1].id])
    scene = compose_states(compare(was, now))
    assert (scene.curve, bool(scene.columns)) == ((), True)
    assert "There is no curve" in write_states(scene)
    assert print_states(scene, "pdf").startswith(b"%PDF")


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


def test_a_curve_runs_from_right_to_left_where_the_map_does() -> None:
    """What people expect of the first step is drawn at the left edge of the plot, or at its right edge."""
    ink = tuple(bytes.fromhex(theme.light()["accent"].removeprefix("#")))
    found = {}
    for language in ("en", "ar"):
        with Image.open(BytesIO(print_states(replace(_scene(), language=language), "png"))) as page:
            pixels, (width, height) = page.convert("RGB").load(), page.size
        margin, label = 28 * 2, 96 * 2  # 144 pixels an inch: two to a point
        plot = range(margin + label, width - margin) if language == "en" else range(margin, width - margin - label)
        at = [x for x in plot for y in range(height // 4, height) if pixels[x, y] == ink]
        found[language] = sum(at) / len(at) if language == "en" else width - sum(at) / len(at)
    assert abs(found["en"] - found["ar"]) < 2
