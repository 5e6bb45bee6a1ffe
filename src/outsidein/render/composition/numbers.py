"""How an Estimate becomes the Number that is shown, and the Opened that it opens to.

What lives here: rounding by what the interval can bear, and the account of where a number comes from. Not here: where
a number is put.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from outsidein.measures.estimate import Estimate
from outsidein.render.scene import Number, Opened, Tone
from outsidein.render.words import NARROW, Words

_COUNTED = frozenset({"exact", "entered", "none"})
"""Methods of what is no estimate."""
_TIMES = {"d": 86_400, "h": 3_600, "min": 60, "s": 1}
"""Units of time by their seconds, as they are written in every language."""


def shown(
    estimate: Estimate,
    words: Words,
    *,
    title: str,
    signed: bool = False,
    scale: bool = False,
    tone: Tone = Tone.PLAIN,
    opens: bool = True,
    places: int = 0,
) -> Number:
    """The number as it is shown. ``signed`` writes a plus too (differences, NPS); ``scale`` adds “of 7” to a level.

    It has as many decimals as its interval can bear: enough that the two ends differ, two at the most; and no fewer
    than ``places``, where it stands among others (``alike``).
    """
    told = lasting(estimate)
    places = max(decimals(told), places if told is estimate else 0)
    signed = signed or estimate.measure == "nps"
    certain = estimate.method in _COUNTED
    unit = told.unit if told.unit == "%" or told.unit in _TIMES else ""
    top = estimate.unit.partition("–")[2]
    if scale and top.isdecimal():
        unit = words("numbers.of", top=top)
    return Number(
        text=words.number(told.value, places, signed=signed),
        interval="" if certain else span(told, words, places, signed=signed),
        n="" if estimate.method == "entered" else words("shared.n", n=words.number(estimate.n)),
        unit=unit if estimate.known else "",
        value=estimate.value if estimate.known else None,
        low=estimate.low if estimate.known else None,
        high=estimate.high if estimate.known else None,
        small=estimate.small,
        tone=tone,
        opened=opened(told, words, title=title, signed=signed, places=places) if opens else None,
    )


def lasting(estimate: Estimate) -> Estimate:
    """A length of time in the unit in which people say it; anything else as it is.

    >>> long = lasting(Estimate(7500.0, 7200.0, 7800.0, 40, "order statistics", unit="s"))
    >>> round(long.value, 2), long.unit
    (2.08, 'h')
    """
    if estimate.unit != "s" or not estimate.known:
        return estimate
    unit = next((name for name, size in _TIMES.items() if estimate.value >= 2 * size), "s")
    return replace(estimate.map(1 / _TIMES[unit]), unit=unit)


def span(estimate: Estimate, words: Words, places: int, *, signed: bool = False) -> str:
    """The interval as it is written; only its lower end where it has no upper one."""
    if estimate.known and math.isinf(estimate.high):
        return words("numbers.at-least", low=words.number(estimate.low, places))
    return words.span(estimate.low, estimate.high, places, signed=signed)


def alike(estimates: Iterable[Estimate | None]) -> int:
    """The decimals that numbers of one column or curve share: those that the middle one of them bears."""
    found = sorted(decimals(estimate) for estimate in estimates if estimate and estimate.known)
    return found[len(found) // 2] if found else 0


def decimals(estimate: Estimate) -> int:
    """How many decimals an estimate can bear.

    >>> [decimals(Estimate(v, v - h, v + h, 9, "t", unit=u)) for v, h, u in
    ...  ((4.62, 0.1, "1–10"), (24.1, 1.9, "%"), (50.86, 0.28, "%"), (12.4, 2.9, "points"), (6.25, 0.004, "1–10"))]
    [1, 0, 1, 0, 2]
    """
    least = 0 if estimate.unit in ("%", "points") else 1
    if not estimate.known:
        return 0
    width = estimate.high - estimate.low
    if estimate.method in _COUNTED:
        return 0 if estimate.value == round(estimate.value) and estimate.unit != "1–10" else 1
    if width <= 0 or math.isinf(width):
        return least
    return min(max(least, math.ceil(-math.log10(width))), 2)


def opened(estimate: Estimate, words: Words, *, title: str, signed: bool = False, places: int) -> Opened:
    """What the number opens to: value, interval, n, formula, what was counted, when, as it was asked, from where."""
    unit = NARROW + estimate.unit if estimate.unit == "%" or estimate.unit in _TIMES else ""
    rows: list[tuple[str, str]] = []

    def add(label: str, *texts: str) -> None:
        text = "; ".join(dict.fromkeys(text for text in texts if text))
        if text:
            rows.append((words(f"numbers.row.{label}"), text))

    if estimate.known:
        read = words("numbers.points-to") if estimate.measure == "nps" else _read(estimate.unit, words)
        add("value", f"{words.number(estimate.value, places, signed=signed)}{unit} {read}".strip())
    else:
        add("value", words("numbers.nothing-to-say-no-answers"))
    if estimate.method in _COUNTED:
        add("sureness", words(f"numbers.method.{estimate.method}"))
    else:
        level = words.number(100 * estimate.level, 0 if round(100 * estimate.level, 6) % 1 == 0 else 1)
        ends = span(estimate, words, places, signed=signed)
        add("interval", f"{ends}{unit} ({level}{NARROW}%, {estimate.method})")
    if estimate.method != "entered":
        few = words("numbers.too-few-to-lean-on") if estimate.small else ""
        add("n", words.number(estimate.n) + (f" – {few}" if few else ""))
    cites = estimate.cites
    add("formula", *(cite.formula for cite in cites))
    add("counted", *(cite.filter for cite in cites))
    if estimate.method != "entered":
        add("period", str(estimate.period) if estimate.period else words("numbers.everything-that-was-taken-in"))
    add("asked", *(words("numbers.quoted", text=cite.asked) for cite in cites if cite.asked))
    add("scale", *(cite.scale for cite in cites))
    add("sources", *(", ".join(cite.sources) for cite in cites))
    add("know-this", *estimate.notes)
    return Opened(title, tuple(rows))


def _read(unit: str, words: Words) -> str:
    """What is said behind a number of this unit: the name of points, the ends of a scale."""
    if unit in ("%", "", *_TIMES):
        return ""
    return words("numbers.points") if unit == "points" else f"({unit})"
