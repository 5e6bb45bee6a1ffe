"""Arrows from card to card: none crosses a card or lies on another, and each leads from its card to the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from outsidein.maps import Document, kinds
from outsidein.maps.reading import read
from outsidein.render.arrows import Board, Run, Seat, routed
from outsidein.render.composition import compose
from outsidein.render.html.page import write_html
from outsidein.render.paper.press import Format, print_scene
from outsidein.render.scene import Scene

EXAMPLES = Path(__file__).parents[2] / "examples" / "kinds" / "maps"
DAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Drawn:
    """A board with its cards and the arrows between some of them."""

    board: Board
    pairs: tuple[tuple[Seat, Seat], ...]


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 7))
    seats: list[Seat] = []
    filled = set()
    for row in range(rows):
        column = 0
        while column < columns:
            last = min(columns - 1, column + draw(st.sampled_from([0, 0, 0, 1, 2])))
            of = draw(st.integers(0, 3))
            seats += [Seat(row, column, last, place, of) for place in range(of)]
            filled |= {(row, at) for at in range(column, last + 1) if of}
            column = last + 1
    numbers = st.integers(0, max(0, len(seats) - 1))
    pairs = draw(st.lists(st.tuples(numbers, numbers).filter(lambda p: p[0] != p[1]), max_size=14)) if seats else []
    chosen = tuple((seats[one], seats[other]) for one, other in pairs)
    return Drawn(Board(rows, columns, frozenset(filled)), chosen)


def places(run: Run) -> set[tuple[int, int]]:
    """The places of the maze that a run covers, row and column, doubled."""
    return {(run.line, at) if run.across else (at, run.line) for at in range(run.low, run.high + 1)}


@settings(max_examples=120, deadline=None)
@given(drawn())
def test_no_arrow_crosses_the_cell_of_a_card(case: Drawn) -> None:
    full = {(2 * row + 1, 2 * column + 1) for row, column in case.board.filled}
    for route in routed(case.board, case.pairs):
        for run in route.runs:
            assert not places(run) & full
            assert 0 <= run.line <= 2 * (case.board.columns if not run.across else case.board.rows)


@settings(max_examples=120, deadline=None)
@given(drawn())
def test_two_runs_in_one_gap_never_lie_on_one_another(case: Drawn) -> None:
    runs = [run for route in routed(case.board, case.pairs) for run in route.runs]
    for at, run in enumerate(runs):
        assert 0 <= run.track < run.of
        for other in runs[at + 1 :]:
            if (run.across, run.line) == (other.across, other.line) and places(run) & places(other):
                assert run.track != other.track


@settings(max_examples=120, deadline=None)
@given(drawn())
def test_every_way_leads_from_its_card_to_the_other_without_a_break(case: Drawn) -> None:
    for (source, target), route in zip(case.pairs, routed(case.board, case.pairs), strict=True):
        assert places(route.runs[0]) & {door(source, route.leaves)}
        assert places(route.runs[-1]) & {door(target, route.enters)}
        for one, other in pairwise(route.runs):
            assert one.across != other.across
            assert places(one) & places(other)
        assert opens(source, route.leaves)
        assert opens(target, route.enters)


def door(seat: Seat, side: str) -> tuple[int, int]:
    y, x = 2 * seat.row + 1, 2 * seat.middle + 1
    return {"top": (y - 1, x), "bottom": (y + 1, x), "left": (y, 2 * seat.first), "right": (y, 2 * seat.last + 2)}[side]


def opens(seat: Seat, side: str) -> bool:
    """Whether nothing of its own stack stands before that side."""
    return side in ("left", "right") or seat.place == (0 if side == "top" else seat.of - 1)


def test_an_arrow_goes_straight_down_where_nothing_stands_between() -> None:
    board = Board(4, 1, frozenset({(0, 0), (3, 0)}))
    [route] = routed(board, ((Seat(0, 0, 0), Seat(3, 0, 0)),))
    assert (route.leaves, route.enters, route.runs) == ("bottom", "top", (Run(False, 1, 2, 6),))


def test_an_arrow_goes_around_what_stands_between() -> None:
    board = Board(3, 1, frozenset({(0, 0), (1, 0), (2, 0)}))
    [route] = routed(board, ((Seat(0, 0, 0), Seat(2, 0, 0)),))
    assert {run.line for run in route.runs if not run.across} <= {0, 2}, "in a gutter beside the column"


def test_neighbours_are_tied_straight_across() -> None:
    board = Board(1, 2, frozenset({(0, 0), (0, 1)}))
    [route] = routed(board, ((Seat(0, 0, 0), Seat(0, 1, 1)),))
    assert (route.leaves, route.enters, route.runs) == ("right", "left", (Run(True, 1, 2, 2),))


def blueprint() -> tuple[Document, Scene]:
    document, found = read((EXAMPLES / "clinic-first-visit.map.yaml").read_text("utf-8"))
    assert document is not None, found
    return document, compose(document, today=DAY)


def test_a_blueprint_has_its_lines_between_its_lanes_in_the_order_of_its_kind() -> None:
    _, scene = blueprint()
    keys = [row.key for row in scene.rows]
    named = {line.name: (keys[line.before - 1], keys[line.before]) for line in scene.lines}
    assert named == {
        "Line of interaction": ("actions", "onstage"),
        "Line of visibility": ("onstage", "backstage"),
        "Line of internal interaction": ("backstage", "support"),
    }
    assert keys.index("evidence") < keys.index("actions")


def test_a_kind_without_lines_keeps_one_line_of_visibility() -> None:
    document, _ = blueprint()
    head = document.journey
    plain = kinds()["customer-journey"]
    scene = compose(document.put(head), today=DAY, kind=plain)
    assert [line.key for line in scene.lines] in ([], ["visibility"])
    assert scene.ties is None, "its arrows lead from step to step"


def test_every_arrow_of_a_blueprint_is_drawn_and_said() -> None:
    document, scene = blueprint()
    cards = {card.id for card in document.all(type(document.cards(document.steps[0].id, "actions")[0]))}
    arrows = [one for one in document.arrows if one.parent in cards]
    assert scene.ties is not None
    assert len(scene.ties.ties) == len(arrows) > 15
    page = write_html(scene)
    assert scene.ties.ties[0].says == "“Choose a time” hands on to “Offer three free times”"
    assert page.count("” hands on to “") == len(arrows)
    assert 'id="ties"' in page


def test_a_label_cannot_end_the_script_of_a_page() -> None:
    document, _ = blueprint()
    evil = document.put(
        *(type(one)(**{**_fields(one), "label": "</script><script>alert(1)</script>"}) for one in document.arrows)
    )
    page = write_html(compose(evil, today=DAY))
    assert "<script>alert(1)" not in page
    assert "</script><script>alert" not in page


def _fields(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in ("id", "parent", "to", "label", "kind")}


def test_a_blueprint_goes_on_paper_with_its_arrows() -> None:
    _, scene = blueprint()
    with_arrows = print_scene(scene, Format.SVG).body
    without = print_scene(replace(scene, ties=None), Format.SVG).body
    assert with_arrows.count(b"<path") > without.count(b"<path") + len(scene.ties.ties if scene.ties else ())


def test_routes_are_the_same_every_time() -> None:
    _, one = blueprint()
    _, other = blueprint()
    assert one.ties == other.ties
