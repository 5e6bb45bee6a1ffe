"""The page in a browser: accessible, readable on a phone, nothing covered or cut off, all of it by keyboard."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hard_samples import SAMPLES
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader

from outsidein.render import compose, write_html

pytestmark = pytest.mark.browser

QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
WATCH = (
    "window.refused=[];addEventListener('securitypolicyviolation',e=>refused.push(e.violatedDirective+e.blockedURI))"
)
FAULTS = Path(__file__).with_name("faults.js").read_text(encoding="utf-8")
each = pytest.mark.parametrize("name", SAMPLES)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium from the PATH."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not on the PATH")
    with sync_playwright() as tool:
        started = tool.chromium.launch(executable_path=path, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every sample as a file."""
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for name, sample in ((name, make()) for name, make in SAMPLES.items()):
        made[name] = folder / f"{name}.html"
        made[name].write_text(
            write_html(compose(sample.document, sample.reading, today=sample.today)), encoding="utf-8"
        )
    return made


@pytest.fixture
def visit(browser: Browser, files: dict[str, Path]) -> Iterator[Any]:
    """Open a sample; at the end nothing may have been refused or complained about."""
    opened: list[tuple[Page, list[str]]] = []

    def go(name: str, *, width: int = 1720, height: int = 1120, scheme: Any = "light", **more: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **more)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"error: {error}"))
        page.on(
            "request",
            lambda request: said.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
        )
        page.add_init_script(WATCH)
        page.goto(files[name].as_uri())
        said[:] = [one for one in said if not one.startswith(("file:", "data:"))]
        opened.append((page, said))
        return page

    yield go
    for page, said in opened:
        assert said == []
        assert page.evaluate("refused") == []
        page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["family-trip", "arabic", "no-evidence", "forty-steps"])
def test_axe_finds_nothing_to_complain_about(visit: Any, name: str, scheme: str) -> None:
    page = visit(name, scheme=scheme)
    script = resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(script)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    faults = [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found["violations"]]
    assert faults == [], json.dumps(faults, indent=1)


@pytest.mark.parametrize("width", [860, 1280])
@each
def test_the_page_never_scrolls_sideways(visit: Any, name: str, width: int) -> None:
    page = visit(name, width=width, height=844)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1720, 1120)])
@each
def test_no_text_is_cut_off_or_covered_nor_scrolls_sideways(visit: Any, name: str, width: int, height: int) -> None:
    page = visit(name, width=width, height=height)
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(FAULTS + "; outside()") == []
    assert page.evaluate(FAULTS + "; covered()") == []


def test_every_number_opens_and_closes_by_keyboard(visit: Any) -> None:
    page = visit("family-trip")
    buttons = page.locator("button[popovertarget]:not([popovertargetaction])")
    count = buttons.count()
    assert count > 100
    for at in range(count):
        button = buttons.nth(at)
        button.evaluate("one => { one.closest('details')?.setAttribute('open', ''); one.focus(); }")
        page.keyboard.press("Enter")
        box = page.locator(f"#{button.get_attribute('popovertarget')}")
        assert box.evaluate("one => one.matches(':popover-open')"), button.inner_text()
        place = box.bounding_box()
        assert place
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= 1720
        assert place["y"] >= 0
        assert place["y"] + place["height"] <= 1120
        page.keyboard.press("Escape")
        assert not box.evaluate("one => one.matches(':popover-open')")
        assert button.evaluate("one => document.activeElement === one")


def test_arrow_keys_walk_the_map_and_enter_goes_into_a_cell(visit: Any) -> None:
    page = visit("family-trip")
    here = "document.activeElement.innerText.trim()"
    table = page.locator("#grid")
    assert table.get_attribute("role") == "grid"
    assert page.evaluate("document.querySelectorAll('#grid [tabindex=\"0\"]').length") == 1
    page.locator("#grid [tabindex='0']").focus()
    assert page.evaluate(here).endswith("Compare\nflights") or "Compare flights" in page.evaluate(here)
    page.keyboard.press("ArrowRight")
    assert "Book seats" in page.evaluate(here)
    page.keyboard.press("ArrowUp")
    assert "Choose & book" in page.evaluate(here)
    page.keyboard.press("ArrowRight")
    assert "Prepare & check in" in page.evaluate(here)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert "Check in four people" in page.evaluate(here)
    page.keyboard.press("End")
    assert "Answer the survey" in page.evaluate(here)
    page.keyboard.press("Home")
    assert "Actions" in page.evaluate(here)
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "sign warn"
    page.keyboard.press("Enter")
    assert (
        page.evaluate("document.querySelector(':popover-open .title').textContent")
        == "Moment of truth: Check in online"
    )
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "TH"


def test_in_arabic_the_arrow_to_the_left_goes_on(visit: Any) -> None:
    page = visit("arabic")
    page.locator("#grid [tabindex='0']").focus()
    page.keyboard.press("ArrowLeft")
    assert "احجز المقاعد" in page.evaluate("document.activeElement.innerText")


def test_the_choice_of_light_or_dark_is_remembered(visit: Any) -> None:
    page = visit("family-trip", scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    day = page.evaluate(ground)
    page.click("#theme")
    night = page.evaluate(ground)
    assert night != day
    page.reload()
    assert page.evaluate(ground) == night
    assert page.get_attribute("#theme", "aria-pressed") == "true"


def test_without_script_everything_is_still_there_and_numbers_open(
    visit: Any, browser: Browser, files: dict[str, Path]
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1720, "height": 1120})
    page = context.new_page()
    page.goto(files["family-trip"].as_uri())
    page.get_by_role("button", name="4.6").first.click()
    assert "How did this part of your trip feel?" in page.locator("[popover]:visible").inner_text()
    context.close()


@pytest.mark.parametrize(("name", "last"), [("family-trip", "Answer the survey"), ("forty-steps", "Step 40")])
def test_printed_the_whole_map_is_on_one_sheet(visit: Any, tmp_path: Path, name: str, last: str) -> None:
    page = visit(name)
    page.pdf(path=tmp_path / "map.pdf", prefer_css_page_size=True)
    sheets = [re.sub(r"\s+", " ", sheet.extract_text()) for sheet in PdfReader(tmp_path / "map.pdf").pages]
    assert any("Actions" in sheet and last in sheet for sheet in sheets)
    assert any("How to read this page" in sheet for sheet in sheets)


def test_the_skip_link_leads_past_the_bar(visit: Any) -> None:
    page = visit("family-trip")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
