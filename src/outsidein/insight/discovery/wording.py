"""How what was found is named for people: events, times, shares.

What lives here: small texts. Not here: the map (draft).
"""

from __future__ import annotations

import re
from typing import Final

from outsidein.ground.writing import percent
from outsidein.insight.discovery.found import Trait
from outsidein.insight.phrases import say
from outsidein.measures.estimate import Estimate

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])")
_SPACE: Final = re.compile(r"[\s_]+")
_LOUD: Final = 4
"""From this many letters on a word in capitals is written small; shorter ones are abbreviations."""
_UNITS: Final = (("days", 86400.0), ("hours", 3600.0), ("minutes", 60.0))


def humanised(event: str) -> str:
    """The name of an event as people write it.

    >>> humanised("add_to_cart"), humanised("checkoutStarted"), humanised("A_PARTLYSUBMITTED"), humanised("FAQ read")
    ('Add to cart', 'Checkout started', 'A partlysubmitted', 'FAQ read')
    """
    split = _CAMEL.sub(" ", event)
    words = _SPACE.sub(" ", split).strip().split(" ")
    calm = [word.lower() if word.isupper() and len(word) >= _LOUD else word for word in words]
    if split != event:
        calm = [word if word.isupper() else word.lower() for word in calm]
    text = " ".join(calm)
    return text[:1].upper() + text[1:]


def lasting(seconds: float) -> str:
    """A time in the largest unit that it fills.

    >>> lasting(90), lasting(7200), lasting(86400 * 2.5)
    ('1.5 minutes', '2 hours', '2.5 days')
    """
    for unit, size in _UNITS:
        if seconds >= size:
            number = seconds / size
            return say(f"discovery.time.{unit}", number=round(number) if number >= 10 else round(number, 1) or 0)
    return say("discovery.time.seconds", number=round(seconds))


def rough(share: Estimate) -> str:
    """A share in percent, with a decimal only where it is small or nearly all.

    >>> rough(Estimate(0.934, 0.93, 0.94, 100, "Wilson")), rough(Estimate(0.004, 0, 0.01, 100, "Wilson"))
    ('93%', '0.4%')
    """
    return precise(share.value)


def trait_said(trait: Trait) -> str:
    """A context that goes with a journey, in words: the share with its interval, against that of all others."""
    names = {"context": trait.context, "value": trait.value, "more": "more" if trait.change.value > 0 else "less"}
    ends = {"low": precise(trait.share.low), "high": precise(trait.share.high)}
    return say(
        "discovery.trait", share=rough(trait.share), others=rough(trait.others), n=trait.share.n, **names, **ends
    )


def precise(value: float) -> str:
    """As ``rough``, of a plain number."""
    near_an_end = 0 < value < 0.0995 or 0.995 <= value < 1
    return percent(value, 1 if near_an_end else 0)
