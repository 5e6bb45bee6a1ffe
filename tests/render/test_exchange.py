"""What goes out to other tools is whole, well-formed, and says of itself what it is."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from samples import SAMPLES, TODAY
from tangles import tangled
from tests.maps.maps_drawn import documents

from outsidein import maps, render
from outsidein.ground import RenderError
from outsidein.ground.speech import speaking
from outsidein.maps import Document
from outsidein.maps.bringing.data import read_json
from outsidein.maps.bringing.mermaid import read_mermaid
from outsidein.maps.bringing.notes import Notes
from outsidein.render.exchange.markdown import escaped


def scene_of(name: str = "family-trip") -> render.Scene:
    sample = SAMPLES[name]()
    return render.compose(sample.document, sample.reading, today=TODAY)


def check_drawio(text: str) -> set[str]:
    """The rules of a diagram: cells 0 and 1, unique ids, parents and ends that exist, a size for every shape."""
    root = ElementTree.fromstring(text)
    assert root.tag == "mxfile"
    model = root.find("diagram/mxGraphModel/root")
    assert model is not None
    cells = model.findall("mxCell")
    ids = [cell.get("id", "") for cell in cells]
    assert len(ids) == len(set(ids))
    assert [cell.attrib for cell in cells[:2]] == [{"id": "0"}, {"id": "1", "parent": "0"}]
    for cell in cells[2:]:
        assert cell.get("parent") in ids
        assert (cell.get("vertex") == "1") != (cell.get("edge") == "1")
        geometry = cell.find("mxGeometry")
        assert geometry is not None
        assert geometry.get("as") == "geometry"
        if cell.get("edge"):
            assert {cell.get("source"), cell.get("target")} <= set(ids)
        else:
            assert float(geometry.get("width", "0")) > 0
            assert float(geometry.get("height", "0")) > 0
        assert "html=1" not in cell.get("style", "")
    return set(ids)


def test_a_diagram_of_draw_io_follows_its_rules_and_holds_every_card() -> None:
    sample = SAMPLES["family-trip"]()
    ids = check_drawio(render.write_drawio(scene_of(), sample.document))
    assert {card.id for card in sample.document.all(maps.Card) if card.text} <= ids


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_no_map_breaks_a_writer(document: Document) -> None:
    scene = render.compose(document, today=TODAY)
    check_drawio(render.write_drawio(scene, document))
    assert render.write_markdown(scene)
    if not (document.stages or scene.network or (scene.plan and scene.plan.ways)):
        with pytest.raises(RenderError):
            render.write_mermaid(scene)
        return
    text, _ = render.write_mermaid(scene)
    if document.steps and text.startswith("journey"):
        again = read_mermaid(text, title="t", notes=Notes())
        assert again is not None
        assert len(again.steps) == len(document.steps)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_json_is_the_whole_map_and_fits_its_schema(document: Document) -> None:
    text = render.write_json(document)
    again, found = read_json(text)
    assert again == maps.respaced(document), found


def test_json_fits_the_published_schema() -> None:
    for name in maps.templates():
        data = json.loads(render.write_json(maps.begin_from(name, "map", title="Map")))
        jsonschema.validate(data, maps.schema())


def test_a_diagram_of_mermaid_comes_back_with_its_stages_steps_people_and_levels() -> None:
    scene = scene_of()
    text, _ = render.write_mermaid(scene)
    again = read_mermaid(text, title="t", notes=Notes())
    assert again is not None
    assert [one.name for one in again.stages] == [one.name for one in scene.stages]
    assert [one.name for one in again.steps] == [one.name for one in scene.steps]
    assert [one.name for one in again.personas] == [one.name for one in scene.personas]


@pytest.mark.parametrize(
    "text", ["<script>", "[a](javascript:b)", "# head", "| cell |", "1. one", "- a", "---", "&lt;", "`x`", "a\nb"]
)
def test_no_text_becomes_markup_in_markdown(text: str) -> None:
    shown = escaped(text)
    assert "\n" not in shown
    assert not re.search(r"(?<!\\)[<|`\[\]#](?!br>)", shown)
    assert not re.match(r"[-+=] |\d+\. ", shown)


def test_every_form_says_what_it_is_and_what_it_cannot_carry() -> None:
    for spoken in ("en", "de"):
        with speaking(spoken):
            for form in render.FORMS.values():
                assert form.title
                assert form.cannot_carry.endswith(".")


def of_template(name: str) -> tuple[Document, render.Scene]:
    document = maps.begin_from(name, "map", title="Map")
    return document, render.compose(document, today=TODAY)


def test_a_network_in_draw_io_has_real_edges_between_its_actors() -> None:
    document, scene = of_template("streaming-value-chain")
    text = render.write_drawio(scene, document)
    assert {one.id for one in document.actors} <= check_drawio(text)
    edges = {cell.get("id"): cell for cell in ElementTree.fromstring(text).iter("mxCell") if cell.get("edge")}
    for flow in document.flows:
        assert (edges[flow.id].get("source"), edges[flow.id].get("target")) == (flow.parent, flow.to)


def boxes_of(cells: list[ElementTree.Element]) -> dict[str, tuple[float, float, float, float]]:
    """Left, top, right and bottom of every shape of a diagram."""
    found: dict[str, tuple[float, float, float, float]] = {}
    for cell in cells:
        if cell.get("vertex"):
            geometry = cell.find("mxGeometry")
            assert geometry is not None
            x, y, wide, tall = (float(geometry.get(name, "0")) for name in ("x", "y", "width", "height"))
            left, top, *_ = found.get(cell.get("parent", ""), (0.0, 0.0, 0.0, 0.0))
            found[cell.get("id", "")] = left + x, top + y, left + x + wide, top + y + tall
    return found


def way_of(edge: ElementTree.Element, boxes: dict[str, tuple[float, float, float, float]]) -> list[tuple[float, float]]:
    """The corners of an edge that says where it leaves its shape and where it reaches the other."""
    style = dict(part.split("=") for part in edge.get("style", "").split(";"))
    ends = []
    for end, name in (("source", "exit"), ("target", "entry")):
        left, top, right, bottom = boxes[edge.get(end, "")]
        across, down = float(style[f"{name}X"]), float(style[f"{name}Y"])
        ends.append((left + across * (right - left), top + down * (bottom - top)))
    bends = [(float(one.get("x", "0")), float(one.get("y", "0"))) for one in edge.findall("mxGeometry/Array/mxPoint")]
    return [ends[0], *bends, ends[1]]


@pytest.mark.parametrize("seed", range(3))
def test_an_arrow_in_draw_io_has_right_angles_and_crosses_no_card(seed: int) -> None:
    document = tangled(seed=seed)
    scene = render.compose(document, today=TODAY)
    assert scene.ties is not None
    cells = list(ElementTree.fromstring(render.write_drawio(scene, document)).iter("mxCell"))
    boxes = boxes_of(cells)
    cards = {card.id for card in document.all(maps.Card)} & set(boxes)
    edges = {(cell.get("source"), cell.get("target")): cell for cell in cells if cell.get("edge")}
    for tie in scene.ties.ties:
        for (ax, ay), (bx, by) in pairwise(way_of(edges[tie.source_id, tie.target_id], boxes)):
            assert min(abs(ax - bx), abs(ay - by)) < 0.1
            for left, top, right, bottom in (boxes[card] for card in cards):
                beside = max(ax, bx) <= left + 0.5 or min(ax, bx) >= right - 0.5
                assert beside or max(ay, by) <= top + 0.5 or min(ay, by) >= bottom - 0.5


def test_a_branch_in_draw_io_runs_over_the_steps_and_an_exit_has_a_sign() -> None:
    trip = maps.begin("trip", title="Trip")
    first, second, third, *_ = trip.steps
    back = maps.Arrow(id="arrow:back", parent=third.id, to=first.id, label="It rains", kind=maps.Way.RETURNS)
    out = maps.Arrow(id="arrow:out", parent=second.id, label="Stays at home", kind=maps.Way.LEAVES)
    document = trip.put(back, out)
    text = render.write_drawio(render.compose(document, today=TODAY), document)
    check_drawio(text)
    cells = list(ElementTree.fromstring(text).iter("mxCell"))
    boxes = boxes_of(cells)
    by_id = {cell.get("id"): cell for cell in cells}
    way = way_of(by_id["arrow:back"], boxes)
    assert all(y < min(boxes[first.id][1], boxes[third.id][1]) for _, y in way[1:-1])
    assert by_id["arrow:back"].get("value") == "It rains"
    assert "Stays at home" in (by_id["arrow:out~out"].get("value") or "")
    assert by_id["arrow:out"].get("target") == "arrow:out~out"


@pytest.mark.parametrize("name", ["money-minds", "shop-floor-plan", "hotel-blueprint"])
def test_every_structure_in_draw_io_and_markdown_says_every_card(name: str) -> None:
    document, scene = of_template(name)
    text = render.write_drawio(scene, document)
    check_drawio(text)
    values = "\n".join(cell.get("value", "") for cell in ElementTree.fromstring(text).iter("mxCell"))
    written = render.write_markdown(scene)
    for card in document.all(maps.Card):
        if card.text:
            assert card.text in values
            assert escaped(card.text) in written


def test_each_structure_has_the_diagram_of_mermaid_that_fits() -> None:
    begins = {"airline": "journey", "money-minds": "mindmap"}
    for name, word in begins.items():
        assert render.write_mermaid(of_template(name)[1])[0].startswith(word)
    document, scene = of_template("streaming-value-chain")
    text = render.write_mermaid(scene)[0]
    assert "flowchart LR" in text
    assert text.count('"') >= 2 * (len(document.actors) + len(document.flows))
    assert "flowchart LR" in render.write_mermaid(of_template("shop-floor-plan")[1])[0]


def test_a_sketch_is_whole_svg_and_only_for_maps_of_stages() -> None:
    document, _ = of_template("airline")
    root = ElementTree.fromstring(render.write_sketch(document))
    said = " ".join("".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text"))
    assert all(word in said for step in document.steps for word in step.name.split())
    with pytest.raises(RenderError):
        render.write_sketch(of_template("streaming-value-chain")[0])
