"""An unseen kind of each structure, declared by YAML alone, is drawn on paper and page like ours."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from outsidein.maps import Structure, knowing, read, read_kind
from outsidein.render import compose, write_html
from outsidein.render.paper import print_scene

HEAD = "id: mine\nname: Our own way\nmeaning: A kind of ours.\n"
UNSEEN = {
    Structure.CHRONOLOGICAL: (
        "structure: chronological\nlanes:\n  - {key: acts, of: actions, title: What they do}\n",
        "stages:\n  - {id: a, name: Arrive, steps: [{id: one, name: Park, acts: [Look for the sign]}]}\n",
        ("Arrive", "Park", "Look for the sign", "What they do"),
    ),
    Structure.HIERARCHICAL: (
        "structure: hierarchical\nspine: {stage: Worry, step: Pile, stages: Worries, steps: Piles}\n"
        "lanes:\n  - {key: boxes, of: mind}\n  - {key: below, of: offering, title: What we sell}\n",
        "stages:\n  - {id: a, name: Money, steps: [{id: one, name: Save, boxes: [Dread the bill],"
        " below: [A leaflet]}]}\n",
        ("Money", "Save", "Dread the bill", "A leaflet", "What we sell"),
    ),
    Structure.NETWORK: (
        "structure: network\nrings: [Us, Them]\nlanes:\n  - {key: wants, of: goals}\n",
        "actors:\n  - {id: a, name: Bakery, ring: 0, flows: [{to: b, label: Fresh bread, kind: goods}]}\n"
        "  - {id: b, name: Village}\n",
        ("Bakery", "Village", "Fresh bread"),
    ),
    Structure.SPATIAL: (
        "structure: spatial\nties: [place]\nlanes:\n  - {key: seen, of: artifacts, title: What one sees}\n",
        "places:\n  - {id: a, name: Gate, x: 0.2, y: 0.4, seen: [A faded map], arrows: [b]}\n"
        "  - {id: b, name: Pond, x: 0.7, y: 0.4}\n",
        ("Gate", "Pond", "A faded map", "What one sees"),
    ),
}


@pytest.mark.parametrize("structure", Structure)
def test_an_unseen_kind_of_each_structure_is_drawn_on_page_and_paper(structure: Structure) -> None:
    declared, body, said = UNSEEN[structure]
    own, found = read_kind(HEAD + declared)
    assert own is not None, found
    with knowing([own]):
        document, told = read(f"outsidein: 1\nmap: trip\nkind: mine\ntitle: A trip\n{body}")
        assert document is not None, told
        scene = compose(document, today=date(2026, 11, 22))
        page = write_html(scene)
        printed = print_scene(scene)
    text = " ".join(PdfReader(io.BytesIO(printed.body)).pages[0].extract_text().split())
    views = (scene.towers, scene.network, scene.plan)
    assert sum(view is not None for view in views) == (structure is not Structure.CHRONOLOGICAL)
    assert "Our own way" in page
    for word in said:
        assert word in page
        assert word in text
