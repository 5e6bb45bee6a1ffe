"""Towers, floor plans and a team’s own kinds in the browser: edited by keys and pointer, seen by others, axe clean."""

from __future__ import annotations

import base64

import pytest
from axe import violations
from playwright.sync_api import Page, expect
from serving import Home, Running

from conftest import Open, Window

MINDS = """\
outsidein: 1
map: minds
kind: mental-model
title: Minds

stages:
  - id: choose
    name: Choose
    steps:
      - {id: price, name: Find a price, mind: [Compare sites], support: [Price alert]}
      - {id: trust, name: Judge whom to trust, mind: [Ask a colleague]}
"""
PLAN = """\
outsidein: 1
map: branch
kind: spatial
title: Branch

places:
  - {id: in, name: Entrance, x: 0.2, "y": 0.8, arrows: [desk], actions: [Walk in]}
  - {id: desk, name: Desk, x: 0.6, "y": 0.4}
"""
OWN = {
    "chronological": (
        "  - {key: acts, of: actions}\n",
        "stages:\n  - {id: a, name: A, steps: [{id: one, name: Park it}]}\n",
    ),
    "hierarchical": (
        "  - {key: boxes, of: mind}\n",
        "stages:\n  - {id: a, name: A, steps: [{id: one, name: Park it}]}\n",
    ),
    "network": ("  - {key: wants, of: goals}\n", "actors:\n  - {id: a, name: Park it, ring: 0}\n"),
    "spatial": ("  - {key: seen, of: artifacts}\n", 'places:\n  - {id: a, name: Park it, x: 0.5, "y": 0.5}\n'),
}


def _open(window: Window, map: str, waits: str) -> Page:
    page = window.go(f"/maps/{map}")
    page.wait_for_selector(waits)
    return page


def test_a_box_written_under_a_tower_closes_its_gap_for_everybody(server: Running, open_window: Open) -> None:
    home: Home = server.home("Towers")
    map = home.begin_map("Minds", preset="", text=MINDS)
    first, second = (_open(open_window(home, role), map, ".oi-towers-base") for role in ("owner", "editor"))
    expect(second.locator(".oi-towers-gap", has_text="Nothing for it yet")).to_have_count(1)
    first.locator('[data-at="step:trust|support|"]').click()
    first.keyboard.press("n")
    first.keyboard.type("Reviews by travellers")
    first.keyboard.press("Control+Enter")
    expect(second.get_by_text("Reviews by travellers")).to_be_visible()
    expect(second.locator(".oi-towers-gap")).to_have_count(0)
    # A box goes to the next tower by keys, and back by undo.
    first.locator(".oi-map-card", has_text="Compare sites").click()
    for key in ("m", "ArrowRight", "Enter"):
        first.keyboard.press(key)
    moved = second.locator(".oi-towers-tower", has_text="Judge whom to trust").get_by_text("Compare sites")
    expect(moved).to_be_visible()
    first.keyboard.press("Control+z")
    expect(moved).to_have_count(0)
    assert violations(first) == []


def test_a_plan_asks_for_its_picture_and_its_places_are_moved_by_keys(server: Running, open_window: Open) -> None:
    home: Home = server.home("Plans")
    map = home.begin_map("Branch", preset="", text=PLAN)
    first, second = (_open(open_window(home, role), map, ".oi-plan-list") for role in ("owner", "editor"))
    expect(first.get_by_text("There is no plan yet")).to_be_visible()
    assert violations(first) == []
    picture = first.evaluate(
        "async () => { const c = document.createElement('canvas'); c.width = 400; c.height = 250;"
        "c.getContext('2d').fillRect(20, 20, 80, 80); return c.toDataURL('image/png').split(',')[1]; }"
    )
    first.locator("input[type=file]").set_input_files(
        {"name": "plan.png", "mimeType": "image/png", "buffer": base64.b64decode(picture)}
    )
    pin = first.get_by_role("button", name="Place 1: Entrance")
    expect(pin).to_be_visible()
    expect(second.get_by_role("button", name="Place 1: Entrance, 20 %")).to_be_visible()
    pin.focus()
    first.keyboard.press("ArrowRight")
    first.keyboard.press("Shift+ArrowUp")
    expect(second.get_by_role("button", name="Place 1: Entrance, 21 % from the left, 75 %")).to_be_visible()
    box = first.locator(".oi-plan-ground").bounding_box()
    assert box
    first.mouse.dblclick(box["x"] + box["width"] * 0.85, box["y"] + box["height"] * 0.2)
    first.keyboard.type("Exit")
    first.keyboard.press("Enter")
    expect(second.get_by_role("button", name="Place 3: Exit")).to_be_visible()
    assert violations(first) == []


@pytest.mark.parametrize("structure", OWN)
def test_a_kind_declared_in_the_settings_is_one_a_map_can_be_of(
    server: Running, open_window: Open, structure: str
) -> None:
    lanes, body = OWN[structure]
    home: Home = server.home(f"Own {structure}")
    window = open_window(home, "owner")
    page = window.go("/settings/kinds")
    page.get_by_role("button", name="Write one").click()
    text = page.get_by_label("The text that declares the kind")
    said = f"id: mine\nname: Our own way\nmeaning: Ours.\nstructure: {structure}\nlanes:\n"
    text.fill(said + "  - {key: a, of: nothing-known}\n")
    page.get_by_role("button", name="Keep this kind").click()
    expect(page.get_by_text("nothing-known").last).to_be_visible()
    text.fill(said + lanes)
    page.get_by_role("button", name="Keep this kind").click()
    expect(page.get_by_role("button", name="Delete “Our own way”")).to_be_visible()
    assert violations(page) == []
    map = home.begin_map("Ours", preset="", text=f"outsidein: 1\nmap: ours\nkind: mine\ntitle: Ours\n{body}")
    page = window.go(f"/maps/{map}")
    expect(page.get_by_text("Park it").first).to_be_visible()
    if structure in ("chronological", "hierarchical"):
        page.locator(f'[data-at="step:one|{lanes.split("key: ")[1].split(",")[0]}|"]').click()
        page.keyboard.press("n")
        page.keyboard.type("Something of ours")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Something of ours")).to_be_visible()
    page = window.go("/settings/kinds")
    page.get_by_role("button", name="Delete “Our own way”").click()
    expect(page.get_by_text("Ours").first).to_be_visible()
    expect(page.get_by_role("button", name="Delete “Our own way”")).to_be_visible()
