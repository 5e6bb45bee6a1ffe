"""Branches in the browser: arcs over the steps whose labels meet nothing, and that give way to the lanes."""

from __future__ import annotations

import re
from itertools import combinations

from axe import violations
from playwright.sync_api import expect
from serving import Home, Running

from conftest import Open

STEPS = 12
WAYS = {
    0: "{to: s11, label: straight to the end}, {to: s2, label: knows it already}",
    3: "{to: s1, label: compares once more, kind: returns}, {label: gives up, kind: leaves}",
    4: "{to: s7, label: skips the form}, {to: s2, label: forgot something, kind: returns}",
    6: "{to: s5, label: the passport cannot be read, kind: returns}",
    9: "{to: s0, label: all begins again, kind: returns}, {label: leaves without a word, kind: leaves}",
}
TEXT = "\n".join(
    [
        "outsidein: 1",
        "map: loops",
        "kind: customer-journey",
        "title: Loops",
        "stages:",
        "  - name: All of it",
        "    steps:",
        *(
            f"      - id: s{at}\n        name: Step {at + 1}\n        actions: [Walk on]"
            + (f"\n        arrows: [{WAYS[at]}]" if at in WAYS else "")
            for at in range(STEPS)
        ),
    ]
)


def test_branches_are_arcs_whose_labels_meet_nothing_and_make_room_for_the_lanes(
    server: Running, open_window: Open
) -> None:
    home: Home = server.home("Loops")
    map = home.begin_map("Loops", preset="", text=TEXT)
    page = open_window(home, "owner").go(f"/maps/{map}")
    labels = page.locator(".oi-map-arrow-label")
    expect(labels).to_have_count(11)  # two ways are long and are told at both ends
    expect(page.locator(".oi-map-arrow")).to_have_count(9)
    assert not violations(page)

    boxes = [box for one in labels.all() if (box := one.bounding_box())]
    for one, other in combinations(boxes, 2):
        assert (
            one["x"] + one["width"] <= other["x"]
            or other["x"] + other["width"] <= one["x"]
            or one["y"] + one["height"] <= other["y"]
            or other["y"] + other["height"] <= one["y"]
        ), (one, other)
    heads = page.locator(".oi-map-steps").bounding_box()
    assert heads
    assert all(box["y"] + box["height"] <= heads["y"] for box in boxes)

    # A tall band gives way to the lanes: the steps stay.
    page.locator(".oi-map-scroller").evaluate("one => one.scrollTo(0, one.scrollHeight)")
    expect(page.locator(".oi-map-step", has_text="Step 1").first).to_be_in_viewport()
    expect(page.locator(".oi-map-stages")).not_to_be_in_viewport()

    # By keyboard: opened, and taken away.
    back = page.get_by_role("button", name=re.compile("From “Step 4” back to “Step 2” compares once more"))
    back.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_label("When?")).to_have_value("compares once more")
    page.keyboard.press("Escape")
    back.focus()
    page.keyboard.press("Delete")
    expect(back).to_have_count(0)
    expect(page.locator(".oi-map-arrow")).to_have_count(8)

    # Read in order, on a phone and by a screen reader, each step says where it leads.
    page.get_by_role("radio", name="List").or_(page.get_by_role("button", name="List", exact=True)).first.click()
    expect(page.get_by_text("to 8 Step 8: skips the form")).to_be_visible()
    expect(page.get_by_text("leaves: gives up")).to_be_visible()
    assert not violations(page)
