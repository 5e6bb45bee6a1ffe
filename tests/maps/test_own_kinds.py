"""A team's own kinds: declared by YAML alone, told what is wrong with them, and good for everything ours are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from outsidein.ground import speech
from outsidein.maps import (
    Kind,
    Structure,
    begin,
    built_in,
    flat,
    kind,
    kinds,
    knowing,
    lanes_of,
    lint,
    read,
    read_kind,
    respaced,
    rewrite,
    unflat,
    write,
)

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "own-kinds.md"
HEAD = "id: mine\nname: Mine\nmeaning: A kind of ours.\n"
UNSEEN = {
    Structure.CHRONOLOGICAL: (
        HEAD + "structure: chronological\nties: [card]\nlanes:\n  - {key: acts, of: actions, required: true}\n"
        "  - {key: front, of: onstage}\nlines:\n  - {key: sight, name: Line of sight, after: acts}\n",
        "stages:\n  - id: a\n    name: A\n    steps:\n"
        "      - {id: one, name: One, acts: [{id: x, text: Ask, arrows: [y]}], front: [{id: y, text: Answer}]}\n",
    ),
    Structure.HIERARCHICAL: (
        HEAD + "structure: hierarchical\nlanes:\n  - {key: boxes, of: mind}\n  - {key: below, of: offering}\n",
        "stages:\n  - {id: a, name: A, steps: [{id: one, name: One, boxes: [Dread it], below: [A leaflet]}]}\n",
    ),
    Structure.NETWORK: (
        HEAD + "structure: network\nrings: [Us, Them]\nlanes:\n  - {key: wants, of: goals}\n",
        "actors:\n  - {id: a, name: A, ring: 0, wants: [Peace], flows: [{to: b, label: Trust, kind: goodwill}]}\n"
        "  - {id: b, name: B}\n",
    ),
    Structure.SPATIAL: (
        HEAD + "structure: spatial\nplan: true\nties: [place]\nlanes:\n  - {key: seen, of: artifacts}\n",
        "plan: 0123456789abcdef.png\ntouchpoints:\n  - {id: door, name: Door}\nplaces:\n"
        "  - {id: a, touchpoint: door, x: 0.2, y: 0.4, seen: [A sign], arrows: [b]}\n"
        "  - {id: b, touchpoint: door, x: 0.7, y: 0.4}\n",
    ),
}
WRONG = [
    # what stands there, at which line, under which code, what the message or fix says
    ("structure: spatal\nlanes: []\n", 4, "unknown-word", "spatial"),
    ("structure: network\nlans: []\n", 5, "unknown-key", "lanes"),
    ("structure: network\n", 1, "missing", "lanes"),
    ("structure: network\nlanes:\n  - {key: a, of: pians}\n", 6, "unknown-lane", "pains"),
    (
        "structure: chronological\nlanes:\n  - {key: a, of: pains}\nlines:\n"
        "  - {key: l, name: L, after: a, look: sold}\n",
        8, "unknown-word", "solid",
    ),
    ("structure: network\nlanes:\n  - {key: a, of: pains, level: step}\n", 6, "unknown-word", "actor"),
    ("structure: network\nlanes:\n  - {key: ring, of: pains}\n", 6, "bad-id", "ring"),
    ("structure: network\nlanes:\n  - {key: a, of: pains}\n  - {key: a, of: goals}\n", 7, "twice", "“a”"),
    ("structure: network\nlanes:\n  - {key: a b, of: pains}\n", 6, "bad-id", "blanks"),
    ("structure: network\nlanes:\n  - {key: a, of: pains, colour: red}\n", 6, "unknown-key", "colour"),
    ("structure: network\nlanes:\n  - pains\n", 6, "wrong-shape", "key: pains"),
    ("structure: network\nlanes: pains\n", 5, "wrong-shape", "list"),
    ("structure: network\nlanes: []\nflows: [cash]\n", 6, "unknown-word", "money"),
    ("structure: network\nlanes: []\nchecks: [centre-emty]\n", 6, "unknown-word", "centre-empty"),
    ("structure: network\nlanes: []\nrecords: [journey, actor]\n", 6, "missing", "flow"),
    ("structure: network\nlanes: []\nstarter: nothing\n", 6, "unknown-word", "around-the-customer"),
    ("structure: network\nlanes: []\nties: [place]\n", 6, "unknown-word", "place"),
    ("structure: network\nlanes: []\nplan: perhaps\n", 6, "unknown-word", "true"),
    ("structure: network\nlanes: []\nspine: Phase\n", 6, "wrong-shape", "spine"),
    ("structure: chronological\nlanes:\n  - {key: s, of: strengths, role: quad}\n", 6, "wrong-shape", "quads"),
    ("structure: chronological\nlanes:\n  - {key: a, of: actions}\nlines:\n  - {key: l, name: L, after: b}\n", 7,
     "unknown-lane", "“b”"),
    ("structure: chronological\nlanes:\n  - {key: a, of: actions}\nlines:\n  - {key: l, after: a}\n", 8, "missing",
     "name"),
]  # fmt: skip


def _kind(text: str) -> Kind:
    found, said = read_kind(text)
    assert said == ()
    assert found is not None
    return found


def _blocks() -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)


def test_the_example_of_the_guide_is_a_kind_and_its_map_a_map() -> None:
    declared, text = _blocks()
    own = _kind(declared)
    assert read(text)[0] is None
    with knowing([own]):
        document, found = read(text)
        assert found == ()
        assert document is not None
        assert {one.code for one in lint(document)} == set()
        assert [lane.title for lane in lanes_of(document)][1:4] == ["Questions", "Emotion curve", "What stays"]
        with speech.speaking("de"):
            assert kind("museum-visit").name == "Museumsbesuch"
            assert kind("museum-visit").spine.steps == "Räume"
            assert kind("museum-visit").lines[0].name == "Sichtlinie"
    assert "museum-visit" not in kinds()


def test_the_guide_names_every_field() -> None:
    from outsidein.maps.declaring import FIELDS

    text = GUIDE.read_text("utf-8")
    assert [one for one in FIELDS if f"`{one}`" not in text] == []


@pytest.mark.parametrize("structure", Structure)
def test_an_unseen_kind_of_each_structure_does_all_that_ours_do(structure: Structure) -> None:
    declared, body = UNSEEN[structure]
    own = _kind(declared)
    text = f"outsidein: 1\nmap: trip\nkind: mine\ntitle: A trip\n{body}"
    assert own.structure is structure
    with knowing([own]):
        document, found = read(text)
        assert found == ()
        assert document is not None
        assert read(write(document)) == (respaced(document), ())
        assert rewrite(text, document) == text
        assert [unflat(one.id, flat(one)) for one in document] == [(one, ()) for one in document]
        assert {one.code for one in lint(document)} == set()
        begun = begin("new", title="New", of="mine")
        assert read(write(begun)) == (begun, ())
        assert len(begun) > 1
    assert next(one.code for one in read(text)[1]) == "maps/unknown-kind"


@pytest.mark.parametrize(("said", "line", "code", "word"), WRONG, ids=lambda value: str(value)[-30:])
def test_what_is_wrong_with_a_kind_is_told_with_its_line_and_how_to_mend_it(
    said: str, line: int, code: str, word: str
) -> None:
    own, found = read_kind(HEAD + said, file="kinds/mine.yaml")
    assert own is None
    (first, *_) = [one for one in found if one.code == f"maps/kind-{code}"]
    assert first.where.file == "kinds/mine.yaml"
    assert first.where.line == line
    assert word in first.says + first.fix
    assert first.fix


@pytest.mark.parametrize("text", ["", "- a\n", "id: [\n", "id: a\nid: b\n", "x: &a 1\n", "\x00", "a" * 300 + "\n"])
def test_whatever_stands_in_the_file_it_is_told_and_never_raised(text: str) -> None:
    own, found = read_kind(text)
    assert own is None
    assert found


def test_every_word_of_ours_is_said_in_german() -> None:
    english = dict(built_in())
    with speech.speaking("de"):
        for id_, german in built_in().items():
            ours = english[id_]
            assert german.name
            assert german.meaning != ours.meaning
            assert all(one.hint != two.hint for one, two in zip(german.lanes, ours.lanes, strict=True) if two.hint)
            assert all(one.name != two.name for one, two in zip(german.lines, ours.lines, strict=True))
            assert len(german.rings) == len(ours.rings)
            assert bool(german.spine.step) == bool(ours.spine.step)


def test_ours_cannot_be_replaced_and_scopes_end() -> None:
    own = _kind(UNSEEN[Structure.NETWORK][0].replace("id: mine", "id: ecosystem"))
    with knowing([own]):
        assert kinds()["ecosystem"] == built_in()["ecosystem"]
        with knowing([]):
            assert set(kinds()) == set(built_in())
