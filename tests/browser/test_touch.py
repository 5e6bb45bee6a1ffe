"""A map by finger, at 200 % zoom, in forced colours and on paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import pypdf
import pytest
from axe import stands
from hands import SETTLED
from pages import PAGES, path_of
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


SYSTEM = (
    "Canvas CanvasText LinkText VisitedText ActiveText ButtonText ButtonFace ButtonBorder Highlight HighlightText "
    "GrayText Field FieldText"
)
# What is written or drawn in colours that are none of the system's, or in those of its own ground.
AUDIT = """(names) => {
  const probe = document.body.appendChild(document.createElement("i"));
  const system = new Map(names.split(" ").map((name) => {
    probe.style.color = name;
    return [getComputedStyle(probe).color, name];
  }));
  probe.remove();
  const clear = (colour) => colour === "none" || colour.startsWith("url") || /^rgba\\(.*, 0\\)$/.test(colour);
  const seen = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const named = (one) => `${one.tagName}.${one.getAttribute("class") ?? ""}`;
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!clear(colour)) return colour;
    }
    return "rgb(0, 0, 0)";
  };
  const wrong = new Set();
  const drawn = ".oi-map-curve > *, .oi-map-point svg *, .oi-map-handle svg *, .oi-map-door path";
  for (const one of document.querySelectorAll(drawn)) {
    const { fill, stroke } = getComputedStyle(one);
    for (const colour of [fill, stroke])
      if (!clear(colour) && !system.has(colour)) wrong.add(`${named(one)} is drawn in ${colour}`);
  }
  for (const one of document.querySelectorAll("body *")) {
    if (one.closest("svg") || !seen(one)) continue;
    const style = getComputedStyle(one);
    const written = [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim());
    if (written && !system.has(style.color)) wrong.add(`${named(one)} is written in ${style.color}`);
    if (written && style.color === ground(one)) wrong.add(`${named(one)} is written in the colour of its ground`);
  }
  for (const one of document.querySelectorAll(".oi-button, .oi-icon-button, .oi-input, .oi-map-card, .oi-map-stage")) {
    if (!seen(one)) continue;
    const { borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(one);
    const around = ground(one.parentElement);
    const bordered = parseFloat(borderTopWidth) > 0 && !clear(borderTopColor) && borderTopColor !== around;
    if (!bordered && backgroundColor === around) wrong.add(`${named(one)} has no edge`);
  }
  return [...wrong];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_everything_is_drawn_in_the_colours_of_the_system(
    sample: Home, open_window: Open, scheme: str
) -> None:
    (map, *_) = sample.client("viewer").get(f"{sample.path}/maps").json()
    window = open_window(sample, "owner", forced_colors="active", color_scheme=scheme)
    page = window.open_map(map["id"])
    page.wait_for_selector(".oi-map-point")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(AUDIT, SYSTEM) == []
    colour = "(one) => getComputedStyle(one).stroke"
    lines = [page.locator(f".oi-map-{name}").first for name in ("level-line", "target-line", "drawn-line")]
    assert len({line.evaluate(colour) for line in lines}) == 3
    page.locator("[role=grid] [data-id^='card:']").first.click()
    chosen = page.locator("[role=grid] [data-id^='card:'].selected")
    other = page.locator("[role=grid] [data-id^='card:']:not(.selected)").first
    look = """(one) => ["outlineStyle", "outlineColor", "borderTopColor", "borderTopWidth", "backgroundColor"]
      .map((name) => getComputedStyle(one)[name]).join()"""
    assert chosen.evaluate(look) != other.evaluate(look)
    page.keyboard.press("ArrowRight")
    ring = page.locator(":focus").evaluate(
        "(one) => { const { outlineStyle, outlineWidth } = getComputedStyle(one); return [outlineStyle, outlineWidth] }"
    )
    assert ring[0] != "none"
    assert float(ring[1].removesuffix("px")) >= 2


@pytest.mark.parametrize("width", [400, 1024, 1440])
def test_the_ring_of_the_tour_stays_within_the_window(sample: Home, open_window: Open, width: int) -> None:
    (map, *_) = sample.client("viewer").get(f"{sample.path}/maps").json()
    window = open_window(sample, "owner", viewport={"width": width, "height": 800})
    page = window.go(f"/maps/{map['id']}")
    stands(page)
    page.keyboard.press("Control+k")
    page.keyboard.type("tour")
    page.get_by_role("dialog").get_by_text("Show the tour").first.click()
    tour = page.get_by_role("dialog", name="A short tour")
    expect(tour).to_be_visible()
    inside = """() => [...document.querySelectorAll(".oi-tour__ring, .oi-tour")]
      .map((one) => one.getBoundingClientRect())
      .filter(({ left, top, right, bottom }) => left < 0 || top < 0 || right > innerWidth || bottom > innerHeight)
      .map((box) => [box.left, box.top, box.right, box.bottom])"""
    go_on = tour.get_by_role("button", name="Next")
    while True:
        page.evaluate(SETTLED)
        assert page.evaluate(inside) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 1
        if go_on.count() == 0:
            break
        go_on.click()


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
