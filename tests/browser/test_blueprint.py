"""A blueprint in the browser: its lines, its arrows, connecting by keyboard, the other sees it at once."""

from __future__ import annotations

import re

from axe import violations
from playwright.sync_api import Page, expect
from serving import Home, Running

from conftest import Open, Window

TEXT = """\
outsidein: 1
map: desk
kind: service-blueprint
title: At the desk

stages:
  - id: arrive
    name: Arrive
    steps:
      - id: greet
        name: Greet
        actions:
          - {id: a-ask, text: Ask for the room, arrows: [o-look]}
        onstage:
          - {id: o-look, text: Look in the list}
        backstage:
          - {id: b-clean, text: Clean the room}
      - id: hand
        name: Hand over
        actions:
          - {id: a-take, text: Take the key}
"""


def _open(window: Window, map: str) -> Page:
    page = window.go(f"/maps/{map}")
    page.wait_for_selector(".oi-map-tie-way", state="attached")
    return page


def test_who_hands_on_to_whom_is_drawn_connected_by_keys_and_seen_by_the_other(
    server: Running, open_window: Open
) -> None:
    home: Home = server.home("Blueprints")
    map = home.begin_map("Desk", preset="", text=TEXT)
    first, second = (_open(open_window(home, role), map) for role in ("owner", "editor"))
    expect(first.locator(".oi-map-visibility")).to_have_text(
        ["Line of interaction", "Line of visibility", "Line of internal interaction"]
    )
    expect(first.locator(".oi-map-tie-way")).to_have_count(1)

    looking = first.locator(".oi-map-card", has_text="Look in the list")
    looking.click()
    expect(looking).to_be_focused()
    first.keyboard.press("b")
    dialog = first.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Which card").fill("Clean")
    first.get_by_role("option", name=re.compile("Clean the room")).click()
    dialog.get_by_label("Label").fill("by telephone")
    dialog.get_by_role("button", name="Keep").click()
    expect(second.locator(".oi-map-tie-way")).to_have_count(2)
    label = second.get_by_role(
        "button", name=re.compile("“Look in the list” hands on to “Clean the room” by telephone")
    )
    expect(label).to_be_visible()
    assert not violations(first)

    first.locator(".oi-map-card", has_text="Look in the list").focus()
    first.keyboard.press("Control+z")
    expect(second.locator(".oi-map-tie-way")).to_have_count(1)

    # Pulled from the handle of one card onto another.
    card, other = (first.locator(".oi-map-card", has_text=text) for text in ("Ask for the room", "Take the key"))
    card.hover()
    first.locator(".oi-map-tie-handle").hover()
    first.mouse.down()
    other.hover()
    first.mouse.up()
    expect(second.locator(".oi-map-tie-way")).to_have_count(2)
