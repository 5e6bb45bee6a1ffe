"""Slides and workbooks: native shapes with names, nothing lost, nothing beyond the edge of a slide."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pptx import Presentation
from samples import SAMPLES, TODAY
from tests.maps.maps_drawn import documents

from outsidein import maps, render
from outsidein.maps import Document
from outsidein.render.scene import CardRow


@pytest.fixture(scope="module")
def scene() -> render.Scene:
    sample = SAMPLES["family-trip"]()
    return render.compose(sample.document, sample.reading, today=TODAY)


def slides_of(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def texts_of(deck: Any) -> str:
    return "\n".join(
        shape.text_frame.text.replace("\v", "\n")
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    )


def test_the_poster_is_one_slide_of_named_shapes_with_a_native_chart(scene: render.Scene) -> None:
    deck = slides_of(render.write_pptx(scene))
    (slide,) = deck.slides
    names = [shape.name for shape in slide.shapes]
    assert "Pain points: Compare flights" in names
    assert "Stage: Choose & book" in names
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert list(chart.plots[0].categories) == [step.name for step in scene.steps]
    measured = next(row for row in scene.rows if row.key == "emotion")
    values = [point.number.value if point.number else None for point in measured.points]  # type: ignore[union-attr]
    assert list(chart.plots[0].series[0].values) == values


@pytest.mark.parametrize("write", [render.write_pptx, render.write_deck])
def test_no_card_of_the_scene_is_lost(scene: render.Scene, write: Any) -> None:
    said = texts_of(slides_of(write(scene)))
    for row in scene.rows:
        if isinstance(row, CardRow):
            for cell in row.cells:
                assert all(card.text in said for card in cell)
    assert all(stage.name in said and stage.goal in said for stage in scene.stages)
    assert all(step.name in said for step in scene.steps)


@pytest.mark.parametrize("write", [render.write_pptx, render.write_deck])
def test_nothing_stands_beyond_the_edge(scene: render.Scene, write: Any) -> None:
    deck = slides_of(write(scene))
    for slide in deck.slides:
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(ids) == len(set(ids))
        for shape in slide.shapes:
            if shape.is_placeholder:
                continue
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width + 2
            assert shape.top + shape.height <= deck.slide_height + 2


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_no_map_breaks_a_writer(document: Document) -> None:
    scene = render.compose(document, today=TODAY)
    assert slides_of(render.write_pptx(scene)).slides
    assert slides_of(render.write_deck(scene)).slides
    assert render.write_xlsx(document, scene)


def test_a_long_card_is_cut_over_slides_and_not_lost() -> None:
    trip = maps.begin("trip", title="Trip")
    step = trip.steps[0]
    cards = [
        maps.Card(id=f"card:{n}", parent=step.id, order=key, lane="actions", text=f"No. {n}: " + "word " * 60)
        for n, key in enumerate(maps.spread(30))
    ]
    scene = render.compose(trip.put(*cards), today=TODAY)
    said = texts_of(slides_of(render.write_deck(scene)))
    assert all(f"No. {n}: " in said for n in range(30))


@pytest.mark.parametrize("name", ["streaming-value-chain", "money-minds", "shop-floor-plan", "hotel-blueprint"])
@pytest.mark.parametrize("write", [render.write_pptx, render.write_deck])
def test_every_structure_is_drawn_with_native_shapes_within_the_slide(name: str, write: Any) -> None:
    document = maps.begin_from(name, "map", title="Map")
    deck = slides_of(write(render.compose(document, today=TODAY)))
    said = []
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.is_placeholder:
                continue
            if shape.has_text_frame:
                said.append(shape.text_frame.text.replace("\v", " ").replace("\n", " "))
            if getattr(shape, "has_table", False) and shape.has_table:
                said += [cell.text.replace("\v", " ") for row in shape.table.rows for cell in row.cells]
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width + 2
            assert shape.top + shape.height <= deck.slide_height + 2
    text = " ".join(" ".join(one.split()) for one in said)
    for one in (*document.actors, *document.places, *document.steps):
        assert one.name in text
    for card in document.all(maps.Card):
        assert card.text in text


def test_the_deck_opens_with_everybody_whose_journey_it_is() -> None:
    document = maps.begin_from("b2b-buying-group", "b2b", title="Buying")
    opening = slides_of(render.write_deck(render.compose(document, today=TODAY))).slides[0]
    said = "\n".join(shape.text_frame.text for shape in opening.shapes if shape.has_text_frame)
    assert [one.name for one in document.personas if one.name not in said] == []
