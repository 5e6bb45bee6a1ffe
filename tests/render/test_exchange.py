"""What goes out to other tools is whole, well-formed, and says of itself what it is."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from samples import SAMPLES, TODAY
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
