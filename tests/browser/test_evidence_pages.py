"""From a number to the answers behind it, and from a few quotes to every comment, in a real browser.

What lives here: the two ways down to the evidence, and an open page after its server was upgraded. Not here: what is
true of every page (test_pages), what the answers come to (tests/measures).
"""

from __future__ import annotations

import csv
import re

from playwright.sync_api import Route, expect
from serving import Home

from conftest import Open


def _first_map(home: Home) -> str:
    return str(home.client("viewer").get(f"{home.path}/maps").json()[0]["id"])


def test_a_point_of_the_curve_opens_down_to_the_answers_that_the_server_has(sample: Home, open_window: Open) -> None:
    map = _first_map(sample)
    asked = f"{sample.path}/measures/emotional-level/rows?map={map}&where=step=step:settle&limit=100"
    behind = sample.client("editor").get(asked).json()
    window = open_window(sample, "editor", permissions=["clipboard-read", "clipboard-write"])
    page = window.open_map(map)
    page.locator(".oi-map-point[aria-label*='Settle in']").click()
    figure = page.locator(".oi-inspector__figure button").first
    figure.click()
    account = page.get_by_role("dialog", name="Where “Emotional level” comes from")
    expect(account).to_contain_text(f"{behind['people']:,} people")
    expect(account).to_contain_text(f"{behind['total']:,} answers")
    account.get_by_role("button", name="Show the rows").click()
    rows = page.get_by_role("dialog", name="The rows behind “Emotional level”")
    expect(rows).to_contain_text(f"{behind['total']:,} answers from {behind['people']:,} people")
    expect(rows.get_by_role("status")).to_have_text(f"The newest 100 of {behind['total']:,}")
    shown = rows.locator("tbody tr")
    expect(shown).to_have_count(100)
    for at in (0, 41, 99):
        row = behind["rows"][at]
        expect(shown.nth(at)).to_contain_text(row["customer"][:8])
        expect(shown.nth(at)).to_contain_text(row["wording"])
        expect(shown.nth(at)).to_contain_text(f"{row['value']:.0f}on {row['low']:.0f}–{row['high']:.0f}")
        expect(shown.nth(at)).to_contain_text(row["segments"][0][1])

    rows.get_by_role("button", name="Copy as CSV").click()
    expect(page.get_by_text("1,000 rows copied")).to_be_visible()
    copied = list(csv.DictReader(page.evaluate("navigator.clipboard.readText()").splitlines()))
    assert len(copied) == 1000
    assert [one["customer"] for one in copied[:100]] == [one["customer"] for one in behind["rows"]]
    assert [float(one["value"]) for one in copied[:100]] == [one["value"] for one in behind["rows"]]
    with page.expect_download() as download:
        rows.get_by_role("button", name="Download CSV").click()
    assert download.value.suggested_filename == "emotional-level.csv"

    rows.get_by_role("button", name="Show 1,000").click()
    expect(shown).to_have_count(1000)
    page.keyboard.press("Escape")
    expect(rows).to_have_count(0)
    expect(figure).to_be_focused()


def test_a_number_of_the_measures_page_opens_cut_as_it_is_shown(sample: Home, open_window: Open) -> None:
    page = open_window(sample, "editor").go("/measures/nps")
    page.locator(".oi-page__filters button").click()
    page.get_by_role("option", name="travel").click()
    row = page.locator(".oi-measures__cut tbody tr", has_text="Business")
    row.locator(".oi-figure--opens").click()
    page.get_by_role("button", name="Show the rows").click()
    rows = page.locator(".oi-behind__table tbody tr")
    expect(rows).to_have_count(100)
    expect(rows.filter(has_text="Business")).to_have_count(100)


def test_who_may_only_look_is_offered_no_rows(sample: Home, open_window: Open) -> None:
    page = open_window(sample, "viewer").open_map(f"{_first_map(sample)}?at=step:settle")
    page.locator(".oi-inspector__figure button").first.click()
    expect(page.get_by_role("dialog", name="Where “Emotional level” comes from")).to_contain_text("1,943 people")
    expect(page.get_by_role("button", name="Show the rows")).to_have_count(0)


def test_all_comments_are_searched_paged_and_lead_back_to_their_step(sample: Home, open_window: Open) -> None:
    map = _first_map(sample)
    page = open_window(sample, "viewer").open_map(f"{map}?at=step:bags")
    page.get_by_role("link", name="All comments").click()
    quotes = page.locator(".oi-quotes__one")
    expect(quotes).to_have_count(30)
    where = "step=step:bags"
    every = sample.client("viewer").get(f"{sample.path}/maps/{map}/quotes?{where}&limit=60").json()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{every['total']} comments about Drop the bags")
    page.get_by_role("button", name="Show 30 more").click()
    expect(quotes).to_have_count(60)
    assert quotes.locator("blockquote").all_inner_texts() == [one["text"] for one in every["quotes"]]
    expect(page.get_by_text(f"60 of {every['total']}")).to_be_visible()

    page.get_by_role("searchbox", name="Search the comments").fill("LINE boarding")
    found = sample.client("viewer").get(f"{sample.path}/maps/{map}/quotes?{where}&search=line boarding").json()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{found['total']} comments")
    expect(page).to_have_url(re.compile(r"search=LINE\+boarding"))
    assert 0 < found["total"] < every["total"]
    marked = quotes.first.locator("mark")
    assert sorted(word.lower() for word in marked.all_inner_texts()) == ["boarding", "line"]

    page.get_by_role("searchbox", name="Search the comments").fill("zzqzz <b>")
    expect(page.get_by_text("No comment says “zzqzz <b>”.")).to_be_visible()
    page.get_by_role("button", name="Clear the search").click()
    expect(quotes).to_have_count(60)
    quotes.first.get_by_role("link", name="On the map: Drop the bags").click()
    expect(page.locator(".oi-inspector h2")).to_have_text("Drop the bags")


def test_all_comments_are_found_from_the_evidence_page(sample: Home, open_window: Open) -> None:
    page = open_window(sample, "viewer").go("/evidence")
    page.get_by_role("link", name="Comments", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("900 comments")
    page.get_by_role("button", name=re.compile("Whose")).click()
    page.get_by_role("option", name="travel: Family").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("900 comments")
    expect(page).to_have_url(re.compile("where=segment%3Atravel%3DFamily"))


def test_a_page_that_is_older_than_its_server_is_loaded_anew_once_and_then_says_so(
    sample: Home, open_window: Open
) -> None:
    window = open_window(sample, "viewer")
    page = window.go("/evidence")
    loads: list[str] = []
    page.on("load", lambda _: loads.append(page.url))

    def gone(route: Route) -> None:
        route.fulfill(status=404, body="gone")

    page.route(re.compile(r"/assets/measures-.*\.js"), gone)
    page.get_by_role("link", name="Measures").first.click()
    expect(page.get_by_text("A part of this page could not be loaded.")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("A part of this page could not be loaded.")).to_be_visible()
    assert len(loads) == 1
    page.unroute(re.compile(r"/assets/measures-.*\.js"))
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("CSAT")
    # The browser itself says that a file was missing: that is what was tried here.
    window.complaints.clear()
