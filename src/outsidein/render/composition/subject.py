"""What is drawn: a map with what the evidence says about it, and the questions that every part asks of the two.

What lives here: look-ups. Not here: any wording.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Final

from outsidein.insight.finding import Finding, FindingKind
from outsidein.insight.reading import Backing, CurvePoint, Driver, Reading
from outsidein.maps.document import Document
from outsidein.maps.plan import PlanPlace
from outsidein.maps.spine import Step
from outsidein.maps.ties import Moment
from outsidein.render.words import Words

NONE: Final[Mapping[str, bytes]] = MappingProxyType({})


@dataclass(frozen=True)
class Subject:
    """A map with its reading (None where nobody has looked at any evidence), to be told in ``words``."""

    document: Document
    reading: Reading | None
    words: Words
    today: date
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The columns, in order."""
        return self.document.steps

    @cached_property
    def place(self) -> dict[str, int]:
        """Where each step stands, by id, from 0."""
        return {step.id: at for at, step in enumerate(self.steps)}

    def name(self, id: str) -> str:
        """The name of a step, stage, place or touchpoint by its id (or a touchpoint's key); the key of an unknown one.

        A place without a name goes by that of its touchpoint.
        """
        record = self.document.records.get(id) or self.document.records.get(f"touchpoint:{id}")
        met = self.document.records.get(record.touchpoint) if isinstance(record, PlanPlace) else None
        return getattr(record, "name", "") or getattr(met, "name", "") or id.partition(":")[2] or id

    @property
    def heard(self) -> bool:
        """Whether anybody has said or done anything that was brought in."""
        found = self.reading
        if found is None:
            return False
        return bool(found.walked or found.responses + found.answers + found.comments + found.events)

    @cached_property
    def points(self) -> dict[str, CurvePoint]:
        """The curve by step id."""
        return {point.step: point for point in self.reading.curve} if self.reading else {}

    @cached_property
    def drivers(self) -> dict[str, Driver]:
        """The drivers by touchpoint key."""
        drivers = self.reading.drivers if self.reading else None
        return {driver.touchpoint: driver for driver in drivers.drivers} if drivers else {}

    @cached_property
    def backing(self) -> dict[str, Backing]:
        """What backs each card, by its id."""
        return {backing.card: backing for backing in self.reading.backing} if self.reading else {}

    @cached_property
    def standing(self) -> dict[str, Backing]:
        """What backs each flow, actor and place, by its id."""
        return {one.card: one for one in self.reading.standing} if self.reading else {}

    def counted(self, step: str) -> tuple[str, ...]:
        """The keys of the touchpoints whose answers count for a step."""
        point = self.points.get(step)
        return point.touchpoints if point else ()

    def places(self, where: str) -> tuple[str, ...]:
        """The steps a finding is about: the step itself, or those a touchpoint counts for, else those it is met at."""
        if where in self.place:
            return (where,)
        key = where.partition(":")[2] or where
        counts = tuple(step.id for step in self.steps if key in self.counted(step.id))
        met = (step.id for step in self.steps if key in (t.key for _, t in self.document.encounters(step.id)))
        return counts or tuple(met)

    def findings(self, kind: FindingKind) -> tuple[Finding, ...]:
        """The findings of one kind, in the order they came (the strongest first)."""
        return tuple(f for f in self.reading.findings if f.kind is kind) if self.reading else ()

    @cached_property
    def moments(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Per step its moments of truth, those of people first: pairs of touchpoint key (or nothing) and reason."""
        found: dict[str, list[tuple[str, str]]] = {}
        for moment in self.document.all(Moment):
            reason = self.words("subject.marked-by-a-person", reason=moment.reason)
            found.setdefault(moment.parent, []).append((moment.touchpoint.partition(":")[2], reason))
        for finding in self.findings(FindingKind.MOMENT_OF_TRUTH):
            key = finding.where.partition(":")[2] if finding.where not in self.place else ""
            reason = " ".join(finding.reasons) or finding.says
            said = self.words("subject.proposed-from-the-evidence", reason=reason)
            for step in self.places(finding.where):
                found.setdefault(step, []).append((key, said))
        return {step: tuple(reasons) for step, reasons in found.items()}

    @cached_property
    def spots(self) -> dict[FindingKind, dict[str, str]]:
        """Per kind of spot and step, why it is one."""
        return {
            kind: {
                step: " ".join((finding.says, *finding.reasons[:1])) if finding.says else " ".join(finding.reasons)
                for finding in self.findings(kind)
                for step in self.places(finding.where)
            }
            for kind in (FindingKind.HOTSPOT, FindingKind.BRIGHT_SPOT)
        }
