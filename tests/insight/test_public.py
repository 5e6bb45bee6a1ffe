"""Ways as strangers may be told: attacked by adding and subtracting all that is shown, and by changing what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import permutations

import ibis
import numpy as np
import pyarrow as pa
import pytest
from insight_evidence import journey

from outsidein.evidence.journeys import Journeys
from outsidein.insight.public import Public, find_public, hide_few
from outsidein.maps import Document, Persona, chosen, lanes_of
from outsidein.measures.journeys import Cohort, Standing
from outsidein.measures.journeys.shares import share

NAMES = {"s": "search", "a": "app", "d": "desk", "x": "newsletter"}
HOUR = 3_600_000_000
Visits = dict[str, list[str]]


def drawn(*, personas: bool = False) -> Document:
    who = [
        Persona(id=f"persona:{value}", name=value.title(), segment=(("class", value),)) for value in ("eco", "business")
    ]
    return journey({"find": ["search"], "try": ["app"], "buy": ["desk"]}, extra=who if personas else ())


def log(people: Visits) -> pa.Table:
    rows = [
        (f"{customer} {visit}", (24 * visit + hour) * HOUR, NAMES[letter], customer)
        for customer, visits in people.items()
        for visit, walk in enumerate(visits)
        for hour, letter in enumerate(walk)
    ]
    case, time, event, who = (list(column) for column in zip(*rows, strict=True))
    kind = ["eco" if int(name[1:]) % 2 else "business" for name in who]
    return pa.table({"case": case, "time": time, "event": event, "who": who, "segment:class": kind})


def told_of(people: Visits, document: Document | None = None, part: Document | None = None) -> Public:
    document = document or drawn()
    with Journeys.open(log(people), who="who") as journeys:
        return find_public(document, part or document, journeys)


def shown(found: Public) -> dict[tuple[str, ...], int]:
    """Every count of journeys that can be read off the pictures and the lanes, with what it is of."""
    ways = found.ways
    seen: dict[tuple[str, ...], int] = {("all",): ways.journeys}
    for node in ways.flows.nodes if ways.flows else ():
        if node.spot.standing is Standing.TOUCHPOINT:
            seen["at", str(node.spot.position), node.spot.touchpoint] = int(node.count.value)
    for flow in ways.flows.flows if ways.flows else ():
        if Standing.OTHERS not in (flow.of.standing, flow.to.standing):
            seen["go", str(flow.of.position), flow.of.touchpoint, flow.to.touchpoint] = int(flow.count.value)
    for path in ways.paths:
        seen["path", *path.touchpoints] = int(path.count.value)
    for step in ways.designed.steps if ways.designed else ():
        if step.recorded:
            seen["came", *step.touchpoints] = round(step.visited.value * step.visited.n)
            seen["passed", *step.touchpoints] = round(step.skipped.value * step.skipped.n)
    for at, stage in enumerate(ways.funnel.steps if ways.funnel else ()):
        seen["chain", str(at)] = int(stage.ordered.value)
    for one in found.walked.steps if found.walked else ():
        for name, estimate in one.measures:
            if name == "walk-end-here":
                seen["ended", *one.touchpoints] = round(estimate.value * estimate.n / 100)
            if name == "walk-come-by":
                assert round(estimate.value * estimate.n / 100) == seen["came", *one.touchpoints], "two tell the same"
    return seen


def behind(cell: tuple[str, ...], walks: Iterable[tuple[str, str]]) -> set[str]:
    """The visits that a count is of, worked out from the walks themselves."""
    kind, *rest = cell
    letter = {name: letter for letter, name in NAMES.items()} | {"": ""}

    def of(walk: str) -> bool:
        match kind:
            case "all":
                return True
            case "at":
                return walk[int(rest[0]) - 1 : int(rest[0])] == letter[rest[1]]
            case "go":
                at = int(rest[0])
                return walk[at - 1 : at] == letter[rest[1]] and walk[at : at + 1] == letter[rest[2]]
            case "path":
                return walk[:6] == "".join(letter[name] for name in rest)
            case "came":
                return letter[rest[0]] in walk
            case "passed":
                later = "sad"[("sad").index(letter[rest[0]]) + 1 :]
                return letter[rest[0]] not in walk and any(one in walk for one in later)
            case "ended":
                return walk[-1] == letter[rest[0]]
            case "chain":
                place = 0
                return all((place := walk.find(one, place) + 1) for one in "sad"[: int(rest[0]) + 1])
        raise AssertionError(kind)

    return {visit for visit, walk in walks if of(walk)}


def made_up(seed: int) -> Visits:
    rng = np.random.default_rng(seed)
    ways = ["s", "sa", "sd", "sad", "a", "ad", "das", "ssa", "saad", "xs", "saxd", "d"]
    weights = np.array([8, 8, 4, 6, 3, 3, 1, 1, 1, 1, 1, 2]) / 39
    return {
        f"c{at}": [str(way) for way in rng.choice(ways, size=int(rng.integers(1, 4)), p=weights)]
        for at in range(int(rng.integers(20, 120)))
    }


@pytest.mark.parametrize("seed", range(8))
def test_nothing_had_by_adding_and_subtracting_what_is_shown_is_of_few_customers(seed: int) -> None:
    people = made_up(seed)
    found = told_of(people)
    counts = Counter(walk for visits in people.values() for walk in visits)
    crowd = {walk: {who for who, visits in people.items() if walk in visits} for walk in counts}
    kept = {walk for walk in counts if len(crowd[walk]) >= 5}
    left = {who for walk in counts if walk not in kept for who in crowd[walk]}
    while 0 < len(left) < 5 and kept:
        least = min(len(crowd[walk]) for walk in kept)
        kept -= {walk for walk in kept if len(crowd[walk]) == least}
        left = {who for walk in counts if walk not in kept for who in crowd[walk]}
    if sum(counts[walk] for walk in kept) < sum(counts.values()) / 2:
        assert found.ways.flows is None
        return
    visits = [(f"{who} {at}", walk) for who, all_of in people.items() for at, walk in enumerate(all_of)]
    cells = shown(found)
    sets = {cell: behind(cell, [one for one in visits if one[1] in kept]) for cell in cells}
    assert {cell: len(found) for cell, found in sets.items()} == cells, "the truth by hand"

    def customers(these: set[str]) -> int:
        return len({visit.split()[0] for visit in these})

    whole = {visit for visit, _ in visits}
    for one in sets.values():
        assert customers(one) == 0 or customers(one) >= 5
    assert customers(whole - sets["all",]) == 0 or customers(whole - sets["all",]) >= 5
    for one, other in permutations(sets, 2):
        rest = sets[one] - sets[other]
        assert not 0 < customers(rest) < 5, f"{one} less {other} is {sorted(rest)}"
        for third in sets:
            assert not 0 < customers(rest - sets[third]) < 5, f"{one} less {other} less {third}"


def test_what_few_customers_did_changes_nothing_that_is_shown() -> None:
    many = {f"c{at}": ["sad"] for at in range(30)} | {f"d{at}": ["sa"] for at in range(20)}
    some = many | {f"e{at}": [way] for at, way in enumerate(("dsa", "dd", "aas", "sdsd", "xxs"))}
    others = many | {f"e{at}": [way] for at, way in enumerate(("ddd", "dads", "adad", "xd", "asx"))}
    assert shown(told_of(some)) == shown(told_of(others)) == shown(told_of(many))
    assert told_of(many).ways.notes == ()
    assert "90.9" in told_of(some).ways.notes[0]


def test_ways_left_out_are_never_those_of_a_handful() -> None:
    people = {f"c{at}": ["sad"] for at in range(40)} | {f"d{at}": ["sa"] for at in range(6)} | {"e0": ["ddd"]}
    assert shown(told_of(people))["all",] == 40, "the one would be what all less those shown are"


def test_many_visits_of_few_customers_are_no_crowd() -> None:
    people = {f"c{at}": ["sad"] for at in range(40)} | {f"d{at}": ["sa"] * 10 for at in range(4)}
    assert ("path", "search", "app") not in shown(told_of(people))


def test_where_hardly_any_two_walk_alike_no_picture_is_drawn_and_it_is_said() -> None:
    found = told_of({f"c{at}": ["s" * (at + 1)] for at in range(30)})
    assert (found.ways.flows, found.ways.designed, found.ways.paths, found.walked) == (None, None, (), None)
    assert "too few are walked alike by at least 5" in found.ways.notes[0]


def test_personas_are_compared_by_journeys_that_enough_of_each_walk() -> None:
    people = {f"c{at}": ["sad" if at % 3 else "sa"] for at in range(60)} | {
        f"c{60 + 2 * at}": ["sd"] for at in range(9)
    }
    document = drawn(personas=True)
    found = told_of(people, document).ways
    assert found.compared is not None
    assert (found.compared.this, found.compared.against) == ("Eco", "Business")
    lone = told_of(people | {"c101": ["sd"]}, document).ways
    assert lone.compared is not None
    sides = lone.compared.reach[0]
    assert (sides.this.n + sides.against.n) == lone.journeys, "nobody is in the whole and in no persona"
    part = chosen(document, lanes=frozenset(one.key for one in lanes_of(document)), personas=frozenset({"persona:eco"}))
    assert told_of(people, document, part).ways.compared is None, "the other is not shared"


def test_what_was_not_chosen_is_not_named_and_without_measures_there_is_nothing() -> None:
    document = drawn()
    people = {f"c{at}": ["sad" if at % 2 else "sxd"] for at in range(60)}
    part = chosen(document, lanes=frozenset({"measures", "touchpoints"}), touchpoints=frozenset({"touchpoint:search"}))
    ways = told_of(people, document, part).ways
    assert ways.flows is not None
    assert {node.spot.touchpoint for node in ways.flows.nodes} == {"search", ""}
    assert ways.paths == ()
    assert ways.designed is not None
    assert [one.recorded for one in ways.designed.steps] == [True, False, False]
    bare = told_of(people, document, chosen(document, lanes=frozenset({"touchpoints"})))
    assert (bare.ways.journeys, bare.ways.flows, bare.walked) == (0, None, None)


def test_another_engine_tells_of_the_same_journeys() -> None:
    table = log(made_up(3))
    with Journeys.open(table, who="who") as laid:
        here = {row["key"] for row in laid.alike(5, by=["class"]).cases.select("key").to_pyarrow().to_pylist()}
    elsewhere = Journeys.over(ibis.memtable(table), who="who").alike(5, by=["class"])
    assert here
    assert {row["key"] for row in elsewhere.cases.select("key").to_pyarrow().to_pylist()} == here


def cohort(month: int, size: int, *came: int) -> Cohort:
    shares = tuple(share(n, size, formula="came back") for n in (size, *came))
    return Cohort(date(2026, month, 1), share(size, size, formula="").map(size), shares)


def test_cohorts_hide_shares_of_few_who_came_or_did_not() -> None:
    (found,) = hide_few((cohort(1, 40, 37, 20, 3, 0),), 5)
    assert [one.known for one in found.retained] == [True, False, True, False, True]
    few = hide_few((cohort(1, 40, 20), cohort(2, 3, 1), cohort(3, 12, 6)), 5)
    assert [one.first.month for one in few] == [1], "the three and the next smallest"
    assert len(hide_few((cohort(1, 40, 20), cohort(2, 3, 1), cohort(3, 2, 1), cohort(4, 9, 5)), 5)) == 2
