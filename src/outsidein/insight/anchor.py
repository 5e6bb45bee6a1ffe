"""Anchors: for which step of a map an answer about a touchpoint counts, and for which it cannot be said.

What lives here: the rule, applied to the encounters of a Document. Not here: the answers (emotion, hotspots).
The rule: a touchpoint met at exactly one step counts there; met at several, only where exactly one encounter is marked
representative; an indicative encounter never counts. Everything else is unallocated: shown with its n, counted nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from outsidein.ground.writing import quoted
from outsidein.insight.phrases import say
from outsidein.maps.document import Document
from outsidein.maps.ties import Anchor

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Anchored:
    """One touchpoint (its key) with the id of the step and stage it counts for, both empty where unallocated.

    ``met`` are the ids of all steps where it is met, in order; ``why`` says in a sentence why it counts nowhere;
    ``known`` is False where evidence speaks of a touchpoint that the map does not have.
    """

    touchpoint: str
    step: str = ""
    stage: str = ""
    met: tuple[str, ...] = ()
    why: str = ""
    known: bool = True


@dataclass(frozen=True)
class Anchors:
    """Every touchpoint of the map, in its order, then those that only evidence knows, by key."""

    touchpoints: tuple[Anchored, ...]

    @cached_property
    def _by_key(self) -> dict[str, Anchored]:
        return {one.touchpoint: one for one in self.touchpoints}

    def of(self, touchpoint: str) -> Anchored | None:
        """Where the touchpoint with this key counts."""
        return self._by_key.get(touchpoint)

    def at(self, step: str) -> tuple[str, ...]:
        """The keys of the touchpoints whose answers count for a step (its id)."""
        return tuple(one.touchpoint for one in self.touchpoints if one.step == step)

    def in_stage(self, stage: str) -> tuple[str, ...]:
        """The keys of the touchpoints whose answers count for a stage (its id)."""
        return tuple(one.touchpoint for one in self.touchpoints if one.stage == stage)

    def unallocated(self) -> tuple[Anchored, ...]:
        """The touchpoints that count for no step."""
        return tuple(one for one in self.touchpoints if not one.step)

    def table(self) -> pa.Table:
        """The allocated ones as a table of keys: ``touchpoint``, ``step``, ``stage``, for measures by step or stage."""
        import pyarrow as pa

        kept = [one for one in self.touchpoints if one.step]
        columns = {
            "touchpoint": [one.touchpoint for one in kept],
            "step": [one.step for one in kept],
            "stage": [one.stage for one in kept],
        }
        return pa.table(columns, schema=pa.schema([(name, pa.string()) for name in columns]))


def anchor(document: Document, *, heard: Iterable[str] = ()) -> Anchors:
    """Anchor every touchpoint of ``document``, and those keys in ``heard`` that evidence speaks of but no map has."""
    meetings: dict[str, dict[str, set[Anchor | None]]] = {}
    stages = {}
    for step in document.steps:
        stages[step.id] = step.parent
        for tie, touchpoint in document.encounters(step.id):
            meetings.setdefault(touchpoint.id, {}).setdefault(step.id, set()).add(tie.anchor)
    names = {step.id: step.name for step in document.steps}
    found = [_decide(record.key, meetings.get(record.id, {}), stages, names) for record in document.touchpoints]
    known = {one.touchpoint for one in found}
    strangers = sorted({key for key in heard if key not in known})
    unknown = say("anchor.the-map-has-no-touchpoint")
    return Anchors((*found, *(Anchored(key, why=unknown, known=False) for key in strangers)))


def anchor_table(document: Document) -> pa.Table:
    """The touchpoints of ``document`` that count for a step, as a table (see ``Anchors.table``)."""
    return anchor(document).table()


def _decide(
    key: str, meetings: dict[str, set[Anchor | None]], stages: dict[str, str], names: dict[str, str]
) -> Anchored:
    met = tuple(meetings)
    marked = [step for step in met if Anchor.REPRESENTATIVE in meetings[step]]
    where = ", ".join(quoted(names[step]) for step in met)
    if not met:
        return Anchored(key, why=say("anchor.it-is-on-the-map"))
    if len(marked) == 1 or (len(met) == 1 and meetings[met[0]] != {Anchor.INDICATIVE}):
        step = marked[0] if marked else met[0]
        return Anchored(key, step, stages[step], met)
    if len(met) == 1:
        return Anchored(key, met=met, why=say("anchor.it-is-merely-indicative-for", where=where))
    if not marked:
        why = say("anchor.it-is-met-at-steps", n=len(met), where=where)
    else:
        several = ", ".join(quoted(names[step]) for step in marked)
        why = say("anchor.it-is-marked-representative-for", n=len(marked), several=several)
    return Anchored(key, met=met, why=why)
