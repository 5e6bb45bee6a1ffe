"""Discovery: from walks to the journeys that others follow, their number found without being told.

What lives here: discover, and cover for walks that were not looked at. Not here: the search (search) and its model
(mixture), a map of what was found (draft). Method and limits: docs/reference/discovery.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from math import gcd
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from outsidein.ground import Diagnostic, MeasureError
from outsidein.ground.progress import Progress, nothing, stretch
from outsidein.ground.writing import percent
from outsidein.insight.discovery.distance import LONGEST, Rows
from outsidein.insight.discovery.found import Discovery, Representative, Rival, Trait
from outsidein.insight.discovery.mixture import Company, Field
from outsidein.insight.discovery.repeats import better_merged, merge, merged, runs
from outsidein.insight.discovery.search import Search, candidates, search
from outsidein.insight.discovery.shares import share
from outsidein.insight.discovery.stages import cut_stages
from outsidein.insight.discovery.steps import USUAL, read_steps
from outsidein.insight.discovery.walks import Walks
from outsidein.insight.phrases import say
from outsidein.measures.estimate import Estimate
from outsidein.measures.journeys.comparing import Contrast, contrasts, together

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from outsidein.measures.journeys.comparing import Key

Repeats = Literal["auto", "keep", "merge"]

EDITS: Final = 2
"""A journey is covered when it is within so many edits of a representative one."""
_COMPARED: Final = 10_000
"""From more distinct paths than this on, as many journeys are drawn and compared."""
_CANDIDATES: Final = 150
_TOO_LONG: Final = 4 * LONGEST
"""Longer journeys follow none of at most LONGEST events; they are counted and not compared."""
_DELIVERED: Final = 14.0
"""−ln of the chance (one in a million) below which it is no chance that all counts share a divisor."""
_TRAITS: Final = 3
_SURE: Final = 0.05


def discover(
    walks: Walks,
    *,
    least_share: float = 0.02,
    most: int = 15,
    most_steps: int = 12,
    repeats: Repeats = "auto",
    context_weight: float = 0.0,
    seed: int = 0,
    progress: Progress = nothing,
) -> Discovery:
    """Find the representative journeys of ``walks``, and the stages and steps of a map of them.

    A representative stands for at least ``least_share`` of the journeys; there are at most ``most``, and at most
    ``most_steps`` steps. ``repeats`` in a row are kept, merged into one visit, or whichever tells the log shorter.
    ``context_weight`` is the weight λ of contexts in what belongs together: 0 only reports them, 1 takes them as fully
    as the path. ``seed`` draws the sample where there are more than 10,000 distinct paths. Raises MeasureError where
    an argument makes no sense; an empty log is no error and gives an empty discovery.

    >>> walks = Walks.of([["ask", "order", "pay"]] * 60 + [["ask", "leave"]] * 38 + [["ask", "pay"]] * 2)
    >>> found = discover(walks)
    >>> [(one.path, one.share.value) for one in found.representatives]
    [(('ask', 'order', 'pay'), 0.62), (('ask', 'leave'), 0.38)]
    """
    _sound(least_share, most, most_steps, context_weight)
    progress(0, 1, say("discovery.doing.comparing"))
    walks = Walks.counted(walks.names, walks.variants, walks.counts, contexts=walks.contexts, waits=walks.waits)
    notes: list[str] = []
    whole = walks
    walks = _undelivered(walks, notes)
    joined = _one_visit(walks, repeats)
    if joined:
        notes.append(say("discovery.repeats-merged"))
    plain = merge(walks) if joined else walks
    looked = _comparable(plain, seed, notes)
    found = _search(looked, least_share, most, context_weight, stretch(progress, 0.1, 0.85))
    if found is None:
        return _nothing(whole, walks, joined, notes)
    progress(0.85, 1, say("discovery.doing.steps"))
    belongs = np.argmax(found.fit.member, axis=1)
    counts = found.field.counts
    rows = Rows.of(looked.variants, symbols=len(looked.names))
    order = _order(found, belongs)
    told = [
        _representative(found, belongs == at + 1, looked, walks if joined else None, at, profile)
        for at, profile in zip(order, _profiles(found, belongs, looked, order), strict=True)
    ]
    kept = {name for one in told if one.share.value >= USUAL for name in one.path}
    simple = merge(walks)
    flow = read_steps(
        simple, kept=[at for at, name in enumerate(simple.names, start=1) if name in kept], most=most_steps
    )
    sure = _sureness(found)
    if found.fit.shares[0] > 0.2:
        notes.append(say("discovery.many-wander", share=percent(float(found.fit.shares[0]))))
    return Discovery(
        representatives=tuple(told),
        coverage=_coverage(rows, looked.counts, found.paths),
        unlike=share(float(counts[belongs == 0].sum()), looked.n, of="unlike"),
        sure=sure.get(len(found.paths), 0.0),
        rivals=tuple(Rival(k, value) for k, value in sorted(sure.items()) if k != len(found.paths) and value > 0.001),
        steps=flow.found,
        stages=cut_stages(flow.ways),
        passages=flow.passages,
        left_out=flow.left_out,
        duration=next((one for one in walks.waits if one.touchpoint == 0), None),
        n=walks.n,
        events=walks.events,
        looked_at=looked.n,
        merged=joined,
        notes=tuple(notes),
    )


def cover(discovery: Discovery, walks: Walks, *, edits: int = EDITS) -> Estimate:
    """The share of ``walks`` (others than those looked at) within ``edits`` edits of a representative of ``discovery``.

    Edits are insertions, deletions and replacements; repeats are merged where the discovery merged them.
    """
    if discovery.merged:
        walks = merge(walks)
    names = dict.fromkeys((*walks.names, *(name for one in discovery.representatives for name in one.path)))
    code = {name: at for at, name in enumerate(names, start=1)}
    paths = [tuple(code[name] for name in one.path) for one in discovery.representatives]
    if not walks.n or not paths:
        return share(0, walks.n, of="covered")
    recoded = [tuple(code[walks.names[one - 1]] for one in path) for path in walks.variants]
    return _coverage(Rows.of(recoded, symbols=len(names)), walks.counts, paths, edits=edits)


def _sound(least_share: float, most: int, most_steps: int, context_weight: float) -> None:
    wrong = [
        name
        for name, holds in (
            ("least_share", 0 <= least_share < 1),
            ("most", 1 <= most <= 60),
            ("most_steps", 1 <= most_steps <= 60),
            ("context_weight", 0 <= context_weight <= 10),
        )
        if not holds
    ]
    if wrong:
        raise MeasureError(
            Diagnostic("insight/discovery-bounds", say("discovery.bounds", name=wrong[0]), say("discovery.bounds-fix"))
        )


def _undelivered(walks: Walks, notes: list[str]) -> Walks:
    """The walks as if they had been delivered once, where they evidently were delivered several times."""
    counts = walks.together().counts
    times = reduce(gcd, counts.tolist(), 0)
    if times < 2 or len(counts) * np.log(times) < _DELIVERED:
        return walks
    notes.append(say("discovery.delivered-again", times=times))
    parts = np.maximum(walks.counts // times, 1) if walks.contexts else walks.counts // times
    return replace(walks, counts=parts)


def _one_visit(walks: Walks, repeats: Repeats) -> bool:
    if repeats == "auto":
        return better_merged(walks)
    return repeats == "merge"


def _comparable(walks: Walks, seed: int, notes: list[str]) -> Walks:
    """The walks that are compared: not too long, and a sample where their paths are too many."""
    short = [at for at, path in enumerate(walks.variants) if len(path) <= _TOO_LONG]
    if len(short) < len(walks.variants):
        long = walks.n - int(walks.counts[short].sum())
        notes.append(say("discovery.too-long", n=long, events=_TOO_LONG))
    counts = walks.counts[short]
    if len(set(walks.variants)) > _COMPARED and counts.sum() > _COMPARED:
        all_of = int(counts.sum())
        drawn = np.random.default_rng(seed).choice(all_of, _COMPARED, replace=False)
        counts = np.bincount(np.searchsorted(np.cumsum(counts), drawn, side="right"), minlength=len(short))
        notes.append(say("discovery.sampled", n=_COMPARED, cases=all_of))
    return Walks.counted(
        walks.names,
        [walks.variants[at] for at in short],
        counts,
        contexts=[replace(one, of=one.of[short]) for one in walks.contexts],
    )


def _search(walks: Walks, least_share: float, most: int, weight: float, progress: Progress) -> Search | None:
    if not walks.n:
        return None
    together = walks.together()
    paths = candidates(together.variants, most=_CANDIDATES)
    if not paths:
        return None
    symbols = len(together.names)
    if weight == 0 or not walks.contexts:
        counts = together.counts.astype(np.float64)
        field = Field.of(together.variants, counts, np.arange(len(counts)), paths, symbols=symbols)
    else:
        place = {path: at for at, path in enumerate(together.variants)}
        sizes = [len(one.values) for one in walks.contexts]
        starts = np.r_[0, np.cumsum(sizes)[:-1]]
        company = Company(np.stack([one.of for one in walks.contexts], axis=1) + starts, tuple(sizes), weight)
        path_of = np.array([place[path] for path in walks.variants], dtype=np.int64)
        field = Field.of(
            together.variants, walks.counts.astype(np.float64), path_of, paths, symbols=symbols, company=company
        )
    return search(field, least_share=least_share, most=most, progress=progress)


def _order(found: Search, belongs: NDArray[np.intp]) -> list[int]:
    """Columns of the fit that anybody follows, the most followed first."""
    many = np.bincount(belongs, weights=found.field.counts, minlength=1 + len(found.paths))[1:]
    return sorted((at for at in range(len(found.paths)) if many[at] > 0), key=lambda at: (-many[at], found.paths[at]))


def _representative(
    found: Search, mine: NDArray[np.bool_], looked: Walks, unmerged: Walks | None, at: int, profile: tuple[Trait, ...]
) -> Representative:
    path = looked.named(found.paths[at])
    counts = found.field.counts
    n = float(counts[mine].sum())
    faithful = found.field.slips.faithful[:, found.fit.columns[at]][found.field.path_of]
    return Representative(
        path=path,
        share=share(n, looked.n, of="follows"),
        exact=share(float(counts[mine & faithful].sum()), int(n), of="exact"),
        again=_again(unmerged, path) if unmerged else tuple(False for _ in path),
        profile=profile,
    )


def _again(walks: Walks, path: tuple[str, ...]) -> tuple[bool, ...]:
    """Which events of the path are repeated in at least half of the journeys that are exactly it, repeats apart."""
    code = {name: at for at, name in enumerate(walks.names, start=1)}
    coded = tuple(code[name] for name in path)
    same = [at for at, one in enumerate(walks.variants) if merged(one) == coded]
    if not same:
        return tuple(False for _ in path)
    those = replace(walks, variants=tuple(walks.variants[at] for at in same), counts=walks.counts[same], contexts=())
    told = runs(those)
    often = {at: sum(n for size, n in one.items() if size > 1) >= sum(one.values()) / 2 for at, one in told.items()}
    return tuple(often[at] for at in coded)


def _profiles(found: Search, belongs: NDArray[np.intp], looked: Walks, order: Sequence[int]) -> list[tuple[Trait, ...]]:
    """For each journey of ``order`` the contexts in which those who follow it differ from all others.

    They are told where chance is no explanation even though so many were looked at (q ≤ 0.05, over all of them).
    """
    if not looked.contexts:
        return [() for _ in order]
    if found.field.company is None:
        place = {path: at for at, path in enumerate(looked.together().variants)}
        belongs = belongs[[place[path] for path in looked.variants]]
    sides = []
    for column in order:
        mine = belongs == column + 1
        n = int(looked.counts[mine].sum())
        here: dict[Key, int] = {}
        there: dict[Key, int] = {}
        for context in looked.contexts:
            own, all_of = (
                np.bincount(context.of[some], weights=looked.counts[some], minlength=len(context.values))
                for some in (mine, np.ones_like(mine))
            )
            for at, value in enumerate(context.values):
                if value:
                    here[context.name, value] = int(own[at])
                    there[context.name, value] = int(all_of[at] - own[at])
        sides.append(contrasts((here, n), (there, looked.n - n), formula=say("discovery.formula.trait")))
    return [_surest(one) for one in together(*sides)]


def _surest(found: Sequence[Contrast]) -> tuple[Trait, ...]:
    traits = [
        Trait(str(one.key[0]), str(one.key[1]), one.this, one.against, one.change, one.q)
        for one in found
        if one.q <= _SURE and one.this.known and one.against.known
    ]
    # What is more frequent says it; that the other values of the same context are rarer then goes without saying.
    said = {one.context for one in traits if one.change.value > 0}
    traits = [one for one in traits if one.change.value > 0 or one.context not in said]
    traits.sort(key=lambda one: (one.change.value < 0, -abs(one.change.value), one.context, one.value))
    return tuple(traits[:_TRAITS])


def _coverage(
    rows: Rows, counts: NDArray[np.int64], paths: Sequence[tuple[int, ...]], *, edits: int = EDITS
) -> Estimate:
    near = np.zeros(len(counts), dtype=np.bool_)
    for path in paths:
        near |= rows.levenshtein(path) <= edits
    return share(float(counts[near].sum()), int(counts.sum()), of="covered")


def _sureness(found: Search) -> dict[int, float]:
    """Probability of each number of journeys, as if all that were looked at were equally likely before."""
    numbers = sorted(found.lengths)
    lengths = np.array([found.lengths[k] for k in numbers])
    if len(found.paths) in found.lengths:
        lengths[numbers.index(len(found.paths))] = min(found.fit.length, found.lengths[len(found.paths)])
    weight = np.exp(-np.minimum(lengths - lengths.min(), 700))
    return dict(zip(numbers, (weight / weight.sum()).tolist(), strict=True))


def _nothing(whole: Walks, walks: Walks, joined: bool, notes: list[str]) -> Discovery:
    notes.append(say("discovery.nothing-to-compare"))
    flow = read_steps(merge(walks), kept=(), most=1) if walks.n else None
    return Discovery(
        representatives=(),
        coverage=share(0, walks.n, of="covered"),
        unlike=share(walks.n, walks.n, of="unlike"),
        sure=1.0,
        rivals=(),
        steps=flow.found if flow else (),
        stages=cut_stages(flow.ways) if flow else (),
        passages=(),
        left_out=flow.left_out if flow else (),
        duration=None,
        n=walks.n,
        events=walks.events,
        looked_at=0,
        merged=joined,
        notes=tuple(notes),
    )
