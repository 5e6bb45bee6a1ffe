"""The words around a number: what was counted, of whom, on which scale, so that it can be checked by hand.

What lives here: cites, notes and numbers as people read them. Not here: the numbers themselves (reckon).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from outsidein.ground.writing import either, figure
from outsidein.measures.ask import PERIOD, SEGMENT, Ask, Key
from outsidein.measures.estimate import Cite, Period
from outsidein.measures.measure import Engine, Measure, Others, scale_words
from outsidein.measures.phrases import say
from outsidein.measures.reckon import Chosen

if TYPE_CHECKING:
    from outsidein.evidence.asked import Asked

_UNITS: Final = {"%": "percent", "% points": "percent-points", "points": "points"}
"""The units that are said with the number, by the phrase that says them."""

_DIMENSIONS: Final = frozenset({"channel", "question", "source", "stage", "step", "touchpoint"})


def cites(measure: Measure, chosen: Chosen, filter_: str, asked: Mapping[tuple[str, str], Asked]) -> tuple[Cite, ...]:
    """One Cite per wording and scale that the number rests on, with the sources that asked so.

    What counts answers to any question has one Cite, without wordings.
    """
    if measure.pooled:
        sources = tuple(sorted({tally.source for tally in chosen.tallies}))
        return (Cite(formula=measure.formula, filter=filter_, sources=sources),)
    found: dict[tuple[str, str], dict[str, None]] = {}
    for tally in chosen.tallies:
        question = asked.get((tally.source, tally.question))
        said = (question.wording if question else "") or tally.question
        parts = [_scale(measure, tally.low, tally.high), *(question.notes if question else ())]
        found.setdefault((said, "; ".join(part for part in parts if part)), {})[tally.source] = None
    return tuple(
        Cite(formula=measure.formula, filter=filter_, sources=tuple(sorted(sources)), asked=said, scale=scale)
        for (said, scale), sources in sorted(found.items())
    )


def _scale(measure: Measure, low: float, high: float) -> str:
    """The scale of the answers, and how it was mapped where it was."""
    if measure.scale.others is Others.ANY:
        return ""
    scale = scale_words(low, high)
    to_low, to_high = measure.scale.low, measure.scale.high
    if measure.scale.others is not Others.MAP or to_low is None or to_high is None or (low, high) == (to_low, to_high):
        return scale
    above = say("words.answer", minus=low > 0, low=abs(low)) if low else say("words.the-answer")
    return say(
        "words.mapped-to",
        scale=scale,
        wanted=str(measure.scale),
        to_low=to_low,
        above=above,
        width=to_high - to_low,
        was=high - low,
    )


def filter_words(ask: Ask, keys: tuple[Key, ...], measure: Measure) -> str:
    """What was counted, dimension by dimension: the keys of the row, then the filters of the ask."""
    parts = [_is(name, (key,)) for name, key in zip(ask.by, keys, strict=True)]
    parts += [_is(name, values) for name, values in ask.where if name not in ask.by]
    if ask.period is not None and not any(name.startswith(PERIOD) for name in ask.by):
        parts.append(say("words.undated-answers-left-out", period=str(ask.period)))
    if measure.engine is not Engine.NOT_APPLICABLE:
        parts.append(say("words.answers-of-not-applicable-left"))
    return "; ".join(parts)


def _is(name: str, values: Iterable[Key]) -> str:
    said = either([key_words(value) for value in values])
    dimension = name.removeprefix(SEGMENT).split(":")[0]
    if name in _DIMENSIONS:
        dimension = say(f"dimension.{name}")
    return f"{dimension}: {said}"


def key_words(key: Key) -> str:
    """A key as it is said.

    >>> key_words(None), key_words("app")
    ('not said', 'app')
    """
    return say("words.not-said") if key is None else str(key)


def notes(measure: Measure, chosen: Chosen, *, n: int, customers: int, whose: str) -> tuple[str, ...]:
    """What one must know of the number: stand-ins, what was not mixed in, answers that share a customer."""
    said = [measure.caution] if measure.caution else []
    if chosen.group[1] in measure.stand_in:
        said.append(
            say(
                "words.rests-on-ratings-of-no",
                given=say(f"asks.{chosen.group[1]}"),
                asks=say(f"asks.{measure.asks[0]}"),
            )
        )
    if chosen.left_out:
        said.append(
            say(
                "words.ratings-of-are-not-mixed",
                left_out=chosen.left_out,
                stand_in=either([say(f"asks.{kind}") for kind in measure.stand_in]),
            )
        )
    if customers < n:
        said.append(say("words.answers-from-s", n=n, customers=customers, whose=whose))
    return tuple(said)


def covered(chosen: Chosen) -> Period | None:
    """The days from the first to the last dated answer; None where none is dated."""
    firsts = [tally.first for tally in chosen.tallies if tally.first]
    lasts = [tally.last for tally in chosen.tallies if tally.last]
    return Period(min(firsts), max(lasts)) if firsts and lasts else None


def number(value: float, unit: str = "", *, signed: bool = False) -> str:
    """A number of that unit as it is said.

    >>> number(43.4463, "%"), number(-12.04, "points", signed=True), number(3.3316, "1–5")
    ('43.4 %', '−12 points', '3.33')
    """
    text = figure_of(value, unit)
    if signed and not value < 0:
        text = f"+{text}"
    return say(f"unit.{_UNITS[unit]}", number=text) if unit in _UNITS else text


def figure_of(value: float, unit: str) -> str:
    """A number with as many decimals as its unit bears.

    >>> figure_of(43.4463, "%"), figure_of(3.3316, "1–5")
    ('43.4', '3.33')
    """
    return figure(value, {"%": 1, "% points": 1, "points": 0}.get(unit, 2))
