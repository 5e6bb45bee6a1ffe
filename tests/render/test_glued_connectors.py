"""Lines on slides: each is a connector that holds on to two shapes at places that those have, and crosses no card."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from pptx import Presentation
from samples import TODAY
from tangles import tangled

from outsidein import maps, render
from outsidein.maps import Document
from outsidein.render.office.slides.deck import lay_deck
from outsidein.render.office.slides.joints import jointed
from outsidein.render.office.slides.poster import lay_poster
from outsidein.render.office.slides.shapes import Box, Connector, Slide

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_PRESET = {"rect": 4, "roundRect": 4, "flowChartTerminator": 4, "ellipse": 8, "hexagon": 6, "octagon": 8}
_OWN = ((0.5, 0.0), (0.0, 0.5), (0.5, 1.0), (1.0, 0.5))
TIED = ["hotel-blueprint", "streaming-value-chain", "city-mobility-ecosystem", "shop-floor-plan"]


def begun(name: str) -> Document:
    return maps.begin_from(name, "map", title="Map")


def sites_of(shape: Any) -> list[tuple[float, float]]:
    """The connection sites of a shape as shares of its size; those of a preset only where it is one of four."""
    about = shape.find(f"{_P}spPr")
    own = about.find(f"{_A}custGeom")
    if own is None:
        assert _PRESET[about.find(f"{_A}prstGeom").get("prst")] == 4
        return list(_OWN)
    shares = {one.get("name"): int(one.get("fmla").split()[2]) / 10_000 for one in own.find(f"{_A}gdLst")}
    return [(shares[pos.get("x")], shares[pos.get("y")]) for pos in own.iter(f"{_A}pos")]


def box_of(shape: Any) -> tuple[int, int, int, int]:
    frame = shape.find(f"{_P}spPr/{_A}xfrm")
    off, size = frame.find(f"{_A}off"), frame.find(f"{_A}ext")
    return int(off.get("x")), int(off.get("y")), int(size.get("cx")), int(size.get("cy"))


def ends_of(line: Any) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a connector begins and ends on the slide, from its frame as the format turns and mirrors it."""
    frame = line.find(f"{_P}spPr/{_A}xfrm")
    x, y, wide, high = box_of(line)
    across = -1 if frame.get("flipH") else 1
    down = -1 if frame.get("flipV") else 1
    start, end = (-across * wide / 2, -down * high / 2), (across * wide / 2, down * high / 2)
    if frame.get("rot"):
        assert frame.get("rot") == "5400000"
        start, end = (-start[1], start[0]), (-end[1], end[0])
    middle = x + wide / 2, y + high / 2
    return (middle[0] + start[0], middle[1] + start[1]), (middle[0] + end[0], middle[1] + end[1])


@pytest.mark.parametrize("name", TIED)
@pytest.mark.parametrize("write", [render.write_pptx, render.write_deck])
def test_every_connector_ends_at_a_site_of_the_shape_that_it_names(name: str, write: Any) -> None:
    document = tangled(seed=7) if name == "hotel-blueprint" else begun(name)
    deck = Presentation(io.BytesIO(write(render.compose(document, today=TODAY))))
    lines = 0
    for slide in deck.slides:
        tree = slide.shapes._spTree
        shapes = {one.find(f"{_P}nvSpPr/{_P}cNvPr").get("id"): one for one in tree.iter(f"{_P}sp")}
        for line in tree.iter(f"{_P}cxnSp"):
            lines += 1
            ties = [next(line.iter(f"{_A}{name}")) for name in ("stCxn", "endCxn")]
            for tie, (x, y) in zip(ties, ends_of(line), strict=True):
                left, top, wide, high = box_of(shapes[tie.get("id")])
                across, down = sites_of(shapes[tie.get("id")])[int(tie.get("idx"))]
                assert abs(left + across * wide - x) < 3_600  # a tenth of a millimetre
                assert abs(top + down * high - y) < 3_600
    assert lines >= len(document.all(maps.Flow))
    assert lines > 0


def cards_of(slide: Slide, document: Document) -> dict[str, Box]:
    known = {card.id for card in document.all(maps.Card)}
    return {shape.key: shape for shape in slide.shapes if isinstance(shape, Box) and shape.key in known}


def parts_of(slide: Slide) -> Iterator[tuple[Connector, tuple[float, float], tuple[float, float]]]:
    for line in slide.shapes:
        if isinstance(line, Connector):
            yield from ((line, start, end) for start, end in pairwise(line.points))


@pytest.mark.parametrize("seed", range(4))
def test_no_arrow_crosses_a_card_and_none_is_lost(seed: int) -> None:
    document = tangled(seed=seed)
    scene = render.compose(document, today=TODAY)
    assert scene.ties is not None
    slide = lay_poster(scene)
    cards = cards_of(slide, document)
    drawn = {(line.source, line.target) for line, _, _ in parts_of(slide) if line.source in cards}
    assert drawn == {(tie.source_id, tie.target_id) for tie in scene.ties.ties}
    for line, start, end in parts_of(slide):
        low, high = (min(start[0], end[0]), min(start[1], end[1])), (max(start[0], end[0]), max(start[1], end[1]))
        for card in cards.values():
            inside = (
                low[0] < card.x + card.width - 0.1
                and card.x + 0.1 < high[0]
                and low[1] < card.y + card.height - 0.1
                and card.y + 0.1 < high[1]
            )
            assert not inside, f"{line.name} crosses {card.key}"


def test_a_deck_ties_the_cards_of_one_slide_and_says_the_rest_in_its_notes() -> None:
    document = begun("hotel-blueprint")
    slides = lay_deck(render.compose(document, today=TODAY))
    tied = [slide for slide in slides if any(isinstance(one, Connector) for one in slide.shapes)]
    assert tied
    for slide in tied:
        keys = {shape.key for shape in slide.shapes if isinstance(shape, Box)}
        assert all({one.source, one.target} <= keys for one in slide.shapes if isinstance(one, Connector))


def test_a_way_of_many_corners_becomes_single_elbows_of_which_the_last_has_the_arrow() -> None:
    ends = Box("a", -8, -2, 8, 4, key="a"), Box("b", 30, 18, 8, 4, key="b")
    way = ((0.0, 0.0), (4.0, 0.0), (4.0, 9.0), (20.0, 9.0), (20.0, 20.0), (30.0, 20.0))
    made = [one for one in jointed((*ends, Connector("on", 0, 0, way, "a", "b", "#000000", 1))) if one not in ends]
    lines = [one for one in made if isinstance(one, Connector)]
    assert [line.arrow for line in lines] == [False, False, False, True]
    assert all(len(line.points) == 3 for line in lines)
    assert lines[0].source == "a"
    assert all(one.target == other.source for one, other in pairwise(lines))
