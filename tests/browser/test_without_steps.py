"""Maps without steps (towers, networks, floor plans) elsewhere than on their own page: counted, shared, presented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from serving import Home, Running, made

from conftest import Open, Window

MAPS = Path(__file__).resolve().parents[2] / "examples" / "kinds" / "maps"
# One of each structure. What people see of it on the pages that list maps, and the first page of its presentation.
WITHOUT_STEPS = {
    "flying-minds": ("15 towers", "Weigh up whether to go"),
    "home-care-ecosystem": ("18 actors", "Home care service"),
    "branch-visit": ("9 places", "In front of the window"),
}
OF_JOURNEYS = re.compile(r"\b(steps?|stages?|curve)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def kinds(server: Running) -> Home:
    """A workspace with the finished map of each kind that has no steps."""
    home = server.home("Without steps")
    for key in WITHOUT_STEPS:
        home.begin_map(key, preset="", text=_text(key))
    return home


def _text(key: str) -> str:
    return (MAPS / f"{key}.map.yaml").read_text(encoding="utf-8")


def _ids(home: Home) -> dict[str, str]:
    return {one["key"]: one["id"] for one in home.client("owner").get(f"{home.path}/maps").json()}


def _says_nothing_of_journeys(page: Page, key: str, *, within: str = "main") -> None:
    """No words of ours speak of steps, stages or a curve; what the map itself says stays its own."""
    shown = [line for line in page.locator(within).inner_text().splitlines() if line.strip() not in _text(key)]
    assert [line for line in shown if OF_JOURNEYS.search(line)] == []


def test_home_maps_and_atlas_count_what_there_is(kinds: Home, open_window: Open) -> None:
    window: Window = open_window(kinds, "owner")
    for path in ("/maps", "/atlas"):
        page = window.go(path)
        for counted, _ in WITHOUT_STEPS.values():
            expect(page.get_by_text(counted).first).to_be_visible()
        expect(page.get_by_text(re.compile(r"\b0 (of 0 )?steps"))).to_have_count(0)
    page = window.go("")
    expect(page.locator(".oi-home__map .oi-empty")).to_be_visible()
    expect(page.get_by_text("moment of truth")).to_have_count(0)


@pytest.mark.parametrize("key", WITHOUT_STEPS)
def test_its_page_keys_presentation_and_shared_link_speak_its_own_words(
    kinds: Home, open_window: Open, key: str
) -> None:
    map, first = _ids(kinds)[key], WITHOUT_STEPS[key][1]
    window: Window = open_window(kinds, "owner")
    page = window.go(f"/maps/{map}")
    expect(page.locator(".oi-inspector .oi-empty")).to_be_visible()
    _says_nothing_of_journeys(page, key)
    page.get_by_role("button", name="Keys", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    _says_nothing_of_journeys(page, key, within="[role=dialog]")
    page = window.go(f"/maps/{map}/present")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", level=1, name=first)).to_be_visible()
    _says_nothing_of_journeys(page, key, within=".oi-map-present")
    lanes = [lane["key"] for lane in _kind(kinds, key)["lanes"]]
    link = made(kinds.client("owner").post(f"{kinds.path}/maps/{map}/shares", {"lanes": lanes}))["address"]
    page.goto(link)
    expect(page.get_by_text(first).first).to_be_attached()
    _says_nothing_of_journeys(page, key, within="#map")


def _kind(home: Home, key: str) -> dict[str, list[dict[str, str]]]:
    (wanted,) = re.findall(r"^kind: (\S+)$", _text(key), re.MULTILINE)
    every = home.client("owner").get(f"{home.path}/kinds").json()
    return next(one for one in every if one["id"] == wanted)


def test_a_tower_is_added_undone_and_told_as_a_tower(kinds: Home, open_window: Open) -> None:
    window: Window = open_window(kinds, "owner")
    page = window.go(f"/maps/{_ids(kinds)['flying-minds']}")
    page.locator(".oi-towers-base", has_text="Find a fair price").click()
    page.get_by_role("button", name="Add", exact=True).click()
    menu = page.get_by_role("menu")
    expect(menu.get_by_role("menuitem", name="New mental space")).to_be_visible()
    expect(menu.get_by_role("menuitem", name="Meet a touchpoint")).to_have_count(0)
    expect(menu.get_by_role("menuitem", name="New tower")).to_be_visible()
    # The menu hands the focus back before its act takes it: what is typed next is the name.
    menu.get_by_role("menuitem", name="New tower").click()
    expect(page.get_by_label("Name of the tower")).to_be_focused()
    page.keyboard.type("Wait for a sale")
    page.keyboard.press("Enter")
    expect(page.locator(".oi-towers-base", has_text="Wait for a sale")).to_be_visible()
    expect(page.locator(".oi-inspector").get_by_text("Tower", exact=True)).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone: Tower added")).to_be_attached()


@pytest.mark.parametrize(("key", "at"), [("home-care-ecosystem", "Elsa"), ("branch-visit", "Welcome desk")])
def test_an_opportunity_is_opened_where_there_is_no_step(kinds: Home, open_window: Open, key: str, at: str) -> None:
    window: Window = open_window(kinds, "owner")
    client, map = kinds.client("owner"), _ids(kinds)[key]
    names = client.get(f"{kinds.path}/maps/{map}/reading").json()["names"]
    where = next(id for id, name in names.items() if name == at and id.split(":")[0] in ("actor", "place"))
    opened = made(client.post(f"{kinds.path}/maps/{map}/opportunities", {"where": where}))
    page = window.go(f"/opportunities/{opened['id']}")
    expect(page.get_by_text(at).first).to_be_visible()
