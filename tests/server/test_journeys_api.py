"""Journeys through a real server: counted as the log says, filtered, compared, told who walked, drafted as a map."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from serving import Home, Running, made
from test_imports import send

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
WEB = [["search", "item", "cart", "paid"]] * 30 + [["search", "item", "item"]] * 30
APP = [["search", "cart", "paid"]] * 5 + [["search", "help"]] * 35


def log_of_events() -> str:
    """A hundred customers, one journey each; those of the app begin in April."""
    lines = ["user_id,timestamp,event,platform"]
    for side, walks, month in (("web", WEB, 0), ("app", APP, 30)):
        for n, walk in enumerate(walks):
            for at, event in enumerate(walk):
                when = START + timedelta(days=month, hours=n % 20, minutes=7 * at)
                lines.append(f"{side}-{n:03},{when:%Y-%m-%d %H:%M:%S},{event},{side}")
    return "\n".join(lines) + "\n"


VOICES = "customer_id,date,comment\n" + "".join(
    f"app-{n:03},2026-05-0{n % 9 + 1},I could not find the cart number {n}\n" for n in range(5, 11)
)
"""What six of those said who went to the help."""


def take_in(home: Home, data: str, name: str, changes: dict[str, Any] | None = None) -> None:
    client = home.client("editor")
    upload = send(client, home, data, name)
    path = f"{home.path}/uploads/{upload['id']}"
    if changes:
        made(client.patch(path, changes))
    job = made(client.post(f"{path}/import"))
    while job["state"] in ("queued", "running"):
        time.sleep(0.05)
        job = made(client.get(f"{home.path}/jobs/{job['id']}"))
    assert job["state"] == "done", job


@pytest.fixture(scope="module")
def walked(server: Running) -> Home:
    home = server.home("Shop")
    take_in(home, log_of_events(), "events.csv")
    take_in(home, VOICES, "voices.csv")
    return home


def asked(home: Home, part: str = "", role: str = "viewer", **query: Any) -> Any:
    return made(home.client(role).get(f"{home.path}/journeys{part}", params=query))


def refused(home: Home, part: str = "", **query: Any) -> str:
    answer = home.client("viewer").get(f"{home.path}/journeys{part}", params=query)
    assert answer.status_code == 422, answer.text[:500]
    return str(answer.json()["code"])


def test_the_overview_says_what_journeys_there_are(walked: Home) -> None:
    found = asked(walked)
    assert (found["cases"], found["events"]) == (100, 30 * 4 + 30 * 3 + 5 * 3 + 35 * 2)
    assert (found["first"], found["last"]) == ("2026-03-02", "2026-04-02")
    assert found["notion"] in found["notions"]
    reach = {one["name"]: one["reach"] for one in found["touchpoints"]}
    assert reach["search"]["value"] == 1
    assert (reach["help"]["value"], reach["help"]["n"]) == (0.35, 100)
    assert reach["help"]["low"] < 0.35 < reach["help"]["high"]
    places = {one["name"]: one["place"] for one in found["touchpoints"]}
    assert places["search"] < places["item"] < places["paid"]


def test_a_workspace_without_events_has_no_journeys(server: Running) -> None:
    found = asked(server.home("Quiet"))
    assert (found["events"], found["notions"]) == (0, [])


def test_flows_tell_where_journeys_go(walked: Home) -> None:
    found = asked(walked, "/flows", events=3, merged="true")
    flows = {(one["of"]["touchpoint"], one["to"]["touchpoint"] or one["to"]["standing"]): one for one in found["flows"]}
    assert flows["search", "item"]["count"]["value"] == 60
    assert flows["item", "end"]["count"]["value"] == 30  # the item twice in a row counts once
    assert flows["item", "cart"]["onwards"]["value"] == 0.5
    each = asked(walked, "/flows", events=3)
    assert any(one["of"]["touchpoint"] == one["to"]["touchpoint"] == "item" for one in each["flows"])


def test_a_funnel_counts_in_order_and_at_all_within_a_time(walked: Home) -> None:
    found = asked(walked, "/funnel", step=["search", "cart", "paid"], within="1h")
    assert [one["ordered"]["value"] for one in found["steps"]] == [100, 35, 35]
    assert (found["window"], found["cases"]) == (3600, 100)
    short = asked(walked, "/funnel", step=["search", "paid"], within="15m")
    assert [one["ordered"]["value"] for one in short["steps"]] == [100, 5]
    assert [one["open"]["value"] for one in short["steps"]] == [100, 35]


def test_paths_places_transitions_and_who_comes_back(walked: Home) -> None:
    paths = asked(walked, "/paths")
    assert (paths["distinct"], paths["variants"][0]["count"]["value"]) == (4, 35)
    places = {one["touchpoint"]: one for one in asked(walked, "/places")["places"]}
    assert (places["help"]["ended"]["value"], places["item"]["repeated"]["value"]) == (1, 0.5)
    steps = asked(walked, "/transitions")["transitions"]
    assert steps[0]["time"]["median"]["value"] == 7 * 60
    assert [one["size"]["value"] for one in asked(walked, "/retention", notion="customer")["cohorts"]] == [60, 40]


def test_a_period_keeps_the_journeys_that_began_in_it(walked: Home) -> None:
    assert asked(walked, first="2026-04-01")["cases"] == 40
    assert asked(walked, last="2026-03-31")["cases"] == 60
    assert asked(walked, last="9999-12-31")["cases"] == 100
    assert asked(walked, first="2030-01-01")["cases"] == 0


def test_two_times_are_compared_flow_by_flow_and_step_by_step(walked: Home) -> None:
    found = asked(walked, "/compare", last="2026-03-31", against_first="2026-04-01", step=["search", "paid"])
    to_help = next(one for one in found["flows"] if "help" in one["key"])
    assert (to_help["this"]["value"], to_help["against"]["value"]) == (0, 0.875)
    assert to_help["change"]["high"] < 0
    assert to_help["q"] < 0.001
    assert found["funnel"][0]["change"]["value"] == pytest.approx(0.5 - 0.125)


PARTS = ("funnel", "variants", "paths", "transitions", "places", "return", "designed")


def test_each_part_of_the_page_says_what_two_times_differ_by(walked: Home) -> None:
    times = {"last": "2026-03-31", "against_first": "2026-04-01"}
    found = {
        part: asked(walked, f"/compare/{part}", **times, step=["search", "paid"])
        for part in PARTS
        if part != "designed"
    }
    whole = {tuple(one["key"]): one for one in found["variants"]["parts"]["variants"]}
    assert whole["search", "help"]["change"]["value"] == -0.875
    assert whole["search", "help"]["q"] < 0.001
    (reached,), (took,) = (found["funnel"]["parts"][name] for name in ("reached", "times"))
    assert reached["change"]["value"] == pytest.approx(0.5 - 0.125)
    assert (took["key"], took["change"]["unit"]) == (["paid"], "s")
    assert {"reach", "ended", "repeated", "returned"} == found["places"]["parts"].keys()
    assert found["transitions"]["looks"] == sum(
        one["change"]["value"] is not None for part in found["transitions"]["parts"].values() for one in part
    )
    assert found["return"]["days"] in (1, 7, 28)
    assert refused(walked, "/compare/places") == "server/same-journeys"
    assert refused(walked, "/compare/nowhere", **times)


def test_sides_that_share_journeys_are_not_compared(walked: Home) -> None:
    assert refused(walked, "/compare") == "server/same-journeys"
    overlapping = {"last": "2026-04-30", "against_first": "2026-04-01"}
    assert refused(walked, "/compare", **overlapping) == "server/same-journeys"


def test_a_flow_opens_to_who_walks_it_and_what_they_said(walked: Home) -> None:
    found = asked(walked, "/people", at="1.touchpoint.search", to="2.touchpoint.help", notion="customer")
    assert found["walkers"]["share"]["value"] == 0.35
    heard = found["heard"]
    assert (heard["total"], heard["people"], heard["customers"]) == (6, 6, 35)
    assert all(one["text"].startswith("I could not find the cart") for one in heard["quotes"])
    assert [one["time"] for one in heard["quotes"]] == sorted((one["time"] for one in heard["quotes"]), reverse=True)
    silent = asked(walked, "/people", at="2.touchpoint.item", notion="customer")["heard"]
    assert (silent["total"], silent["customers"]) == (0, 60)
    visits = asked(walked, "/people", at="1.touchpoint.search", to="2.touchpoint.help", notion="session:30")
    assert visits["heard"]["total"] == 6


@pytest.mark.parametrize("at", ["", "2", "0.others", "x.others", "1.touchpoint.", "1.others.search", "1.nowhere"])
def test_a_place_that_is_none_is_refused(walked: Home, at: str) -> None:
    assert refused(walked, "/people", at=at) == "server/bad-place"


def test_what_is_not_there_is_refused_with_what_is(walked: Home) -> None:
    assert refused(walked, "/funnel", step=["never"]) == "measures/never-seen"
    assert refused(walked, segment=["platform"]) == "server/bad-filter"
    assert refused(walked, segment=["planet=mars"]) == "evidence/no-such-segment"
    assert refused(walked, "/flows", notion="dream") == "server/invalid"


def test_a_second_visit_is_told_that_nothing_changed(walked: Home) -> None:
    client = walked.client("viewer")
    first = client.get(f"{walked.path}/journeys/flows")
    again = client.get(f"{walked.path}/journeys/flows", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)


def test_a_draft_map_of_the_journeys_opens_like_any_other(walked: Home) -> None:
    map = made(walked.client("editor").post(f"{walked.path}/journeys/draft", {"title": "As walked"}))
    assert map["title"] == "As walked"
    assert map["counts"]["step"] >= 3
    path = f"{walked.path}/maps/{map['id']}"
    assert "search" in walked.client("viewer").get(f"{path}/document").text.lower()
    held = asked(walked, "/designed", map=map["id"])
    assert held["touched"]["value"] == 1
    assert all(one["recorded"] for one in held["steps"])
    second = made(walked.client("editor").post(f"{walked.path}/journeys/draft", {"title": "As walked"}))
    assert second["key"] != map["key"]
