"""What insight says: a Finding names what, where on the map, how sure, and with which reasons.

What lives here: Finding and its kinds. Not here: how any is found (hotspots, moments, drivers, voices).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from outsidein.insight.phrases import say
from outsidein.measures.estimate import Estimate


class FindingKind(StrEnum):
    """What kind of thing was found."""

    HOTSPOT = "hotspot"
    BRIGHT_SPOT = "bright-spot"
    MOMENT_OF_TRUTH = "moment-of-truth"


class Against(StrEnum):
    """What a level was held against."""

    REST = "the rest of the journey"
    BEFORE = "before"
    TARGET = "its target"

    @property
    def said(self) -> str:
        """As it stands behind “against”, in the language spoken; the value itself is for machines."""
        return say(f"against.{self.name.lower()}")


class Category(StrEnum):
    """Where the cause of a hotspot may lie (D3); proposed from the kind of touchpoint unless a person said so."""

    PROPOSITION = "proposition and policy"
    PROCESS = "process"
    PEOPLE = "people"
    TECHNOLOGY = "technology"
    ORGANISATION = "organisation"

    @property
    def said(self) -> str:
        """Its name in the language spoken."""
        return say(f"category.name.{self.name.lower()}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. ``where`` is the id of a step or touchpoint record (``step:check-in``, ``touchpoint:app``).

    ``level`` is how it is, ``effect`` the difference to what it was held ``against`` (same unit), ``p`` the p-value of
    the one-sided test that the effect exceeds the smallest effect that matters, ``q`` the same after Benjamini–Hochberg
    over the ``looks`` that were taken. ``reasons`` are whole sentences, the strongest first. Association, not cause.
    """

    kind: FindingKind
    where: str
    title: str
    says: str
    level: Estimate
    effect: Estimate | None = None
    against: Against | None = None
    p: float | None = None
    q: float | None = None
    looks: int = 0
    category: Category | None = None
    category_by: str = ""
    """``person`` or ``proposed from …``: who put it in its category."""
    reasons: tuple[str, ...] = ()
