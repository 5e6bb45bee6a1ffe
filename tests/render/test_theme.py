"""Colours: one source, legible in both themes."""

from __future__ import annotations

import itertools

import pytest

from outsidein.render import theme
from outsidein.render.scene import Tone

THEMES = (theme.light(), theme.dark())
TEXTS = ("ink", "soft", "faint", "accent", "good", "bad", "warn", "org", "human")


@pytest.mark.parametrize("one", THEMES, ids=lambda one: one.name)
@pytest.mark.parametrize(("text", "ground"), list(itertools.product(TEXTS, ("card", "paper"))))
def test_every_text_colour_can_be_read_on_card_and_paper(one: theme.Theme, text: str, ground: str) -> None:
    assert theme.contrast(one[text], one[ground]) >= 4.5


@pytest.mark.parametrize("one", THEMES, ids=lambda one: one.name)
@pytest.mark.parametrize("tone", [tone for tone in Tone if tone is not Tone.PLAIN])
def test_every_tone_can_be_read_on_its_own_soft_ground_and_so_can_ink(one: theme.Theme, tone: Tone) -> None:
    ink, soft = one.tone(tone)
    assert theme.contrast(ink, soft) >= 4.5
    assert theme.contrast(one["ink"], soft) >= 4.5
    assert theme.contrast(one["soft"], soft) >= 4.5


@pytest.mark.parametrize("of", range(1, 13))
def test_white_can_be_read_on_every_stage(of: int) -> None:
    for one in THEMES:
        assert all(theme.contrast("#ffffff", one.stage(place, of)) >= 4.5 for place in range(of))


@pytest.mark.parametrize("one", THEMES, ids=lambda one: one.name)
@pytest.mark.parametrize("zone", ["good-soft", "bad-soft"])
def test_the_labels_of_the_curve_can_be_read_on_its_zones(one: theme.Theme, zone: str) -> None:
    ground = _mixed(one[zone], one["paper"], 0.55)
    for text in ("ink", "soft", "bad", "good"):
        assert theme.contrast(one[text], ground) >= 4.5, text


@pytest.mark.parametrize("one", THEMES, ids=lambda one: one.name)
def test_marks_stand_out_from_what_they_are_on(one: theme.Theme) -> None:
    for mark in ("accent", "good", "bad", "warn", "human", "faint"):
        assert theme.contrast(one[mark], one["paper"]) >= 3


def test_the_dark_theme_says_every_colour_that_the_light_one_says() -> None:
    assert {name for name, _ in theme.light().colours} == {name for name, _ in theme.dark().colours}


def _mixed(over: str, under: str, share: float) -> str:
    parts = [(int(over[at : at + 2], 16), int(under[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in parts)
