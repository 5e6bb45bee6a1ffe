"""Asking the evidence: what counts, by what, of whom, and what is said around the number."""

from __future__ import annotations

import math
import subprocess
import sys
from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from given_answers import Given, store
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from outsidein.evidence.asked import Asked
from outsidein.evidence.source import Question
from outsidein.evidence.tables import Asks
from outsidein.ground import MeasureError
from outsidein.measures import Ask, Estimate, Period, Standing, known_dimensions, known_values, measure, measure_all

MIXED = [1, 2, 3, 4, 5, 5, 4, 4, 2, 5]


def ratings(values: list[float] | list[int], **more: object) -> list[Given]:
    return [Given(float(value), **more) for value in values]  # type: ignore[arg-type]


def only(evidence: object, ask: Ask, **more: object) -> Estimate:
    (row,) = measure(evidence, ask, **more)  # type: ignore[arg-type]
    return row.estimate


@settings(max_examples=12)
@given(st.lists(st.integers(0, 10), min_size=2, max_size=40))
def test_every_engine_gives_what_the_established_formula_gives(values: list[int]) -> None:
    n = len(values)
    evidence = store(
        [
            *ratings(values, asks="nps"),
            *ratings([1 + value % 5 for value in values]),
            *ratings([value % 2 for value in values], asks="outcome"),
        ]
    )
    nps, csat, mean, outcome = (
        row.estimate for (row,) in measure_all(evidence, [Ask(m) for m in ("nps", "csat", "satisfaction", "outcome")])
    )
    promoters, detractors = sum(value >= 9 for value in values), sum(value <= 6 for value in values)
    assert nps.value == pytest.approx(100 * (promoters - detractors) / n)
    stars = np.array([1 + value % 5 for value in values], dtype=float)
    low, high = proportion_confint((stars >= 4).sum(), n, method="wilson")
    assert (csat.low, csat.high) == (pytest.approx(100 * low), pytest.approx(100 * high))
    assert mean.value == pytest.approx(stars.mean())
    if stars.std() > 0:
        low, high = DescrStatsW(stars).tconfint_mean()
        assert (mean.low, mean.high) == (pytest.approx(max(low, 1)), pytest.approx(min(high, 5)))
    low, high = proportion_confint(sum(value % 2 for value in values), n, method="wilson")
    assert (outcome.low, outcome.high) == (pytest.approx(100 * low, abs=1e-9), pytest.approx(100 * high))


def test_a_not_applicable_answer_is_not_a_zero_and_has_its_own_share() -> None:
    evidence = store([*ratings([4, 5]), Given(None), Given(None)])
    assert only(evidence, Ask("satisfaction")).value == 4.5
    assert only(evidence, Ask("satisfaction")).n == 2
    share = only(evidence, Ask("not-applicable"))
    assert (share.value, share.n) == (50, 4)
    volume = only(evidence, Ask("responses"))
    assert (volume.value, volume.low, volume.high, volume.method) == (2, 2, 2, "exact")


def test_responses_are_counted_once_however_many_answers_they_hold() -> None:
    evidence = store([Given(4, response=at // 3, question=f"q{at % 3}") for at in range(30)])
    assert only(evidence, Ask("responses")).value == 10


def test_by_touchpoint_channel_source_question_and_segment() -> None:
    evidence = store(
        [
            Given(5, touchpoint="gate", channel="app", source="a", question="q1", segments={"class": "eco"}),
            Given(4, touchpoint="gate", channel="web", source="b", question="q2", segments={"class": "business"}),
            Given(3, touchpoint="app", channel=None, source="b", question="q3", segments={"class": None}),
        ]
    )

    def by(*names: str) -> dict[tuple[object, ...], float]:
        return {row.keys: row.estimate.value for row in measure(evidence, Ask("satisfaction", names))}

    assert by("touchpoint") == {("app",): 3, ("gate",): 4.5}
    assert by("channel") == {("app",): 5, ("web",): 4, (None,): 3}
    assert list(by("channel"))[-1] == (None,)
    assert by("source") == {("a",): 5, ("b",): 3.5}
    assert by("question") == {("q1",): 5, ("q2",): 4, ("q3",): 3}
    assert by("segment:class", "touchpoint") == {("business", "gate"): 4, ("eco", "gate"): 5, (None, "app"): 3}


def test_by_period_of_every_grain_in_order_of_time() -> None:
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 5), None]
    evidence = store(Given(float(at + 1), day=day) for at, day in enumerate(days))

    def firsts(grain: str) -> list[object]:
        rows = measure(evidence, Ask("satisfaction", (f"period:{grain}",)))
        return [row.keys[0].first if isinstance(row.keys[0], Period) else None for row in rows]

    assert firsts("year") == [date(2025, 1, 1), date(2026, 1, 1), None]
    assert firsts("quarter") == [date(2025, 10, 1), date(2026, 1, 1), date(2026, 4, 1), None]
    assert firsts("month") == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 3, 1), date(2026, 4, 1), None]
    assert firsts("week") == [date(2025, 12, 29), date(2026, 3, 30), None]
    assert firsts("day") == [*days[:4], None]


def test_days_are_those_of_utc_wherever_the_machine_stands() -> None:
    script = (
        "from given_answers import Given, store\n"
        "from outsidein.measures import Ask, measure\n"
        "from datetime import date\n"
        "evidence = store([Given(5, day=date(2026, 3, 1))])\n"
        "print(measure(evidence, Ask('satisfaction', ('period:day',)))[0].keys[0].first)\n"
    )
    for zone in ("Pacific/Kiritimati",):
        done = subprocess.run(
            [sys.executable, "-c", script], env={"TZ": zone, "PYTHONPATH": ":".join(sys.path)}, capture_output=True,
            text=True, check=True,
        )  # fmt: skip
        assert done.stdout.strip() == "2026-03-01"


def test_a_filter_keeps_what_it_names_and_a_period_its_days() -> None:
    evidence = store(
        [
            Given(5, channel="app", day=date(2026, 1, 31)),
            Given(4, channel="web", day=date(2026, 2, 1)),
            Given(3, channel=None, day=date(2026, 2, 28)),
            Given(1, channel="app", day=None),
        ]
    )

    def value(**more: object) -> float:
        return only(evidence, Ask("satisfaction", **more)).value  # type: ignore[arg-type]

    assert value(where=(("channel", ("app",)),)) == 3
    assert value(where=(("channel", ("web", None)),)) == 3.5
    assert value(period=Period(date(2026, 2, 1), date(2026, 2, 28))) == 3.5
    assert value(period=Period(None, date(2026, 1, 31))) == 5
    assert value(period=Period(date(2026, 2, 28), None)) == 3
    assert value(where=(("channel", ("app", "web")), ("channel", ("web",)))) == 4
    estimate = only(evidence, Ask("satisfaction", where=(("channel", ("app",)),), period=Period(date(2026, 1, 1))))
    assert estimate.cites[0].filter == (
        "channel: app; 1 Jan 2026 –, undated answers left out; answers of “not applicable” left out"
    )
    assert estimate.period == Period(date(2026, 1, 31), date(2026, 1, 31))


def test_by_step_and_stage_through_anchors_and_never_twice() -> None:
    evidence = store([Given(5, touchpoint="gate"), Given(3, touchpoint="app"), Given(1, touchpoint="lounge")])
    anchors = pa.table(
        {
            "touchpoint": ["gate", "app", "app"],
            "step": ["board", "search", "pay"],
            "stage": ["fly", "book", "book"],
        }
    )
    steps = {row.keys[0]: row.estimate for row in measure(evidence, Ask("satisfaction", ("step",)), anchors=anchors)}
    assert {key: one.value for key, one in steps.items()} == {"board": 5, None: 2}
    stages = {
        row.keys[0]: row.estimate.n for row in measure(evidence, Ask("satisfaction", ("stage",)), anchors=anchors)
    }
    assert stages == {"fly": 1, "book": 1, None: 1}
    kept = only(evidence, Ask("satisfaction", where=(("stage", ("book",)),)), anchors=anchors)
    assert kept.value == 3


def test_without_answers_there_is_no_row_unless_it_was_listed() -> None:
    evidence = store([Given(5)])
    assert measure(evidence, Ask("nps", ("touchpoint",))) == ()
    nothing = only(evidence, Ask("nps"))
    assert (nothing.known, nothing.n, nothing.measure, nothing.unit) == (False, 0, "nps", "points")
    rows = measure(evidence, Ask("satisfaction", ("touchpoint",), where=(("touchpoint", ("gate", "lounge")),)))
    assert [(row.keys[0], row.estimate.known) for row in rows] == [("gate", True), ("lounge", False)]


def test_an_empty_store_answers_every_measure_with_nothing() -> None:
    from outsidein.measures import catalogue

    for rows in measure_all(store([]), [Ask(one.id) for one in catalogue().measures]):
        assert [row.estimate.known for row in rows] == [False]


def test_segments_of_a_customer_serve_where_the_response_says_nothing() -> None:
    customers = pa.table(
        {
            "customer": ["anna", "ben", "ben", "cleo", "cleo"],
            "source": ["crm", "crm", "loyalty", "crm", "loyalty"],
            "segment:tier": ["gold", "basic", "basic", "gold", "basic"],
        }
    )
    evidence = store(
        [Given(5, customer="anna"), Given(4, customer="ben"), Given(3, customer="cleo"), Given(2)], customers=customers
    )
    rows = {row.keys[0]: row.estimate for row in measure(evidence, Ask("satisfaction", ("segment:tier",)))}
    # ben is named twice and counted once; cleo's two sources disagree, so she is in no tier
    assert {key: (one.value, one.n) for key, one in rows.items()} == {"gold": (5, 1), "basic": (4, 1), None: (2.5, 2)}


def test_other_scales_are_mapped_for_the_emotional_level_and_it_is_shown() -> None:
    evidence = store(
        ratings([1, 5], asks="emotion", scale=(1, 5), question="mood", touchpoint="gate")
        + ratings([0, 10], asks="emotion", scale=(0, 10), question="feel", touchpoint="gate"),
        questions=[
            Asked(
                source="survey",
                key="mood",
                asks=Asks.EMOTION,
                wording="How did it feel?",
                question=Question(key="mood", asks=Asks.EMOTION, reversed=True),
            )
        ],
    )
    estimate = only(evidence, Ask("emotional-level", ("touchpoint",)))
    assert (estimate.value, estimate.unit, estimate.n) == (5.5, "1–10", 4)
    assert [(cite.asked, cite.scale) for cite in estimate.cites] == [
        ("How did it feel?", "1–5, mapped to 1–10: 1 + (answer − 1) × 9 ÷ 4; reversed: a high number was bad as asked"),
        ("feel", "0–10, mapped to 1–10: 1 + answer × 9 ÷ 10"),
    ]


def test_a_satisfaction_rating_stands_in_for_an_emotion_and_is_labelled() -> None:
    evidence = store(
        [
            *ratings([5, 3], touchpoint="gate"),
            *ratings([2, 4], touchpoint="app"),
            *ratings([8], asks="emotion", touchpoint="app"),
        ]
    )
    app, gate = measure(evidence, Ask("emotional-level", ("touchpoint",)))
    assert (app.asked, app.estimate.value, app.estimate.n) == ("emotion", 8, 1)
    assert app.estimate.notes == ("2 ratings of satisfaction are not mixed in",)
    assert (gate.asked, gate.estimate.value) == ("satisfaction", 1 + 3 * 9 / 4)
    assert gate.estimate.notes == ("rests on ratings of satisfaction: no question asked for emotion",)


def test_a_scale_that_does_not_fit_is_refused_by_name_and_the_rest_stands() -> None:
    evidence = store(ratings(MIXED) + ratings([7, 6], scale=(1, 7), touchpoint="app", question="seven"))
    app, gate = measure(evidence, Ask("csat", ("touchpoint",)))
    assert gate.estimate.value == 60
    assert not app.estimate.known
    assert app.refused is not None
    assert app.refused.code == "measures/unfit-scale"
    assert "“seven” is on 1–7" in app.refused.says
    with pytest.raises(MeasureError) as error:
        measure(evidence, Ask("csat", where=(("touchpoint", ("app",)),)))
    assert error.value.diagnostics[0].code == "measures/unfit-scale"


def test_different_scales_never_make_one_mean() -> None:
    evidence = store(ratings([4], question="five") + ratings([7], scale=(1, 7), question="seven"))
    with pytest.raises(MeasureError) as error:
        measure(evidence, Ask("satisfaction"))
    assert error.value.diagnostics[0].code == "measures/mixed-scales"
    assert "“five” is on 1–5; “seven” is on 1–7" in error.value.diagnostics[0].says


def test_top_boxes_follow_the_scale_as_asked() -> None:
    evidence = store(ratings([3, 4, 0, 1], scale=(0, 4)))
    assert only(evidence, Ask("csat")).value == 50


def test_answers_that_are_no_number_are_refused_not_shown() -> None:
    evidence = store(ratings([4, math.inf]) + ratings([5, 3], touchpoint="app"))
    rows = measure(evidence, Ask("satisfaction", ("touchpoint",)))
    assert [row.refused.code if row.refused else row.estimate.value for row in rows] == [4, "measures/not-a-number"]


def test_few_answers_are_marked_small() -> None:
    assert only(store(ratings(MIXED * 2)), Ask("csat")).small
    assert not only(store(ratings(MIXED * 3)), Ask("csat")).small


def test_answers_all_alike_are_not_certain() -> None:
    estimate = only(store(ratings([5] * 10)), Ask("satisfaction"))
    assert estimate.value == estimate.high == 5
    assert estimate.low == pytest.approx(5 - 4 * (1 - 0.025 ** (1 / 10)))
    assert estimate.method == "exact bound, all answers alike"


def test_a_single_answer_may_lie_anywhere_on_its_scale() -> None:
    estimate = only(store(ratings([4])), Ask("satisfaction"))
    assert (estimate.value, estimate.low, estimate.high) == (4, 1, 5)
    free = only(store(ratings([4], asks="number", scale=(-math.inf, math.inf))), Ask("number"))
    assert (free.low, free.high) == (-math.inf, math.inf)


def test_numbers_far_from_zero_keep_their_spread() -> None:
    rng = np.random.default_rng(1)
    x = 1e9 + rng.normal(0, 0.5, 500)
    estimate = only(store(ratings(list(x), asks="number", scale=(-math.inf, math.inf))), Ask("number"))
    low, high = DescrStatsW(x - 1e9).tconfint_mean()
    assert (estimate.low - 1e9, estimate.high - 1e9) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))


def test_a_plain_wald_interval_on_request_is_labelled() -> None:
    evidence = store(ratings([10, 10, 9, 3, 7] * 8, asks="nps"))
    adjusted, plain = only(evidence, Ask("nps")), only(evidence, Ask("nps", method="wald"))
    assert adjusted.method == "adjusted Wald (n + 3)"
    assert plain.method == "Wald, trinomial"
    half = 195.9963984540054 * math.sqrt((0.8 - 0.4**2) / 40)
    assert plain.high == pytest.approx(40 + half)
    assert adjusted.value == plain.value == 40


def test_a_target_is_below_at_or_above_and_met_by_the_better_direction() -> None:
    evidence = store(ratings(MIXED * 40))

    def verdict(name: str, target: float) -> tuple[Standing, bool | None, str]:
        (row,) = measure(evidence, Ask(name, target=target))
        assert row.verdict is not None
        return row.verdict.standing, row.verdict.met, row.verdict.says

    assert verdict("csat", 50) == (Standing.ABOVE, True, "clearly above the target of 50.0 %")
    assert verdict("csat", 62) == (Standing.AT, None, "below the target of 62.0 %, which may be chance")
    assert verdict("csat", 80) == (Standing.BELOW, False, "clearly below the target of 80.0 %")
    assert verdict("csat", 60) == (Standing.AT, None, "at the target of 60.0 %")


def test_asks_that_share_a_look_get_what_each_would_get_alone() -> None:
    evidence = store(
        ratings(MIXED) + ratings([9, 2, 7], asks="nps", touchpoint="app") + [Given(None, touchpoint="app")]
    )
    asks = [
        Ask(name, by)
        for by in ((), ("touchpoint",))
        for name in ("csat", "satisfaction", "nps", "emotional-level", "not-applicable", "responses")
    ]
    together = measure_all(evidence, asks)
    for ask, rows in zip(asks, together, strict=True):
        assert repr(measure(evidence, ask)) == repr(rows)


def test_names_that_do_not_exist_are_answered_with_the_nearest() -> None:
    evidence = store([Given(5, segments={"class": "eco"})])
    for ask, code, hint in (
        (Ask("npss"), "measures/unknown-measure", "Did you mean “nps”?"),
        (Ask("csat", ("chanel",)), "measures/unknown-dimension", "Did you mean “channel”?"),
        (Ask("csat", ("segment:clas",)), "measures/unknown-dimension", "Did you mean “segment:class”?"),
        (Ask("csat", ("period:months",)), "measures/unknown-dimension", "“period:month”"),
        (Ask("csat", where=(("tochpoint", ("x",)),)), "measures/unknown-dimension", "Did you mean “touchpoint”?"),
        (Ask("csat", where=(("period:month", ("x",)),)), "measures/unknown-dimension", "Give the period instead."),
        (Ask("csat", ("step",)), "measures/no-anchors", "name the map"),
        (Ask("csat", level=95), "measures/bad-level", "0.95"),
        (Ask("csat", method="wald"), "measures/unknown-method", "wilson"),
    ):
        with pytest.raises(MeasureError) as error:
            measure(evidence, ask)
        (said,) = error.value.diagnostics
        assert said.code == code
        assert hint in said.fix


def test_what_can_be_asked_by_is_listed_with_its_values() -> None:
    evidence = store([Given(5, channel="web", segments={"class": "eco"}), Given(5, channel=None)])
    assert "segment:class" in known_dimensions(evidence, None)
    assert "step" not in known_dimensions(evidence, None)
    assert known_values(evidence, "channel") == ("web",)
    assert known_values(evidence, "segment:class") == ("eco",)


def test_importing_measures_loads_no_engine() -> None:
    script = (
        "import sys, outsidein.measures\n"
        "print([name for name in ('ibis', 'duckdb', 'scipy', 'numpy', 'pyarrow', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
