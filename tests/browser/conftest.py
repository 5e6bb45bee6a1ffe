"""The web app in a real browser against a real server: people with a window each, on one sample workspace of their own.

What lives here: the browser, windows of people by role, and what every page must satisfy. Not here: servers (serving).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "server"))

from serving import Home, Running, local, made, team

# Patience, not a measure: a loaded machine may be slow.
expect.set_options(timeout=20_000)

HERE = Path(__file__).resolve()
BUILT = HERE.parents[2] / "src" / "outsidein" / "server" / "web" / "index.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless; ended with its module, since Playwright's loop lets no other run in the process."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("Chromium is not on the PATH")
    if not BUILT.exists():
        pytest.skip("the front end was not built: make web")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A team's server for all browser tests of this process."""
    running = team(tmp_path_factory.mktemp("browser") / "data").start()
    yield running
    running.close()


@pytest.fixture(scope="session")
def sample(server: Running) -> Home:
    """The sample workspace, for tests that only read."""
    return server.home("Kestrel Air", sample=True)


@pytest.fixture(scope="session")
def acting(server: Running) -> Home:
    """The sample workspace a second time, for tests that act on what they find."""
    return server.home("Kestrel Air, acting", sample=True)


@dataclass
class Laptop:
    """A server of local mode: ``outsidein serve`` on the sample's folder. Its link lets one browser in, once."""

    running: Running
    spent: bool = False

    def link(self) -> str:
        """A link that nobody has used yet: started anew where the last one was given away."""
        if self.spent:
            self.running.stop()
            self.running.start()
        self.spent = True
        return f"{self.running.address}/local#t={self.running.link}"

    def note_tour(self, page: Page, *, seen: bool) -> None:
        """Whether the one person of this machine has seen the tour of the map; other tests may have shown it."""
        csrf = next((one["value"] for one in page.context.cookies() if one["name"] == "outsidein_csrf"), "")
        answer = page.request.patch(
            f"{self.running.address}/api/v1/session",
            data={"settings": {"tour": True if seen else None}},
            headers={"X-CSRFToken": csrf, "Origin": self.running.address},
        )
        assert answer.ok, answer.text()
        page.reload()


@pytest.fixture(scope="session")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    """Somebody's own machine with the sample workspace in a folder."""
    home = tmp_path_factory.mktemp("laptop")
    subprocess.run(
        [sys.executable, "-m", "outsidein", "init", str(home / "sample"), "--sample"], check=True, capture_output=True
    )
    running = local(home / "sample", home / "data").start()
    yield Laptop(running)
    running.close()


@dataclass
class Window:
    """Somebody's browser window: its page, what it complained of, and the workspace it is in."""

    page: Page
    context: BrowserContext
    home: Home
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str = "") -> Page:
        """Open a page of the workspace and wait until it stands."""
        self.page.goto(f"{self.home.server.address}/w/{self.home.id}{path}")
        self.page.wait_for_selector("main :is(h1, .oi-living)")
        return self.page

    def open_map(self, map: str) -> Page:
        """Open a live map and wait until it can be edited and says what the evidence says."""
        self.go(f"/maps/{map}")
        self.page.wait_for_selector(".oi-living [role=grid], .oi-living table")
        return self.page


Open = Callable[..., Window]


@pytest.fixture
def open_window(browser: Browser) -> Iterator[Open]:
    """Open a window for a member of a workspace; complaints of any window fail the test."""
    windows: list[Window] = []

    def opened(home: Home, role: str = "editor", **options: object) -> Window:
        settings = {
            "viewport": {"width": 1440, "height": 900},
            "locale": "en-GB",
            "reduced_motion": "reduce",
            **options,
        }
        # Who opens these windows has seen the tour; the first hour of somebody new has tests of its own.
        made(home.client(role).patch("/api/v1/session", {"settings": {"tour": True}}))
        context = browser.new_context(**settings)  # type: ignore[arg-type]
        context.add_cookies(
            [{"name": "outsidein", "value": home.people[role].session, "url": home.server.address, "httpOnly": True}]
        )
        page = context.new_page()
        window = Window(page, context, home)
        page.on("pageerror", lambda error: window.complaints.append(f"error: {error}"))
        page.on(
            "console", lambda said: window.complaints.append(said.text) if _is_complaint(said.type, said.text) else None
        )
        windows.append(window)
        return window

    yield opened
    complaints = [one for window in windows for one in window.complaints]
    for window in windows:
        window.context.close()
    assert complaints == []


def _is_complaint(kind: str, text: str) -> bool:
    """Errors of scripts and breaches of the content security policy; not a socket that a test cut on purpose."""
    if "ERR_INTERNET_DISCONNECTED" in text or "WebSocket" in text or "Failed to load resource" in text:
        return False
    return kind == "error" or "Content Security Policy" in text
