"""Placing labels: none covers another, none covers a mark, none leaves the frame, and the same input gives the same."""

from __future__ import annotations

import itertools

import pytest
from hard_samples import SAMPLES
from hypothesis import given
from hypothesis import strategies as st

from outsidein.render import compose
from outsidein.render.html.labels import Box, Wish, place, width_of
from outsidein.render.html.line import HEIGHT, LABEL, Slopes, drawing, y_of
from outsidein.render.html.scatter import Plot, scatter, ticks
from outsidein.render.scene import CurveRow, Dot, Icon, Matrix, Number, Point
from outsidein.render.words import Words

FRAME = Box(0, 0, 600, 400)
spots = st.floats(0, 1)
wishes = st.lists(
    st.builds(Wish, st.floats(0, 600), st.floats(0, 400), st.floats(5, 200), st.floats(8, 20), gap=st.floats(4, 12)),
    max_size=40,
)


@given(wishes)
def test_no_label_meets_another_or_leaves_the_frame(asked: list[Wish]) -> None:
    marks = [Box(wish.x - 4, wish.y - 4, wish.x + 4, wish.y + 4) for wish in asked]
    found = [box for box in place(asked, frame=FRAME, taken=marks) if box]
    assert all(FRAME.holds(box) for box in found)
    assert not any(one.meets(other) for one, other in itertools.combinations(found, 2))
    assert not any(box.meets(mark) for box in found for mark in marks)


@given(wishes)
def test_the_same_wishes_get_the_same_places(asked: list[Wish]) -> None:
    assert place(asked, frame=FRAME) == place(asked, frame=FRAME)


def test_a_lonely_label_stands_beside_its_point() -> None:
    assert place([Wish(300, 200, 60, 14)], frame=FRAME) == [Box(308, 193, 368, 207)]


def test_a_label_that_fits_nowhere_gets_no_place() -> None:
    assert place([Wish(300, 200, 700, 14)], frame=FRAME) == [None]


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_longer_text_is_never_narrower(one: str, more: str) -> None:
    assert width_of(one + more, 12) >= width_of(one, 12) - 1e-9


def matrix(points: list[tuple[float, float, str]]) -> Matrix:
    def number(value: float, high: float) -> Number:
        low, high = max(0.0, value - 0.03), min(high, value + 0.03)
        return Number(f"{value:.1f}", interval="x", value=value, low=low, high=high)

    dots = tuple(Dot(label, number(x, 1.0), number(y, 1.0), "") for x, y, label in points)
    return Matrix(
        "M", "x", "y", dots, (0.0, 1.0), (0.0, 1.0), (0.5, 0.5), ("mend first", "keep", "watch", "do not overdo"), ""
    )


labels = st.text(alphabet="abcdefgh MW家ع", min_size=1, max_size=60)
clouds = st.lists(st.tuples(spots, spots, labels), min_size=1, max_size=30)


@given(clouds)
def test_the_labels_of_a_matrix_never_cover_each_other_and_none_is_lost(points: list[tuple[float, float, str]]) -> None:
    plot = Plot(matrix(points), 620, 470)
    found, keys, keyed = plot.labels()
    boxes = [box for box in [*found, *keyed] if box]
    assert not any(one.meets(other) for one, other in itertools.combinations(boxes, 2))
    assert all(plot.frame.holds(box) for box in boxes)
    assert all((box is None) == (at in keys) for at, box in enumerate(found))
    assert sorted(keys.values()) == list(range(1, len(keys) + 1))


def test_dots_on_top_of_each_other_get_numbers_and_a_list() -> None:
    crowd = matrix([(0.5, 0.5, f"Touchpoint {n}") for n in range(30)])
    _, listed = scatter(crowd, Words(), width=620, height=470, cls="wide")
    assert len(listed) > 10
    assert {name for _, name in listed} <= {f"Touchpoint {n}" for n in range(30)}


@given(st.floats(-1000, 1000), st.floats(0.01, 1000))
def test_ticks_are_round_and_within(low: float, span: float) -> None:
    found = [value for value, _ in ticks((low, low + span))]
    assert 2 <= len(found) <= 8
    assert all(low - 1e-6 * span - 1e-5 <= value <= low + span + 1e-6 * span + 1e-5 for value in found)


# ---- the curve ------------------------------------------------------------------------------------------------------

levels = st.one_of(st.none(), st.floats(1, 10))


@st.composite
def points(draw: st.DrawFn) -> CurveRow:
    made = []
    for at in range(draw(st.integers(1, 12))):
        level = draw(levels)
        half = draw(st.floats(0, 1.5))
        number = None
        if level is not None:
            number = Number("x", value=level, low=max(1.0, level - half), high=min(10.0, level + half))
        made.append(Point(at, number, drawn=draw(levels), target=draw(levels)))
    return CurveRow("emotion", "", "", Icon.CURVE, 1.0, 10.0, (1.0, 10.0), tuple(made), "")


@given(points())
def test_a_label_of_the_curve_stays_in_its_cell_and_clear_of_what_was_drawn(row: CurveRow) -> None:
    found = drawing(row)
    for at, box in enumerate(found.labels):
        assert Box(-LABEL[0] / 2, 0, LABEL[0] / 2, HEIGHT).holds(box)
        hand, point = found.drawn[at], row.points[at]
        whole = point.number and (point.number.high or 0) - (point.number.low or 0) < 2.5
        if hand is not None and whole:
            assert not box.meets(Box(-7, hand - 7, 7, hand + 7))


@given(st.lists(st.floats(0, 200), min_size=2, max_size=12))
def test_the_line_never_leaves_the_range_of_its_two_neighbours(ys: list[float]) -> None:
    line = Slopes.through(ys)
    for at in range(len(ys) - 1):
        for step in range(11):
            y = line.near(at, step / 10)
            assert y is not None
            assert min(ys[at], ys[at + 1]) - 1e-6 <= y <= max(ys[at], ys[at + 1]) + 1e-6


def test_a_line_breaks_at_a_gap() -> None:
    line = Slopes.through([1.0, 2.0, None, 4.0, 5.0])
    assert line.path(2) == ""
    assert line.path(1).startswith("-50 1 C")
    assert "150" not in line.path(1)
    assert line.path(3).startswith("50 4 C")


def test_better_is_higher_up() -> None:
    row = CurveRow("e", "", "", Icon.CURVE, 1.0, 10.0, (), (), "")
    assert y_of(10, row) < y_of(5, row) < y_of(1, row)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize(("width", "height"), [(620, 470), (336, 400)])
def test_the_labels_of_every_sample_fit(name: str, width: float, height: float) -> None:
    sample = SAMPLES[name]()
    chart = compose(sample.document, sample.reading, today=sample.today).matrix
    if chart is None:
        assert sample.reading is None or not sample.reading.positions
        return
    plot = Plot(chart, width, height)
    found, _, keyed = plot.labels()
    boxes = [box for box in [*found, *keyed] if box]
    assert not any(one.meets(other) for one, other in itertools.combinations(boxes, 2))
    assert not any(box.meets(mark) for box in boxes for mark in plot.taken())
