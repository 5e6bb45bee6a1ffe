"""Editing a file that has an author: what did not change stays as it stands, and no comment is lost."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from maps_drawn import documents, names, texts

from outsidein.maps import Card, Document, Journey, Stage, Step, Touchpoint, read, respaced, rewrite, write

AUTHORED = """\
# Our trip, from the workshop in May
outsidein: 1
map: trip
kind: customer-journey
title: 'Family trip'   # working title
reviewed: 2026-05-01

touchpoints:
- {id: app, name: Mobile app}      # since 2024
- id: desk
  name: Desk

# ---- stages ----
stages:
- id: prepare
  name: Prepare
  steps:
  - id: check-in
    name: Check in
    touchpoints: [app,
                  desk]
    # what they do
    actions:   # verbs
    - Check in on the phone   # most
    # - Print at home (?)
    - "Ask at the desk"
    pains: Waiting for the code
    emotion: 4
  # then they leave
  - id: leave
    name: Leave home
# that is all
"""


def _trip() -> Document:
    document, found = read(AUTHORED)
    assert found == ()
    assert document is not None
    return document


def _changed_lines(document: Document) -> tuple[list[str], list[str]]:
    """The lines gone and the lines new, after rewriting the authored text."""
    text = rewrite(AUTHORED, document)
    assert read(text)[0] == respaced(document)
    old, new = AUTHORED.splitlines(), text.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_a_map_that_did_not_change_keeps_its_text_to_the_byte() -> None:
    assert rewrite(AUTHORED, _trip()) == AUTHORED


def test_a_new_title_changes_one_line_and_keeps_its_comment() -> None:
    trip = _trip()
    changed = trip.put(replace(trip.journey, title="Trip: by air"))
    assert _changed_lines(changed) == (
        ["title: 'Family trip'   # working title"],
        ['title: "Trip: by air"  # working title'],
    )


def test_a_reworded_card_keeps_its_place_its_comment_and_its_id() -> None:
    trip = _trip()
    card = trip.cards("step:check-in", "actions")[0]
    gone, new = _changed_lines(trip.put(replace(card, text="Check in on the app")))
    assert gone == ["    - Check in on the phone   # most"]
    assert new == [f"    - {{id: {card.key}, text: Check in on the app}}  # most"]


def test_a_card_added_is_one_line_in_the_authors_own_indent() -> None:
    more = Card(id="card:x", parent="step:check-in", order="z", lane="actions", text="Pack")
    assert _changed_lines(_trip().put(more)) == ([], ["    - {id: x, text: Pack}"])


def test_a_step_removed_leaves_the_comment_above_it() -> None:
    trip = _trip()
    assert _changed_lines(trip.without(["step:leave"])) == (["  - id: leave", "    name: Leave home"], [])


def test_a_first_list_and_a_new_lane_find_their_place() -> None:
    trip = _trip()
    more = Card(id="card:x", parent="step:leave", order="V", lane="feelings", text="Calm")
    gone, new = _changed_lines(trip.put(more, Touchpoint(id="touchpoint:taxi", name="Taxi")))
    assert gone == []
    assert new == ["- {id: taxi, name: Taxi, kind: interactive}", "    feelings:", "      - {id: x, text: Calm}"]


def test_steps_that_change_places_take_their_comments_along() -> None:
    trip = _trip()
    step = trip.steps[1]
    text = rewrite(AUTHORED, trip.put(replace(step, order="0V")))
    assert text.index("# then they leave") < text.index("id: leave") < text.index("id: check-in")
    assert read(text)[0] == respaced(trip.put(replace(step, order="0V")))


def test_windows_line_ends_stay() -> None:
    trip = _trip()
    authored = AUTHORED.replace("\n", "\r\n")
    assert rewrite(authored, trip) == authored
    text = rewrite(authored, trip.put(replace(trip.journey, title="T")))
    assert text == rewrite(AUTHORED, trip.put(replace(trip.journey, title="T"))).replace("\n", "\r\n")


def test_a_text_that_cannot_be_read_is_replaced_by_the_canonical_one() -> None:
    assert rewrite("{", _trip()) == write(_trip())


def test_an_older_file_is_brought_up_to_date_with_its_comments() -> None:
    old = (
        "outsidein: 0 # before the release\nmap: trip\nkind: customer-journey\ntitle: Trip\n"
        "moments:\n  - {step: pay, reason: Trust}\n"
        "stages:\n  - id: buy\n    name: Buy # here\n    steps:\n      - id: pay\n        name: Pay\n"
    )
    document, found = read(old)
    assert document is not None
    assert [one.code for one in found] == ["maps/older-version"]
    text = rewrite(old, document)
    assert read(text) == (document, ())
    assert "outsidein: 1  # before the release\n" in text
    assert "    name: Buy # here\n" in text
    assert "        moment_of_truth: Trust\n" in text


def test_texts_over_several_lines_and_brackets_keep_their_comments() -> None:
    authored = (
        "outsidein: 1\nmap: trip\nkind: customer-journey\ntitle: A trip\n  over two lines  # plain\n"
        "outcome: >-   # folded\n  Arrive\n  rested\n\n# the touchpoints\ntouchpoints: [\n"
        "  {id: app, name: App},  # ours\n  {id: desk,   # theirs\n   name: Desk}]\n"
        "stages:\n  -\n    # the first\n    id: go\n    name: 'Go\n      there'  # quoted\n"
    )
    trip, found = read(authored)
    assert found == ()
    assert trip is not None
    assert rewrite(authored, trip) == authored
    stage, app, head = trip.stages[0], trip.touchpoints[0], trip.journey
    edits = (
        trip.put(replace(head, title="T", owner="Bo")),
        trip.put(replace(head, outcome="Rest")),
        trip.put(replace(app, name="Mobile app")),
        trip.put(replace(stage, name="Go")),
        trip.put(replace(stage, goal="Away")),
    )
    for edit in edits:
        text = rewrite(authored, edit)
        assert read(text) == (respaced(edit), ())
        for comment in re.findall(r"# .*", authored):
            assert comment in text, text


def test_a_map_in_brackets_keeps_its_comments() -> None:
    authored = "# by hand\n{outsidein: 1, map: trip, # short\n kind: customer-journey, title: T}\n# end\n"
    trip, _ = read(authored)
    assert trip is not None
    text = rewrite(authored, trip.put(replace(trip.journey, title="A trip")))
    assert (
        text
        == "# by hand\n# short\n# end\noutsidein: 1\nmap: trip\nkind: customer-journey\ntitle: A trip\nlanguage: en\n"
    )


@given(documents(), documents())
def test_whatever_stood_there_the_new_map_is_what_is_read(old: Document, new: Document) -> None:
    assert read(rewrite(write(old), new)) == (respaced(new), ())


@given(documents("customer-journey"), st.randoms(use_true_random=False), st.data())
def test_no_comment_is_lost_where_nothing_is_removed(old: Document, random: object, data: st.DataObject) -> None:
    text, comments = _commented(write(old), random)
    assert read(text) == (respaced(old), ())
    new = _grown(respaced(old), data)
    result = rewrite(text, new)
    assert read(result) == (respaced(new), ())
    assert sorted(re.findall(r"#c\d+#", result)) == sorted(comments)


@given(documents(), st.randoms(use_true_random=False))
def test_comments_alone_change_nothing(old: Document, random: object) -> None:
    text, _ = _commented(write(old), random)
    assert rewrite(text, old) == text


def _commented(text: str, random: object) -> tuple[str, list[str]]:
    """The text with comments above and behind some of its lines."""
    lines, comments, inside = [], [], None
    for line in text.splitlines() if not set(text) & set("\x85\u2028\u2029") else text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        if inside is not None and (indent > inside or not line.strip()):
            lines.append(line)
            continue
        inside = indent if line.endswith(("|", "|-")) else None
        if random.random() < 0.3:  # type: ignore[attr-defined]
            comments.append(f"#c{len(comments)}#")
            lines.append(" " * random.choice([0, indent]) + comments[-1])  # type: ignore[attr-defined]
        if random.random() < 0.3 and line.strip() and inside is None:  # type: ignore[attr-defined]
            comments.append(f"#c{len(comments)}#")
            line += " " + comments[-1]
        lines.append(line)
    return "\n".join(lines) + "\n", comments


def _grown(document: Document, data: st.DataObject) -> Document:
    """The map with more on it, and with some of it in other words; nothing is gone."""
    head = document.journey
    document = document.put(replace(head, title=data.draw(texts), owner=data.draw(st.sampled_from([head.owner, "Bo"]))))
    for stage in document.all(Stage):
        if data.draw(st.booleans()):
            document = document.put(replace(stage, name=data.draw(names)))
    document = document.put(
        Stage(id="stage:new", parent=head.id, order=data.draw(st.sampled_from("1Vz")), name="New"),
        Step(id="step:new", parent="stage:new", order="V", name="New"),
        Card(id="card:new", parent="step:new", order="V", lane="actions", text=data.draw(texts)),
    )
    for step in document.steps:
        if data.draw(st.booleans()):
            more = Card(id=f"card:{step.key}+", parent=step.id, order="V", lane="thoughts", text=data.draw(texts))
            document = document.put(more)
    assert isinstance(document.journey, Journey)
    return document
