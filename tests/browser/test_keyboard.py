"""Ten whole journeys by keyboard alone: no pointer touches the page, and the focus can be seen at every stop."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
import yaml
from hands import NO_POINTER, Hands
from playwright.sync_api import Browser, Locator, Page, expect
from serving import Home, Running

from conftest import Laptop, Open, Window

Sit = Callable[..., tuple[Page, Hands]]


@pytest.fixture
def sit_down(open_window: Open) -> Iterator[Sit]:
    """A window of somebody who has a keyboard only: the page and the hands."""
    seated: list[Hands] = []

    def sat(home: Home, role: str = "editor", **options: object) -> tuple[Page, Hands]:
        window: Window = open_window(home, role, **options)
        window.context.grant_permissions(["clipboard-read", "clipboard-write"])
        window.page.add_init_script(NO_POINTER)
        hands = Hands(window.page)
        seated.append(hands)
        return window.page, hands

    yield sat
    assert [hands.pointed() for hands in seated] == [None] * len(seated)


def _go(page: Page, home: Home, path: str) -> None:
    page.goto(f"{home.server.address}/w/{home.id}{path}")
    page.wait_for_selector("main :is(h1, .oi-living)")


def _enter_map(page: Page, hands: Hands, home: Home, map: str) -> None:
    """Open a map and tab into it; the focus stands on its first cell of the steps."""
    _go(page, home, f"/maps/{map}")
    hands.enter(page.get_by_role("grid"))
    hands.press("Control+Home")
    expect(page.locator("[role=grid] [data-id^='step:']").first).to_be_focused()


def _step(page: Page, name: str) -> Locator:
    return page.locator("[role=grid] [data-id^='step:']").filter(has_text=name)


def _card(page: Page, text: str) -> Locator:
    return page.locator("[role=grid] [data-id^='card:']").filter(has_text=text)


def _place(card: Locator) -> tuple[str, str]:
    """Step and lane where a card stands."""
    parent, lane = card.evaluate("(card) => [card.dataset.parent, card.dataset.lane]")
    return parent.removeprefix("step:"), lane


def _write(page: Page, hands: Hands, text: str) -> None:
    """A new card where the focus stands."""
    hands.press("n")
    expect(page.locator("textarea:focus")).to_be_visible()
    hands.type(text)
    hands.press("Enter")
    expect(_card(page, text)).to_be_focused()
    hands.look()


def test_come_in_by_the_link_of_the_terminal_and_reach_the_map(browser: Browser, laptop: Laptop) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(NO_POINTER)
    hands = Hands(page)
    page.goto(laptop.link())
    expect(page.get_by_role("heading", level=1)).to_contain_text("hurts where loyalty hangs")
    laptop.note_tour(page, seen=False)
    hands.open(page.get_by_role("navigation").get_by_role("link", name="Maps").first)
    hands.open(page.get_by_role("main").get_by_role("link", name="Family trip by air", exact=True))
    tour = page.get_by_role("dialog", name="A short tour")
    expect(tour.get_by_role("button", name="Next")).to_be_focused()
    hands.look()
    hands.press("Escape")
    expect(tour).to_have_count(0)
    hands.enter(page.get_by_role("grid"))
    assert hands.pointed() is None
    context.close()


def test_begin_a_map_from_a_preset(server: Running, sit_down: Sit) -> None:
    home = server.home("Beginning")
    page, hands = sit_down(home)
    _go(page, home, "/maps")
    hands.open(page.get_by_role("main").get_by_role("button", name="New map"))
    dialog = page.get_by_role("dialog")
    hands.reach(dialog.get_by_label("Title"))
    hands.type("Renting a flat")
    presets = dialog.get_by_role("button", name="Stages")
    hands.open(presets)
    hands.choose("Awareness")
    expect(dialog.get_by_text("Advocacy", exact=True)).to_be_visible()
    hands.open(dialog.get_by_role("button", name="Create map"))
    hands.enter(page.get_by_role("grid"))
    expect(page.locator("[role=grid] [data-id^='stage:']")).to_have_count(5)
    expect(page.get_by_role("heading", level=1)).to_have_text("Renting a flat")


def test_add_a_stage_a_step_a_lane_and_a_card_and_name_them_anew(server: Running, sit_down: Sit) -> None:
    home = server.home("Adding")
    map = home.begin_map("Renting a flat")
    page, hands = sit_down(home)
    _enter_map(page, hands, home, map)
    hands.press("s")
    expect(page.locator("input:focus, textarea:focus")).to_be_visible()
    hands.type("Look at it twice")
    hands.press("Enter")
    expect(_step(page, "Look at it twice")).to_be_focused()
    hands.press("Shift+s")
    expect(page.locator("input:focus, textarea:focus")).to_be_visible()
    hands.type("Move in")
    hands.press("Enter")
    expect(page.locator("[role=grid] [data-id^='stage:']").filter(has_text="Move in")).to_be_focused()
    hands.look()
    hands.press("F2", "Control+a")
    hands.type("Moving in")
    hands.press("Enter")
    expect(page.locator("[role=grid] [data-id^='stage:']").filter(has_text="Moving in")).to_be_focused()
    hands.press("l")
    dialog = page.get_by_role("dialog")
    hands.reach(dialog.get_by_role("searchbox"))
    hands.type("belie")
    hands.open(dialog.get_by_role("button", name="Beliefs").first)
    expect(page.get_by_role("rowheader").filter(has_text="Beliefs")).to_be_visible()
    # A key that comes while the dialog hands the focus back would go to neither.
    expect(dialog).to_have_count(0)
    expect(page.locator("[role=grid] :focus")).to_be_visible()
    hands.press("Control+Home")
    expect(page.locator(":focus")).to_have_attribute("data-id", "step:discover")
    hands.press("ArrowDown")
    _write(page, hands, "Compare three flats")
    hands.press("Enter", "End")
    hands.type(" by map")
    hands.press("Enter")
    expect(_card(page, "Compare three flats by map")).to_be_focused()
    hands.press("Escape", "ArrowUp")
    hands.press("Control+Home", "F2", "Control+a")
    hands.type("Find")
    hands.press("Enter")
    expect(_step(page, "Find")).to_be_focused()
    document = home.client().get(f"{home.path}/maps/{map}/document")
    for text in ("Look at it twice", "Moving in", "Compare three flats by map", "Find", "beliefs"):
        expect_in(home, map, text)
    assert document.ok


def expect_in(home: Home, map: str, text: str) -> None:
    """The server has it: what was written is kept."""
    client = home.client()
    for _ in range(100):
        if text in client.get(f"{home.path}/maps/{map}/document").text:
            return
        time.sleep(0.1)
    raise AssertionError(f"the server never got {text!r}")


def expect_stage(home: Home, map: str, record: str, wanted: str) -> None:
    """The server has the step in that stage."""
    client = home.client()
    found = ""
    for _ in range(100):
        stages = yaml.safe_load(client.get(f"{home.path}/maps/{map}/document").text)["stages"]
        homes = {f"step:{step['id']}": f"stage:{stage['id']}" for stage in stages for step in stage.get("steps", ())}
        found = homes.get(record, "")
        if found == wanted:
            return
        time.sleep(0.1)
    raise AssertionError(f"{record} stands in {found!r}, not in {wanted!r}")


def test_move_a_card_to_another_step_and_a_step_to_another_stage(server: Running, sit_down: Sit) -> None:
    home = server.home("Moving")
    map = home.begin_map("Renting a flat")
    page, hands = sit_down(home)
    _enter_map(page, hands, home, map)
    hands.press("ArrowDown")
    _write(page, hands, "Call the agent")
    start, lane = _place(_card(page, "Call the agent"))
    hands.press("m", "ArrowRight")
    expect(page.locator(".target")).to_be_visible()
    hands.press("Enter")
    card = _card(page, "Call the agent")
    expect(card).to_be_focused()
    expect(card).not_to_have_attribute("data-parent", f"step:{start}")
    assert _place(card)[1] == lane
    hands.press("Control+z")
    expect(_card(page, "Call the agent")).to_have_attribute("data-parent", f"step:{start}")
    hands.press("Control+Home")
    step = page.locator("[role=grid] [data-id^='step:']").first
    expect(step).to_be_focused()
    name = step.get_attribute("data-id") or ""
    stage = step.get_attribute("data-stage") or ""
    expect_stage(home, map, name, stage)
    hands.press("m", "ArrowRight", "ArrowRight", "Enter")
    moved = page.locator(f"[role=grid] [data-id='{name}']")
    expect(moved).to_be_focused()
    expect(moved).not_to_have_attribute("data-stage", stage)
    expect_stage(home, map, name, moved.get_attribute("data-stage") or "")
    hands.press("Control+z")
    expect_stage(home, map, name, stage)


def test_select_several_copy_and_paste_and_take_lines_and_a_table_in(server: Running, sit_down: Sit) -> None:
    home = server.home("Copying")
    map = home.begin_map("Renting a flat")
    page, hands = sit_down(home)
    _enter_map(page, hands, home, map)
    hands.press("ArrowDown")
    _write(page, hands, "First card")
    _write(page, hands, "Second card")
    hands.press("Shift+ArrowUp")
    expect(page.locator("[role=grid] .selected")).to_have_count(2)
    hands.press("Control+c", "ArrowRight", "Control+v")
    expect(_card(page, "First card")).to_have_count(2)
    expect(_card(page, "Second card")).to_have_count(2)
    places = {_place(_card(page, "First card").nth(at))[0] for at in range(2)}
    assert len(places) == 2
    page.evaluate("navigator.clipboard.writeText('- Read the small print\\n- Ask about pets\\n- Sign')")
    hands.press("ArrowRight", "Control+v")
    for text in ("Read the small print", "Ask about pets", "Sign"):
        expect(_card(page, text)).to_have_count(1)
    page.evaluate("navigator.clipboard.writeText('Pack boxes\\tCall a van\\nWill it fit?\\tIs it dear?')")
    hands.press("Control+Home", "ArrowDown", "Control+v")
    for text in ("Pack boxes", "Call a van", "Will it fit?", "Is it dear?"):
        expect(_card(page, text)).to_have_count(1)
    assert _place(_card(page, "Pack boxes"))[0] != _place(_card(page, "Call a van"))[0]
    assert _place(_card(page, "Pack boxes"))[1] != _place(_card(page, "Will it fit?"))[1]
    hands.press("Control+z")
    expect(_card(page, "Pack boxes")).to_have_count(0)
    expect(_card(page, "Is it dear?")).to_have_count(0)


def test_mark_a_moment_of_truth_meet_a_touchpoint_and_draw_an_arrow(server: Running, sit_down: Sit) -> None:
    home = server.home("Tying")
    map = home.begin_map("Renting a flat")
    page, hands = sit_down(home)
    _enter_map(page, hands, home, map)
    hands.press("*")
    dialog = page.get_by_role("dialog")
    hands.reach(dialog.get_by_role("textbox").first)
    hands.type("Here they decide whether to trust us.")
    hands.open(dialog.get_by_role("button", name="Mark"))
    expect(dialog).to_have_count(0)
    expect_in(home, map, "Here they decide whether to trust us.")
    hands.press("t")
    hands.reach(dialog.get_by_role("combobox"))
    hands.type("Agent on the phone")
    hands.press("ArrowDown", "Enter")
    expect(dialog.get_by_role("checkbox", name="Agent on the phone")).to_be_checked()
    hands.open(dialog.get_by_role("button", name="Done"))
    expect(page.locator("[role=grid] [data-id^='encounter:']").filter(has_text="Agent on the phone")).to_be_visible()
    expect(page.locator("[role=grid]:focus-within")).to_have_count(1)  # the dialog gives the focus back as it leaves
    hands.press("b")
    hands.open(dialog.get_by_role("button", name="Leads to"))
    hands.choose("Out of the journey")
    hands.reach(dialog.get_by_role("textbox"))
    hands.type("too dear")
    hands.press("Enter")
    expect(dialog).to_have_count(0)
    arrow = page.get_by_role("button", name="too dear")
    expect(arrow).to_be_visible()
    hands.open(arrow)
    hands.open(dialog.get_by_role("button", name="Remove"))
    expect(arrow).to_have_count(0)


def test_open_a_point_of_the_curve_its_quotes_and_its_formula(sample: Home, sit_down: Sit) -> None:
    page, hands = sit_down(sample, "viewer")
    _enter_map(page, hands, sample, sample_map(sample))
    hands.reach(_step(page, "Check in online"), key="ArrowRight")
    lane = page.locator("[role=gridcell][data-lane]").filter(has=page.locator(".oi-map-point")).first
    parent = _step(page, "Check in online").get_attribute("data-id")
    curve = page.locator(f".oi-map-curve-cell[data-parent='{parent}']")
    expect(lane).to_be_attached()
    hands.reach(curve, key="ArrowDown")
    hands.press("Tab")
    hands.look()
    hands.press("Enter")
    inspector = page.get_by_role("complementary", name="Inspector")
    expect(inspector.get_by_role("heading", level=2)).to_contain_text("Check in online")
    expect(inspector.locator("blockquote").first).not_to_be_empty()
    hands.open(inspector.get_by_role("button", name="Emotional level").first)
    account = page.get_by_role("dialog")
    for word in ("Formula", "What was counted", "95 %", "Check-in form"):
        expect(account).to_contain_text(word)
    hands.press("Escape")
    expect(account).to_have_count(0)
    hands.look()


def test_from_a_hotspot_open_an_opportunity_start_an_initiative_and_record_a_result(
    acting: Home, sit_down: Sit
) -> None:
    page, hands = sit_down(acting)
    _go(page, acting, "/hotspots")
    hands.open(page.get_by_role("button", name="Open an opportunity for Bag-drop desk"))
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("textbox").first).not_to_have_value("")
    hands.open(dialog.get_by_role("button", name="Open opportunity"))
    expect(dialog).to_have_count(0)
    _enter_map(page, hands, acting, sample_map(acting))
    hands.reach(_step(page, "Drop the bags"), key="ArrowRight")
    inspector = page.get_by_role("complementary", name="Inspector")
    hands.open(inspector.get_by_role("button", name="Start an initiative"))
    hands.reach(dialog.get_by_label("What is done"))
    hands.type("A second belt for families")
    hands.reach(dialog.get_by_label("Owner"))
    hands.type("Ines Calder")
    hands.open(dialog.get_by_role("button", name="Start an initiative"))
    expect(dialog).to_have_count(0)
    expect(inspector).to_contain_text("A second belt for families")
    hands.open(inspector.get_by_role("button", name="Record a result"))
    hands.open(dialog.get_by_role("button", name="Record a result"))
    expect(dialog.get_by_role("button", name="Close").last).to_be_visible()
    hands.open(dialog.get_by_role("button", name="Close").last)
    _go(page, acting, "/initiatives")
    expect(page.get_by_role("main")).to_contain_text("A second belt for families")


def test_search_and_filter_the_map_read_it_as_a_list_and_present_it(sample: Home, sit_down: Sit) -> None:
    page, hands = sit_down(sample)
    _enter_map(page, hands, sample, sample_map(sample))
    hands.press("/")
    search = page.locator(".oi-map-search input")
    expect(search).to_be_focused()
    hands.type("pushchair")
    expect(page.get_by_role("status").filter(has_text="match")).to_be_attached()
    hands.press("Enter")
    hands.press("Escape")
    expect(search).to_have_value("")
    hands.open(page.get_by_role("button", name="Filter", exact=True))
    hands.reach(page.get_by_role("checkbox", name="heard"))
    hands.press("Space", "Escape")
    expect(page.get_by_role("button", name="Filter: 1")).to_be_focused()
    hands.press("Enter")
    hands.open(page.get_by_role("button", name="Show everything"))
    expect(page.get_by_role("button", name="Filter", exact=True)).to_be_focused()
    hands.reach(page.get_by_role("radio", name="Map"))
    hands.press("ArrowRight")
    hands.look()
    hands.press("Enter")
    expect(page.locator(".oi-map-list, [class*=oi-map-list]").first).to_be_visible()
    hands.open(page.get_by_role("button", name="Present").last)
    show = page.get_by_role("dialog")
    expect(show).to_contain_text("Family trip by air")
    hands.press("ArrowRight")
    expect(show).to_contain_text("Compare flights")
    hands.press("End")
    expect(show).to_contain_text("Plan the next trip")
    hands.press("Escape")
    expect(show).to_have_count(0)


def test_change_theme_and_language_and_remove_a_map_and_bring_it_back(server: Running, sit_down: Sit) -> None:
    home = server.home("Looking")
    home.begin_map("Renting a flat")
    page, hands = sit_down(home)
    _go(page, home, "/maps")
    account = page.locator(".oi-account").first
    hands.open(account)
    hands.choose("Dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    hands.press("Escape")
    hands.open(page.locator(".oi-account").first)
    hands.choose("Deutsch")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    hands.press("Escape")
    hands.open(page.locator(".oi-account").first)
    hands.choose("English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    hands.press("Escape")
    acts = page.get_by_role("button", name="Acts of “Renting a flat”")
    hands.open(acts)
    hands.choose("Move to trash")
    expect(acts).to_have_count(0)
    hands.open(page.get_by_role("button", name="Undo"))
    expect(acts).to_be_visible()
    hands.open(acts)
    hands.choose("Move to trash")
    expect(acts).to_have_count(0)
    hands.open(page.get_by_role("button", name="Trash"))
    hands.open(page.get_by_role("dialog").get_by_role("button", name="Restore"))
    hands.press("Escape")
    expect(acts).to_be_visible()


def sample_map(home: Home) -> str:
    """The id of the sample's map."""
    found: str = home.client("viewer").get(f"{home.path}/maps").json()[0]["id"]
    return found
