"""The first hour of somebody new, in local mode: the link, the living sample, an empty workspace, a first survey."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import Running, made, team
from survey import map_of_the_survey, survey

from conftest import Laptop, Open


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Page]:
    """A browser that was never here."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_the_link_shows_what_the_evidence_says_and_the_map_alive(laptop: Laptop, fresh: Page) -> None:
    fresh.goto(laptop.link())
    expect(fresh.get_by_role("heading", level=1)).to_have_text("Check-in form hurts where loyalty hangs.")
    assert "#" not in fresh.url
    laptop.note_tour(fresh, seen=False)
    fresh.get_by_role("main").get_by_role("link", name="Open the map").click()
    expect(fresh.locator(".oi-map-point")).to_have_count(12)
    tour = fresh.get_by_role("dialog", name="A short tour")
    expect(tour).to_be_visible()
    tour.get_by_role("button", name="Skip").last.click()
    expect(tour).to_have_count(0)
    fresh.get_by_role("button", name="Check in online. 6.0 (5.9–6.1), n = 1,641").click()
    inspector = fresh.get_by_role("complementary", name="Inspector")
    expect(inspector.get_by_role("heading", level=2)).to_contain_text("Check in online")
    expect(inspector.locator("blockquote").first).not_to_be_empty()


def test_the_link_lets_one_browser_in_and_no_second(laptop: Laptop, browser: Browser, fresh: Page) -> None:
    link = laptop.link()
    fresh.goto(link)
    expect(fresh.get_by_role("navigation", name="Pages")).to_be_visible()
    fresh.reload()
    expect(fresh.get_by_role("navigation", name="Pages")).to_be_visible()
    other = browser.new_context(locale="en-GB")
    page = other.new_page()
    page.goto(link)
    expect(page.get_by_role("heading", name="The way in stands in the terminal")).to_be_visible()
    assert page.request.get(f"{laptop.running.address}/api/v1/workspaces").status in (401, 403)
    other.close()


def test_the_printed_link_of_a_new_server_makes_the_first_account_and_nobody_else_gets_that_far(
    browser: Browser, fresh: Page, tmp_path: Path
) -> None:
    running = team(tmp_path / "data").start()
    try:
        fresh.goto(f"{running.address}/sign-up")
        waits = fresh.get_by_role("heading", name="This server waits for its first person")
        expect(waits).to_be_visible()
        fresh.goto(f"{running.address}/setup#t={'x' * 43}")
        expect(fresh.get_by_role("alert")).to_contain_text("This link has been used")
        fresh.goto(f"{running.address}/setup#t={running.link}")
        fresh.get_by_label("Your name").fill("Ada")
        assert "#" not in fresh.url
        fresh.get_by_label("E-mail").fill("ada@example.org")
        fresh.get_by_label("Password").fill("seven grey geese")
        fresh.get_by_role("button", name="Sign up").click()
        expect(fresh.get_by_role("heading", name="Where shall we begin?")).to_be_visible()
        other = browser.new_context(locale="de-DE")
        late = other.new_page()
        late.goto(f"{running.address}/setup#t={running.link}")
        expect(late.get_by_role("alert")).to_contain_text("Link")
        late.goto(f"{running.address}/sign-up")
        expect(late.get_by_role("heading", name="Zugang nur auf Einladung")).to_be_visible()
        other.close()
    finally:
        running.close()


def test_an_empty_workspace_teaches_three_ways_to_begin(server: Running, open_window: Open) -> None:
    home = server.home("Empty")
    page = open_window(home, "owner").go()
    ways = page.get_by_role("main").get_by_role("heading", level=2)
    expect(ways).to_have_count(3)
    page.get_by_role("main").get_by_role("link", name="Begin a map").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("Renting a flat")
    dialog.get_by_role("button", name="Create map").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Renting a flat")
    expect(page.get_by_role("grid")).to_be_visible()


def test_a_survey_that_is_taken_in_bends_the_curve(server: Running, open_window: Open, tmp_path: Path) -> None:
    home = server.home("Surveyed")
    map = home.begin_map("", preset="", text=map_of_the_survey())
    window = open_window(home, "owner")
    page = window.open_map(map)
    expect(page.locator(".oi-map-point")).to_have_count(0)
    window.go("/evidence")
    page.locator("input[type=file]").first.set_input_files(survey(tmp_path))
    take = page.get_by_role("button", name="Import", exact=True).or_(
        page.get_by_role("button", name="Import as guessed")
    )
    expect(take.first).to_be_enabled()
    take.first.click()
    expect(page.get_by_role("main")).to_contain_text("240")
    page.wait_for_url("**/evidence/done/**")
    window.open_map(map)
    expect(page.locator(".oi-map-point")).to_have_count(2)
    viewing = page.get_by_role("button", name="Viewing").and_(page.locator(".oi-map-point"))
    contract = page.get_by_role("button", name="Contract").and_(page.locator(".oi-map-point"))
    assert (viewing.bounding_box() or {"y": 0})["y"] < (contract.bounding_box() or {"y": 0})["y"]


def test_a_map_whose_review_is_overdue_is_flagged(server: Running, open_window: Open) -> None:
    home = server.home("Stale")
    reviewed = (date.today() - timedelta(days=200)).isoformat()
    text = f"outsidein: 1\nmap: old\nkind: customer-journey\ntitle: Long ago\nreviewed: {reviewed}\nreview_every: 90\n"
    made(home.client().post(f"{home.path}/maps", {"text": text}))
    page = open_window(home, "viewer").go("/maps")
    expect(page.get_by_text("review due")).to_be_visible()
