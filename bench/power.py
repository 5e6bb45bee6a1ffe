"""How often planted truths are found, and how often it cries wolf: 100 seeds, several effect sizes, nothing included.

What lives here: the simulation over the sample's generator, in which all else is alike (``Truth.even``), so that
whatever is found beyond the planted is a false alarm. The product is never told what was planted. See docs/power.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa

from outsidein.evidence import Store
from outsidein.insight import Against, FindingKind, Reading, read
from outsidein.maps import Document
from outsidein.maps import read as read_map
from outsidein.workspace.sample import airline, build

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SIZES = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5)
WHAT = (
    "driver is first and clear",
    "hotspot at the hurting touchpoint",
    "bright spot at the shining one",
    "fall in the last quarter",
    "silent age group",
    "rare make-or-break claim",
)


def truth_of(size: float) -> airline.Truth:
    """The sample's truth with every planted effect times ``size``, all else alike."""
    full = airline.Truth()
    return replace(
        full,
        driver_size=full.driver_size * size,
        hurt_size=full.hurt_size * size,
        bright_size=full.bright_size * size,
        drop_size=full.drop_size * size,
        silence=min(full.silence * size, 1.0),
        make_or_break=full.make_or_break * size,
        even=True,
    )


def store_of(made: airline.Answers, seconds: np.ndarray) -> Store:
    """The survey as the store would hold it."""
    n, keys = len(made.who), [point.key for point in airline.TOUCHPOINTS]
    when = np.datetime64("2026-11-20T00:00") - made.day.astype("timedelta64[D]") + seconds.astype("timedelta64[s]")
    customer = np.array([f"c{who:06d}" for who in range(len(made.age))])
    ages, travels = np.array(airline.AGES), np.array(airline.TRAVELS)
    responses = pa.table(
        {
            "response": np.arange(n),
            "row": np.arange(n) + 2,
            "customer": customer[made.who],
            "time": pa.array(when.astype("datetime64[us]")).cast(pa.timestamp("us", tz="UTC")),
            "channel": np.array(airline.CHANNELS)[made.channel],
            "source": ["survey"] * n,
            "segment:age": ages[made.age[made.who]],
            "segment:travel": travels[made.travel[made.who]],
        }
    )
    blocks = []
    for place, key in enumerate(keys):
        met = np.flatnonzero(np.isfinite(made.ratings[:, place]))
        blocks.append((met, key, key, "satisfaction", made.ratings[met, place], 1.0, 5.0))
    blocks.append((np.arange(n), "recommend", None, "nps", made.recommend.astype(float), 0.0, 10.0))
    answers = pa.concat_tables(
        pa.table(
            {
                "response": who,
                "question": [question] * len(who),
                "touchpoint": pa.array([touchpoint] * len(who), pa.string()),
                "asks": [asks] * len(who),
                "value": value,
                "low": np.full(len(who), low),
                "high": np.full(len(who), high),
                "applicable": np.ones(len(who), bool),
            }
        )
        for who, question, touchpoint, asks, value, low, high in blocks
    )
    frame = pa.table(
        {
            "customer": customer,
            "invited": np.ones(len(customer), bool),
            "row": np.arange(len(customer)) + 2,
            "source": ["customers"] * len(customer),
            "segment:age": ages[made.age],
            "segment:travel": travels[made.travel],
        }
    )
    return Store.memory(responses=responses, answers=answers, customers=frame)


def sample_map() -> Document:
    """The sample's map, without the moments that people marked and the targets that people set."""
    document, _ = read_map(build.map_text(NOW.date()), file="family-trip.map.yaml")
    assert document is not None
    bare = document.without(moment.id for moment in document.moments)
    return bare.put(*(replace(step, target=None) for step in bare.steps))


def judge(document: Document, reading: Reading, truth: airline.Truth) -> tuple[list[bool], list[str]]:
    """Which of WHAT were found, and everything that was found and is not there."""
    step_of = {tie.touchpoint: step.id for step in document.steps for tie, _ in document.encounters(step.id)}

    def at(key: str) -> set[str]:
        return {f"touchpoint:{key}", step_of.get(f"touchpoint:{key}", "")}

    def spots(kind: FindingKind, *, before: bool) -> set[str]:
        return {one.where for one in reading.findings if one.kind is kind and (one.against is Against.BEFORE) == before}

    hot, bright = spots(FindingKind.HOTSPOT, before=False), spots(FindingKind.BRIGHT_SPOT, before=False)
    fell, rose = spots(FindingKind.HOTSPOT, before=True), spots(FindingKind.BRIGHT_SPOT, before=True)
    moments = {one.where for one in reading.findings if one.kind is FindingKind.MOMENT_OF_TRUTH}
    silent = {(one.segment, one.value) for one in reading.voices.voices if one.missing}
    clear = [
        one.touchpoint
        for one in (reading.drivers.drivers if reading.drivers else ())
        if one.share.low > 100 / len(reading.drivers.drivers)  # type: ignore[union-attr]
    ]
    planted = [
        clear[:1] == [truth.driver],
        bool(hot & at(truth.hurt)),
        bool(bright & at(truth.bright)),
        bool(fell & at(truth.dropped)),
        ("age", truth.silent) in silent,
        bool(moments & at("claims-form")),
    ]
    on = truth.hurt_size > 0
    lower = at(truth.hurt) | at(truth.dropped) if on else set()
    false = [f"hotspot {where}" for where in hot - lower]
    false += [f"bright spot {where}" for where in bright - (at(truth.bright) if on else set())]
    false += [f"fall {where}" for where in fell - (at(truth.dropped) if on else set())] + [f"rise {x}" for x in rose]
    false += [f"driver {key}" for key in clear if not (on and key in (truth.driver, "claims-form"))]
    false += [f"silent {value}" for pair in silent for value in [pair] if not (on and value == ("age", truth.silent))]
    charged = at(truth.driver) | at("claims-form") | at(truth.hurt) | at(truth.bright) if on else set()
    false += [f"moment {where}" for where in moments - charged]
    return planted, false


def run(seeds: int = 100) -> None:
    document = sample_map()
    print(f"{seeds} seeds a row, about 20,000 answers each; share found, and share of runs with any false alarm\n")
    print(f"{'effect ×':34}" + "".join(f"{size:8.2f}" for size in SIZES))
    found, alarms, kinds = {}, {}, Counter[str]()
    for size in SIZES:
        truth = truth_of(size)
        hits, wolf = np.zeros(len(WHAT)), 0
        for seed in range(seeds):
            rng = np.random.default_rng((seed, int(size * 100)))
            made = airline.survey(rng, truth=truth)
            with store_of(made, rng.integers(7 * 3600, 23 * 3600, len(made.who))) as store:
                reading = read(document, store, now=NOW)
            planted, false = judge(document, reading, truth)
            hits += planted
            wolf += bool(false)
            kinds.update(f"{size:.2f} {one}" for one in false)
            if sys.stderr.isatty():
                print(f"\r{size} {seed + 1}/{seeds}", end="", file=sys.stderr)
        found[size], alarms[size] = hits / seeds, wolf / seeds
    for place, what in enumerate(WHAT):
        print(f"{what:34}" + "".join(f"{found[size][place]:8.2f}" for size in SIZES))
    print(f"{'any false alarm':34}" + "".join(f"{alarms[size]:8.2f}" for size in SIZES))
    for one, count in kinds.most_common(12):
        print(f"  {count:4}  {one}")
