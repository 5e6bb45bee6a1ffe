"""Shares of journeys (0–1) as the numbers in percent that charts show.

What lives here: percent. Not here: rounding and accounts (numbers).
"""

from __future__ import annotations

from dataclasses import replace

from outsidein.measures.estimate import Estimate
from outsidein.render.composition.numbers import shown
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import Number, Tone


def percent(subject: Subject, share: Estimate, title: str, *, tone: Tone = Tone.PLAIN) -> Number:
    """A share of 0–1 as it is shown."""
    told = replace(share.map(100), unit="%") if share.known else replace(share, unit="%")
    return shown(told, subject.words, title=title, tone=tone)
