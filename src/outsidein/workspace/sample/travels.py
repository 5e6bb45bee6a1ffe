"""A year of Kestrel Air's travellers in app and website: visit after visit, until they stay away; with planted truths.

What lives here: a seeded generator of events and the truths in them, for whoever looks at how journeys are walked and
who will leave. Not here: the survey (airline), writing files (build). See docs/guide/sample.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np

    from outsidein.workspace.sample.airline import Ints

PLATFORMS: Final = ("iPhone", "Android", "website")
PLATFORM_SHARE: Final = (0.38, 0.34, 0.28)
CLUBS: Final = ("guest", "Kestrel Club")
PAYING: Final = "pay_booking"
"""The event that has a fare."""


@dataclass(frozen=True, slots=True)
class Happened:
    """A step in the app or on the website: who, on which visit, when (days before today, second of the day), what.

    ``platform`` and ``club`` are indices into PLATFORMS and CLUBS; ``fare`` in euros, only of a booking that was paid.
    """

    customer: int
    visit: int
    day: int
    second: int
    name: str
    platform: int
    club: int
    fare: float | None = None


WALK: Final = (
    ("search_flight", "flight-search", 1.0),
    ("view_fare", "flight-search", 0.72),
    ("start_booking", "booking-form", 0.55),
    ("pay_booking", "booking-form", 0.81),
    ("start_check_in", "check-in-form", 0.83),
    ("finish_check_in", "check-in-form", 0.84),
    ("save_boarding_pass", "boarding-pass", 0.92),
    ("scan_at_bag_drop", "bag-drop-desk", 0.70),
    ("buy_wifi", "wifi-portal", 0.21),
)
"""What people do on a visit, in order: the event, its touchpoint, and the share of those before who come this far."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What is planted in the events. Shares are of those who come so far, days before today, pauses in days.

    Checking in on the ``website`` fails more often (``finish_on_website`` instead of WALK's share). Who could not check
    in stays away for good with ``quits_in_trouble``, any other after a visit with ``quits`` (by CLUBS). On ``broken``
    phones only ``pay_when_broken`` of the bookings could be paid in the days from ``broken_from`` to ``broken_to``.
    ``pause`` is the mean time between two visits, by TRAVELS.
    """

    website: str = "website"
    finish_on_website: float = 0.55
    quits_in_trouble: float = 0.50
    quits: tuple[float, float] = (0.13, 0.04)
    broken: str = "iPhone"
    broken_from: int = 112
    broken_to: int = 92
    pay_when_broken: float = 0.25
    pause: tuple[float, float, float] = (11.0, 9.0, 10.0)


MEMBERS: Final = (0.20, 0.80, 0.25)
"""The share of members of the club, by TRAVELS."""
FARES: Final = (540.0, 380.0, 170.0)
"""The mean fare of a booking, by TRAVELS."""
_LAST: Final = 363
"""The first day of the year, in days before today."""


def walks(
    rng: np.random.Generator, *, travel: Ints, share: float = 0.15, habits: Habits | None = None
) -> tuple[Happened, ...]:
    """Events of the travellers who use app or website; ``travel`` says of each customer what they travel for.

    Each comes for the first time on some day of the year and walks the journey as far as chance lets them, again and
    again, until they stay away for good or the year is over.
    """
    planted = habits or Habits()
    made: list[Happened] = []
    for customer in sorted(rng.choice(len(travel), int(len(travel) * share), replace=False).tolist()):
        kind = int(travel[customer])
        platform = int(rng.choice(len(PLATFORMS), p=PLATFORM_SHARE))
        club = int(rng.random() < MEMBERS[kind])
        spends = FARES[kind] * float(rng.lognormal(-0.06, 0.35))
        day, visit = int(rng.integers(0, _LAST + 1)), 0
        while day >= 0:
            walked = _visit(rng, customer, visit, day, platform, club, spends, planted)
            made += walked
            names = [one.name for one in walked]
            troubled = names[-1:] == ["start_check_in"] and walked[-1].day > 0
            if rng.random() < (planted.quits_in_trouble if troubled else planted.quits[club]):
                break
            day = min(day, walked[-1].day) - 1 - int(rng.gamma(2.5, planted.pause[kind] / 2.5))
            visit += 1
    return tuple(made)


def _visit(
    rng: np.random.Generator,
    customer: int,
    visit: int,
    day: int,
    platform: int,
    club: int,
    spends: float,
    planted: Habits,
) -> list[Happened]:
    """One visit, from ``day`` on; what would come after the year has not happened yet."""
    made: list[Happened] = []
    second = int(rng.integers(6 * 3600, 22 * 3600))
    for name, _, share in WALK:
        if rng.random() > _reached(name, share, platform, day, planted):
            break
        fare = round(spends * float(rng.lognormal(0, 0.25)), 2) if name == PAYING else None
        made.append(Happened(customer, visit, day, second, name, platform, club, fare))
        second = min(second + int(rng.integers(20, 900)), 86_399)
        if name in (PAYING, "save_boarding_pass"):
            day -= int(rng.integers(0, 3))
        if day < 0:
            break
    return made


def _reached(name: str, share: float, platform: int, day: int, planted: Habits) -> float:
    on = PLATFORMS[platform]
    if name == "finish_check_in" and on == planted.website:
        return planted.finish_on_website
    if name == PAYING and on == planted.broken and planted.broken_to <= day <= planted.broken_from:
        return planted.pay_when_broken
    return share
