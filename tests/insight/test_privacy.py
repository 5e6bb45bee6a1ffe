"""A shared reading gives nobody away: no count below five can be had from all that is left of it, by whatever sums."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from insight_evidence import card, evidence, journey

from outsidein.evidence.tables import Asks
from outsidein.insight import (
    Backing,
    CurvePoint,
    Driver,
    Drivers,
    Finding,
    FindingKind,
    Freshness,
    Quote,
    Reading,
    Strength,
    TouchpointReading,
    Voice,
    Voices,
    confine,
    read,
    suppress,
)
from outsidein.maps import chosen
from outsidein.measures import Estimate, Period

sys.path.append(str(Path(__file__).parents[1] / "measures"))
from attacker import TABLES, Equation, attack

K = 5
NOW = datetime(2026, 11, 22, tzinfo=UTC)
WHOLE = Period(date(2025, 12, 1), date(2026, 11, 21))


def known(n: int, measure: str = "emotional-level", period: Period = WHOLE, **more: object) -> Estimate:
    if not n:
        return Estimate.nothing(measure=measure, unit="1–10", period=period)
    return Estimate(6.0, 5.0, 7.0, n, "t", measure=measure, unit="1–10", period=period, **more)  # type: ignore[arg-type]


@dataclass
class World:
    """A made-up reading, what is true of it, and every sum that holds."""

    reading: Reading
    truth: dict
    equations: list[Equation]


def sizes(rng: np.random.Generator, count: int) -> list[int]:
    kinds = rng.choice(4, size=count, p=[0.1, 0.3, 0.3, 0.3])
    lots = (np.zeros(count), rng.integers(1, K, count), rng.integers(K, 30, count), rng.integers(30, 900, count))
    return [int(n) for n in np.choose(kinds, lots)]


def world(rng: np.random.Generator) -> World:
    """Touchpoints with trends and comments, steps of one or two of them, drivers, loyalty, voices by segment."""
    truth: dict = {}
    equations: list[Equation] = []
    touchpoints, quotes = [], []
    spans = [Period(date(2026, month, 1), date(2026, month, 28)) for month in (2, 5, 8)]
    keys = [f"t{at}" for at in range(int(rng.integers(2, 6)))]
    for key in keys:
        parts = sizes(rng, len(spans))
        old = int(rng.choice([0, 0, 3, 40]))
        truth |= {("trend", key, at): n for at, n in enumerate(parts)} | {("old", key): old}
        level = truth["level", key] = sum(parts) + old
        equations.append((("level", key), [*[("trend", key, at) for at in range(len(spans))], ("old", key)]))
        comments = truth["said", key] = sizes(rng, 1)[0]
        trend = tuple(known(n, period=span) for n, span in zip(parts, spans, strict=True))
        measures = (("emotional-level", known(level)),) if level else ()
        if level or comments:
            touchpoints.append(TouchpointReading(key, measures, trend if level else (), comments))
        quotes += [Quote(f"comment:{at}", f"{key} said {at}", key, f"step:{key}") for at in range(min(comments, 3))]
    curve = []
    places = [(key,) for key in keys[:-1]] if len(keys) < 4 else [(keys[0], keys[1]), *[(key,) for key in keys[2:-1]]]
    for place in places:
        n = sum(truth["level", key] for key in place)
        truth["curve", place[0]] = n
        equations.append((("curve", place[0]), [("level", key) for key in place]))
        curve.append(CurvePoint(f"step:{place[0]}", known(n) if n else None, touchpoints=place))
    elsewhere = truth["elsewhere"] = int(rng.choice([0, 2, 30]))
    said = truth["comments"] = sum(truth["said", key] for key in keys) + elsewhere
    equations.append(("comments", [*[("said", key) for key in keys], "elsewhere"]))
    complete, left_out = int(rng.integers(60, 400)), int(rng.choice([0, 2, 3, 50]))
    truth |= {"complete": complete, "left out": left_out, "loyal": complete + left_out}
    equations.append(("loyal", ["complete", "left out"]))
    answers = truth["answers"] = truth["loyal"] + sum(truth["level", key] for key in keys)
    equations.append(("answers", ["loyal", *[("level", key) for key in keys]]))
    share = known(complete, "driver-share")
    voices = _voices(rng, truth, equations)
    reading = Reading(
        headline="",
        lead="",
        period=WHOLE,
        responses=5000,
        answers=answers,
        not_applicable=int(rng.choice([0, 3, 60])),
        comments=said,
        events=0,
        overall=(("nps", known(truth["loyal"], "nps")),),
        curve=tuple(curve),
        unallocated=(),
        touchpoints=tuple(touchpoints),
        drivers=Drivers(
            "loyal",
            "Again?",
            share,
            complete,
            left_out,
            tuple(Driver(key, share, 1, 1, 1, share) for key in keys),
            "LMG",
        ),
        findings=(),
        positions=(),
        crosshairs=None,
        priorities=(),
        voices=voices,
        backing=(),
        coverage=Estimate.nothing(),
        freshness=Freshness(None, None, False, ""),
        quotes=tuple(quotes),
    )
    return World(reading, truth, equations)


def _voices(rng: np.random.Generator, truth: dict, equations: list[Equation]) -> Voices:
    heard = sizes(rng, int(rng.integers(2, 6)))
    silent = sizes(rng, len(heard))
    voices = []
    for at, (yes, no) in enumerate(zip(heard, silent, strict=True)):
        truth |= {("heard", at): yes, ("silent", at): no, ("people", at): yes + no}
        equations.append((("people", at), [("heard", at), ("silent", at)]))
        share = Estimate(100 * yes / max(yes + no, 1), 0, 100, yes + no, "Wilson", "voice", "%")
        voices.append(Voice("age", str(at), yes + no, yes, share, False, f"{yes} of {yes + no}"))
    total, people = sum(heard), sum(heard) + sum(silent)
    truth |= {"heard": total, "people": people}
    equations.append(("heard", [("heard", at) for at in range(len(heard))]))
    equations.append(("people", [("people", at) for at in range(len(heard))]))
    if not people:
        return Voices(False, "")
    overall = Estimate(100 * total / people, 0, 100, people, "Wilson", "voice", "%")
    return Voices(True, f"{total} of {people}", overall, tuple(voices))


def seen_in(left: Reading, before: Reading, truth: dict) -> dict:
    """Every count that can be read off what is left; what was nothing before is known to be nothing."""
    seen: dict = {}
    read_of = {one.touchpoint: one for one in left.touchpoints}
    for one in before.touchpoints:
        now = read_of.get(one.touchpoint)
        levels = dict(now.measures) if now else {}
        if "emotional-level" in levels:
            seen["level", one.touchpoint] = levels["emotional-level"].n
        if now and now.comments:
            seen["said", one.touchpoint] = now.comments
        for at, _ in enumerate(one.trend):
            if now and now.trend[at].known:
                seen["trend", one.touchpoint, at] = now.trend[at].n
    for point in left.curve:
        if point.level:
            seen["curve", point.step.removeprefix("step:")] = point.level.n
    if left.overall:
        seen["loyal"] = left.overall[0][1].n
    if left.drivers:
        seen |= {"complete": left.drivers.n, "left out": left.drivers.left_out}
    for name in ("answers", "comments"):
        if getattr(left, name):
            seen[name] = getattr(left, name)
    for voice in left.voices.voices:
        seen |= {("heard", int(voice.value)): voice.heard, ("people", int(voice.value)): voice.people}
    if left.voices.overall:
        seen["people"] = left.voices.overall.n
        seen["heard"] = round(left.voices.overall.value * seen["people"] / 100)
    hidden_voices = {
        at for kind, at in (cell for cell in truth if isinstance(cell, tuple) and len(cell) == 2) if kind == "heard"
    }
    nothing = {cell: 0 for cell, n in truth.items() if n == 0 and cell not in seen}
    # A trend, comment or level that is nothing was nothing before; of groups that are listed nowhere that is not said.
    listed = {cell for cell in nothing if isinstance(cell, tuple) and cell[0] in ("trend", "said", "level", "curve")}
    assert hidden_voices is not None
    return seen | dict.fromkeys(listed, 0)


def test_no_count_of_a_random_reading_is_recoverable() -> None:
    rng = np.random.default_rng(20261122)
    shown = 0
    for _ in range(TABLES):
        made = world(rng)
        left = suppress(made.reading, k=K)
        seen = seen_in(left, made.reading, made.truth)
        for cell, n in seen.items():
            assert n == made.truth[cell]
            assert n >= K or n == 0 or (isinstance(cell, tuple) and cell[0] == "heard" and n == 0)
        aims = [cell for cell, n in made.truth.items() if 0 < n < K and cell not in ("left out",)]
        aims += ["left out"] if 0 < made.truth["left out"] < K else []
        shown += len(seen)
        least = {
            cell: 1 for cell in made.truth if isinstance(cell, tuple) and cell[0] in ("trend", "said", "level", "curve")
        }
        for cell, (low, high) in attack(made.equations, seen, least, aims).items():
            assert high - low > 0.5, (cell, made.truth[cell])
            assert high >= K - 1e-6, (cell, made.truth[cell], high)
    assert shown > 5 * TABLES, "hiding everything would be easy"


def test_a_step_with_few_comments_shows_none_of_them() -> None:
    rng = np.random.default_rng(5)
    for _ in range(30):
        made = world(rng)
        left = suppress(made.reading, k=K)
        told = {quote.touchpoint for quote in left.quotes}
        assert all(made.truth["said", key] >= K for key in told)


def test_what_is_left_was_there_before() -> None:
    made = world(np.random.default_rng(11))
    left = suppress(made.reading, k=K)
    assert set(left.overall) <= set(made.reading.overall)
    assert set(left.quotes) <= set(made.reading.quotes)
    levels = {point.step: point.level for point in made.reading.curve}
    assert all(point.level in (None, levels[point.step]) for point in left.curve)
    assert suppress(left, k=K).curve == left.curve


def test_fewer_people_than_five_say_nothing_at_all() -> None:
    made = world(np.random.default_rng(2))
    left = suppress(replace(made.reading, responses=4), k=K)
    assert not left.overall
    assert not left.touchpoints
    assert not left.quotes
    assert all(point.level is None for point in left.curve)
    assert "4" not in left.lead


def test_a_segment_is_not_shown_where_the_others_would_be_few() -> None:
    made = world(np.random.default_rng(2))
    everybody = replace(made.reading, responses=5003)
    assert not suppress(made.reading, k=K, everybody=everybody).overall
    wider = replace(
        everybody,
        responses=9000,
        overall=(("nps", known(made.truth["loyal"] + 2, "nps")),),
    )
    assert suppress(made.reading, k=K).overall
    assert not suppress(made.reading, k=K, everybody=wider).overall


def test_answers_of_few_people_are_hidden_however_many() -> None:
    made = world(np.random.default_rng(4))
    few = replace(made.reading, overall=(("nps", known(made.truth["loyal"], "nps", people=3)),))
    assert not suppress(few, k=K).overall


def test_backing_tells_the_kind_of_evidence_and_not_how_much() -> None:
    made = world(np.random.default_rng(4))
    backed = replace(made.reading, backing=(Backing("card:a", Strength.HEARD, 2, 9, True, "Cites 2 comments."),))
    assert suppress(backed, k=K).backing == (Backing("card:a", Strength.HEARD, stale=True),)


def test_a_finding_about_a_hidden_place_is_gone_from_list_and_headline() -> None:
    made = world(np.random.default_rng(4))
    hot = Finding(
        FindingKind.HOTSPOT, "touchpoint:rare", "Rare thing", "Rare thing hurts; 3 people.", known(3), known(3)
    )
    spotted = replace(
        made.reading,
        findings=(hot,),
        headline="Rare thing hurts.",
        touchpoints=(*made.reading.touchpoints, TouchpointReading("rare", (("emotional-level", known(3)),))),
    )
    left = suppress(spotted, k=K)
    assert not left.findings
    assert "Rare" not in left.headline


@pytest.fixture(scope="module")
def true_reading() -> tuple:
    """A reading of evidence in which one touchpoint was rated by three."""
    rng = np.random.default_rng(1)
    ratings = rng.integers(1, 6, (200, 4)).astype(float)
    ratings[:, 0] = np.clip(ratings[:, 0] - 2, 1, 5)
    ratings[3:, 3] = np.nan
    document = journey(
        {"plan": ["site"], "pay": ["form"], "go": ["gate"], "claim": ["desk"]},
        cards=[card("p", "pay", "pains", "Secret pain"), card("a", "pay", "actions", "Pay by card")],
        owner="Ada Lovelace",
        loyalty="loyal",
    )
    store = evidence(ratings, ["site", "form", "gate", "desk"], loyalty=rng.integers(0, 11, 200), loyalty_asks=Asks.NPS)
    return document, read(document, store, now=NOW)


def test_a_reading_of_evidence_hides_the_step_that_three_rated(true_reading: tuple) -> None:
    _, reading = true_reading
    left = suppress(reading)
    assert reading.curve[3].level.n == 3
    assert left.curve[3].level is None
    assert left.curve[0].level == reading.curve[0].level
    assert not any("desk" in str(one) for one in left.touchpoints)


def test_confined_to_a_part_of_the_map_it_names_nothing_else(true_reading: tuple) -> None:
    document, reading = true_reading
    part = chosen(
        document,
        lanes=frozenset({"actions", "emotion", "touchpoints", "measures"}),
        touchpoints=frozenset({"touchpoint:form"}),
    )
    left = confine(suppress(reading), part)
    said = str(left)
    for word in ("Secret", "Ada", "site", "Site", "gate", "Gate", "desk", "Desk", "survey'", "comment:"):
        assert word not in said, word
    assert {one.touchpoint for one in left.touchpoints} == {"form"}
    without = confine(suppress(reading), chosen(document, lanes=frozenset({"actions"})))
    assert all(point.level is None for point in without.curve)
    assert not without.touchpoints
    assert not without.findings
