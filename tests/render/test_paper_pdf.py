"""The printed PDF: whole, verbatim, accessible, the same every time."""

import dataclasses
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any

import pytest
from hard_samples import SAMPLES
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from outsidein.ground import RenderError, Severity
from outsidein.render.composition import compose
from outsidein.render.glyphs import coverage, legible
from outsidein.render.paper import Format, Printed, Shop, print_scene, write_pdf, write_png, write_svg
from outsidein.render.scene import CardRow, CurveRow, Dot, Scene

DAY = date(2026, 11, 21)
UNSAID = {"id", "key", "tone", "icon", "look", "mark", "spoken", "opened", "language", "words_language", "quadrant"}
UNSAID |= {"category_tone", "right_to_left"}
UNSAID |= {"hotspot", "bright"}  # a sign with a word on the map; the reasons stand in the ranked list
UNSAID |= {"ways", "branch"}  # drawn as arcs with labels of their own; the sentences stand as their alternative
HOSTILE = (
    '#read("/etc/passwd")', "$x$", "*b*", "_i_", "<label>", "@ref", "`raw`", "```\nraw\n```",
    '#import "@preview/cetz:0.3.0"', "#panic()", "]]}", "// no comment", "\\u{41}", "= Heading", "#{1 + 1}",
)  # fmt: skip


@cache
def scene_of(name: str) -> Scene:
    sample = SAMPLES[name]()
    return compose(sample.document, sample.reading, today=sample.today)


@cache
def printed(name: str) -> Printed:
    return print_scene(scene_of(name), created=DAY)


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def bare(text: str) -> str:
    """Without what the line-breaker adds or takes, and without case: small capitals are set in capitals."""
    return re.sub(r"[\s\u00ad-]", "", text).casefold()


def text_of(pdf: bytes) -> str:
    return bare("".join(page.extract_text() for page in reader(pdf).pages))


def said(value: Any) -> Iterator[str]:
    """Every text of a scene that stands on paper."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from said(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        skip = UNSAID | ({"x", "y"} if isinstance(value, Dot) else set())
        for field in dataclasses.fields(value):
            if field.name not in skip:
                yield from said(getattr(value, field.name))


def elements(pdf: PdfReader) -> Iterator[Any]:
    """Every element of the structure tree, parents first."""

    def walk(node: Any) -> Iterator[Any]:
        node = node.get_object()
        if isinstance(node, dict):
            if "/S" in node:
                yield node
            kids = node.get("/K", [])
            kids = kids.get_object() if hasattr(kids, "get_object") else kids
            for kid in kids if isinstance(kids, list) else [kids]:
                if hasattr(kid, "get_object"):
                    yield from walk(kid)

    yield from walk(pdf.trailer["/Root"]["/StructTreeRoot"])


@pytest.mark.parametrize("name", ["family-trip", "forty-steps", "empty-lanes", "long-words", "hostile", "no-evidence"])
def test_nothing_of_the_scene_is_lost_on_paper(name: str) -> None:
    found = text_of(printed(name).body)
    lost = [text for text in said(scene_of(name)) if bare(legible(text, coverage())) not in found]
    of_the_page_alone = ("Every number opens", "Jede Zahl lässt")
    lost = [text for text in lost if not text.startswith(of_the_page_alone)]
    assert lost == []


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_map_prints_accessible_and_archival(name: str) -> None:
    made = printed(name)
    assert made.standards == ("ua-1", "a-2a")
    assert made.page_count == len(reader(made.body).pages)
    assert made.smallest >= 6
    assert all(one.severity is not Severity.ERROR for one in made.diagnostics)


def test_the_reason_of_a_moment_of_truth_stands_on_the_map_itself() -> None:
    first = bare(reader(printed("family-trip").body).pages[0].extract_text())
    reasons = [step.moment for step in scene_of("family-trip").steps if step.moment]
    assert len(reasons) == 2
    assert all(bare(reason) in first for reason in reasons)


def test_hostile_texts_stand_there_verbatim() -> None:
    scene = scene_of("family-trip")
    row = next(row for row in scene.rows if isinstance(row, CardRow))
    (first, *others), *cells = row.cells
    cards = tuple(dataclasses.replace(first, id=f"card:{n}", text=text) for n, text in enumerate(HOSTILE))
    row = dataclasses.replace(row, cells=((*cards, *others), *cells))
    scene = dataclasses.replace(scene, title=HOSTILE[0], headline=HOSTILE[8], rows=(row, *scene.rows[1:]))
    made = print_scene(scene, created=DAY)
    found = text_of(made.body)
    assert [text for text in HOSTILE if bare(text) not in found] == []
    assert reader(made.body).metadata.title == HOSTILE[0]


@given(st.text(max_size=40))
@example("0\u20e3")  # a keycap, which our fonts do not draw
@settings(max_examples=15, deadline=None)
def test_any_text_at_all_prints_accessible(text: str) -> None:
    scene = dataclasses.replace(scene_of("bare"), title=text, headline=text, kicker=text, footer=text, lead=text)
    assert print_scene(scene, created=DAY).standards[0] == "ua-1"


def test_the_pdf_says_its_title_language_and_subject() -> None:
    pdf = reader(printed("family-trip").body)
    assert pdf.metadata.title == "Family trip by air"
    assert pdf.metadata.subject == scene_of("family-trip").headline
    assert pdf.trailer["/Root"]["/Lang"] == "en"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader(printed("long-words").body).trailer["/Root"]["/Lang"] == "de"


def test_a_map_that_runs_from_right_to_left_says_so() -> None:
    pdf = reader(printed("arabic").body)
    assert pdf.trailer["/Root"]["/Lang"] == "ar"
    assert pdf.trailer["/Root"]["/ViewerPreferences"]["/Direction"] == "/R2L"


def test_headings_tables_and_figures_are_what_they_are() -> None:
    tags = [element["/S"] for element in elements(reader(printed("family-trip").body))]
    assert tags.count("/H1") == 2
    assert tags.count("/H2") >= 8
    assert tags.count("/Table") >= 4
    assert tags.count("/Figure") == 2


def test_the_curve_is_told_to_those_who_cannot_see_it() -> None:
    row = next(row for row in scene_of("family-trip").rows if isinstance(row, CurveRow))
    figures = [element for element in elements(reader(printed("family-trip").body)) if element["/S"] == "/Figure"]
    assert figures[0]["/Alt"] == row.spoken
    assert "Mobile app, 4.6, 24, mend first" in figures[1]["/Alt"]


def test_every_cell_of_a_lane_knows_its_lane_and_its_step() -> None:
    pdf = reader(printed("family-trip").body)
    names = pdf.trailer["/Root"]["/StructTreeRoot"]["/IDTree"]["/Names"]
    assert list(names[::2]) == sorted(names[::2])
    by_id = {key: value.get_object() for key, value in zip(names[::2], names[1::2], strict=True)}
    heads = [head for head in by_id.values() if table_of(head).get("/Scope") == "/Row"]
    lanes = sum(1 for _ in scene_of("family-trip").rows)
    assert len(heads) > lanes
    table = next(element for element in elements(pdf) if element["/S"] == "/Table")
    rows = [row.get_object() for body in table["/K"][1:] for row in body.get_object()["/K"]]
    full = [row for row in rows if len(row["/K"]) == 1 + len(scene_of("family-trip").steps)]
    assert len(full) >= 8
    for row in full:
        head, *cells = (cell.get_object() for cell in row["/K"])
        assert head["/S"] == "/TH"
        for cell in cells:
            scopes = {table_of(by_id[key])["/Scope"] for key in table_of(cell)["/Headers"]}
            assert scopes == {"/Row", "/Column"}


def table_of(element: Any) -> Any:
    attributes = element.get("/A", [])
    return next((one for one in attributes if one.get("/O") == "/Table"), {})


def test_the_same_scene_gives_the_same_bytes_here_and_in_a_shop() -> None:
    scene = scene_of("empty-lanes")
    with Shop(prints=2) as shop:
        there = [shop.order(scene, created=DAY).result().body for _ in range(3)]
    assert set(there) == {write_pdf(scene, created=DAY)}


def test_a_shop_that_is_ordered_from_all_at_once_prints_everything() -> None:
    scene = scene_of("bare")
    with Shop(prints=1) as shop:
        ordered = [shop.order(scene, created=DAY) for _ in range(4)]
        assert len({one.result(timeout=60).body for one in ordered}) == 1


def test_an_error_comes_out_of_the_shop_whole() -> None:
    with Shop() as shop, pytest.raises(RenderError) as told:
        shop.order(scene_of("bare"), paper="letter").result()
    assert told.value.diagnostics[0].code == "render/paper-unknown"


def test_the_date_is_what_we_say_and_nothing_where_we_say_nothing() -> None:
    scene = scene_of("bare")
    at = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    assert reader(write_pdf(scene, created=at)).metadata.creation_date == at
    assert "/CreationDate" not in reader(write_pdf(scene)).metadata
    assert print_scene(scene).standards == ("ua-1",)


def test_svg_is_one_file_that_asks_for_nothing() -> None:
    svg = write_svg(scene_of("hostile"))
    root = ET.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    links = {value for element in root.iter() for key, value in element.attrib.items() if key.endswith("href")}
    assert all(link.startswith(("#", "data:")) for link in links)


def test_png_has_the_pixels_that_were_asked_for() -> None:
    png = write_png(scene_of("bare"), ppi=30)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20], "big") == pytest.approx(594 / 25.4 * 30, abs=1)
    assert print_scene(scene_of("empty-lanes"), "png", ppi=20).page_count == 2


def test_a_picture_of_gigabytes_is_refused() -> None:
    with pytest.raises(RenderError) as told:
        write_png(scene_of("bare"), ppi=5000)
    assert told.value.diagnostics[0].code == "render/picture-too-large"
    assert "643 or fewer" in told.value.diagnostics[0].fix


def test_an_unknown_paper_is_said_with_those_there_are() -> None:
    with pytest.raises(RenderError) as told:
        print_scene(scene_of("bare"), Format.PDF, paper="foolscap")
    assert "a4, a3, a2, a1, a0" in told.value.diagnostics[0].fix
