"""Small maps and evidence for the tests of insight: ratings as matrices, journeys as lists of steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

from outsidein.evidence.asked import Asked
from outsidein.evidence.store import Store
from outsidein.evidence.tables import Asks
from outsidein.maps import Card, Document, Encounter, Journey, Moment, Persona, Record, Stage, Step, Touchpoint
from outsidein.maps.ties import Anchor

Matrix = Any


def journey(
    steps: Mapping[str, Sequence[str]],
    *,
    per_stage: int = 2,
    targets: Mapping[str, float] | None = None,
    marks: Mapping[tuple[str, str], Anchor] | None = None,
    cards: Sequence[Card] = (),
    touchpoints: Mapping[str, Mapping[str, Any]] | None = None,
    extra: Sequence[Record] = (),
    **head: Any,
) -> Document:
    """A map: per step (its key, in order) the keys of the touchpoints met there; ``per_stage`` steps make a stage."""
    records: list[Record] = [Journey(id="journey:trip", title="A trip", **head)]
    keys = dict.fromkeys(key for met in steps.values() for key in met)
    keys |= dict.fromkeys(touchpoints or ())
    for key in keys:
        more = dict((touchpoints or {}).get(key, {}))
        records.append(Touchpoint(id=f"touchpoint:{key}", name=more.pop("name", key.capitalize()), **more))
    for at, (step, met) in enumerate(steps.items()):
        stage = f"stage:s{at // per_stage}"
        if at % per_stage == 0:
            records.append(Stage(id=stage, parent="journey:trip", order=f"{at:03d}1", name=f"Stage {at // per_stage}"))
        target = (targets or {}).get(step)
        records.append(Step(id=f"step:{step}", parent=stage, order=f"{at:03d}1", name=step.capitalize(), target=target))
        for place, key in enumerate(met):
            records.append(
                Encounter(
                    id=f"encounter:{step}.{key}",
                    parent=f"step:{step}",
                    order=f"{place:03d}1",
                    touchpoint=f"touchpoint:{key}",
                    anchor=(marks or {}).get((step, key)),
                )
            )
    return Document.of([*records, *cards, *extra])


def card(key: str, step: str, lane: str, text: str = "Something", **more: Any) -> Card:
    """A card at a step (its key), or at any record whose id is given."""
    parent = step if ":" in step else f"step:{step}"
    return Card(id=f"card:{key}", parent=parent, order="V", lane=lane, text=text, **more)


def evidence(
    ratings: Matrix,
    keys: Sequence[str],
    *,
    asks: Asks = Asks.SATISFACTION,
    scale: tuple[float, float] = (1, 5),
    customers: Sequence[str | None] | None = None,
    times: Sequence[datetime | None] | None = None,
    segments: Mapping[str, Sequence[str | None]] | None = None,
    channels: Sequence[str | None] | None = None,
    loyalty: Matrix | None = None,
    loyalty_asks: Asks = Asks.NPS,
    loyalty_scale: tuple[float, float] = (0, 10),
    also: Sequence[pa.Table] = (),
    comments: pa.Table | None = None,
    events: pa.Table | None = None,
    frame: pa.Table | None = None,
    more_responses: pa.Table | None = None,
    source: str = "survey",
) -> Store:
    """A store of ``ratings`` (respondents × touchpoints, NaN where not rated), and what stands beside them."""
    ratings = np.asarray(ratings, dtype=float)
    n = len(ratings)
    answers = [long(ratings, keys, asks=asks, scale=scale)]
    questions = [
        Asked(source=source, key=f"q-{key}", asks=asks, touchpoint=key, wording=f"How was {key}?", scale=scale)
        for key in keys
    ]
    if loyalty is not None:
        answers.append(whole(loyalty, "loyal", loyalty_asks, loyalty_scale))
        questions.append(Asked(source=source, key="loyal", asks=loyalty_asks, wording="Again?", scale=loyalty_scale))
    columns: dict[str, Any] = {
        "response": np.arange(1, n + 1),
        "customer": pa.array(list(customers) if customers is not None else [None] * n, pa.string()),
        "time": pa.array(list(times) if times is not None else [None] * n, pa.timestamp("us", "UTC")),
        "channel": pa.array(list(channels) if channels is not None else [None] * n, pa.string()),
        "source": [source] * n,
    }
    columns |= {f"segment:{name}": pa.array(list(values), pa.string()) for name, values in (segments or {}).items()}
    responses = pa.table(columns)
    if more_responses is not None:
        responses = pa.concat_tables([responses, more_responses], promote_options="default")
    return Store.memory(
        questions=questions,
        responses=responses,
        answers=pa.concat_tables([*answers, *also], promote_options="default"),
        comments=comments,
        events=events,
        customers=frame,
    )


def long(
    ratings: Matrix, keys: Sequence[str], *, asks: Asks, scale: tuple[float, float], question: str = "q-{}"
) -> pa.Table:
    """The matrix as a table of answers."""
    ratings = np.asarray(ratings, dtype=float)
    who, which = np.nonzero(~np.isnan(ratings))
    return pa.table(
        {
            "response": (who + 1).astype(np.int64),
            "question": [question.format(keys[at]) for at in which],
            "touchpoint": [keys[at] for at in which],
            "asks": [asks.value] * len(who),
            "value": ratings[who, which],
            "low": np.full(len(who), float(scale[0])),
            "high": np.full(len(who), float(scale[1])),
            "applicable": np.ones(len(who), bool),
        }
    )


def whole(values: Matrix, question: str, asks: Asks, scale: tuple[float, float]) -> pa.Table:
    """Answers to a question about the whole, one per respondent, NaN where none."""
    table = long(np.asarray(values, dtype=float)[:, None], [question], asks=asks, scale=scale, question="{}")
    at = table.column_names.index("touchpoint")
    return table.set_column(at, "touchpoint", pa.array([None] * len(table), pa.string()))


def five(values: Matrix) -> Matrix:
    """Real numbers cut to the answers 1–5."""
    return np.clip(np.rint(values), 1, 5)


__all__ = ["Anchor", "Moment", "Persona", "card", "evidence", "five", "journey", "long", "whole"]
