"""What opens above a page or beside it: every dialog, menu, picker and panel, in both themes; axe finds nothing.

What lives here: how each is opened. Not here: pages with nothing open (test_pages), journeys (test_keyboard).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe import stands, violations_in_both_themes
from pages import path_of
from playwright.sync_api import Browser, Page, expect
from serving import Home, Running, made
from survey import map_of_the_survey, survey

from conftest import Open

OPEN = "[role=dialog], [role=alertdialog], [role=menu], .oi-popover"
Opener = Callable[[Page], None]


def press(name: str, *, at: int = 0, exact: bool = True) -> Opener:
    """By a button of this name."""
    return lambda page: page.get_by_role("button", name=name, exact=exact).nth(at).click()


def keys(*pressed: str, where: str = "[role=grid] [data-id^='step:']") -> Opener:
    """By keys of the map, with a step or a card in focus."""

    def opened(page: Page) -> None:
        page.locator(where).first.focus()
        for key in pressed:
            page.keyboard.press(key)

    return opened


def after(*openers: Opener) -> Opener:
    """By one after the other."""

    def opened(page: Page) -> None:
        for opener in openers:
            opener(page)

    return opened


def on(selector: str) -> Opener:
    """By a click on what a selector finds first."""
    return lambda page: page.locator(selector).first.click()


def bring(page: Page) -> None:
    """A table that is brought in, with how it is read to be put right."""
    page.get_by_role("button", name="Import a file").first.click()
    table = {"name": "day.csv", "mimeType": "text/csv", "buffer": b";Search;Book\nFrust;slow;dear\nMood;4;6\n"}
    page.locator("input[type=file]").set_input_files([table])
    expect(page.get_by_role("heading", name="How the table is read")).to_be_visible()


CARD = "[role=grid] [data-id^='card:']"
OVER: dict[str, dict[str, Opener]] = {
    "/maps/{map}": {
        "about the map": press("About this map"),
        "personas and segments": press("Everyone"),
        "period": press("All time"),
        "comparison": press("Compare"),
        "export": press("Export"),
        "share": press("Share"),
        "filter": press("Filter"),
        "what can be added": press("Add"),
        "keys": press("Keys"),
        "search of everything": lambda page: page.keyboard.press("Control+k"),
        "menu of a step": keys("Shift+F10"),
        "menu of a card": keys("Shift+F10", where=CARD),
        "menu of a lane": lambda page: page.get_by_role("rowheader").first.click(button="right"),
        "touchpoints": keys("t"),
        "personas of a card": after(on(CARD), keys("p", where=f"{CARD}.selected")),
        "moment of truth": keys("*"),
        "arrow": keys("b"),
        "lane": keys("l"),
        "numbers as a table": press("As a table"),
        "a number": after(on(".oi-map-point"), on(".oi-inspector .oi-figure--opens")),
        "what the writing guide says": on(f"{CARD} .oi-map-diagnostic"),
        "account": on(".oi-account"),
        "workspaces": on(".oi-rail__workspace"),
    },
    "/maps": {
        "new map": press("New map"),
        "acts of a map": press("Acts of", exact=False),
        "trash": press("Trash"),
        "a file that is brought in": bring,
    },
    "/evidence": {
        "acts of a source": press("More about", exact=False),
    },
    "/measures": {
        "where a number comes from": press("Net Promoter Score", exact=False),
        "target": press("set", exact=True),
    },
    "/hotspots": {
        "opportunity from a hotspot": press("Open an opportunity for", exact=False),
        "opportunity by hand": press("New opportunity"),
        "persona": press("Everyone", exact=False),
    },
    "/members": {
        "invitation": press("Invite"),
        "role": press("Viewer", exact=False),
        "group": press("New group"),
        "removal": press("Remove Viewer"),
    },
    "/settings": {
        "leaving": press("Leave workspace"),
        "closing": press("Close workspace"),
    },
    "/settings/tokens": {
        "token": press("New token"),
    },
}


BESIDE: dict[str, Opener] = {
    "inspector of a card": on(CARD),
    "inspector of a step": on("[role=grid] [data-id^='step:']"),
    "inspector of a point": on(".oi-map-point"),
    "comments": lambda page: page.get_by_role("radio", name="Comments").click(),
    "history": lambda page: page.get_by_role("radio", name="History").click(),
}
DOORS = ("/sign-in", "/sign-in/second-factor", "/sign-up", "/account/reset", "/local", "/welcome", "/nowhere")


def close(page: Page, name: str) -> None:
    """By Escape alone: once for a list that is open within, and once for what holds it."""
    for _ in range(2):
        page.keyboard.press("Escape")
        page.wait_for_timeout(120)  # what slides out may take its moment
        if page.locator(OPEN).count() == 0:
            return
    expect(page.locator(OPEN), f"{name} closes by Escape").to_have_count(0)


@pytest.mark.parametrize("path", OVER)
def test_what_opens_above_a_page_has_no_violation_in_either_theme(sample: Home, open_window: Open, path: str) -> None:
    page = open_window(sample, "owner", color_scheme="light").go(path_of(sample, path))
    stands(page)
    found: dict[str, list[str]] = {}
    for name, opener in OVER[path].items():
        opener(page)
        expect(page.locator(OPEN).first, name).to_be_visible()
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        if said := violations_in_both_themes(page, OPEN):
            found[name] = said
        close(page, name)
    assert found == {}


def test_what_stands_beside_a_map_has_no_violation_in_either_theme(sample: Home, open_window: Open) -> None:
    page = open_window(sample, "owner", color_scheme="light").go(path_of(sample, "/maps/{map}"))
    stands(page)
    found: dict[str, list[str]] = {}
    for name, opener in BESIDE.items():
        opener(page)
        stands(page)
        if said := violations_in_both_themes(page, ".oi-inspector"):
            found[name] = said
    assert found == {}


def test_the_doors_have_no_violation_in_either_theme(server: Running, browser: Browser) -> None:
    home = server.home("Behind the doors")
    invited = made(home.client("owner").post(f"{home.path}/invitations", {"role": "viewer"}))
    context = browser.new_context(locale="en-GB", reduced_motion="reduce", color_scheme="light")
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for path in (*DOORS, f"/invitation#t={invited['secret']}", "/invitation#t=nobody"):
        page.goto(server.address + path)
        page.wait_for_selector("h1")
        stands(page)
        if said := violations_in_both_themes(page):
            found[path] = said
    context.close()
    assert found == {}


def test_a_shared_map_has_no_violation_in_either_theme_open_embedded_or_locked(sample: Home, browser: Browser) -> None:
    (map, *_) = sample.client("viewer").get(f"{sample.path}/maps").json()
    where = f"{sample.path}/maps/{map['id']}/shares"
    lanes = ["actions", "pains", "emotion", "touchpoints"]
    ways: tuple[dict[str, object], ...] = ({"quotes": True}, {"embed": True}, {"password": "correct horse"})
    links = [made(sample.client("owner").post(where, {"lanes": lanes, **way}))["address"] for way in ways]
    context = browser.new_context(locale="en-GB", reduced_motion="reduce", color_scheme="light")
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for link in (links[0], links[1].replace("/s/", "/embed/"), links[2]):
        page.goto(link if link.startswith("http") else sample.server.address + link)
        page.wait_for_selector("h1")
        stands(page)
        if said := violations_in_both_themes(page):
            found[link] = said
    context.close()
    assert found == {}


def test_every_step_of_taking_in_a_file_has_no_violation_in_either_theme(
    server: Running, open_window: Open, tmp_path: Path
) -> None:
    home = server.home("Taking in")
    home.begin_map("", preset="", text=map_of_the_survey())
    page = open_window(home, "owner", color_scheme="light").go("/evidence")
    page.locator("input[type=file]").first.set_input_files(survey(tmp_path))
    found: dict[str, list[str]] = {}
    for step in ("guess", "one line of it", "done"):
        if step == "one line of it":
            page.locator(".oi-lines").get_by_role("button", name="Change", exact=False).first.click()
            expect(page.get_by_role("dialog")).to_be_visible()
        elif step == "done":
            page.keyboard.press("Escape")
            expect(page.get_by_role("dialog")).to_have_count(0)
            page.get_by_role("button", name="Import", exact=True).or_(
                page.get_by_role("button", name="Import as guessed")
            ).first.click()
            page.wait_for_url("**/evidence/done/**")
        else:
            page.wait_for_url("**/evidence/import/**")
        stands(page)
        if said := violations_in_both_themes(page):
            found[step] = said
    assert found == {}
