"""Locked lanes and the library in the browser: what an owner holds nobody takes away; a channel has one name."""

from __future__ import annotations

from axe import violations
from playwright.sync_api import Page, expect
from serving import Home, Running, made

from conftest import Open

MAP = """\
outsidein: 1
map: held
kind: customer-journey
title: Held
touchpoints:
  - {id: desk, name: Desk, channel: human-assisted}
lanes:
  - {id: actions, locked: true}
stages:
  - id: pack
    name: Pack
    steps:
      - {id: load, name: Load, touchpoints: [desk], actions: [Fetch the key]}
      - {id: wait, name: Wait, pains: [Rain]}
"""


def _lane_menu(page: Page) -> None:
    page.locator('[data-id="lane:actions"]').click(button="right")


def test_what_a_locked_card_stands_at_stays_until_an_owner_unlocks_its_lane(server: Running, open_window: Open) -> None:
    home: Home = server.home("Held")
    map = home.begin_map("Held", preset="", text=MAP)
    owner, editor = (open_window(home, role).go(f"/maps/{map}") for role in ("owner", "editor"))
    step = editor.locator('[data-id="step:load"]')
    step.click()
    editor.keyboard.press("Delete")
    expect(editor.get_by_text("Cards of a locked lane stand here").first).to_be_attached()
    expect(step).to_be_visible()
    _lane_menu(editor)
    expect(editor.get_by_role("menuitem", name="Unlock this lane")).to_be_disabled()
    editor.keyboard.press("Escape")
    _lane_menu(owner)
    assert violations(owner) == []
    owner.get_by_role("menuitem", name="Unlock this lane").click()
    expect(editor.locator('[data-id="lane:actions"]').get_by_text("Locked")).to_have_count(0)
    step.click()
    editor.keyboard.press("Delete")
    expect(step).to_have_count(0)
    expect(owner.locator('[data-id="step:load"]')).to_have_count(0)


def test_a_channel_that_is_called_otherwise_is_so_on_every_page_at_once(server: Running, open_window: Open) -> None:
    home: Home = server.home("Called")
    home.begin_map("Held", preset="", text=MAP)
    window = open_window(home, "editor")
    page = window.go("/capabilities")
    page.get_by_role("button", name="Human-assisted").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Eye to eye")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Eye to eye")).to_be_visible()
    row = page.get_by_role("row", name="Eye to eye")
    row.get_by_role("button", name="Remove").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Remove").click()
    expect(page.get_by_text("is used on").first).to_be_visible()
    page = window.go("/touchpoints")
    expect(page.get_by_role("cell", name="Eye to eye")).to_be_visible()
    assert made(home.client("viewer").get(f"{home.path}/inventory"))["channels"][0]["record"]["name"] == "Eye to eye"
