"""How journeys are walked, in a real browser: from a flow to its people, a funnel of one's own, and a draft map.

What lives here: what one does on the paths page. Not here: what is counted (tests/measures, tests/server), what is true
of every page (test_pages).
"""

from __future__ import annotations

import re

from playwright.sync_api import expect
from serving import Home

from conftest import Open


def test_a_flow_opens_by_keyboard_to_who_walks_it_and_what_they_said(sample: Home, open_window: Open) -> None:
    flows = sample.client("viewer").get(f"{sample.path}/journeys/flows?top=6&merged=true").json()
    begins = sum(
        one["count"]["value"]
        for one in flows["flows"]
        if one["of"]["position"] == 1 and one["of"]["touchpoint"] == "flight-search"
    )
    ends = next(one for one in flows["flows"] if one["of"]["position"] == 1 and one["to"]["standing"] == "end")
    page = open_window(sample, "viewer").go("/paths")
    picture = page.get_by_role("region", name="The flows as a picture")
    expect(
        picture.get_by_role("button", name=re.compile(f"^Flight search as event 1: {begins:,} journeys"))
    ).to_be_visible()
    assert picture.locator("[tabindex='0']").count() == 1
    picture.locator("[tabindex='0']").focus()
    flow = picture.get_by_role("button", name=re.compile(f"Flight search → end: {ends['count']['value']:,} journeys"))
    for _ in range(60):
        if flow.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Flight search → end")
    expect(sheet).to_contain_text(f"{ends['count']['value']:,} journeys")
    expect(sheet).to_contain_text(re.compile(r"\d+ comments from \d+ of [\d,]+ customers"))
    expect(sheet.locator("blockquote").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    page.get_by_role("radio", name="As a table").click()
    row = page.get_by_role("row", name=re.compile("Flight search end"))
    expect(row).to_contain_text(f"{ends['count']['value']:,}")


def test_a_funnel_is_made_of_steps_that_are_searched_and_its_address_can_be_passed_on(
    sample: Home, open_window: Open
) -> None:
    window = open_window(sample, "viewer")
    page = window.go("/paths?part=funnel&step=flight-search&step=booking-form")
    steps = page.get_by_role("list", name="Steps of the funnel").get_by_role("listitem")
    expect(steps).to_have_count(2)
    page.get_by_role("combobox", name="Add a step").fill("pass")
    page.get_by_role("option", name="Boarding pass").click()
    expect(steps).to_have_count(3)
    expect(page).to_have_url(re.compile("step=booking-form&step=boarding-pass"))
    steps.last.get_by_role("button", name="Move Boarding pass earlier").click()
    expect(page).to_have_url(re.compile("step=boarding-pass&step=booking-form"))
    # In one visit nobody books after the boarding pass: whoever came at all is still told beside.
    expect(page.locator(".oi-funnel__step").last).to_contain_text("2,590")
    expect(page.get_by_text("100 % do not get on")).to_be_visible()


def test_the_designed_way_is_held_against_the_walked_one_and_leads_to_the_map(sample: Home, open_window: Open) -> None:
    page = open_window(sample, "viewer").go("/paths?part=designed")
    step = page.get_by_role("link", name=re.compile(r"^Book seats: 39\s%"))
    expect(step).to_be_visible()
    expect(page.get_by_role("link", name="Pass security: no event of the log could show it")).to_be_visible()
    step.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/maps/.*at=step"))


def test_a_draft_of_the_walked_journeys_opens_as_a_map(acting: Home, open_window: Open) -> None:
    page = open_window(acting, "editor").go("/paths")
    page.get_by_role("button", name="Draft a map of these").click()
    dialog = page.get_by_role("dialog", name="A map of journeys as they are walked")
    dialog.get_by_label("Title").fill("As they fly")
    dialog.get_by_role("button", name="Make the draft").click()
    expect(page).to_have_url(re.compile("/maps/"))
    expect(page.get_by_role("heading", name="As they fly")).to_be_visible()
    # The newest map is the one that pages speak of: others here expect the sample's.
    made = page.url.rpartition("/maps/")[2].partition("?")[0]
    assert acting.client("editor").delete(f"{acting.path}/maps/{made}").status_code < 300


def test_nobody_is_left_waiting_without_a_way_out(sample: Home, open_window: Open) -> None:
    window = open_window(sample, "viewer")
    held: list[object] = []
    window.page.route("**/journeys/flows?*", lambda route: held.append(route))
    page = window.go("/paths")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Cancelled.")).to_be_visible()
    page.unroute("**/journeys/flows?*")
    page.get_by_role("button", name="Ask again").click()
    expect(page.get_by_role("region", name="The flows as a picture")).to_be_visible()
