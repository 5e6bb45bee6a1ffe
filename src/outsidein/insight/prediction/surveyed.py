"""What customers answered, as a table to ask “what if” of: one row per response, its scores, and what came of it.

What lives here: Surveyed, read from a store, and which scores to hold constant. Not here: the effect (whatif). Answers
of one response are taken together; nothing here says which came first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.evidence.tables import Asks
from outsidein.ground.diagnostics import Diagnostic
from outsidein.ground.errors import MeasureError
from outsidein.insight.phrases import say
from outsidein.insight.prediction.features import Features
from outsidein.insight.prediction.whatif import PER_COLUMN

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa
    from numpy.typing import NDArray

    from outsidein.evidence.store import Store

PROMOTER: Final = 9
"""Who recommends with this score or a higher one, of 10, is a promoter."""
_SCORED: Final = (Asks.SATISFACTION, Asks.NPS, Asks.CES)


@dataclass(frozen=True, slots=True, eq=False)
class Surveyed:
    """Responses (n,) with the score of each touchpoint (``features``, NaN where none), and whether it ``happened``.

    ``question`` is what was asked of the whole, ``said`` what counts as its happening. ``scales`` holds the lowest and
    the highest score of each touchpoint, by the name of its feature; ``touchpoints`` their keys, by the same.
    """

    features: Features
    happened: NDArray[np.bool_]
    question: str
    said: str
    questions: tuple[str, ...]
    scales: Mapping[str, tuple[float, float]]
    touchpoints: Mapping[str, str]

    def held_beside(self, score: str) -> tuple[str, ...]:
        """The other scores to hold constant: the most given first, as many as the rarer outcome can bear."""
        names = self.features.names
        given = np.isfinite(self.features.values)
        rated = given[:, names.index(score)]
        rarer = int(min(self.happened[rated].sum(), (~self.happened[rated]).sum()))
        room = rarer // PER_COLUMN - 1
        counts = given[rated].sum(axis=0)
        found = []
        for at in np.argsort(-counts, kind="stable"):
            gaps = counts[at] < rated.sum()
            costs = 1 + bool(gaps)
            if names[at] != score and counts[at] and costs <= room:
                found.append(names[at])
                room -= costs
        return tuple(found)


def surveyed(store: Store, *, question: str = "", names: Mapping[str, str] | None = None) -> Surveyed:
    """The responses of ``store`` that answered ``question`` about the whole and scored at least one touchpoint.

    Without a question it is a recommendation (a promoter gives 9 or 10), else an outcome (yes). ``names`` says what
    touchpoints are called. MeasureError ``insight/no-outcome-asked`` where nothing of the kind was asked, or this not.
    """
    answers = store.answers
    kinds = [str(one) for one in (*_SCORED, Asks.OUTCOME)]
    table = (
        answers.filter(answers.asks.isin(kinds) & answers.value.notnull())
        .select("response", "question", "touchpoint", "asks", "value", "low", "high")
        .to_pyarrow()
    )
    rows = {name: np.asarray(table[name].to_pylist(), dtype=object) for name in ("question", "touchpoint", "asks")}
    whole = np.array([one is None for one in rows["touchpoint"]], bool)
    asks, asked = rows["asks"].astype(str), rows["question"].astype(str)
    known = {
        str(name): kind
        for kind in (Asks.NPS, Asks.OUTCOME)
        for name in np.unique(asked[whole & (asks == kind)])
    }  # fmt: skip
    chosen = question or next(iter(known), "")
    if chosen not in known:
        says = say("prediction.no-outcome-asked", name=question, named=bool(question))
        raise MeasureError(Diagnostic("insight/no-outcome-asked", says, say("prediction.no-outcome-asked-fix")))
    mine = whole & (asked == chosen)
    response, value = table["response"].to_numpy(), table["value"].to_numpy()
    people, first = np.unique(response[mine], return_index=True)
    given = value[mine][first]
    recommends = known[chosen] is Asks.NPS
    of_touchpoints = ~whole & np.isin(asks, [str(one) for one in _SCORED]) & np.isin(response, people)
    values, columns, scales, keys = _scores(table, rows["touchpoint"], of_touchpoints, people, names or {})
    some = np.isfinite(values).any(axis=1) if columns else np.zeros(len(people), bool)
    features = Features.of(columns, values[some], cases=people[some].astype(object))
    said = say("prediction.outcome-of-whole", recommends=recommends, least=PROMOTER, question=chosen)
    happened = given >= PROMOTER if recommends else given > 0
    return Surveyed(features, happened[some], chosen, said, tuple(known), scales, keys)


def _scores(
    table: pa.Table,
    touchpoint: NDArray[np.object_],
    kept: NDArray[np.bool_],
    people: NDArray[np.int64],
    names: Mapping[str, str],
) -> tuple[NDArray[np.float64], list[str], dict[str, tuple[float, float]], dict[str, str]]:
    """Scores by person and touchpoint, by each touchpoint's most used scale."""
    response, value = table["response"].to_numpy(), table["value"].to_numpy()
    low, high = table["low"].to_numpy(), table["high"].to_numpy()
    found, scales, keys = [], {}, {}
    for key in sorted({str(one) for one in touchpoint[kept]}):
        rows = np.flatnonzero(kept & (touchpoint == key) & (high > low))
        if not len(rows):
            continue
        ends, counts = np.unique(np.column_stack([low[rows], high[rows]]), axis=0, return_counts=True)
        usual = ends[int(np.argmax(counts))]
        rows = rows[(low[rows] == usual[0]) & (high[rows] == usual[1])]
        column = np.full(len(people), np.nan)
        column[np.searchsorted(people, response[rows])] = value[rows]
        name = names.get(key, key)
        name = name if name not in scales else key
        found.append(column)
        scales[name], keys[name] = (float(usual[0]), float(usual[1])), key
    values = np.column_stack(found) if found else np.zeros((len(people), 0))
    return values, list(scales), scales, keys
