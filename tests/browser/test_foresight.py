"""Foresight and themes in a real browser: how far a question is, and the way out of it.

What lives here: waiting on these pages. Not here: what is foretold (tests/server, tests/insight), that
the work really ends (tests/server/test_watching), what is true of every page (test_pages).
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect
from serving import Home

from conftest import Open

ASKED = "**/journeys/asked/*"


@pytest.mark.parametrize(
    ("address", "question", "shown"),
    [
        ("/foresight?part=chances", "**/foresight/churn?*", "Who will leave"),
        ("/evidence/themes", re.compile(r"/maps/[^/]+/themes\b"), "Proposed"),
    ],
)
def test_a_question_says_how_far_it_is_and_its_cancel_stops_it_on_the_server(
    sample: Home, open_window: Open, address: str, question: str | re.Pattern[str], shown: str
) -> None:
    window = open_window(sample, "viewer")
    held: list[Route] = []
    window.page.route(question, lambda route: held.append(route))
    window.page.route(
        ASKED,
        lambda route: (
            route.fulfill(json={"waits": True, "share": 0.42, "doing": "Learning"})
            if route.request.method == "GET"
            else route.continue_()
        ),
    )
    with window.page.expect_request(question):  # what comes before it may be on its way for a while, too
        page = window.go(address)
    bar = page.get_by_role("progressbar", name="Learning")
    expect(bar).to_have_attribute("aria-valuetext", re.compile(r"42\s?%"))
    with page.expect_request(lambda one: one.method == "DELETE" and "/journeys/asked/" in one.url) as stopped:
        page.get_by_role("button", name="Cancel").click()
    assert stopped.value.url.rpartition("/")[2] == held[0].request.headers["x-ticket"]
    expect(page.get_by_text("Cancelled.")).to_be_visible()
    page.unroute(question)
    page.unroute(ASKED)
    page.get_by_role("button", name="Ask again").click()
    expect(page.get_by_text(shown).first).to_be_visible()
    expect(bar).to_have_count(0)
