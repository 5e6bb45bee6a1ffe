"""Branches over the steps: no label on another or out of the picture, legs apart, long ways told at both ends."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations

import pytest
from hard_samples import branched
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import SAMPLES, family_trip

from outsidein.render import compose
from outsidein.render.branches import FAR, SLOTS, Arc, Strand, Wish, arcs, wish
from outsidein.render.html.page import write_html
from outsidein.render.office.slides.poster import lay_poster
from outsidein.render.office.slides.shapes import Box, Connector, Form
from outsidein.render.office.slides.stage import lay_stage
from outsidein.render.scene import Scene

Drawn = tuple[int, list[Strand]]


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    columns = draw(st.integers(1, 40))
    place = st.integers(0, columns - 1)
    strands = []
    for _ in range(draw(st.integers(1, 16))):
        source: int | None = draw(place)
        target: int | None = draw(st.none() | place)
        if target is None and draw(st.booleans()):
            source, target = target, source
        out = source is None or target is None
        far = source is not None and target is not None and abs(target - source) >= FAR
        texts = st.lists(st.text("ab c", min_size=1, max_size=60), min_size=int(out), max_size=1 + far)
        strands.append(Strand(source, target, tuple(wish(text) for text in draw(texts))))
    return columns, strands


def ends(arc: Arc) -> list[int]:
    return [end for end in (arc.start, arc.end) if end is not None]


def spans(arc: Arc) -> list[tuple[int, int]]:
    """What an arc takes up on its level: its labels, and itself between its legs."""
    return [(min(ends(arc)), max(ends(arc))), *((tag.first, tag.last) for tag in arc.tags)]


def meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@settings(max_examples=150, deadline=None)
@given(drawn())
def test_no_two_on_one_level_meet_and_none_leaves_the_picture(case: Drawn) -> None:
    columns, strands = case
    found = arcs(strands, columns=columns)
    for arc, strand in zip(found, strands, strict=True):
        assert len(arc.tags) == len(strand.wishes)
        assert all(0 <= tag.first < tag.last <= columns * SLOTS for tag in arc.tags)
        for column, end in ((strand.source, arc.start), (strand.target, arc.end)):
            assert end is None if column is None else column * SLOTS < (end or 0) < (column + 1) * SLOTS
        assert not any(meet((a.first, a.last), (b.first, b.last)) for a, b in combinations(arc.tags, 2))
        if None in (strand.source, strand.target):
            assert arc.tags[0].first <= ends(arc)[0] <= arc.tags[0].last, "it stands on its leg"
    for one, other in combinations(found, 2):
        if one.level == other.level:
            assert not any(meet(a, b) for a in spans(one) for b in spans(other))
    assert {arc.level for arc in found} == set(range(1 + max(arc.level for arc in found)))


@settings(max_examples=100, deadline=None)
@given(drawn())
def test_two_legs_never_stand_on_one_another_where_a_step_has_room_for_them(case: Drawn) -> None:
    columns, strands = case
    legs = [end for arc in arcs(strands, columns=columns) for end in ends(arc)]
    for column in range(columns):
        here = [leg for leg in legs if leg // SLOTS == column]
        assert len(set(here)) == len(here) or len(here) > 19


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=25))
def test_ways_without_labels_nest(pairs: Sequence[tuple[int, int]]) -> None:
    found = arcs([Strand(one, other) for one, other in pairs], columns=31)
    for one, other in combinations(found, 2):
        (low, high), (left, right) = spans(one)[0], spans(other)[0]
        if low < left and right < high:
            assert one.level > other.level


@pytest.mark.parametrize(("columns", "ways", "most"), [(8, 6, 0.01), (12, 15, 0.06), (40, 15, 0.0)])
def test_labels_stand_clear_of_legs_that_come_down_beside_them(columns: int, ways: int, most: float) -> None:
    rng = random.Random(5)
    cut = labels = 0
    for _ in range(20):
        strands = []
        for _ in range(ways):
            source = rng.randrange(columns)
            target = None if rng.random() < 0.2 else rng.randrange(columns)
            length = rng.randint(5, 40)
            strands.append(Strand(source, target, (Wish(round(length * 1.35) + 5, 18),)))
        found = arcs(strands, columns=columns)
        for arc in found:
            above = [end for other in found if other.level > arc.level for end in ends(other)]
            labels += 1
            cut += any(tag.first < leg < tag.last for tag in arc.tags for leg in above)
    assert cut <= most * labels, f"{cut} of {labels}"


def test_a_long_way_is_told_at_both_ends_and_a_short_one_in_its_middle() -> None:
    view = forty().branches
    assert view
    loop = view.drawn[0]
    assert loop.texts == ("back to 2 Step 2 with a name: and all begins again", "from 38 Step 38 with a name")
    source, target = loop.arc.tags
    assert target.last < FAR * SLOTS < source.first, "each stands at its own end"
    assert [one.texts for one in view.drawn[1:4]] == [("skips",), ("asks again",), ("gives up",)]
    assert view.key == (("leads", "another way on"), ("returns", "back"), ("leaves", "leaves"))


def test_what_leads_off_a_part_of_the_map_says_where() -> None:
    whole = forty().branches
    assert whole
    part = whole.over(range(0, 5))
    assert part
    assert [(one.branch.source, one.branch.target, one.texts) for one in part.drawn] == [
        (None, 1, ("from 38 Step 38 with a name",)),
        (3, None, ("to 7 Step 7 with a name: skips",)),
        (4, 2, ("asks again",)),
        (None, 3, ("from 6 Step 6 with a name",)),
        (4, None, ("to 10 Step 10 with a name: straight on",)),
    ]
    assert whole.over(range(0, 40)) is whole
    assert whole.over(range(15, 20)) is None


def test_on_the_page_they_are_drawn_with_words_for_those_who_cannot_see_them() -> None:
    page = write_html(forty())
    assert page.count('class="arc ') == 11
    assert "From “Step 38 with a name” back to “Step 2 with a name”: and all begins again" in page
    assert 'class="sr">' in page
    assert 'class="way-on"' not in page
    plain = write_html(compose(family_trip().document, None, today=family_trip().today))
    assert 'class="arcs"' not in plain
    assert ".arc{" not in plain


@pytest.mark.parametrize("name", ["forty-steps", "long-words", "hostile"])
def test_on_a_slide_no_label_covers_another_or_a_step_and_each_part_holds_on_to_something(name: str) -> None:
    sample = SAMPLES[name]()
    scene = compose(sample.document, sample.reading, today=sample.today)
    for slide in (lay_poster(scene), *lay_stage(scene, 0)):
        boxes = {shape.key: shape for shape in slide.shapes if isinstance(shape, Box) and shape.key}
        labels = [box for key, box in boxes.items() if key.startswith("branch") and box.form is Form.ROUND]
        steps = [boxes[step.id] for step in scene.steps if step.id in boxes]
        assert labels
        for one, other in combinations([*labels, *steps], 2):
            apart = (
                one.x + one.width <= other.x + 1e-6
                or other.x + other.width <= one.x + 1e-6
                or one.y + one.height <= other.y + 1e-6
                or other.y + other.height <= one.y + 1e-6
            )
            assert apart, (one.name, other.name)
        parts = [
            shape for shape in slide.shapes if isinstance(shape, Connector) and "branch" in shape.source + shape.target
        ]
        assert parts
        assert all({part.source, part.target} <= set(boxes) for part in parts)


def test_a_map_of_few_steps_draws_them_in_german() -> None:
    sample = family_trip()
    document = branched(sample.document, (2, 0, "der Preis steigt"), (1, None, ""))
    view = compose(document, None, today=sample.today, language="de").branches
    assert view
    assert view.title == "Verzweigungen"
    assert [one.texts for one in view.drawn] == [("der Preis steigt",), ("bricht ab",)]


def forty() -> Scene:
    sample = SAMPLES["forty-steps"]()
    return compose(sample.document, sample.reading, today=sample.today)


def test_the_label_of_a_way_out_stands_on_its_line_however_short_it_is() -> None:
    """What leans to where its line stands covers it, whether it fills its room or hardly any of it."""
    found = arcs([Strand(2, None, (wish("out"),)), Strand(0, 2, (wish("a long way round"),))], columns=3)
    out = next(arc for arc in found if arc.end is None)
    (tag,) = out.tags
    assert out.start is not None
    for share in (0.01, 0.4, 1.0):
        wide = share * (tag.last - tag.first)
        left = tag.first + tag.lean * (tag.last - tag.first - wide)
        assert left - 1e-9 <= out.start <= left + wide + 1e-9
