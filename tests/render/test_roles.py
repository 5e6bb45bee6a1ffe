"""Several roles on one journey: each has lanes and a curve of her own, named after her."""

from __future__ import annotations

from datetime import date

from outsidein.maps import Document
from outsidein.maps.reading import read
from outsidein.render.composition import compose
from outsidein.render.html.page import write_html
from outsidein.render.scene import CardRow, CurveRow, Scene

TEXT = """\
outsidein: 1
map: buying
kind: customer-journey
title: Buying together

personas:
  - {id: cfo, name: Chief financial officer}
  - {id: user, name: Everyday user}

lanes:
  - {id: cfo-emotion, of: emotion, persona: cfo}
  - {id: user-thoughts, of: thoughts, persona: user}

stages:
  - id: choose
    name: Choose
    steps:
      - id: compare
        name: Compare
        cfo-emotion: [{value: 3, text: Afraid of the price}]
        user-thoughts: [Will it be quicker]
      - id: sign
        name: Sign
        cfo-emotion: [{value: 7}]
"""


def scene() -> Scene:
    document, found = read(TEXT)
    assert isinstance(document, Document), found
    return compose(document, today=date(2026, 11, 22))


def test_the_emotion_lane_of_a_role_is_a_curve_of_its_own() -> None:
    [own] = [row for row in scene().rows if isinstance(row, CurveRow) and row.key == "cfo-emotion"]
    assert own.title.endswith("· Chief financial officer")
    assert [point.drawn for point in own.points] == [3, 7]
    assert "Compare: 3.0; Sign: 7.0" in own.spoken


def test_a_card_lane_of_a_role_is_named_after_her_on_the_page() -> None:
    made = scene()
    [own] = [row for row in made.rows if isinstance(row, CardRow) and row.key == "user-thoughts"]
    assert own.title.endswith("· Everyday user")
    assert "· Everyday user" in write_html(made)
