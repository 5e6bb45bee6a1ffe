"""Bad input gets Diagnostics with line and fix, all in one go, and never a traceback."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from maps_drawn import documents

from outsidein.ground import MapError, Severity
from outsidein.maps import (
    Anchor,
    Arrow,
    Card,
    Document,
    Encounter,
    Journey,
    Lane,
    Moment,
    Persona,
    Stage,
    Step,
    Touchpoint,
    Way,
    kinds,
    load,
    nodes,
    places,
    read,
    soundness,
    write,
)

HEAD = "outsidein: 1\nmap: trip\nkind: customer-journey\ntitle: Trip\n"
NETWORK = HEAD.replace("customer-journey", "ecosystem") + "actors:\n"
PLAN = HEAD.replace("customer-journey", "spatial") + "places:\n"
STEP = HEAD + (
    "personas:\n  - {id: family, name: Family}\n"
    "touchpoints:\n  - {id: app, name: App}\n  - {id: desk, name: Desk}\n"
    "stages:\n  - id: go\n    name: Go\n    steps:\n      - id: pay\n        name: Pay\n"
)  # 15 lines

WRONG = [
    # text, line, code, a word of what is said or how to mend it
    ("", None, "empty-file", "outsidein: 1"),
    ("# nothing\n", None, "empty-file", "comments"),
    ("- a\n", 1, "wrong-shape", "key: value"),
    ("just words\n", 1, "wrong-shape", "key: value"),
    ("map: trip\n", 1, "no-version", "outsidein: 1"),
    ("outsidein: soon\n", 1, "no-version", "whole number"),
    ("outsidein: 7\nmap: trip\n", 1, "newer-version", "Update"),
    ("outsidein: 1\n\tmap: trip\n", 2, "tab", "spaces"),
    (HEAD + "subtitle: one: two\n", 5, "not-yaml", "quotes"),
    (HEAD + "subtitle: @home\n", 5, "not-yaml", "quotes"),
    (HEAD + 'subtitle: "open\n', 5, "not-yaml", "never closed"),
    (HEAD + "personas: [a, b\n", 5, "not-yaml", "bracket"),
    (HEAD + "---\nmap: other\n", 5, "several-documents", "file of its own"),
    (HEAD + "owner: &me Maria\n", 5, "anchor", "Write the text out"),
    (HEAD + "owner: !!python/object:os.system x\n", 5, "tag", "!!python"),
    (HEAD + "owner: *me\n", 5, "anchor", "alias"),
    (HEAD + "owner: a\nowner: b\n", 6, "duplicate-key", "line 5"),
    (HEAD + "onwer: a\n", 5, "unknown-key", "owner"),
    (HEAD + "{a: b}: c\n", 5, "wrong-shape", "key"),
    ("outsidein: 1\nmap: trip\nkind: costumer-journey\n", 3, "unknown-kind", "customer-journey"),
    ("outsidein: 1\ntitle: A trip\n", 1, "missing-field", "map: a-trip"),
    ("outsidein: 1\nmap: my trip\ntitle: A trip\n", 2, "bad-id", "my-trip"),
    (HEAD + "review_every: often\n", 5, "not-a-number", "90"),
    (HEAD + "review_every: 0\n", 5, "out-of-range", "from 1"),
    (NETWORK + "  - {id: a, name: A, flows: [nobody]}\n", 6, "unknown-actor", "actors"),
    (NETWORK + "  - {id: a, name: A}\n  - {id: a, name: B}\n", 7, "duplicate-id", "another id"),
    (NETWORK + "  - {id: a, name: A, x: 1.5, y: 0}\n", 6, "out-of-range", "from −1 to 1"),
    (NETWORK + "  - {id: a, name: A, x: .nan}\n", 6, "not-a-number", "number"),
    (NETWORK + "  - {id: a, name: A, ring: -1}\n", 6, "out-of-range", "from 0 to 9"),
    (NETWORK + "  - {id: a, name: A, kind: persom}\n", 6, "not-a-word", "person"),
    (NETWORK + "  - {id: a, name: A, flows: [{label: Bread}]}\n", 6, "missing-field", "to"),
    (NETWORK + "  - {id: a, name: A, thoughts: [Why?]}\n", 6, "unknown-key", "lane"),
    (PLAN + "  - {id: a, x: 0.5}\n", 6, "missing-field", "y"),
    (PLAN + "  - {x: 0.5, y: 0.5}\n", 6, "missing-field", "id"),
    (PLAN + "  - {id: a, x: 0.5, y: 7}\n", 6, "out-of-range", "from 0 to 1"),
    (PLAN + "  - {id: a, x: 0.5, y: 0.5, touchpoint: door}\n", 6, "unknown-touchpoint", "touchpoints"),
    (PLAN + "  - {id: a, x: 0.5, y: 0.5, arrows: [b]}\n", 6, "unknown-place", "places"),
    (HEAD + "actors:\n  - {id: a, name: A}\n", 6, "record-not-of-kind", "kind"),
    (
        HEAD + "stages: [{id: a, name: A, steps: [{id: b, name: B, actions: [{text: T, arrows: [x]}]}]}]\n",
        5,
        "arrow-not-of-kind",
        "kind",
    ),
    (
        HEAD.replace("customer-journey", "service-blueprint")
        + "stages: [{id: a, name: A, steps: [{id: b, name: B, actions: [{text: T, arrows: [x]}]}]}]\n",
        5,
        "unknown-card",
        "id",
    ),
    (HEAD + "stages: [{id: a, name: A, steps: [{id: b, name: B, beat: climx}]}]\n", 5, "not-a-word", "climax"),
    (HEAD + "reviewed: 21.11.2026\n", 5, "not-a-date", "2026-11-21"),
    (HEAD + "fictional: perhaps\n", 5, "not-a-word", "true"),
    (HEAD + "state: AsIs\n", 5, "not-a-word", "as-is"),
    (HEAD + "owner: [a, b]\n", 5, "wrong-shape", "one value"),
    (HEAD + "abbreviations: NPS\n", 5, "wrong-shape", "name: value"),
    (HEAD + "personas: family\n", 5, "wrong-shape", "list"),
    (HEAD + "personas:\n  - family\n", 6, "wrong-shape", "fields"),
    (HEAD + "personas:\n  - {id: family}\n", 6, "missing-field", "name"),
    (HEAD + "personas:\n  - {name: '!!!'}\n", 6, "missing-field", "id"),
    (HEAD + "touchpoints:\n  - {id: a, name: A}\n  - {id: a, name: B}\n", 7, "duplicate-id", "line 6"),
    (HEAD + "touchpoints:\n  - {id: a, name: A, channel: digitall}\n", 6, "not-a-word", "digital"),
    (HEAD + "touchpoints:\n  - {id: a, name: A, values: {functional: much}}\n", 6, "not-a-number", "much"),
    (HEAD + "lanes:\n  - {id: x, of: artefacts}\n", 6, "unknown-lane", "artifacts"),
    (HEAD + "lanes:\n  - {id: goal, of: tools}\n", 6, "lane-name-taken", "another id"),
    (HEAD + "lanes:\n  - {id: pains, of: tools}\n", 6, "lane-of-kind", "Leave “of” out"),
    (STEP + "        target: 7,5\n", 16, "not-a-number", "7.5"),
    (STEP + "        target: 1e999\n", 16, "not-a-number", "1e999"),
    (STEP + "        action: [a]\n", 16, "unknown-key", "actions"),
    (STEP + "        gadgets: [a]\n", 16, "unknown-key", "lanes"),
    (STEP + "        touchpoints: [ap]\n", 16, "unknown-touchpoint", "app"),
    (STEP + "        touchpoints:\n          - {touchpoint: app, anchor: some}\n", 17, "not-a-word", "indicative"),
    (STEP + "        touchpoints:\n          - {anchor: indicative}\n", 17, "missing-field", "touchpoint"),
    (STEP + "        moment_of_truth: {reason: Trust, touchpoint: kiosk}\n", 16, "unknown-touchpoint", "app, desk"),
    (STEP + "        actions:\n          - [a, b]\n", 17, "wrong-shape", "text"),
    (STEP + "        pains:\n          - {text: a, personas: [famly]}\n", 17, "unknown-persona", "family"),
    (STEP + "        pains:\n          - {text: a, touchpoint: dsk}\n", 17, "unknown-touchpoint", "desk"),
    (STEP + "        emotion: good\n", 16, "not-a-number", "good"),
    (STEP + "        strengths: [a]\n", 16, "lane-at-wrong-level", "up to its stage"),
    (STEP + "    actions: [a]\n", 16, "lane-at-wrong-level", "into one of its steps"),
    (STEP + "    touchpoints: [app]\n", 16, "lane-without-cards", "of a step"),
    (STEP + "    measures: [NPS]\n", 16, "lane-without-cards", "another lane"),
    (STEP + f"        actions: [{'x' * 10_001}]\n", 16, "text-too-long", "10,000"),
    (STEP + '        actions: ["a\\u0007b"]\n', 16, "control-character", "U+0007"),
    (HEAD + "owner: a\x00b\n", 5, "control-character", "U+0000"),
    (HEAD + "owner: a\ud800b\n", 5, "control-character", "U+D800"),
]


@pytest.mark.parametrize(("text", "line", "code", "word"), WRONG, ids=lambda value: str(value)[-40:])
def test_what_is_wrong_is_told_with_its_line_and_how_to_mend_it(
    text: str, line: int | None, code: str, word: str
) -> None:
    document, found = read(text, file="trip.map.yaml")
    assert document is None
    ours = [one for one in found if one.code == f"maps/{code}"]
    assert ours, found
    assert any(one.where.line == line and word in f"{one.says} {one.fix}" for one in ours), ours
    assert all(one.where.file == "trip.map.yaml" and one.fix for one in found)


@pytest.mark.parametrize("text", [text for text, *_ in WRONG], ids=lambda value: str(value)[-40:])
def test_the_pure_parser_finds_the_same_files_wrong(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "_LOADER", yaml.SafeLoader)
    document, found = read(text)
    assert document is None
    assert found


def test_all_that_is_wrong_is_told_in_one_go() -> None:
    text = STEP.replace("id: app, name", "id: app, nmae") + "        touchpoints: [kiosk]\n        target: high\n"
    _, found = read(text)
    assert [one.code.removeprefix("maps/") for one in found] == [
        "unknown-key",
        "missing-field",
        "unknown-touchpoint",
        "not-a-number",
    ]


def test_a_thousand_faults_are_told_up_to_a_point() -> None:
    _, found = read(HEAD + "".join(f"field_{number}: x\n" for number in range(1000)))
    assert len(found) == 301
    assert found[-1].code == "maps/and-more"
    assert "700" in found[-1].says


def test_texts_stay_the_texts_they_are() -> None:
    odd = ["NA", "007", "no", "1e5", "2026-01-01", "null", "~", "0x1F", "12:30", "yes", "1_000", ".inf"]
    text = STEP + "        actions:\n" + "".join(f"          - {one}\n" for one in odd)
    document, found = read(text)
    assert found == ()
    assert document is not None
    assert [card.text for card in document.cards("step:pay", "actions")] == odd


def test_a_map_as_json_may_escape_signs_as_json_does() -> None:
    title = "\N{FAMILY} \N{GRINNING FACE} on the road \\ud83d\\ude00"
    made = {"outsidein": 1, "map": "trip", "kind": "customer-journey", "title": title, "stages": []}
    document, found = read(json.dumps(made))
    assert found == ()
    assert document is not None
    assert document.journey.title == title


def test_ids_stay_the_texts_they_are() -> None:
    document, _ = read(HEAD + "touchpoints:\n  - {id: NA, name: 007}\n  - {id: 007, name: no}\n")
    assert document is not None
    assert [(one.key, one.name) for one in document.touchpoints] == [("NA", "007"), ("007", "no")]


def test_people_may_leave_out_what_is_plain() -> None:
    document, found = read(
        STEP + "        goal:\n".replace("goal", "about") + "        touchpoints: app\n"
        "        moment_of_truth: Trust\n        actions: Pay\n        pains:\n        thoughts:\n          -\n"
        "      - name: Get receipt\n"
    )
    assert found == ()
    assert document is not None
    assert [step.key for step in document.steps] == ["pay", "get-receipt"]
    assert [tie.touchpoint for tie, _ in document.encounters("step:pay")] == ["touchpoint:app"]
    assert [card.text for card in document.all(Card)] == ["Pay"]
    assert document.moments[0].reason == "Trust"


def test_every_record_can_be_pointed_at() -> None:
    text = STEP + "        touchpoints: [app]\n        actions:\n          - Pay\n        moment_of_truth: Trust\n"
    document, _ = read(text)
    assert document is not None
    where = places(text, file="trip.map.yaml")
    assert set(where) == set(document.records)
    lines = {record.partition(":")[0]: place.line for record, place in where.items()}
    assert lines == {
        "journey": 2, "persona": 6, "touchpoint": 9, "stage": 11, "step": 14,
        "encounter": 16, "card": 18, "moment": 19,
    }  # fmt: skip


def test_a_reference_is_a_key_in_the_text_and_an_id_in_the_record() -> None:
    document, _ = read(
        STEP + "        touchpoints: [app]\n        moment_of_truth: {reason: Trust, touchpoint: app}\n"
        "        pains: [{text: Waiting, touchpoint: app, personas: [family]}]\n"
    )
    assert document is not None
    assert document.all(Encounter)[0].touchpoint == "touchpoint:app"
    assert document.moments[0].touchpoint == "touchpoint:app"
    (card,) = document.all(Card)
    assert (card.touchpoint, card.personas) == ("touchpoint:app", ("persona:family",))


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 100_000,
        "{" * 100_000,
        "- " * 100_000,
        "".join(" " * depth + f"k{depth}:\n" for depth in range(2_000)),
        "outsidein: 1\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
        "outsidein: 1\nmap: x\n" + "- \n" * 100_000,
        HEAD + "stages: [" + "x, " * 250_000 + "]\n",
        HEAD + f"title: {'y' * 1_000_000}\n",
        HEAD + f"{'k' * 100_000}: 1\n",
        "'" * 200_000,
        "? " * 50_000,
    ],
    ids=range(11),
)
def test_a_bomb_is_refused(bomb: str) -> None:
    document, found = read(bomb)
    assert document is None
    assert found
    assert len(found) <= 301
    assert all(len(str(one)) < 2_000 for one in found)


@given(st.text(max_size=200))
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    document, found = read(text)
    assert (document is None) == any(one.severity is Severity.ERROR for one in found)


@given(documents(), st.integers(0, 2**32))
def test_any_damage_to_a_map_is_read_or_refused(document: Document, seed: int) -> None:
    text, rng = write(document), random.Random(seed)
    for _ in range(rng.randint(1, 5)):
        at = rng.randrange(len(text) + 1)
        scrap = rng.choice(
            [": ", "- ", "  ", "\n", "{", "]", '"', "&a ", "*a", "!x ", "\t", "id", "#", "", "~", "\x00"]
        )
        text = text[:at] + scrap + text[at + rng.choice([0, 0, 1, 20]) :]
    again, found = read(text)
    assert (again is None) == any(one.severity is Severity.ERROR for one in found)
    if again is not None:
        assert read(write(again)) == (again, ())


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    document, (found,) = load(tmp_path / "none.map.yaml")
    assert document is None
    assert found.code == "maps/cannot-open"
    assert load(tmp_path)[1][0].code == "maps/cannot-open"


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "trip.map.yaml"
    path.write_bytes(HEAD.encode() + "owner: Jürgen\n".encode("latin-1"))
    document, (found,) = load(path)
    assert document is None
    assert (found.code, found.where.line) == ("maps/not-utf8", 5)
    path.write_text(HEAD, "utf-16")
    assert load(path)[1][0].code == "maps/not-utf8"


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "trip.map.yaml"
    path.write_text(HEAD, "utf-8-sig")
    document, found = load(path)
    assert found == ()
    assert document is not None
    assert document.journey.title == "Trip"


def test_a_file_beyond_the_cap_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "trip.map.yaml"
    path.write_bytes(b"#" * (10 * 1024 * 1024 + 1))
    assert load(path)[1][0].code == "maps/too-big"


_HEAD = Journey(id="journey:j", title="J")
_STAGE = Stage(id="stage:s", parent="journey:j", order="V", name="S")
_STEP = Step(id="step:t", parent="stage:s", order="V", name="T")


@pytest.mark.parametrize(
    ("records", "code"),
    [
        ([], "not-one-journey"),
        ([_HEAD, Journey(id="journey:k")], "not-one-journey"),
        ([_HEAD, Stage(id="stage:s", parent="journey:x", order="V", name="S")], "no-parent"),
        ([_HEAD, Stage(id="step:s", parent="journey:j", order="V", name="S")], "bad-id"),
        ([_HEAD, Stage(id="stage: s", parent="journey:j", order="V", name="S")], "bad-id"),
        ([_HEAD, Persona(id="persona:p", name=" ")], "missing-field"),
        ([_HEAD, Persona(id="persona:p", name="P\x07")], "control-character"),
        ([_HEAD, Persona(id="persona:p", name="P", segment=(("a", "1"), ("a", "2")))], "duplicate-key"),
        ([_HEAD, Persona(id="persona:p", name="P", segment=(("", "1"),))], "bad-name"),
        ([_HEAD, Touchpoint(id="touchpoint:a", name="A", values=(("x", float("nan")),))], "not-a-number"),
        ([_HEAD, _STAGE, _STEP, Encounter(id="encounter:e", parent="step:t", order="V", touchpoint="touchpoint:a")],
         "unknown-touchpoint"),
        ([_HEAD, _STAGE, _STEP, Moment(id="moment:m", parent="stage:s", reason="r")], "no-parent"),
        ([_HEAD, _STAGE, _STEP, Arrow(id="arrow:a", parent="stage:s", to="step:t")], "no-parent"),
        ([_HEAD, _STAGE, _STEP, Arrow(id="arrow:a", parent="step:t", to="step:x")], "unknown-step"),
        ([_HEAD, _STAGE, _STEP, Arrow(id="arrow:a", parent="step:t", to="stage:s")], "unknown-step"),
        ([_HEAD, _STAGE, _STEP, Arrow(id="arrow:a", parent="step:t")], "arrow-to-nowhere"),
        ([_HEAD, _STAGE, _STEP, Arrow(id="arrow:a", parent="step:t", to="step:t", kind=Way.LEAVES)],
         "arrow-to-nowhere"),
        ([_HEAD, _STAGE, _STEP, Card(id="card:c", parent="step:t", order="V", lane="nowhere")], "unknown-lane"),
        ([_HEAD, Lane(id="lane:x", parent="journey:j", order="V", of="nothing")], "unknown-lane"),
        ([Journey(id="journey:j", kind="none")], "unknown-kind"),
        ([Journey(id="journey:j", language="")], "missing-field"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_document_that_is_not_whole_is_not_written(records: list[object], code: str) -> None:
    with pytest.raises(MapError) as refused:
        write(Document.of(records))  # type: ignore[arg-type]
    assert f"maps/{code}" in [one.code for one in refused.value.diagnostics]


def test_a_record_that_the_kind_of_map_has_none_of_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    journey = kinds()["customer-journey"]
    narrow = replace(journey, records=journey.records - {"persona"})
    monkeypatch.setattr(soundness, "kinds", lambda: {narrow.id: narrow})
    _, (found,) = read(STEP)
    assert (found.code, found.where.line) == ("maps/record-not-of-kind", 6)


def test_an_anchor_survives_both_ways() -> None:
    text = STEP + "        touchpoints: [app, {touchpoint: desk, anchor: indicative}]\n"
    document, _ = read(text)
    assert document is not None
    assert [tie.anchor for tie, _ in document.encounters("step:pay")] == [None, Anchor.INDICATIVE]
    assert "touchpoints: [app, {touchpoint: desk, anchor: indicative}]" in write(document)


def test_arrows_of_a_step_lead_on_back_and_out() -> None:
    written = "        arrows: [pay, {to: pay, label: Card fails, kind: returns}, {label: Gives up, kind: leaves}]\n"
    document, found = read(STEP + written)
    assert found == ()
    assert document is not None
    ways = [(arrow.parent, arrow.to, arrow.label, arrow.kind) for arrow in document.arrows]
    assert ways == [
        ("step:pay", "step:pay", "", Way.LEADS),
        ("step:pay", "step:pay", "Card fails", Way.RETURNS),
        ("step:pay", "", "Gives up", Way.LEAVES),
    ]
    assert len({arrow.id for arrow in document.arrows}) == 3
    assert written in write(document)


def test_one_arrow_needs_no_list() -> None:
    document, _ = read(STEP + "        arrows: pay\n")
    assert document is not None
    assert [arrow.to for arrow in document.arrows] == ["step:pay"]


def test_an_arrow_to_an_unknown_step_is_told_with_its_line() -> None:
    _, (found,) = read(STEP + "        arrows: [pya]\n")
    assert (found.code, found.where.line) == ("maps/unknown-step", STEP.count("\n") + 1)
    assert "pay" in found.fix


def test_a_kind_that_is_not_known_is_said_once_and_not_at_each_of_its_lanes() -> None:
    stage = "{id: a, name: A, deeds: [Go], steps: [{id: b, name: B, deeds: [Go]}]}"
    text = f"outsidein: 1\nmap: trip\nkind: ours\ntitle: T\nstages:\n  - {stage}\n"
    _, found = read(text)
    assert [one.code for one in found] == ["maps/unknown-kind"]
