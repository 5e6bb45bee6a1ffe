"""Changes found unaided: what is planted and found, and how often a log in which nothing changed raises an alarm.

What lives here: the made-up shop (its customers come again, weekdays differ), what is planted in it, the real log with
whole sessions shuffled, and the time it takes. The search is never told what was planted (docs/reference/changes.md).
"""

from __future__ import annotations

import gzip
import os
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv

from outsidein.insight.changes import Changes, Incident, What, find_changes, tally
from outsidein.measures.intervals import wilson

DATA = Path(os.environ.get("OUTSIDEIN_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
FIRST = np.datetime64("2025-01-06", "D")
STEPS = ("visit", "product", "cart", "shipping", "payment", "order")
GOES_ON = (0.85, 0.45, 0.75, 0.75, 0.80)
"""The chance of each next step."""
DEVICES, DEVICE_SHARES = ("mobile", "desktop", "tablet"), (0.40, 0.48, 0.12)
CHANNELS, CHANNEL_SHARES = ("search", "mail", "social", "direct"), (0.4, 0.25, 0.2, 0.15)


@dataclass(frozen=True, slots=True)
class Planted:
    """What is planted: among ``device`` (empty: all) on the days [start, stop) the step to ``step`` is ``times`` as
    likely, or takes ``slower`` times as long; ``pop_up`` meet a new event; ``mobile`` is the share of that device.
    ``drift`` moves the log odds of the step over the whole log."""

    start: int = 0
    stop: int = 0
    device: str = ""
    step: str = "payment"
    times: float = 1.0
    slower: float = 1.0
    pop_up: float = 0.0
    mobile: float = 0.0
    drift: float = 0.0


@dataclass(frozen=True, slots=True)
class Shop:
    """A made-up shop: how many sessions over how many days, of how many customers, and how unlike they and days are.

    ``weekend`` moves the log odds of every step on Saturdays and Sundays, ``customers_differ`` and ``days_differ`` are
    standard deviations of log odds; customers come within ``stay`` days of each other.
    """

    sessions: int = 3600
    days: int = 180
    customers: int = 900
    weekend: float = 0.0
    customers_differ: float = 0.5
    days_differ: float = 0.0
    stay: int = 180
    planted: Planted = field(default_factory=Planted)

    def log(self, rng: np.random.Generator) -> pa.Table:
        """Its events."""
        who = rng.integers(0, self.customers, self.sessions)
        since = rng.integers(0, max(1, self.days - self.stay + 1), self.customers)
        day = since[who] + rng.integers(0, min(self.stay, self.days), self.sessions)
        weekday = day % 7
        on = (day >= self.planted.start) & (day < self.planted.stop)
        shares = np.array(DEVICE_SHARES)
        device = rng.choice(3, self.customers, p=shares)[who]
        other = rng.random(self.sessions) < 0.2
        device = np.where(other, rng.choice(3, self.sessions, p=shares), device)
        if self.planted.mobile:
            device = np.where(on, np.where(rng.random(self.sessions) < self.planted.mobile, 0, 1), device)
        channel = rng.choice(4, self.sessions, p=CHANNEL_SHARES)
        lean = rng.normal(0, self.customers_differ, self.customers)[who]
        lean = lean + rng.normal(0, self.days_differ, self.days)[day] + self.weekend * (weekday >= 5)
        lean = lean - 0.6 * (device == 0) + 0.3 * (channel == 1)
        hit = on & ((device == DEVICES.index(self.planted.device)) if self.planted.device else True)
        reached, took = np.ones(self.sessions, dtype=bool), np.zeros(self.sessions)
        case, event, at = [np.arange(self.sessions)], [np.zeros(self.sessions, dtype=int)], [took]
        for step, chance in enumerate(GOES_ON, start=1):
            odds = np.log(chance / (1 - chance)) + 0.35 * lean
            mine = STEPS[step] == self.planted.step
            p = 1 / (1 + np.exp(-odds - (self.planted.drift * (day / self.days - 0.5) if mine else 0)))
            reached = reached & (rng.random(self.sessions) < (np.where(hit, p * self.planted.times, p) if mine else p))
            took = took + rng.lognormal(4, 0.8, self.sessions) * np.where(hit & mine, self.planted.slower, 1)
            case.append(np.flatnonzero(reached))
            event.append(np.full(int(reached.sum()), step))
            at.append(took[reached])
        for name, share in (
            (6, np.where(hit, self.planted.pop_up, 0)),
            (7, np.full(self.sessions, 0.3)),
            (8, 0.1 + 0 * p),
        ):
            met = np.flatnonzero(rng.random(self.sessions) < share)
            case.append(met)
            event.append(np.full(len(met), name))
            at.append(rng.uniform(1, 400, len(met)))
        of, code = np.concatenate(case), np.concatenate(event)
        begun = (FIRST + day).astype("datetime64[s]") + rng.integers(6 * 3600, 22 * 3600, self.sessions)
        when = begun[of] + np.concatenate(at).astype("timedelta64[s]")
        names = np.array([*STEPS, "pop-up", "search", "help"])
        return pa.table(
            {
                "case": of,
                "customer": who[of],
                "event": names[code],
                "time": pa.array(when),
                "segment:device": np.array(DEVICES)[device[of]],
                "segment:channel": np.array(CHANNELS)[channel[of]],
            }
        )


NOTHING = {
    "nothing": Shop(),
    "weekends differ": Shop(weekend=1.5),
    "customers differ much": Shop(customers=300, customers_differ=2.5),
    "customers differ, come in bursts": Shop(customers=300, customers_differ=2.5, stay=30),
    "days differ, 30,000 sessions": Shop(sessions=30_000, customers=9000, days_differ=0.5),
}
SOMETHING = {
    "break on mobile −25%": Shop(planted=Planted(110, 180, "mobile", times=0.75)),
    "break on mobile −50%": Shop(planted=Planted(110, 180, "mobile", times=0.5)),
    "three weeks, all, −30%": Shop(planted=Planted(70, 91, times=0.7)),
    "three weeks, all, −60%": Shop(planted=Planted(70, 91, times=0.4)),
    "one week on mobile, −90%": Shop(planted=Planted(70, 77, "mobile", times=0.1)),
    "three weeks, payment 3 × as slow": Shop(planted=Planted(70, 91, slower=3)),
    "new event, 10% of desktop": Shop(planted=Planted(120, 180, "desktop", pop_up=0.1)),
    "mobile from 40% to 65%": Shop(planted=Planted(100, 180, mobile=0.65)),
    "drift of payment, 88% to 65%": Shop(sessions=6000, planted=Planted(drift=-2.0)),
}


def ecommerce() -> pa.Table:
    """The public log with planted incidents, in our columns."""
    with gzip.open(DATA / "ecommerce" / "ecom.csv.gz") as file:
        table = csv.read_csv(file)
    names = {"user_id": "customer", "session_id": "case", "timestamp": "time", "acquisition_channel": "segment:channel"}
    names |= {"platform": "segment:platform", "user_cohort": "segment:cohort", "user_lifecycle": "segment:lifecycle"}
    return table.rename_columns([names.get(name, name) for name in table.column_names])


def shuffled(events: pa.Table, rng: np.random.Generator) -> pa.Table:
    """Whole sessions at each other's times and, apart from that, with each other's segments."""
    case = events["case"].combine_chunks().dictionary_encode().indices.to_numpy()
    time_ = events["time"].cast(pa.timestamp("us")).to_numpy().astype(np.int64)
    n = int(case.max()) + 1
    start = np.full(n, np.iinfo(np.int64).max)
    np.minimum.at(start, case, time_)
    moved = time_ - start[case] + start[rng.permutation(n)][case]
    first = np.zeros(n, dtype=np.int64)
    first[case[::-1]] = np.arange(len(case))[::-1]
    events = events.set_column(events.column_names.index("time"), "time", pa.array(moved, pa.timestamp("us")))
    places = pa.array(first[rng.permutation(n)][case])
    for name in events.column_names:
        if name.startswith("segment:"):
            events = events.set_column(events.column_names.index(name), name, events[name].take(places))
    return events


def search(events: pa.Table) -> Changes:
    return find_changes(tally(events, customer="customer"))


def about(incident: Incident, planted: Planted, days: int) -> bool:
    """Whether the days of an incident are those that were planted, to within a third of them."""
    first = int((np.datetime64(incident.period.first, "D") - FIRST).astype(int))
    last = int((np.datetime64(incident.period.last, "D") - FIRST).astype(int)) + 1
    stop = min(planted.stop, days)
    slack = max(3, (stop - planted.start) // 3)
    return abs(first - planted.start) <= slack and abs(last - stop) <= slack


def judge(shop: Shop, found: Changes) -> tuple[bool, list[str]]:
    """Whether what was planted was found as what it is, and everything that was found and is not there."""
    planted = shop.planted
    if planted.drift:
        hits = [one for one in found.trends if planted.step in (one.watched.event, one.watched.to)]
        return bool(hits), [one.says for one in found.incidents]
    where = found.mix if planted.mobile else found.incidents
    good = [one for one in where if about(one, planted, shop.days)]
    if planted.slower != 1:
        good = [one for one in good if one.lead.watched.what is What.SLOW]
    if planted.device:
        good = [one for one in good if one.lead.value == planted.device]
    wrong = [one.says for one in found.incidents if one not in good]
    if not planted.mobile:
        wrong += [one.says for one in (*found.mix, *found.trends)]  # type: ignore[attr-defined]
    return bool(good), wrong


def nothing(name: str, shop: Shop, runs: int, kinds: Counter[str]) -> int:
    alarms = 0
    for seed in range(runs):
        found = search(shop.log(np.random.default_rng(seed))).found
        alarms += bool(found)
        kinds.update(f"{name}: {one.watched.what} {one.shape}" for one in found)
    return alarms


def run(runs: int = 100, logs: int = 200) -> None:
    kinds: Counter[str] = Counter()
    if DATA.is_dir():
        real = ecommerce()
        before = time.process_time()
        found = search(real)
        seconds = time.process_time() - before
        print(f"the real log, {real.num_rows:,} events, {found.looks:,} looks, {seconds:.1f} s of a processor\n")
        hidden = search(real.filter(pc.not_equal(real["event"], "checkout_bug")))
        for title, one in (("as it is", found), ("without checkout_bug", hidden)):
            print(
                f"{title}:", *(f"  {incident.lead.p:.0e} {incident.lead.says}" for incident in one.incidents), sep="\n"
            )
        alarms = 0
        for seed in range(logs):
            told = search(shuffled(real, np.random.default_rng(seed))).found
            alarms += bool(told)
            kinds.update(f"shuffled: {one.watched.what} {one.shape}" for one in told)
            if sys.stderr.isatty():
                print(f"\r{seed + 1}/{logs}", end="", file=sys.stderr)
        print(f"\nwhole sessions shuffled over time and segment: {alarms} of {logs} logs raise any alarm\n")
    print(
        f"{'nothing planted':40}any alarm, of {runs} (95 % interval of that share; at most 5 % are promised)",
        flush=True,
    )
    for name, shop in NOTHING.items():
        alarms = nothing(name, shop, runs, kinds)
        low, high = wilson(alarms, runs)
        print(f"{name:40}{alarms:4} ({low:.1%} to {high:.1%})", flush=True)
    print(f"\n{'planted':40}found as it is   anything else, of {runs}")
    for name, shop in SOMETHING.items():
        hits, wrong = 0, 0
        for seed in range(runs):
            good, other = judge(shop, search(shop.log(np.random.default_rng(seed))))
            hits += good
            wrong += bool(other)
            kinds.update(f"{name}: {one}" for one in other)
        print(f"{name:40}{hits:8}{wrong:20}", flush=True)
    for one, count in kinds.most_common(20):
        print(f"  {count:4}  {one}")
