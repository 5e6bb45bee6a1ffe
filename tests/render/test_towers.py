"""Towers: whole spaces in even rows, every box once, a gap to be seen and counted as the checks do."""

from __future__ import annotations

import io
import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from outsidein.maps import Document, knowing, lint, read, read_kind
from outsidein.render import compose, write_html
from outsidein.render.composition.towers import storeys
from outsidein.render.paper import print_scene

TODAY = date(2026, 11, 22)
HEAD = "outsidein: 1\nmap: minds\nkind: {kind}\ntitle: Minds\nlanguage: {language}\nstages:\n"
FLYING = (
    "  - id: choose\n    name: Choose how\n    goal: Be sure of it\n    steps:\n"
    "      - id: price\n        name: Find a fair price\n        mind: [Compare three sites, Wait a day]\n"
    "        beliefs: [Tuesday is <cheapest>]\n        support: [Price alert]\n"
    "      - {id: trust, name: Judge whom to trust, mind: [Ask a colleague], opportunities: [Show delays]}\n"
    "      - {id: nothing, name: Still empty}\n"
    "  - {id: ready, name: Get ready}\n"
)


def _read(text: str) -> Document:
    document, found = read(text)
    assert document is not None, found
    return document


def _flying(*, language: str = "en", kind: str = "mental-model") -> Document:
    return _read(HEAD.format(kind=kind, language=language) + FLYING)


def _large(spaces: int, towers: int, boxes: int) -> Document:
    lines = [HEAD.format(kind="mental-model", language="en")]
    for space in range(spaces):
        lines.append(f"  - id: s{space}\n    name: Mental space {space}\n    steps:\n")
        for tower in range(towers):
            mind = "".join(f"          - Weigh up thing {space}-{tower}-{box}\n" for box in range(boxes))
            lines.append(f"      - id: t{space}-{tower}\n        name: Tower {tower}\n        mind:\n{mind}")
    return _read("".join(lines))


@given(st.lists(st.integers(0, 12), max_size=14))
def test_every_space_stands_once_and_in_order_in_the_storeys(counts: list[int]) -> None:
    rows = storeys(counts)
    assert [at for first, end in rows for at in range(first, end)] == list(range(len(counts)))
    assert all(first < end for first, end in rows)
    assert all(one[1] == other[0] for one, other in pairwise(rows))


def test_the_line_and_the_words_are_those_of_the_kind_in_the_language_of_the_map() -> None:
    scene = compose(_flying(), today=TODAY)
    assert scene.towers is not None
    assert (scene.towers.line, scene.towers.spaces, scene.towers.towers) == (
        "Line of support",
        "Mental spaces",
        "Towers",
    )
    german = compose(_flying(language="de"), today=TODAY)
    assert german.towers is not None
    assert german.towers.towers == "Türme"
    assert ("Lücken", "1 von 3 Türmen ohne Unterstützung") in german.facts


def test_a_tower_is_a_gap_where_the_checks_say_so_and_the_head_counts_them() -> None:
    document = _flying()
    scene = compose(document, today=TODAY)
    assert scene.towers is not None
    told = [one for one in lint(document) if one.code == "maps/tower-without-support"]
    assert scene.towers.supported == (True, False, True)
    assert scene.towers.gaps == len(told) == 1
    assert ("Gaps", "1 of 3 towers without support") in scene.facts
    assert "1 tower has nothing beneath it" in scene.towers.spoken


def test_the_page_stacks_the_mind_above_the_line_and_what_we_have_beneath_it() -> None:
    page = write_html(compose(_flying(), today=TODAY))
    assert 'id="grid"' not in page
    assert "Tuesday is &lt;cheapest&gt;" in page
    assert " style=" not in page
    towers = page.split('<li class="tower">')[1:]
    assert len(towers) == 3
    above, below = towers[0].split('class="below"')
    assert above.index("Compare three sites") < above.index("Wait a day") < above.index("Tuesday is")
    assert "Price alert" in below
    assert [tower.count("Nothing for it yet") for tower in towers] == [0, 1, 0]
    assert page.count("Judge whom to trust</span>") == 1


def test_a_mental_model_prints_as_an_accessible_pdf_with_every_box() -> None:
    printed = print_scene(compose(_flying(), today=TODAY), created=TODAY)
    assert printed.standards[0] == "ua-1"
    text = " ".join(PdfReader(io.BytesIO(printed.body)).pages[0].extract_text().split())
    for said in ("Compare three sites", "Ask a colleague", "Price alert", "Nothing for it yet", "Get ready", "GAPS"):
        assert said in text


@pytest.mark.parametrize(("spaces", "sheet"), [(4, "a2"), (12, "a1")])
def test_a_large_mental_model_stays_readable_on_one_sheet(spaces: int, sheet: str) -> None:
    printed = print_scene(compose(_large(spaces, 5, 6), today=TODAY))
    assert printed.sheet == sheet
    assert printed.smallest >= 6
    text = PdfReader(io.BytesIO(printed.body)).pages[0].extract_text()
    assert len(set(re.findall(r"\d+-\d-\d", text))) == spaces * 5 * 6


def test_a_kind_of_ones_own_stands_in_towers_and_one_that_draws_a_curve_in_a_grid() -> None:
    own = "id: {id}\nname: Own\nmeaning: Ours.\nstructure: hierarchical\nlanes:\n  - {{key: mind, of: mind}}\n{more}"
    plain, _ = read_kind(own.format(id="own", more="  - {key: support, of: offering}\n"))
    curved, _ = read_kind(own.format(id="curved", more="  - {key: emotion, of: emotion, role: curve}\n"))
    assert plain is not None
    assert curved is not None
    body = "  - {id: a, name: A, steps: [{id: one, name: One, mind: [Dread it], %s}]}\n"
    with knowing([plain, curved]):
        drawn = compose(_read(HEAD.format(kind="own", language="en") + body % "support: [A leaflet]"), today=TODAY)
        assert drawn.towers is not None
        assert (drawn.towers.line, drawn.towers.supported) == ("Line of visibility", (True,))
        curve = compose(_read(HEAD.format(kind="curved", language="en") + body % "emotion: [3]"), today=TODAY)
        assert curve.towers is None
        assert "Dread it" in write_html(curve)
