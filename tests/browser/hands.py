"""Somebody's hands on the keyboard alone: keys, the way of the focus, and that it can be seen at every stop.

What lives here: pressing and looking where the focus stands. Not here: journeys (test_keyboard).
"""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

NO_POINTER = """
addEventListener("pointerdown", (event) => {
  window.pointed = `${event.pointerType} on ${event.target.outerHTML}`;
}, true);
"""

# The focus can be seen where an outline or a ring of shadow is drawn on the element, or an outline on what
# holds it or stands in it;
# in a drawing, where its frame is drawn.
SEEN = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return { lost: true };
  const outlined = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const ringed = (style) => outlined(style) || style.boxShadow !== "none";
  const holders = [];
  for (let one = at.parentElement; one && holders.length < 6; one = one.parentElement) holders.push(one);
  const box = at.getBoundingClientRect();
  return {
    lost: false,
    inside: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
    ring: [null, "::before", "::after"].some((part) => ringed(getComputedStyle(at, part)))
      || (at.parentElement && ringed(getComputedStyle(at.parentElement)))
      || [...holders, ...at.children].some((one) => outlined(getComputedStyle(one)))
      || [...at.querySelectorAll(":scope > rect")].some((one) => getComputedStyle(one).stroke !== "none"),
    name: at.outerHTML.slice(0, 200), box: [box.x, box.y, box.width, box.height],
  };
}"""

# The map's focus follows the editor's with the next picture that is drawn.
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"

MOST_STOPS = 120


@dataclass(frozen=True)
class Hands:
    """Ten fingers and no mouse: ``hands.press("Tab", "Enter")``, ``hands.reach(button)``, ``hands.type("text")``."""

    page: Page

    def press(self, *keys: str) -> None:
        """One key after the other, as ``Control+z`` or ``ArrowDown``."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Letters into whatever has the focus."""
        self.page.keyboard.type(text)

    def look(self) -> None:
        """The focus stands on something, within the window, and can be seen; what slides in may take its moment."""
        for _ in range(30):
            seen = self.page.evaluate(SEEN)
            if not seen["lost"] and seen["inside"] and seen["ring"]:
                return
            self.page.wait_for_timeout(30)
        assert not seen["lost"], "the focus is lost"
        assert seen["inside"], f"the focus stands outside of the window: {seen['box']} {seen['name']}"
        assert seen["ring"], f"the focus cannot be seen: {seen['name']}"

    def reach(self, wanted: Locator, *, key: str = "Tab") -> None:
        """Go on by Tab until ``wanted`` has the focus; at every stop on the way the focus can be seen."""
        expect(wanted).to_be_visible()
        for _ in range(MOST_STOPS):
            if self.stands_on(wanted):
                return
            self.press(key)
            self.page.evaluate(SETTLED)
            if self.page.evaluate("document.activeElement === document.body"):
                continue  # past the last stop the browser's own bars come, then the page anew
            self.look()
        raise AssertionError(f"no way by {key} to {wanted}")

    def enter(self, region: Locator) -> None:
        """Go on by Tab until the focus is within ``region``."""
        expect(region).to_be_visible()
        for _ in range(MOST_STOPS):
            self.press("Tab")
            if region.evaluate("(region) => region.contains(document.activeElement)"):
                self.look()
                return
        raise AssertionError(f"no way by Tab into {region}")

    def open(self, wanted: Locator) -> None:
        """Reach it and press Enter on it."""
        self.reach(wanted)
        self.press("Enter")

    def choose(self, name: str) -> None:
        """The entry of an open menu or list that begins with ``name``, by its letters."""
        entry = self.page.locator("[role=menuitem], [role=menuitemradio], [role=option]").filter(has_text=name).first
        expect(entry).to_be_visible()
        self.reach(entry, key="ArrowDown")
        self.press("Enter")

    def stands_on(self, wanted: Locator) -> bool:
        """Whether the focus is on it or within it."""
        return bool(wanted.evaluate("(one) => one === document.activeElement"))

    def pointed(self) -> str | None:
        """What a pointer touched, although nobody has one."""
        found: str | None = self.page.evaluate("window.pointed ?? null")
        return found
