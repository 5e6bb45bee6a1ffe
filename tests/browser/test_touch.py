"""A map by finger, at 200 % zoom, in forced colours and on paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import pypdf
import pytest
from hands import SETTLED
from pages import PAGES, path_of
from PIL import Image
from playwright.sync_api import CDPSession, Locator, Page, expect
from serving import Home, Running

from conftest import Open, Window


@dataclass(frozen=True)
class Finger:
    """One finger on the glass."""

    page: Page
    glass: CDPSession

    def down(self, x: float, y: float) -> None:
        self._say("touchStart", x, y)

    def slide(self, x: float, y: float) -> None:
        self._say("touchMove", x, y)

    def up(self) -> None:
        self.glass.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def _say(self, kind: str, x: float, y: float) -> None:
        self.glass.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})


Tablet = Callable[[Home, str], tuple[Window, Finger]]


@pytest.fixture
def tablet(open_window: Open) -> Tablet:
    """A window that is touched."""

    def opened(home: Home, map: str) -> tuple[Window, Finger]:
        window = open_window(home, "editor", viewport={"width": 1180, "height": 820}, has_touch=True)
        window.open_map(map)
        return window, Finger(window.page, window.context.new_cdp_session(window.page))

    return opened


def _card(page: Page, text: str) -> Locator:
    return page.locator("[role=grid] [data-id^='card:']").filter(has_text=text)


def _map_with_cards(server: Running, name: str, *cards: str) -> tuple[Home, str]:
    home = server.home(name)
    steps = "".join(f"      - {{id: s{at}, name: Step {at}, actions: [{card}]}}\n" for at, card in enumerate(cards))
    head = "outsidein: 1\nmap: touched\nkind: customer-journey\ntitle: Touched\n"
    text = f"{head}stages:\n  - id: all\n    name: All\n    steps:\n{steps}"
    return home, home.begin_map("", preset="", text=text)


def test_a_card_is_held_carried_to_another_step_and_let_go(server: Running, tablet: Tablet) -> None:
    home, map = _map_with_cards(server, "Touching", "Read the letter", "Call the agent")
    window, finger = tablet(home, map)
    page = window.page
    page.wait_for_load_state("networkidle")  # what is still loading may push the cards down
    start, end = _card(page, "Read the letter").bounding_box(), _card(page, "Call the agent").bounding_box()
    assert start
    assert end
    x, y = start["x"] + 12, start["y"] + 12
    finger.down(x, y)
    page.wait_for_timeout(600)  # the gesture itself: a finger that stays
    for part in range(1, 9):
        finger.slide(x + (end["x"] + 30 - x) * part / 8, y + (end["y"] + end["height"] + 14 - y) * part / 8)
        page.evaluate(SETTLED)
    expect(page.locator(".oi-map-drop-line")).to_be_visible()
    finger.up()
    expect(_card(page, "Read the letter")).to_have_attribute("data-parent", "step:s1")


def test_a_finger_that_slides_scrolls_and_one_that_taps_selects(sample: Home, tablet: Tablet) -> None:
    (map, *_) = sample.client("viewer").get(f"{sample.path}/maps").json()
    window, finger = tablet(sample, map["id"])
    page = window.page
    before = _card(page, "Scan four passports").get_attribute("data-parent")
    finger.down(600, 600)
    for part in range(1, 12):
        finger.slide(600 - 24 * part, 600 - 20 * part)
    finger.up()
    page.wait_for_function(
        "(([one]) => one.scrollLeft + one.scrollTop > 60)([document.querySelector('.oi-map-scroller')])"
    )
    card = page.locator("[role=grid] [data-id^='card:']").filter(visible=True).nth(20)
    card.tap()
    expect(page.locator("[role=grid] [data-id^='card:'].selected")).to_have_count(1)
    assert _card(page, "Scan four passports").get_attribute("data-parent") == before


def test_at_200_percent_no_page_has_to_be_scrolled_sideways(sample: Home, open_window: Open) -> None:
    window = open_window(sample, "owner", viewport={"width": 720, "height": 450}, device_scale_factor=2)
    for one in PAGES:
        page = window.go(path_of(sample, one))
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 1, f"{one}: {wide} pixels stand out"


def test_in_forced_colours_the_curve_and_the_selection_can_still_be_seen(sample: Home, open_window: Open) -> None:
    (map, *_) = sample.client("viewer").get(f"{sample.path}/maps").json()
    window = open_window(sample, "viewer", forced_colors="active", color_scheme="dark")
    page = window.open_map(map["id"])
    point = page.locator(".oi-map-point").first
    point.scroll_into_view_if_needed()
    picture = Image.open(io.BytesIO(page.locator(".oi-map-curve-cell").first.screenshot())).convert("RGB")
    shown = picture.convert("L").getextrema()
    assert shown[1] - shown[0] > 100, "the curve does not stand out from its ground"
    page.locator("[role=grid] [data-id^='card:']").first.click()
    chosen = page.locator("[role=grid] [data-id^='card:'].selected")
    other = page.locator("[role=grid] [data-id^='card:']:not(.selected)").first
    look = """(one) => ["outlineStyle", "outlineColor", "borderTopColor", "borderTopWidth", "backgroundColor"]
      .map((name) => getComputedStyle(one)[name]).join()"""
    assert chosen.evaluate(look) != other.evaluate(look)


def test_on_paper_stands_every_card_of_the_map(sample: Home, open_window: Open) -> None:
    (map, *_) = sample.client("viewer").get(f"{sample.path}/maps").json()
    window = open_window(sample, "viewer")
    page = window.open_map(map["id"])
    page.wait_for_selector(".oi-map-point")
    cards = page.locator("[role=grid] [data-id^='card:']").evaluate_all(
        "(cards) => cards.map((card) => card.querySelector('.oi-map-card-text')?.textContent ?? '').filter(Boolean)"
    )
    assert len(cards) > 80
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(format="A3", landscape=True)))
    text = "".join("".join((sheet.extract_text() or "").split()) for sheet in printed.pages)
    assert [card for card in cards if "".join(card.split()) not in text] == []
