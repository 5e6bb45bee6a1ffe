"""Composing: what a map and its reading become, and that nothing of either is lost on the way."""

from __future__ import annotations

import dataclasses
import io
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hard_samples import SAMPLES, branched
from PIL import Image
from samples import Sample, estimate, family_trip

from outsidein import maps
from outsidein.ground import Diagnostic, Place
from outsidein.insight.reading import Quadrant
from outsidein.maps.cells import Card, Lane
from outsidein.maps.spine import Stage
from outsidein.maps.ties import Arrow, Way
from outsidein.render import Scene, SourceNote, compose, missing_glyphs, write_html, write_pdf, write_svg
from outsidein.render.composition.numbers import decimals, shown
from outsidein.render.scene import BarRow, CardRow, CurveRow, Mark, Number, QuadRow, Tone
from outsidein.render.words import Words


def scene_of(sample: Sample, **more: Any) -> Scene:
    return compose(sample.document, sample.reading, today=sample.today, **more)


def texts(value: object) -> Iterator[str]:
    """Every text of a scene."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))


def numbers(value: object) -> Iterator[Number]:
    """Every number of a scene."""
    if isinstance(value, Number):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from numbers(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from numbers(getattr(value, field.name))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_card_of_the_map_is_somewhere_in_the_scene(name: str) -> None:
    sample = SAMPLES[name]()
    shown_texts = set(texts(scene_of(sample).rows))
    assert [card.text for card in sample.document.all(Card) if card.text not in shown_texts] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_has_a_cell_for_every_column(name: str) -> None:
    scene = scene_of(SAMPLES[name]())
    for row in scene.rows:
        by_stage = isinstance(row, QuadRow) or (isinstance(row, (CardRow, BarRow)) and row.by_stage)
        cells = row.points if isinstance(row, CurveRow) else row.cells
        assert len(cells) == len(scene.stages if by_stage else scene.steps)


def test_the_page_opens_with_what_was_found() -> None:
    scene = scene_of(family_trip())
    assert scene.headline == "Check-in, the flight and bag drop hurt where loyalty hangs."
    assert scene.fresh == ("Fresh: newest answer 52 days ago", Tone.GOOD)
    assert dict(scene.facts)["Evidence"].startswith("32,118 responses · 129,487 answers")


def test_without_evidence_the_page_says_so_and_teaches_the_next_step() -> None:
    scene = scene_of(SAMPLES["no-evidence"]())
    assert scene.headline == ""
    assert "assumption" in scene.lead
    unknown = next(panel for panel in scene.panels if panel.key == "unknown")
    assert "outsidein import --guess" in str(unknown.rows[0][2])
    assert not list(numbers(scene))


def test_every_number_opens_to_where_it_is_from() -> None:
    found = [number for number in numbers(scene_of(family_trip())) if number.opened]
    assert len(found) > 80
    for number in found:
        assert number.opened
        labels = [label for label, _ in number.opened.rows]
        assert labels[:3] == ["Value", "Interval", "n"]
        assert {"Formula", "What was counted", "Period", "Sources"} <= set(labels)


def test_a_gap_stays_a_gap_and_says_why() -> None:
    scene = scene_of(family_trip())
    curve = next(row for row in scene.rows if isinstance(row, CurveRow))
    point = curve.points[5]
    assert point.number is None
    assert "does not share its survey" in point.gap
    assert "Clear security" in curve.spoken


def test_what_a_person_drew_stands_beside_what_was_measured() -> None:
    curve = next(row for row in scene_of(family_trip()).rows if isinstance(row, CurveRow))
    point = curve.points[1]
    assert (point.drawn, point.target) == (4.0, 7.0)
    assert point.number is not None
    assert point.number.value == 5.1


def test_a_level_drawn_as_a_card_is_used_where_the_reading_says_nothing() -> None:
    sample = SAMPLES["no-evidence"]()
    drawn = Card(id="card:x", parent="step:board", order="V", lane="emotion", value=8)
    scene = compose(sample.document.put(drawn), None, today=sample.today)
    curve = next(row for row in scene.rows if isinstance(row, CurveRow))
    assert [point.drawn for point in curve.points][6] == 8.0


def test_a_moment_of_truth_always_has_its_reason_and_who_says_so() -> None:
    scene = scene_of(family_trip())
    moments = {step.name: step.moment for step in scene.steps if step.moment}
    assert "(marked by a person)" in moments["Drop the bags"]
    assert "(proposed from the evidence)" in moments["Check in online"]
    cards = [
        card for row in scene.rows if isinstance(row, CardRow) for cell in row.cells for card in cell if card.moment
    ]
    assert {card.text for card in cards} == {"Standing in line with children", "Bag-drop desk"}


def test_marks_say_what_backs_a_card() -> None:
    scene = scene_of(family_trip())
    cards = [card for row in scene.rows if isinstance(row, CardRow) for cell in row.cells for card in cell]
    by_mark = {mark: {card.backing for card in cards if card.mark is mark} for mark in Mark}
    assert by_mark[Mark.ASSUMPTION] == {"assumption"}
    assert any(text.endswith("comments") for text in by_mark[Mark.HEARD])
    assert "n = 9,204" in by_mark[Mark.MEASURED]
    assert any(text.endswith("· old") for text in by_mark[Mark.HEARD])


def test_the_organisation_stands_below_the_line_of_visibility() -> None:
    rows = scene_of(family_trip()).rows
    inside = [isinstance(row, (CardRow, QuadRow)) and row.inside for row in rows]
    assert inside == sorted(inside)
    assert any(inside)


def test_only_the_line_of_visibility_of_a_blueprint_is_drawn_whole() -> None:
    blueprint = compose(maps.begin_from("hotel-blueprint", "map", title="Map"), today=date(2026, 11, 21))
    assert [(line.key, line.solid) for line in blueprint.lines] == [
        ("interaction", False),
        ("visibility", True),
        ("internal-interaction", False),
    ]
    page = write_html(blueprint)
    assert page.count('class="line solid') == 1
    assert [line.solid for line in scene_of(family_trip()).lines] == [True]


def test_an_empty_lane_is_left_out_unless_it_is_required_and_named_as_missing() -> None:
    scene = scene_of(SAMPLES["empty-lanes"]())
    keys = [row.key for row in scene.rows]
    assert "thoughts" not in keys
    assert "actions" in keys
    unknown = next(panel for panel in scene.panels if panel.key == "unknown")
    assert any("Thoughts" in str(row[0]) for row in unknown.rows)


def test_a_lane_that_the_map_adds_is_drawn_and_one_that_it_hides_is_not() -> None:
    sample = family_trip()
    own = Lane(id="lane:mood", parent=sample.document.journey.id, order="V", of="text", name="Weather")
    hidden = Lane(id="lane:thoughts", parent=sample.document.journey.id, order="W", hidden=True)
    card = Card(id="card:mood", parent="step:board", order="V", lane="mood", text="Rain on the apron")
    scene = compose(sample.document.put(own, hidden, card), sample.reading, today=sample.today)
    titles = [row.title for row in scene.rows]
    assert "Weather" in titles
    assert "Thoughts" not in titles
    assert "Rain on the apron" in set(texts(scene.rows))


def test_importance_stands_at_the_steps_for_which_a_touchpoint_counts() -> None:
    row = next(row for row in scene_of(family_trip()).rows if row.key == "importance")
    assert isinstance(row, BarRow)
    assert [(label, number.text) for label, number in row.cells[2]] == [("Mobile app", "24")]
    assert row.most == 24.1


def test_a_hotspot_of_a_touchpoint_is_shown_at_the_steps_where_it_counts() -> None:
    sample = family_trip()
    assert sample.reading
    finding = replace(sample.reading.findings[0], where="touchpoint:gate", title="Gate staff")
    reading = replace(sample.reading, findings=(finding,))
    scene = compose(sample.document, reading, today=sample.today)
    assert [step.name for step in scene.steps if step.hotspot] == ["Board"]
    assert scene.spots[0].under == "Board"


def test_drivers_say_association_and_who_was_left_out() -> None:
    panel = next(panel for panel in scene_of(family_trip()).panels if panel.key == "drivers")
    assert "Association, not cause" in panel.says
    assert any(note.startswith("10,214 people answered") for note in panel.notes)
    assert panel.rows[-1][4] == "falls with it"


def test_without_a_frame_the_page_says_that_nobody_can_know_who_is_missing() -> None:
    panel = next(panel for panel in scene_of(SAMPLES["silent"]()).panels if panel.key == "voices")
    assert panel.says == "Nobody said who was invited, so nobody can say who is missing."
    assert not panel.rows


def test_what_is_too_close_to_say_is_named_among_what_is_not_known() -> None:
    scene = scene_of(family_trip())
    assert scene.matrix
    assert [dot.label for dot in scene.matrix.dots if dot.unsure] == ["Hotline"]
    unknown = next(panel for panel in scene.panels if panel.key == "unknown")
    assert any("Hotline" in str(row[0]) for row in unknown.rows)


def test_the_matrix_holds_every_dot_with_its_interval_and_its_cross() -> None:
    matrix = scene_of(family_trip()).matrix
    assert matrix
    for dot in matrix.dots:
        for number, (low, high) in ((dot.x, matrix.x_range), (dot.y, matrix.y_range)):
            assert number.low is not None
            assert number.high is not None
            assert low <= number.low <= number.high <= high
    assert matrix.corners == tuple(Quadrant(name) for name in ("mend first", "keep", "watch", "do not overdo"))


def test_sources_show_their_age_and_what_was_rejected() -> None:
    notes = (SourceNote("Passenger survey", "survey", 129_880, 12, date(2026, 9, 30)), SourceNote("Reviews"))
    panel = next(panel for panel in scene_of(family_trip(), sources=notes).panels if panel.key == "sources")
    assert panel.rows[0] == ("Passenger survey", "survey", "129,880", "12", "30 Sep 2026 (52 days)")
    assert panel.rows[1][4] == "undated"


def test_remarks_of_the_checks_name_the_card_they_are_about() -> None:
    card = family_trip().document.all(Card)[0]
    remark = Diagnostic(
        "maps/undefined-abbreviation", "“MCT” is not explained.", "Write it out.", Place(record=card.id)
    )
    panel = next(panel for panel in scene_of(family_trip(), remarks=[remark]).panels if panel.key == "explain")
    assert card.text in str(panel.rows[0][0])


def test_a_stage_without_steps_is_drawn_and_named_as_missing() -> None:
    sample = family_trip()
    stage = Stage(id="stage:empty", parent=sample.document.journey.id, order="zz", name="Later")
    scene = compose(sample.document.put(stage), sample.reading, today=sample.today)
    assert scene.stages[-1].steps == ()
    unknown = next(panel for panel in scene.panels if panel.key == "unknown")
    assert any("Later" in str(row[0]) for row in unknown.rows)


def test_old_evidence_is_flagged() -> None:
    assert scene_of(SAMPLES["old-evidence"]()).fresh == ("Old: newest answer 293 days ago", Tone.WARN)


def test_a_number_has_as_many_decimals_as_its_interval_can_bear() -> None:
    assert decimals(estimate(4.62, 0.1, 100)) == 1
    assert decimals(estimate(6.254, 0.006, 126_800)) == 2
    assert shown(estimate(50.858, 0.275, 126_800, unit="%"), Words(), title="x").interval == "50.6–51.1"
    assert shown(estimate(24.1, 1.9, 100, unit="%"), Words(), title="x").text == "24"


def test_a_few_answers_are_marked_as_few() -> None:
    curve = next(row for row in scene_of(family_trip()).rows if isinstance(row, CurveRow))
    last = curve.points[-1].number
    assert last is not None
    assert last.small
    assert last.opened
    assert any("too few to lean on" in text for _, text in last.opened.rows)


def test_the_same_input_composes_to_the_same_scene() -> None:
    assert scene_of(family_trip()) == scene_of(family_trip())


def test_numbers_have_the_separators_that_are_asked_for() -> None:
    scene = scene_of(family_trip(), language="de")
    assert dict(scene.facts)["Belege"].startswith("32.118 Rückmeldungen")
    assert scene.overall[2][1].text == "4,9"


def picture() -> bytes:
    """A red square."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (180, 40, 60)).save(out, "PNG")
    return out.getvalue()


def test_a_picture_stands_on_its_card_on_every_page_and_is_nowhere_where_it_is_not_at_hand() -> None:
    sample = family_trip()
    cards = [card for card in sample.document.all(Card) if card.lane == "actions"]
    document = sample.document.put(
        replace(cards[0], picture="0123456789abcdef.png"), replace(cards[1], picture="fedcba9876543210.png")
    )
    scene = compose(document, None, today=sample.today, pictures={"0123456789abcdef.png": picture(), "spare.png": b""})
    assert list(scene.pictures) == ["0123456789abcdef.png"]
    page = write_html(scene)
    assert page.count("<img") == 1
    assert b64encode(picture()).decode() in page
    without = compose(sample.document, None, today=sample.today)
    assert write_svg(scene).count(b"<image ") == write_svg(without).count(b"<image ") + 1
    assert b"/Image" in write_pdf(scene)


def test_a_step_says_where_else_it_leads() -> None:
    sample = family_trip()
    first, second, third = sample.document.steps[:3]
    document = sample.document.put(
        Arrow(id="arrow:back", parent=third.id, to=first.id, kind=Way.RETURNS, label="the price rose"),
        Arrow(id="arrow:out", parent=second.id, kind=Way.LEAVES),
    )
    scene = compose(document, None, today=sample.today)
    assert scene.steps[2].ways == (f"back to {first.name}: the price rose",)
    assert scene.steps[1].ways == ("leaves",)
    assert f"back to {first.name}: the price rose" in write_html(scene)
    assert not missing_glyphs(scene)


def test_a_remark_about_an_arrow_names_the_step_that_it_leaves() -> None:
    sample = family_trip()
    document = branched(sample.document, (0, 2, "Again"), (0, None, ""))
    arrow = document.all(Arrow)[-1]
    found = Diagnostic("maps/branch-without-label", "It has no label.", "Give it one.", Place(record=arrow.id))
    scene = compose(document, today=sample.today, remarks=(found,))
    panel = next(one for one in scene.panels if one.key == "checks")
    assert panel.rows[0][0] == document.steps[0].name
