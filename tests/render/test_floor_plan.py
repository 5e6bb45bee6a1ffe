"""Floor plans: pins whole and apart, names and labels that cover nothing, the same in words beside the picture."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from outsidein.maps import Document, read
from outsidein.render import compose, write_html
from outsidein.render.composition.ways import Bound, apart, curved, named, points, told
from outsidein.render.html.labels import Box
from outsidein.render.paper import print_scene
from outsidein.render.plan import RADIUS, PlanView, size_of

TODAY = date(2026, 11, 22)
NAME = "0123456789abcdef.png"
FRAME = Box(0, 0, 940, 640)
TEXT = f"""outsidein: 1
map: branch
kind: spatial
title: A visit
language: en
plan: {NAME}
touchpoints:
  - {{id: door, name: Sliding door, kind: interactive, channel: physical}}
places:
  - id: in
    touchpoint: door
    x: 0
    "y": 1
    arrows: [{{to: desk, label: Straight on}}]
    actions: [Walk <in>]
  - {{id: desk, name: Welcome desk, x: 0.6, "y": 0.4, arrows: [{{to: in, label: Forgot something}}, {{kind: leaves}}]}}
  - {{id: twin, name: Brochures, x: 0.6, "y": 0.4, pains: [Choosing among forty]}}
"""


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + b"\xee" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def _branch() -> Document:
    document, found = read(TEXT)
    assert document is not None, found
    return document


def _plan(pictures: dict[str, bytes] | None = None) -> PlanView:
    view = compose(_branch(), today=TODAY, pictures={NAME: _png(80, 50)} if pictures is None else pictures).plan
    assert view is not None
    return view


spots = st.lists(st.tuples(st.floats(20, 920), st.floats(20, 620)), min_size=1, max_size=14)


@settings(max_examples=40, deadline=None)
@given(spots, st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=10), st.integers(30, 180))
def test_no_pin_is_cut_off_and_no_label_covers_a_pin_or_another_label(
    exact: list[tuple[float, float]], pairs: list[tuple[int, int]], width: int
) -> None:
    pins = apart(exact, radius=RADIUS, frame=FRAME)
    for at, (x, y) in enumerate(pins):
        assert RADIUS <= x <= FRAME.right - RADIUS
        assert RADIUS <= y <= FRAME.bottom - RADIUS
        assert all((x - u) ** 2 + (y - v) ** 2 >= (2 * RADIUS) ** 2 for u, v in pins[:at])
    ways = [Bound(a % len(pins), b % len(pins), 60.0) for a, b in pairs]
    curves = curved(pins, ways, radius=RADIUS, frame=FRAME)
    names = named(pins, [(float(width), 20.0)] * len(pins), curves, radius=RADIUS, frame=FRAME)
    discs = [Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in pins]
    labels = told(curves, ways, [*discs, *filter(None, names)], height=15, frame=FRAME)
    boxes = [*discs, *(box for box in (*names, *labels) if box)]
    for at, box in enumerate(boxes):
        assert FRAME.holds(box)
        assert not any(box.meets(other) for other in boxes[max(at + 1, len(discs)) :])


def test_a_way_goes_around_a_pin_that_stands_between() -> None:
    pins = [(100.0, 300.0), (450.0, 300.0), (800.0, 300.0)]
    (curve,) = curved(pins, [Bound(0, 2, 0)], radius=RADIUS, frame=FRAME)
    assert all((x - 450) ** 2 + (y - 300) ** 2 >= RADIUS**2 for x, y in points(curve, 40))


def test_a_place_goes_by_its_touchpoint_and_two_on_one_spot_are_led_apart() -> None:
    view = _plan()
    assert [pin.name for pin in view.pins] == ["Sliding door", "Welcome desk", "Brochures"]
    assert (view.inner_width, view.inner_height) == (900, 562.5)
    first, desk, twin = view.pins
    assert (first.x, first.y) == (first.at_x, first.at_y) == (20, 582.5)
    assert (twin.at_x, twin.at_y) == (desk.x, desk.y) != (twin.x, twin.y)
    assert [(way.source, way.target, way.label) for way in view.ways] == [
        (1, 2, "Straight on"),
        (2, 1, "Forgot something"),
    ]
    assert desk.ways == ("to Sliding door: Forgot something", "leaves")


def test_the_page_leads_from_each_pin_to_what_stands_there_in_words() -> None:
    page = write_html(compose(_branch(), today=TODAY, pictures={NAME: _png(80, 50)}))
    for number in (1, 2, 3):
        assert page.count(f'href="#place-{number}"') == page.count(f'id="place-{number}"') == 1
    assert "Walk &lt;in&gt;" in page
    assert "<image " in page
    assert "data:image/png;base64," in page
    assert " style=" not in page


def test_without_a_picture_places_stand_on_a_blank_ground_that_asks_for_one() -> None:
    view = _plan(pictures={})
    assert view.picture == ""
    assert "give the map a picture" in view.missing
    page = write_html(compose(_branch(), today=TODAY))
    assert "no-plan" in page
    assert "Choosing among forty" in page


def test_a_plan_prints_as_an_accessible_pdf_with_every_place_and_way() -> None:
    printed = print_scene(compose(_branch(), today=TODAY, pictures={NAME: _png(80, 50)}), created=TODAY)
    assert printed.standards[0] == "ua-1"
    assert printed.smallest >= 6
    text = " ".join(PdfReader(io.BytesIO(printed.body)).pages[0].extract_text().split())
    for said in ("Sliding door", "Welcome desk", "Choosing among forty", "Straight on", "to Sliding door: Forgot"):
        assert said in text


def test_the_size_of_a_picture_is_read_from_its_head() -> None:
    lossy = b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + (640).to_bytes(2, "little") + (360).to_bytes(2, "little")
    whole = b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + (799).to_bytes(3, "little") + (599).to_bytes(3, "little")
    lossless = b"RIFF\0\0\0\0WEBPVP8L" + bytes(5) + (99 | 49 << 14).to_bytes(4, "little")
    assert [size_of(one) for one in (lossy, whole, lossless, _png(3, 2), b"", b"GIF89a")] == [
        (640, 360), (800, 600), (100, 50), (3, 2), None, None,
    ]  # fmt: skip
