"""Discovery: does it find the journeys that were planted, also in logs of other making; what it covers; what it costs.

What lives here: a generator of logs with known journeys and of histories with known boundaries, of a making of our own,
and the tables of docs/reference/discovery.md. ``python -m bench discovery``. The real logs are those of OUTSIDEIN_DATA.
"""

from __future__ import annotations

import csv
import gzip
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray

from outsidein.insight.discovery import Discovery, Histories, Walks, cover, cut, discover, jaccard_distance, resample

DATA = Path(os.environ.get("OUTSIDEIN_DATA", Path(__file__).parents[2] / "shared" / "data"))
KINDS = ("insert", "delete", "move", "replace")
PUBLISHED = {"0.1": (0.7253, 0.7768), "0.25": (0.8518, 0.8847), "0.5": (0.9139, 0.9356)}
"""AUC of LCPAP and of the LSTM (Bernard and others, CAiSE 2021), by delay."""

Path_ = tuple[str, ...]


@dataclass(frozen=True)
class Planted:
    """A log and the journeys planted in it."""

    journeys: tuple[Path_, ...]
    truth: tuple[Path_, ...]


@dataclass(frozen=True)
class World:
    """How a log comes about: k journeys over some touchpoints, of some lengths, and the noise on ``noise`` of them."""

    k: int
    touchpoints: int
    lengths: tuple[int, int]
    n: int
    noise: float
    kinds: tuple[str, ...] = KINDS
    even: bool = True
    slips: float = 1.5
    """Mean number of slips after the first of a journey with noise."""
    strange: int = 3
    """Touchpoints that only noise brings."""

    @classmethod
    def any(cls, rng: np.random.Generator, noise: float) -> World:
        """A world drawn at random: 1 to 12 journeys, 5 to 39 touchpoints, 3 to 14 events, even and uneven shares."""
        shortest = int(rng.integers(3, 6))
        kinds = (KINDS, KINDS[:2], ("move",), ("replace",))[rng.integers(4)]
        return cls(
            k=int(rng.integers(1, 13)),
            touchpoints=int(rng.integers(5, 40)),
            lengths=(shortest, shortest + int(rng.integers(1, 10))),
            n=int(rng.choice([100, 300, 1000])),
            noise=noise,
            kinds=kinds,
            even=bool(rng.integers(2)),
        )

    def draw(self, rng: np.random.Generator) -> Planted:
        """A log of this world; the smallest share is at least a quarter of an even one."""
        truth: list[Path_] = []
        while len(truth) < self.k:
            size = int(rng.integers(self.lengths[0], self.lengths[1] + 1))
            path = tuple(f"t{code}" for code in rng.integers(self.touchpoints, size=size))
            if path not in truth and len(set(path)) > 1:
                truth.append(path)
        shares = rng.dirichlet(np.full(self.k, 50.0 if self.even else 2.0))
        shares = np.maximum(shares, 0.25 / self.k)
        which = rng.choice(self.k, self.n, p=shares / shares.sum())
        return Planted(tuple(self._walk(truth[at], rng) for at in which), tuple(truth))

    def _walk(self, path: Path_, rng: np.random.Generator) -> Path_:
        walked = list(path)
        if rng.random() < self.noise:
            while tuple(walked) == path:
                for _ in range(1 + rng.poisson(self.slips)):
                    self._slip(walked, rng)
        return tuple(walked)

    def _slip(self, walked: list[str], rng: np.random.Generator) -> None:
        kind = self.kinds[rng.integers(len(self.kinds))]
        other = f"t{rng.integers(self.touchpoints + self.strange)}"
        if kind == "insert":
            walked.insert(int(rng.integers(len(walked) + 1)), other)
        elif kind == "replace":
            walked[int(rng.integers(len(walked)))] = other
        elif len(walked) > 1:
            gone = walked.pop(int(rng.integers(len(walked))))
            if kind == "move":
                walked.insert(int(rng.integers(len(walked) + 1)), gone)


@dataclass(frozen=True)
class Joined:
    """Histories and after which events a journey ends in truth."""

    histories: Histories
    ends: NDArray[np.bool_]


def join(
    rng: np.random.Generator,
    *,
    words: int,
    touchpoints: int,
    longest: int,
    histories: int,
    longer: float,
    spread: float,
) -> Joined:
    """About 1,000 journeys out of ``words`` in ``histories``; gaps are lognormal, between journeys ``longer`` times."""
    known = [rng.integers(1, touchpoints + 1, rng.integers(2, longest + 1)).tolist() for _ in range(words)]
    shares = rng.dirichlet(np.ones(words))
    who, what, gaps, ends = [], [], [], []
    for history in range(histories):
        for _ in range(1000 // histories):
            walked = list(known[rng.choice(words, p=shares)])
            for _ in range(rng.poisson(0.2)):
                if rng.random() < 0.5 and len(walked) > 1:
                    walked.pop(int(rng.integers(len(walked))))
                else:
                    walked.insert(int(rng.integers(len(walked) + 1)), int(rng.integers(1, touchpoints + 1)))
            for at, code in enumerate(walked, start=1):
                end = at == len(walked)
                who.append(history)
                what.append(code)
                ends.append(end)
                gaps.append(rng.lognormal(0, spread) * (longer if end else 1.0))
    when = np.cumsum(np.r_[0.0, gaps[:-1]])
    return Joined(Histories.of(who, what, when), np.array(ends))


def planted_logs(folder: Path) -> Iterator[tuple[str, Planted]]:
    """The 20 logs of journeys_ground_truth."""
    for truth in sorted(folder.glob("*.truth.txt")):
        journeys = truth.with_name(truth.name.replace(".truth.", ".journeys."))
        yield truth.name.partition(".")[0], Planted(_paths(journeys), _paths(truth))


def _paths(file: Path) -> tuple[Path_, ...]:
    return tuple(tuple(line.split("-")) for line in file.read_text().split())


def to_cut(folder: Path, delay: str) -> Joined:
    """One of the files of journeys_to_cut with its truth; only history, event and time go into the histories."""
    with gzip.open(folder / f"{delay}.events.csv.gz", "rt") as file:
        rows = [(row["history"], row["event"], float(row["timestamp"])) for row in csv.DictReader(file)]
    with gzip.open(folder / f"{delay}.truth.csv.gz", "rt") as file:
        journey = np.array([row["journey"] for row in csv.DictReader(file)])
    who, what, when = (np.array(column) for column in zip(*rows, strict=True))
    ends = np.r_[journey[1:] != journey[:-1], True]
    return Joined(Histories.of(who.astype(int), what, when), ends)


def auc(score: NDArray[np.float64], ends: NDArray[np.bool_]) -> float:
    """Area under the ROC curve over events that have another after them in their history (Mann and Whitney)."""
    from scipy.stats import rankdata

    known = ~np.isnan(score)
    ranks, ends = rankdata(score[known]), ends[known]
    many = int(ends.sum())
    return float((ranks[ends].sum() - many * (many + 1) / 2) / (many * (len(ends) - many)))


def lcpap(histories: Histories) -> NDArray[np.float64]:
    """Locally context-aware partitioning as published: the mean gap of each pair of events that follow each other."""
    last = np.r_[histories.history[1:] != histories.history[:-1], True]
    pair = histories.event * (int(histories.event.max()) + 1) + np.r_[histories.event[1:], 0]
    gap = np.r_[np.diff(histories.time), 0.0]
    _, of = np.unique(pair, return_inverse=True)
    mean = np.bincount(of[~last], gap[~last], of.max() + 1) / np.maximum(
        np.bincount(of[~last], minlength=of.max() + 1), 1
    )
    return np.where(last, np.nan, mean[of])


def read_walks(name: str, folder: Path) -> Walks:
    """One of event_logs as walks, read plainly: the readers of the product have a bench of their own."""
    cases, times, events = [], [], []
    if name == "receipt":
        with gzip.open(folder / "receipt.csv.gz", "rt") as file:
            for row in csv.DictReader(file):
                cases.append(row["case:concept:name"])
                times.append(datetime.fromisoformat(row["time:timestamp"]).timestamp())
                events.append(row["concept:name"])
        return Walks.from_events(cases, times, events)
    with gzip.open(folder / f"{name}.xes.gz") as file:
        case = 0
        for _, element in ElementTree.iterparse(file):
            tag = element.tag.rpartition("}")[2]
            if tag == "event":
                told = {child.get("key"): child.get("value") or "" for child in element}
                cases.append(case)
                times.append(datetime.fromisoformat(told["time:timestamp"]).timestamp())
                events.append(told["concept:name"])
                element.clear()
            elif tag == "trace":
                case += 1
                element.clear()
    return Walks.from_events(cases, times, events)


def halves(walks: Walks, seed: int) -> tuple[Walks, Walks]:
    """The journeys in two halves, drawn at random."""
    rng = np.random.default_rng(seed)
    first = rng.multivariate_hypergeometric(walks.counts, walks.n // 2, method="marginals")
    return tuple(Walks.counted(walks.names, walks.variants, part) for part in (first, walks.counts - first))  # type: ignore[return-value]


def run(logs: int = 40, draws: int = 20) -> None:
    """Print the tables."""
    _planted(logs)
    _cutting()
    _real(draws)


def _planted(logs: int) -> None:
    print("Planted journeys, k not given: Jaccard distance, error in k.\n")
    print("| logs | noise | mean Jaccard distance | mean error in k | all right | CPU s a log |")
    print("|---|---|---|---|---|---|")
    if (DATA / "journeys_ground_truth").is_dir():
        given = [log for _, log in planted_logs(DATA / "journeys_ground_truth")]
        print(_row("journeys_ground_truth (20)", "0–0.8", given))
    rng = np.random.default_rng(20261122)
    for noise in (0.0, 0.1, 0.3, 0.5, 0.7, 0.9):
        drawn = [World.any(rng, noise).draw(rng) for _ in range(logs)]
        print(_row(f"our generator ({logs})", f"{noise:g}", drawn), flush=True)
    print()


def _row(name: str, noise: str, logs: Sequence[Planted]) -> str:
    begun = time.process_time()
    found = [discover(Walks.of(one.journeys), repeats="auto") for one in logs]
    took = (time.process_time() - begun) / len(logs)
    apart = [_apart(one, log) for one, log in zip(found, logs, strict=True)]
    wrong = [abs(one.k - len(log.truth)) for one, log in zip(found, logs, strict=True)]
    right = sum(value == 0 for value in apart)
    return f"| {name} | {noise} | {np.mean(apart):.3f} | {np.mean(wrong):.2f} | {right}/{len(logs)} | {took:.2f} |"


def _apart(found: Discovery, log: Planted) -> float:
    return jaccard_distance((one.path for one in found.representatives), log.truth)


def _cutting() -> None:
    print("Cutting: AUC over events that have another after them.\n")
    print("| histories | gap alone | LCPAP, ours (published) | LSTM, published | cut | journeys (true) | CPU s |")
    print("|---|---|---|---|---|---|---|")
    if (DATA / "journeys_to_cut").is_dir():
        for delay, (local, lstm) in PUBLISHED.items():
            print(
                _cut_row(f"delay {delay}", to_cut(DATA / "journeys_to_cut", delay), f" ({local})", f"{lstm}"),
                flush=True,
            )
    rng = np.random.default_rng(20261122)
    for longer in (1.0, 1.3, 2.0, 5.0):
        joined = join(rng, words=8, touchpoints=12, longest=8, histories=50, longer=longer, spread=1.0)
        print(_cut_row(f"ours, 8 words, gaps × {longer:g}", joined, "", ""), flush=True)
    print()


def _cut_row(name: str, joined: Joined, local: str, lstm: str) -> str:
    begun = time.process_time()
    found = cut(joined.histories)
    took = time.process_time() - begun
    gap = np.where(np.isnan(found.chance), np.nan, np.r_[np.diff(joined.histories.time), 0.0])
    cells = [name, f"{auc(gap, joined.ends):.4f}", f"{auc(lcpap(joined.histories), joined.ends):.4f}{local}", lstm]
    cells += [f"{auc(found.chance, joined.ends):.4f}", f"{found.journeys:,} ({joined.ends.sum():,})", f"{took:.1f}"]
    return f"| {' | '.join(cells)} |"


def _real(draws: int) -> None:
    folder = DATA / "event_logs"
    if not folder.is_dir():
        print("The real logs are not on this machine (OUTSIDEIN_DATA).")
        return
    print(f"Real logs: learned from a random half; stability over {draws} bootstrap samples.\n")
    heads = ("log", "journeys", "repeats", "k", "held-out journeys within two edits")
    heads += ("same journeys again", "the same by share", "same steps again", "k again", "CPU s")
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for name in ("helpdesk", "receipt", "bpic2012"):
        walks = read_walks(name, folder)
        begun = time.process_time()
        whole = discover(walks)
        took = time.process_time() - begun
        first, other = halves(walks, 1)
        held = cover(discover(first), other)
        again = resample(walks, times=draws, seed=1)
        numbers = ", ".join(f"{k}: {times}" for k, times in again.numbers)
        cells = [name, f"{walks.n:,}", "merged" if whole.merged else "kept", str(whole.k)]
        cells += [f"{held.value:.3f} [{held.low:.3f}, {held.high:.3f}] of {held.n:,}"]
        cells += [
            f"{one.value:.2f} [{one.low:.2f}, {one.high:.2f}]" for one in (again.alike, again.weighed, again.steps)
        ]
        cells += [numbers, f"{took:.1f}"]
        print(f"| {' | '.join(cells)} |", flush=True)
