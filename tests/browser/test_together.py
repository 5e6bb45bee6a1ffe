"""Two people on one map: what one writes the other sees, what is written offline comes along, and nothing is lost."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect
from serving import Home, Running

from conftest import Open

CARDS = "[role=gridcell] [data-id^='card:'] .oi-map-card-text"


def _card(page: Page, text: str) -> Locator:
    """Cards of the map that say this, and nothing else."""
    return page.locator(CARDS).get_by_text(text, exact=True)


def _write_card(page: Page, text: str, *, read_only: bool = False) -> None:
    """A new card behind the ones in the first cell of the lane of actions, by keyboard alone."""
    page.locator("[role=grid] [data-id^='step:']").first.focus()
    for key in ("Control+Home", "ArrowDown", "n"):
        page.keyboard.press(key)
    if not read_only:
        expect(page.locator("textarea:focus")).to_have_value("")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")


def test_what_one_writes_the_other_sees_at_once(server: Running, open_window: Open) -> None:
    home: Home = server.home("Together")
    map = home.begin_map("Renting a flat")
    ada, ben = open_window(home, "owner"), open_window(home, "editor")
    first, second = ada.open_map(map), ben.open_map(map)
    _write_card(first, "Compare three flats")
    expect(_card(second, "Compare three flats")).to_be_visible()
    _write_card(second, "Call the agent")
    expect(_card(first, "Call the agent")).to_be_visible()


def test_a_click_on_the_plus_writes_at_once_and_letters_are_letters_there(server: Running, open_window: Open) -> None:
    home: Home = server.home("Clicking")
    page = open_window(home, "owner").open_map(home.begin_map("Renting a flat"))
    cell = page.locator("[role=gridcell][data-lane=actions]").first
    cell.hover()
    cell.get_by_role("button", name="Add a card").click()
    expect(page.locator("textarea:focus")).to_have_value("")
    page.keyboard.type("n stands for a new card")
    page.keyboard.press("Enter")
    expect(page.locator(CARDS)).to_have_text(["n stands for a new card"])
    page.keyboard.press("n")
    expect(page.locator("textarea:focus")).to_have_value("")
    page.keyboard.type("Call the agent")
    page.keyboard.press("Enter")
    expect(page.locator(CARDS)).to_have_text(["n stands for a new card", "Call the agent"])


def test_work_done_offline_comes_along_and_nothing_is_lost(server: Running, open_window: Open) -> None:
    home: Home = server.home("Offline")
    map = home.begin_map("Renting a flat")
    ada, ben = open_window(home, "owner"), open_window(home, "editor")
    first, second = ada.open_map(map), ben.open_map(map)
    _write_card(first, "Written together")
    expect(_card(second, "Written together")).to_be_visible()
    ben.context.set_offline(True)
    _write_card(second, "Written on the train")
    _write_card(first, "Written in the office")
    ben.context.set_offline(False)
    for page in (first, second):
        for text in ("Written together", "Written on the train", "Written in the office"):
            expect(_card(page, text)).to_have_count(1, timeout=20_000)
    document = home.client("viewer").get(f"{home.path}/maps/{map}/document").text
    assert [document.count(text) for text in ("Written together", "train", "office")] == [1, 1, 1]


def test_undo_takes_back_only_what_this_person_did(server: Running, open_window: Open) -> None:
    home: Home = server.home("Undo")
    map = home.begin_map("Renting a flat")
    ada, ben = open_window(home, "owner"), open_window(home, "editor")
    first, second = ada.open_map(map), ben.open_map(map)
    _write_card(first, "From Ada")
    _write_card(second, "From Ben")
    expect(_card(first, "From Ben")).to_be_visible()
    expect(_card(second, "From Ada")).to_be_visible()
    first.keyboard.press("Control+z")
    first.keyboard.press("Control+z")
    expect(_card(first, "From Ada")).to_have_count(0)
    expect(_card(second, "From Ada")).to_have_count(0)
    expect(_card(second, "From Ben")).to_be_visible()


def test_a_viewer_sees_the_map_alive_and_cannot_change_it(server: Running, open_window: Open) -> None:
    home: Home = server.home("Viewing")
    map = home.begin_map("Renting a flat")
    ada, eve = open_window(home, "owner"), open_window(home, "viewer")
    first, second = ada.open_map(map), eve.open_map(map)
    _write_card(first, "Seen by all")
    expect(_card(second, "Seen by all")).to_be_visible()
    _write_card(second, "Not to be", read_only=True)
    expect(_card(second, "Not to be")).to_have_count(0)
    assert "Not to be" not in home.client().get(f"{home.path}/maps/{map}/document").text
