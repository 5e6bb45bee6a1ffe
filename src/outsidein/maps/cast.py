"""The cast of a map: the personas whose journey it is and the touchpoints where they meet the organisation.

What lives here: Persona and Touchpoint with the field's words for their kinds. Not here: what touchpoints score
(evidence and measures) or where they are met (ties). Media and value models are data, in ``catalog/``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from outsidein.maps.record import Record, recorded


class TouchpointKind(StrEnum):
    """How a touchpoint meets the customer."""

    STATIC = "static"
    INTERACTIVE = "interactive"
    HUMAN = "human"


class Channel(StrEnum):
    """By which way a touchpoint is reached."""

    DIGITAL = "digital"
    PHYSICAL = "physical"
    HUMAN_ASSISTED = "human-assisted"
    AUTOMATED = "automated"


class Owner(StrEnum):
    """Who has a touchpoint in hand."""

    BRAND = "brand"
    PARTNER = "partner"
    CUSTOMER = "customer"
    OTHERS = "others"


@recorded
@dataclass(frozen=True, slots=True, kw_only=True)
class Persona(Record):
    """Somebody typical, tied to a segment of the evidence by ``segment`` (pairs of segment name and value)."""

    type = "persona"
    name: str
    summary: str = ""
    quote: str = ""
    demographics: tuple[str, ...] = ()
    behaviour: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    pains: tuple[str, ...] = ()
    picture: str = ""
    account: str = ""
    buying_role: str = ""
    segment: tuple[tuple[str, str], ...] = ()


@recorded
@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint(Record):
    """An interface between customer and organisation; its key is the one that evidence speaks of.

    ``values`` are pairs of a value of the journey's value model and how much of it is created here, 0–10.
    ``category`` is proposition, process, people, technology or organisation; empty means: proposed from the kind.
    The name of a ``fine`` one gets no hint of the writing guide.
    """

    type = "touchpoint"
    name: str
    kind: TouchpointKind = TouchpointKind.INTERACTIVE
    channel: Channel | None = None
    device: str = ""
    medium: str = ""
    interaction: str = ""
    owner: Owner = Owner.BRAND
    category: str = ""
    values: tuple[tuple[str, float], ...] = ()
    about: str = ""
    fine: bool = False
