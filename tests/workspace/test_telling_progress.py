"""Long questions tell how far they are: from the beginning on, never backwards, with words; answers stay the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pyarrow as pa
import pytest

from outsidein import workspace
from outsidein.evidence.journeys import Journeys
from outsidein.ground.progress import Progress, nothing
from outsidein.insight.changes import find_changes, tally
from outsidein.insight.discovery.walked import walks_of
from outsidein.insight.themes import Book, Comment, tell_themes
from outsidein.workspace.valuing import credited

STEPS = ("look", "ask", "try", "buy")


def log() -> pa.Table:
    chance = np.random.default_rng(4)
    case = np.repeat(np.arange(400), chance.integers(1, 12, 400))
    begun = chance.integers(0, 60, 400)[case]
    time = (begun + chance.uniform(0, 40, len(case))) * 86_400_000_000
    order = np.lexsort([time, case])
    events = np.array(STEPS)[chance.integers(0, 4, len(case))]
    return pa.table(
        {
            "case": [f"c{one:04}" for one in case[order]],
            "time": pa.array(time[order].astype(np.int64), pa.timestamp("us", tz="UTC")),
            "event": events,
            "order": np.arange(len(case)),
        }
    )


HAPPENED = workspace.Happenings(events=log(), shown="made up", segments={})
WORDS = (
    "boarding queue gate slow crowded", "parking garage price ticket machine", "luggage belt lost suitcase damaged",
    "coffee breakfast bread stale cabin",
)  # fmt: skip
COMMENTS = [
    Comment(f"k{at}-{n}", " ".join(np.random.default_rng(n).permutation(words.split())[:4]), customer=f"c{at}-{n}")
    for at, words in enumerate(WORDS)
    for n in range(30)
]


def discovered(progress: Progress) -> object:
    with Journeys.open(HAPPENED.events) as journeys:
        return workspace.discover(journeys, key="made-up", progress=progress)


QUESTIONS: dict[str, Callable[[Progress], object]] = {
    "leaving": lambda told: workspace.foretell(HAPPENED, within=timedelta(days=20), progress=told).skill,
    "next": lambda told: workspace.foretell_next(HAPPENED, progress=told).ways,
    "credit": lambda told: credited(HAPPENED, goal="buy", progress=told),
    "changes": lambda told: find_changes(tally(HAPPENED.events, progress=told)),
    "discovery": discovered,
    "themes": lambda told: tell_themes(COMMENTS, Book(), progress=told),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_tells_its_way_from_the_beginning_on_and_never_backwards(question: str) -> None:
    told: list[tuple[float, str]] = []

    def watch(done: float, total: float, doing: str) -> None:
        told.append((done / total, doing))

    answer = QUESTIONS[question](watch)
    shares = [share for share, _ in told]
    assert shares[0] == 0
    assert len(set(shares)) >= 4, told
    assert shares == sorted(shares)
    assert shares[-1] <= 1
    assert all(doing for _, doing in told)
    assert answer == QUESTIONS[question](nothing)


def test_a_log_of_one_event_is_a_journey_that_is_typical_of_nothing() -> None:
    with Journeys.open(HAPPENED.events.slice(0, 1)) as journeys:
        found, draft = workspace.discover(journeys, key="one")
    assert (found.n, found.representatives) == (1, ())
    assert len(draft.steps) == 1


def test_of_more_journeys_than_are_looked_at_some_are_drawn_and_that_is_said() -> None:
    with Journeys.open(HAPPENED.events) as journeys:
        taken = walks_of(journeys, most=100)
        again = walks_of(journeys, most=100)
    assert taken.cases == 400
    assert 60 < taken.walks.n < 140
    assert "400" in taken.notes[0]
    assert taken.walks.variants == again.walks.variants
