"""What discovery finds: representative journeys, stages, steps, loops, and what was left out; every share an Estimate.

What lives here: the answer as data. Not here: finding it (representatives, steps, stages), drawing a map of it (draft).
"""

from __future__ import annotations

from dataclasses import dataclass

from outsidein.insight.discovery.walks import Wait
from outsidein.measures.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Trait:
    """A context that goes with a journey: the ``share`` of those who follow it with this value, and of all ``others``.

    ``change`` is the difference (0–1, Newcombe's interval), ``q`` its p-value after Benjamini and Hochberg over all
    values, contexts and journeys that were looked at. It goes with the journey; it is not said to make anybody walk so.
    """

    context: str
    value: str
    share: Estimate
    others: Estimate
    change: Estimate
    q: float


@dataclass(frozen=True, slots=True)
class Representative:
    """A journey that others follow. ``path`` are names of events; ``share`` of all journeys follow it.

    ``exact`` is the share of those who walk it without a slip; ``again`` says for every event of the path whether it is
    often repeated there; ``profile`` are the contexts in which its followers differ most from all
    others, surely (q ≤ 0.05).
    """

    path: tuple[str, ...]
    share: Estimate
    exact: Estimate
    again: tuple[bool, ...] = ()
    profile: tuple[Trait, ...] = ()


@dataclass(frozen=True, slots=True)
class Rival:
    """Another number of journeys, and how sure it is: 1 over all numbers together."""

    k: int
    sure: float


@dataclass(frozen=True, slots=True)
class FoundStep:
    """A step: events that belong together (one, mostly), the share of journeys with it, and how long before it.

    ``again`` is the share of journeys with it that come back to it after another step, ``last`` the share of all
    journeys whose last step it is.
    """

    events: tuple[str, ...]
    share: Estimate
    again: Estimate
    last: Estimate
    wait: Wait | None = None


@dataclass(frozen=True, slots=True)
class FoundStage:
    """A stretch of steps (places in ``Discovery.steps``, first and last) between which journeys mostly go on."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A way from one step to another (places in ``Discovery.steps``) that is not the next: back, or ahead.

    ``share`` is that of the journeys which take it at least once.
    """

    start: int
    to: int
    share: Estimate

    @property
    def back(self) -> bool:
        """Whether it leads back."""
        return self.to < self.start


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An event that is no step of the map, and the share of journeys in which it happens."""

    event: str
    share: Estimate


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found in ``n`` journeys of ``events`` events.

    ``coverage`` is the share of journeys within two edits of a representative one, ``unlike`` the share of those that
    wander rather than follow any. ``sure`` is how sure the number of journeys is against its ``rivals``, were the
    model true. ``merged`` says that repeats in a row count as one visit. ``looked_at`` is the number of journeys that
    were compared (fewer than n where a sample was drawn), ``notes`` what one must know.
    """

    representatives: tuple[Representative, ...]
    coverage: Estimate
    unlike: Estimate
    sure: float
    rivals: tuple[Rival, ...]
    steps: tuple[FoundStep, ...]
    stages: tuple[FoundStage, ...]
    passages: tuple[Passage, ...]
    left_out: tuple[LeftOut, ...]
    duration: Wait | None
    n: int
    events: int
    looked_at: int
    merged: bool
    notes: tuple[str, ...] = ()

    @property
    def k(self) -> int:
        """How many representative journeys there are."""
        return len(self.representatives)
