"""What a page may do: its policy holds everywhere, nothing leaves the server, no text of a person is ever run."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from attacks import SCRIPTS, hostile_map
from pages import PAGES, path_of
from playwright.sync_api import Page, expect
from serving import Home, Running, made

from conftest import Open, Window

LISTEN = """
window.breaches = [];
addEventListener("securitypolicyviolation", (event) => {
  breaches.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""


def _visit(window: Window, home: Home, pages: tuple[str, ...] = PAGES) -> list[str]:
    """Every page of a workspace, each until it stands; gives what broke the policy."""
    page = window.page
    broke: list[str] = []
    for one in pages:
        window.go(path_of(home, one))
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        broke += [f"{one or '/'}: {breach}" for breach in page.evaluate("window.breaches")]
    return broke


def test_no_page_breaks_the_policy_and_nothing_leaves_the_server(sample: Home, open_window: Open) -> None:
    window = open_window(sample, "owner")
    window.page.add_init_script(LISTEN)
    asked: list[str] = []
    window.page.on("request", lambda request: asked.append(request.url))
    assert _visit(window, sample) == []
    ours = urlsplit(sample.server.address).netloc
    elsewhere = {
        url for url in asked if urlsplit(url).scheme in ("http", "https", "ws") and urlsplit(url).netloc != ours
    }
    assert elsewhere == set()
    assert len(asked) > len(PAGES)


def test_the_shell_has_no_inline_script_and_no_style_attribute(sample: Home) -> None:
    for path in ("/", "/sign-in", "/local", f"/w/{sample.id}", "/s/nothing"):
        answer = sample.client("viewer").get(path, headers={"Accept": "text/html"})
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe-inline" not in policy
        assert "unsafe-eval" not in policy
        assert "default-src" in policy
        assert not re.search(r"\sstyle\s*=|\son\w+\s*=|javascript:", answer.text)
        for attributes, inside in re.findall(r"<script\b([^>]*)>(.*?)</script>", answer.text, re.DOTALL):
            assert "src=" in attributes
            assert inside.strip() == ""
        assert "<style" not in answer.text


def test_what_people_write_is_shown_and_never_run(server: Running, open_window: Open) -> None:
    home = server.home(SCRIPTS[0])
    owner = home.client("owner")
    map = made(owner.post(f"{home.path}/maps", {"text": hostile_map()}))["id"]
    for text in SCRIPTS:
        made(owner.post(f"{home.path}/maps/{map}/comments", {"record": "step:try", "text": text}))
    opened = {"map": map, "where": "step:try", "title": SCRIPTS[1], "question": SCRIPTS[2], "owner": SCRIPTS[3]}
    made(owner.post(f"{home.path}/maps/{map}/opportunities", {name: opened[name] for name in opened if name != "map"}))
    window = open_window(home, "owner")
    page = window.page
    page.add_init_script(LISTEN)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    assert _visit(window, home) == []
    window.open_map(map)
    _open_everything(page)
    assert dialogs == []
    assert page.evaluate("window.fired ?? 0") == 0
    assert page.evaluate("window.breaches") == []
    expect(page.get_by_text(SCRIPTS[0], exact=True).locator("visible=true").first).to_be_visible()
    export = owner.get(f"{home.path}/maps/{map}/export?form=html")
    assert export.status_code == 200
    assert "<script>window.fired" not in export.text


def _open_everything(page: Page) -> None:
    """Each card and step of the map in the inspector, one after the other."""
    shown = page.locator("[role=grid] [data-id^='card:'], [role=grid] [data-id^='step:']")
    for at in range(min(shown.count(), 16)):
        shown.nth(at).click(position={"x": 12, "y": 12})
