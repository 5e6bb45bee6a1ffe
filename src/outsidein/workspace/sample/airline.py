"""Kestrel Air, an airline that does not exist: survey answers, comments and events with truths planted in them.

What lives here: a seeded generator. It knows what drives loyalty, which step hurts, what got worse and who is never
heard; the product must find these without being told (``bench/power.py`` counts how often it does). Not here: writing
the workspace (build). Nothing in it is about real people or a real company.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Texts = NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Met:
    """A touchpoint: how well it is liked (mean on 1–5), how many meet it, how the column is called in the survey."""

    key: str
    column: str
    liked: float
    met: float
    weight: float = 0.0
    """How strongly loyalty really hangs on it (standard deviations of loyalty per standard deviation of the rating)."""


TOUCHPOINTS = (
    Met("flight-search", "Finding a flight on our website", 3.95, 0.93),
    Met("booking-form", "The booking form", 3.65, 0.93),
    Met("mobile-app", "Our mobile app, all in all", 3.60, 0.70),
    Met("check-in-form", "Checking in online", 3.25, 0.84),
    Met("boarding-pass", "Your boarding pass", 4.05, 0.88),
    Met("bag-drop-desk", "Dropping your bags", 3.65, 0.74),
    Met("security-lane", "The security check", 3.40, 0.95),
    Met("gate-staff", "Our staff at the gate", 3.90, 0.90),
    Met("cabin-crew", "Our cabin crew", 3.85, 0.97, 0.24),
    Met("seat", "Your seat", 3.55, 0.97, 0.12),
    Met("wifi-portal", "Wifi on board", 3.45, 0.52),
    Met("baggage-belt", "Collecting your bags", 3.75, 0.72),
    Met("claims-form", "Claiming for a delay or lost bag", 2.90, 0.07),
    Met("newsletter", "Our newsletter and offers", 3.45, 0.55),
)


@dataclass(frozen=True, slots=True)
class Truth:
    """What is planted. A size of 0 plants nothing.

    ``driver_size`` is the weight of the strongest driver of loyalty, ``hurt_size`` how far the hurting touchpoint lies
    below the others (points on 1–5), ``bright_size`` how far the shining one lies above, ``drop_size`` how far one fell
    in the last quarter, ``silence`` how much less the silent segment answers (0: as much as all, 1: never),
    ``make_or_break`` the weight of the rare claim on the loyalty of those few who had one. ``even`` makes all else
    alike: what is found beyond the planted is then a false alarm.
    """

    driver: str = "check-in-form"
    driver_size: float = 0.45
    hurt: str = "bag-drop-desk"
    hurt_size: float = 0.95
    bright: str = "cabin-crew"
    bright_size: float = 0.40
    dropped: str = "wifi-portal"
    drop_size: float = 0.60
    silent: str = "65 and over"
    silence: float = 0.90
    make_or_break: float = 0.8
    even: bool = False


NOTHING = Truth(
    driver_size=0.0, hurt_size=0.0, bright_size=0.0, drop_size=0.0, silence=0.0, make_or_break=0.0, even=True
)

AGES = ("18 to 34", "35 to 49", "50 to 64", "65 and over")
AGE_SHARE = (0.28, 0.32, 0.22, 0.18)
TRAVELS = ("Family", "Business", "Leisure, no children")
TRAVEL_SHARE = (0.38, 0.27, 0.35)
CHANNELS = ("app", "e-mail", "kiosk")


@dataclass(frozen=True)
class Answers:
    """What the survey returned: ``ratings`` is respondents × touchpoints, 1–5, NaN where not met.

    ``who`` are the customers who answered, in the order of the answers; the rest is per respondent, too.
    """

    who: Ints
    day: Ints
    """Days before ``today``."""
    ratings: Floats
    importance: Floats
    """Stated importance 1–5 of each touchpoint, for a fifth of the respondents; NaN for the rest."""
    recommend: Ints
    easy: Floats
    channel: Ints
    age: Ints
    """Of all customers; index into AGES."""
    travel: Ints


def survey(rng: np.random.Generator, *, truth: Truth, customers: int = 6400) -> Answers:
    """One year of answers of ``customers`` invited travellers, made from ``truth``.

    Ratings share a personal mood, so that touchpoints correlate as they do in life, and are cut to 1–5. With the
    default number about 1,900 answer, which makes some 20,000 ratings.
    """
    import numpy as np

    age = rng.choice(len(AGES), customers, p=AGE_SHARE)
    travel = rng.choice(len(TRAVELS), customers, p=TRAVEL_SHARE)
    willing = np.full(customers, 0.36)
    willing[age == AGES.index(truth.silent)] *= 1 - truth.silence
    who = rng.permutation(np.flatnonzero(rng.random(customers) < willing))
    n = len(who)
    day = np.sort(rng.integers(0, 364, n))[::-1].copy()

    mood = rng.normal(0, 0.55, n)
    ratings = np.full((n, len(TOUCHPOINTS)), np.nan)
    felt = np.empty((n, len(TOUCHPOINTS)))
    for place, point in enumerate(TOUCHPOINTS):
        level = 3.65 if truth.even else point.liked
        level -= truth.hurt_size * (point.key == truth.hurt)
        level += truth.bright_size * (point.key == truth.bright)
        fell = truth.drop_size * (point.key == truth.dropped) * (day < 91)
        felt[:, place] = level - fell + mood + rng.normal(0, 0.75, n)
        met = rng.random(n) < point.met
        ratings[met, place] = np.clip(np.rint(felt[met, place]), 1, 5)

    centred = np.nan_to_num(ratings - np.nanmean(ratings, axis=0))
    weights = np.array([0.0 if truth.even else point.weight for point in TOUCHPOINTS])
    keys = [point.key for point in TOUCHPOINTS]
    weights[keys.index(truth.driver)] = truth.driver_size
    loyalty = centred @ weights + rng.normal(0, 0.75, n)
    claim = ratings[:, keys.index("claims-form")]
    loyalty += np.nan_to_num((claim - 3) * truth.make_or_break)
    recommend = np.clip(np.rint(7.4 + 2.0 * loyalty), 0, 10).astype(np.int64)

    stated = rng.random(n) < 0.2
    wanted = 3.3 + 1.1 * (weights > 0.1) + 0.5 * (np.array(keys) == truth.hurt)
    importance = np.full_like(ratings, np.nan)
    importance[stated] = np.clip(np.rint(wanted + rng.normal(0, 0.8, (int(stated.sum()), len(keys)))), 1, 5)
    easy = np.clip(np.rint(5.2 + 0.9 * (centred[:, keys.index(truth.hurt)] + mood) + rng.normal(0, 0.9, n)), 1, 7)
    return Answers(who, day, ratings, importance, recommend, easy, rng.choice(3, n, p=(0.46, 0.38, 0.16)), age, travel)


COMMENTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "check-in-form": (
        (
            "The form lost our passports twice, and I had both children on my lap.",
            "It froze at the passport page, three times.",
            "Had to start from scratch at the kiosk after the app crashed.",
            "Why does it ask for the same birthday four times?",
        ),
        ("Checked in four people in two minutes on the train.", "It remembered our passports. Lovely."),
    ),
    "bag-drop-desk": (
        (
            "Forty minutes in line with two tired children.",
            "One desk open for three flights.",
            "The self-service drop rejected the pushchair and nobody knew why.",
            "We nearly missed boarding because of the bag line.",
        ),
        ("The family line was quick this time.", "A man at the desk carried our car seat."),
    ),
    "wifi-portal": (
        (
            "Paid for wifi that dropped every ten minutes.",
            "The wifi page did not load once since September.",
            "Nine euros for nothing.",
        ),
        ("Could send pictures home from the air.",),
    ),
    "cabin-crew": (
        ("The crew had no time for us.",),
        (
            "The crew held my baby so that I could eat.",
            "They noticed that we sat apart and fixed it.",
            "Warm, calm and funny. That is why we come back.",
        ),
    ),
    "claims-form": (
        (
            "Five months for an answer about a lost pushchair.",
            "The form wants a receipt for a bag that I have had for ten years.",
        ),
        ("Money back within a week. Booked again the same day.",),
    ),
    "seat": (("My knees touched the seat in front.",), ("Good leg room for once.",)),
    "baggage-belt": (("No sign told us which belt.",), ("Bags were there before us.",)),
    "booking-form": (("Paying extra to sit with my own children is wrong.",), ("Booking took five minutes.",)),
    "gate-staff": (("Families were called last.",), ("They let us board first without asking.",)),
    "security-lane": (("No family lane, again.",), ("Quick and friendly.",)),
}
"""Per touchpoint: what the unhappy wrote, and what the happy wrote."""


@dataclass(frozen=True, slots=True)
class Review:
    """A comment: who, how many days ago, about which touchpoint, how many stars, what."""

    customer: int
    day: int
    touchpoint: str
    stars: int
    text: str


def reviews(rng: np.random.Generator, *, count: int = 900, customers: int = 6400) -> tuple[Review, ...]:
    """Comments as an app store and a contact centre would bring them, the unhappy ones in the majority."""
    keys = list(COMMENTS)
    loud = [len(unhappy) + len(happy) for unhappy, happy in COMMENTS.values()]
    made = []
    for _ in range(count):
        key = keys[int(rng.choice(len(keys), p=[part / sum(loud) for part in loud]))]
        unhappy, happy = COMMENTS[key]
        pleased = bool(rng.random() < len(happy) / (len(happy) + len(unhappy)))
        said = happy if pleased else unhappy
        stars = int(rng.integers(4, 6)) if pleased else int(rng.integers(1, 3))
        made.append(
            Review(int(rng.integers(customers)), int(rng.integers(364)), key, stars, said[int(rng.integers(len(said)))])
        )
    return tuple(made)


def on(today: date, days_before: int) -> date:
    """The day so many days before ``today``."""
    return today - timedelta(days=int(days_before))
