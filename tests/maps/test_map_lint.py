"""Structural checks: each finds its fault, says where, and is silent on a good map."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from outsidein.ground import Severity
from outsidein.maps import Document, Journey, begin, kinds, knowing, lint, places, read, read_kind
from outsidein.maps.checks import CHECKS

TODAY = date(2026, 11, 21)
GOOD = """\
outsidein: 1
map: trip
kind: customer-journey
title: Trip
owner: Maria
reviewed: 2026-10-01
review_every: 90
value_model: sheth-newman-gross
personas:
  - {id: family, name: Family, segment: {travel: Personal}}
touchpoints:
  - {id: app, name: App, medium: apps, category: technology, values: {functional: 5}}
  - {id: desk, name: Desk}
stages:
  - id: go
    name: Go
    opportunities:
      - {text: Show the total first, owner: Bo, category: customer-effort}
    steps:
      - id: pay
        name: Pay
        target: 8
        touchpoints: [app, desk]
        moment_of_truth: {reason: The price is final here, touchpoint: app}
        actions: [Enter the card]
        pains: [{text: Typing the number twice, evidence: ["source:survey"]}]
        emotion: 4
      - id: confirm
        name: Confirm
        touchpoints: [{touchpoint: app, anchor: representative}]
"""

FAULTS = [
    # check, from, to, a word it says, severity
    ("map-without-owner", "owner: Maria\n", "", "owns this map", Severity.HINT),
    ("review-overdue", "reviewed: 2026-10-01", "reviewed: 2026-08-01", "2026-10-30, 22 days", Severity.WARNING),
    ("review-overdue", "reviewed: 2026-10-01\n", "", "never was", Severity.WARNING),
    ("stage-empty", "stages:\n", "stages:\n  - {id: x, name: Before}\n", "“Before” has no step", Severity.HINT),
    ("stage-empty", "stages:\n", "stages:\n  - {id: x, name: Before, steps: [{id: y, name: Y}]}\n", "Nothing stands",
     Severity.HINT),
    ("lane-empty", "        actions: [Enter the card]\n", "", "“Actions” is empty", Severity.HINT),
    ("lane-empty", "        pains: [{text: Typing the number twice, evidence: [\"source:survey\"]}]\n", "",
     "“Pain points” is empty", Severity.HINT),
    ("card-empty", "actions: [Enter the card]", "actions: [Enter, {text: ''}]", "“Pay” says nothing", Severity.HINT),
    ("step-without-touchpoint", "        touchpoints: [{touchpoint: app, anchor: representative}]\n", "",
     "“Confirm”", Severity.HINT),
    ("touchpoint-never-met", "  - {id: desk, name: Desk}\n", "  - {id: desk, name: Desk}\n  - {id: sign, name: Sign}\n",
     "“Sign”", Severity.HINT),
    ("touchpoint-at-several-steps", "[{touchpoint: app, anchor: representative}]", "[app]", "“Pay”, “Confirm”",
     Severity.WARNING),
    ("touchpoint-at-several-steps", "touchpoints: [app, desk]",
     "touchpoints: [{touchpoint: app, anchor: representative}, desk]", "is representative at 2 steps",
     Severity.WARNING),
    ("persona-without-segment", ", segment: {travel: Personal}", "", "“Family”", Severity.HINT),
    ("pain-without-evidence", ', evidence: ["source:survey"]', "", "“Typing the number twice”", Severity.HINT),
    ("opportunity-without-owner", ", owner: Bo", "", "“Show the total first”", Severity.HINT),
    ("moment-without-reason", "reason: The price is final here, ", "", "“Pay”", Severity.WARNING),
    ("moment-without-reason", "{reason: The price is final here, touchpoint: app}", "true", "“Pay”", Severity.WARNING),
    ("moment-not-met", "touchpoints: [app, desk]", "touchpoints: [desk]", "“App”, which is not met", Severity.WARNING),
    ("emotion-out-of-range", "emotion: 4", "emotion: 11", "is 11", Severity.WARNING),
    ("emotion-out-of-range", "emotion: 4", "emotion: 0", "is 0", Severity.WARNING),
    ("emotion-out-of-range", "emotion: 4", "emotion: [{text: so so}]", "has no level", Severity.HINT),
    ("target-out-of-range", "target: 8", "target: 80", "is 80", Severity.WARNING),
    ("category-unknown", "category: technology", "category: weakness", "“weakness”", Severity.WARNING),
    ("category-unknown", "category: customer-effort", "category: efort", "“efort”", Severity.WARNING),
    ("medium-unknown", "medium: apps", "medium: app", "“app”", Severity.WARNING),
    ("value-unknown", "functional: 5", "joy: 5", "“joy”", Severity.WARNING),
    ("opens-itself", "name: Confirm\n", "name: Confirm\n        opens: trip\n", "“Confirm”", Severity.WARNING),
    ("opens-itself", "owner: Maria\n", "owner: Maria\nof: trip\n", "another state of itself", Severity.WARNING),
    ("step-never-reached", "name: Pay\n", "name: Pay\n        arrows: [{kind: leaves}]\n", "“Confirm”",
     Severity.WARNING),
    ("loop-without-exit", "name: Confirm\n", "name: Confirm\n        arrows: [{to: pay, kind: returns}]\n",
     "“Pay”, “Confirm”", Severity.WARNING),
    ("branch-without-label", "name: Pay\n", "name: Pay\n        arrows: [confirm, {label: Gives up, kind: leaves}]\n",
     "“Pay”", Severity.HINT),
    ("arrow-to-itself", "name: Pay\n", "name: Pay\n        arrows: [{to: pay, label: Again, kind: returns}]\n", "step",
     Severity.WARNING),
    ("value-unknown", "sheth-newman-gross", "sheth-newman-gros", "“sheth-newman-gros”", Severity.HINT),
]  # fmt: skip


def _document(text: str) -> Document:
    document, found = read(text)
    assert found == ()
    assert document is not None
    return document


def test_a_good_map_has_nothing_to_mend() -> None:
    assert lint(_document(GOOD), today=TODAY) == ()


@pytest.mark.parametrize(("check", "was", "now", "word", "severity"), FAULTS, ids=lambda value: str(value)[:30])
def test_each_check_finds_its_fault_and_only_that(
    check: str, was: str, now: str, word: str, severity: Severity
) -> None:
    assert was in GOOD
    text = GOOD.replace(was, now, 1)
    found = [one for one in lint(_document(text), today=TODAY) if one.code == f"maps/{check}"]
    assert len(found) == 1, found
    assert word in found[0].says
    assert found[0].fix
    assert found[0].severity is severity


def test_every_check_of_the_kind_is_tried_here() -> None:
    tried = {check for check, *_ in FAULTS} | {"map-empty"}
    assert set(kinds()["customer-journey"].checks) == tried
    assert set(CHECKS) == tried | {check for check, *_ in GAPS} | {"flow-not-offered"}


NETWORK = """\
outsidein: 1
map: chain
kind: value-chain
title: Chain
owner: Maria
actors:
  - {id: shop, name: Shop, ring: 0, flows: [{to: buyer, label: Bread, kind: goods}]}
  - {id: buyer, name: Buyer, kind: person, ring: 0, flows: [{to: shop, label: Price, kind: money}]}
"""
PLAN = """\
outsidein: 1
map: branch
kind: spatial
title: Branch
plan: 0123456789abcdef.png
owner: Maria
touchpoints: [{id: door, name: Door}, {id: desk, name: Desk}]
places:
  - {id: door, touchpoint: door, x: 0.1, y: 0.9, arrows: [desk]}
  - {id: desk, name: At the desk, touchpoint: desk, x: 0.5, y: 0.5}
"""
TOWERS = """\
outsidein: 1
map: minds
kind: mental-model
title: Minds
owner: Maria
stages:
  - {id: a, name: A, steps: [{id: one, name: One, mind: [Dread it], support: [A leaflet]}]}
"""
BLUEPRINT = """\
outsidein: 1
map: service
kind: service-blueprint
title: Service
owner: Maria
touchpoints: [{id: desk, name: Desk}]
stages:
  - id: a
    name: A
    steps:
      - id: one
        name: One
        touchpoints: [desk]
        actions: [{id: ask, text: Ask, arrows: [answer]}]
        onstage: [{id: answer, text: Answer}]
        backstage: [Look it up]
        support: [Keep the files]
"""
GAPS = [
    # check, map, from, to, a word it says
    ("nothing-behind-the-line", BLUEPRINT, "        backstage: [Look it up]\n        support: [Keep the files]\n", "",
     "“Line of visibility”"),
    ("nothing-behind-the-line", BLUEPRINT, "        support: [Keep the files]\n", "", "“Line of internal interaction”"),
    ("tower-without-support", TOWERS, ", support: [A leaflet]", "", "“One”"),
    ("centre-empty", NETWORK, "ring: 0", "ring: 1", "centre"),
    ("ring-unknown", NETWORK, "name: Shop, ring: 0", "name: Shop, ring: 7", "ring 7"),
    ("actor-without-flow", NETWORK, "actors:\n", "actors:\n  - {id: x, name: Alone}\n", "“Alone”"),
    ("actor-not-offered", NETWORK, "kind: person", "kind: place", "“Buyer”"),
    ("flow-without-label", NETWORK, "label: Bread, ", "", "“Shop → Buyer”"),
    ("flow-to-itself", NETWORK, "{to: shop, label: Price", "{to: buyer, label: Price", "“Buyer”"),
    ("plan-missing", PLAN, "plan: 0123456789abcdef.png\n", "", "picture"),
    ("place-without-touchpoint", PLAN, "name: At the desk, touchpoint: desk, ", "name: At the desk, ", "“At the desk”"),
    ("places-on-one-spot", PLAN, "x: 0.1, y: 0.9", "x: 0.5, y: 0.5", "“At the desk”"),
]  # fmt: skip


@pytest.mark.parametrize("text", [NETWORK, PLAN, TOWERS, BLUEPRINT], ids=["network", "plan", "towers", "blueprint"])
def test_a_good_map_of_any_structure_has_nothing_to_mend(text: str) -> None:
    codes = {one.code for one in lint(_document(text), today=TODAY)}
    assert codes <= {"maps/lane-empty"}


@pytest.mark.parametrize(("check", "text", "was", "now", "word"), GAPS, ids=lambda value: str(value)[:24])
def test_each_gap_is_found(check: str, text: str, was: str, now: str, word: str) -> None:
    assert was in text
    changed = text.replace(was, now) if check == "centre-empty" else text.replace(was, now, 1)
    found = [one for one in lint(_document(changed), today=TODAY) if one.code == f"maps/{check}"]
    assert len(found) == 1, found
    assert word in found[0].says
    assert found[0].fix


def test_a_kind_that_offers_less_says_what_it_offers() -> None:
    source = (
        "id: gifts\nname: Gifts\nmeaning: Who gives what.\nstructure: network\n"
        "flows: [goods]\nlanes: []\nchecks: [flow-not-offered]\n"
    )
    own, _ = read_kind(source)
    assert own is not None
    with knowing([own]):
        found = lint(_document(NETWORK.replace("value-chain", "gifts")))
    assert [(one.code, "money" in one.says, "goods" in one.fix) for one in found] == [
        ("maps/flow-not-offered", True, True)
    ]


def test_a_labelled_loop_and_a_labelled_exit_are_as_it_should_be() -> None:
    text = GOOD.replace("name: Pay\n", "name: Pay\n        arrows: [{label: Gives up, kind: leaves}]\n").replace(
        "name: Confirm\n", "name: Confirm\n        arrows: [{to: pay, label: Wrong amount, kind: returns}]\n"
    )
    assert lint(_document(text), today=TODAY) == ()


def test_a_map_with_nothing_on_it_is_told_so_once() -> None:
    empty = Document.of([Journey(id="journey:j", title="J", owner="Maria")])
    assert [one.code for one in lint(empty)] == ["maps/map-empty"]


def test_a_map_just_begun_gets_no_warnings() -> None:
    assert all(one.severity is Severity.HINT for one in lint(begin("trip", title="Trip"), today=TODAY))


def test_without_a_day_nobody_asks_for_the_review() -> None:
    assert lint(_document(GOOD.replace("2026-10-01", "1999-10-01"))) == ()


def test_a_review_is_due_on_the_last_day_and_overdue_on_the_next() -> None:
    document = _document(GOOD)
    assert lint(document, today=date(2026, 12, 30)) == ()
    assert [one.code for one in lint(document, today=date(2026, 12, 31))] == ["maps/review-overdue"]


def test_a_touchpoint_that_is_indicative_everywhere_needs_no_anchor() -> None:
    text = GOOD.replace("[app, desk]", "[{touchpoint: app, anchor: indicative}, desk]").replace(
        "anchor: representative", "anchor: indicative"
    )
    assert lint(_document(text), today=TODAY) == ()


def test_a_value_model_of_your_own_knows_its_values() -> None:
    text = GOOD.replace("sheth-newman-gross", "ours").replace("functional: 5", "joy: 5")
    assert lint(_document(text), today=TODAY) == ()


def test_remarks_point_at_file_and_line() -> None:
    text = GOOD.replace("target: 8", "target: 80")
    (found,) = lint(_document(text), today=TODAY, places=places(text, file="trip.map.yaml"))
    assert str(found.where) == "trip.map.yaml:20, step:pay"


def test_a_document_that_is_not_whole_gives_its_faults() -> None:
    (found,) = lint(Document.of([Journey(id="journey:j", kind="none")]))
    assert (found.code, found.severity) == ("maps/unknown-kind", Severity.ERROR)


def test_every_check_and_fault_has_its_page() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "reference" / "diagnostics" / "maps.md"
    headings = {line[3:] for line in page.read_text("utf-8").splitlines() if line.startswith("## ")}
    assert {code for code, _ in CHECKS.values()} <= headings
