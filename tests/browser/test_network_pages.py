"""A network in the browser: added to, connected, moved, undone, by pointer and by keys; the other sees it at once."""

from __future__ import annotations

import re

from axe import violations
from playwright.sync_api import Page, expect
from serving import Home, Running

from conftest import Open, Window

NET = """\
outsidein: 1
map: fibre
kind: ecosystem
title: Fibre at home

actors:
  - id: provider
    name: Fibre provider
    ring: 0
    flows:
      - {id: line, to: customer, label: connection}
  - id: customer
    name: Customer
    kind: person
    ring: 0
    flows:
      - {id: fee, to: provider, label: monthly fee, kind: money}
  - id: bank
    name: Bank
    ring: 2
"""


def _open(window: Window, map: str, part: str = "") -> Page:
    page = window.go(f"/maps/{map}{part}")
    page.wait_for_selector(".oi-net-tables table" if part else ".react-flow__node")
    return page


def test_what_one_adds_connects_and_moves_on_a_network_the_other_sees(server: Running, open_window: Open) -> None:
    home: Home = server.home("Networks")
    map = home.begin_map("Fibre", preset="", text=NET)
    first, second = (_open(open_window(home, role), map) for role in ("owner", "editor"))
    expect(first.locator(".react-flow__node")).to_have_count(3)
    expect(first.locator(".oi-net-label")).to_have_count(2)

    # Added by a key, named where it stands.
    first.locator(".react-flow__node", has_text="Bank").focus()
    first.keyboard.press("n")
    expect(first.locator(".oi-net-writing")).to_be_focused()
    first.keyboard.type("Regulator")
    first.keyboard.press("Enter")
    expect(second.locator(".react-flow__node", has_text="Regulator")).to_be_visible()

    # Connected from a list, without a pointer.
    first.locator(".react-flow__node", has_text="Regulator").focus()
    first.keyboard.press("b")
    dialog = first.get_by_role("dialog")
    dialog.get_by_role("combobox", name="To whom").fill("Fibre")
    first.get_by_role("option", name="Fibre provider").click()
    dialog.get_by_label("What flows").fill("rules")
    dialog.get_by_role("button", name="Connect").click()
    expect(second.locator(".oi-net-label", has_text="rules")).to_be_visible()

    # Moved by the pointer, and back by undo.
    bank = first.locator(".react-flow__node", has_text="Bank")
    seen = second.locator(".react-flow__node", has_text="Bank")
    first.get_by_role("button", name="Show all of it").click()
    bank.hover()  # waits until the view has come to rest
    before = seen.get_attribute("style")
    box = bank.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    first.mouse.move(x, y)
    first.mouse.down()
    first.mouse.move(x - 60, y + 40, steps=6)
    first.mouse.up()
    expect(seen).not_to_have_attribute("style", before or "")
    moved = seen.get_attribute("style") or ""
    first.keyboard.press("Control+z")
    expect(seen).not_to_have_attribute("style", moved)

    # Everybody is placed anew in one edit.
    first.get_by_role("button", name="Arrange").click()
    expect(first.locator(".oi-unseen", has_text="4 actors arranged")).to_have_count(1)
    assert violations(first) == []


def test_a_network_can_be_edited_as_tables_by_keyboard_alone(server: Running, open_window: Open) -> None:
    home: Home = server.home("Network tables")
    map = home.begin_map("Fibre", preset="", text=NET)
    page = _open(open_window(home, "owner"), map, "/list")
    expect(page.get_by_role("row")).to_have_count(7)
    name = page.get_by_label("Name").nth(2)
    name.fill("House bank")
    name.press("Enter")
    page.get_by_label("Kind of House bank").select_option("place")
    page.get_by_label("Ring of House bank").select_option("1")
    page.get_by_label("What flows").first.fill("fibre line")
    page.get_by_label("What flows").first.press("Tab")
    assert violations(page) == []
    page.get_by_role("button", name="Remove Customer").click()
    expect(page.get_by_role("row")).to_have_count(3)
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_role("row")).to_have_count(7)
    expect(page.get_by_label("What flows").first).to_have_value("fibre line")


def test_the_next_found_is_brought_into_view_on_a_network(server: Running, open_window: Open) -> None:
    home: Home = server.home("Looking")
    map = home.begin_map(
        "Fibre", preset="", text=NET.replace("    ring: 2\n", "    ring: 2\n    moment_of_truth: They lend\n")
    )
    page = _open(open_window(home, "owner"), map)
    bank, fee = (
        page.locator(".react-flow__node", has_text="Bank"),
        page.locator(".oi-net-label", has_text="monthly fee"),
    )
    expect(bank.get_by_text("moment of truth")).to_have_count(1)
    search = page.get_by_role("searchbox", name="Find on the map")
    search.fill("bank")
    search.press("Enter")
    expect(bank).to_have_class(re.compile(r"\bselected\b"))
    # Zoomed in on one corner, the other is out of sight until it is found.
    zoom = page.get_by_role("button", name="Larger")
    for _ in range(5):
        zoom.click()
    search.fill("fee")
    search.press("Enter")
    expect(fee).to_be_in_viewport()
    search.fill("bank")
    search.press("Enter")
    expect(bank).to_be_in_viewport()
    expect(page.locator(".oi-unseen", has_text="Bank: 1 of 1")).to_have_count(1)


AIM = NET.replace("map: fibre", "map: fibre-aim").replace("title: Fibre at home", "title: Fibre at home\nstate: to-be")
AIM = AIM.replace("    ring: 2\n", "    ring: 1\n").replace("label: connection", "label: fast connection")
AIM += "  - id: regulator\n    name: Regulator\n    ring: 2\n"


def test_two_networks_are_compared_in_one_picture(server: Running, open_window: Open) -> None:
    home: Home = server.home("Two networks")
    was, now = (home.begin_map(title, preset="", text=text) for title, text in (("Fibre", NET), ("Aim", AIM)))
    page = open_window(home, "viewer").go(f"/compare?was={was}&now={now}")
    picture = page.get_by_role("img", name="both states in one picture")
    expect(picture).to_be_visible()
    expect(picture.locator(".oi-figure__node.is-added")).to_have_count(1)
    expect(picture.locator(".oi-figure__node.is-moved")).to_have_count(1)
    expect(picture.locator(".oi-figure__tie.is-moving")).to_have_count(1)
    expect(page.get_by_role("listitem").filter(has_text="Actor “Bank”: from “Wider” to “Direct”")).to_be_visible()
    assert violations(page) == []
