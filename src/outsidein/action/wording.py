"""The words of action: the question that an opportunity puts, and what a result says, in whole sentences.

What lives here: wording, made when it is asked for, in the language that is spoken. Not here: any number.
"""

from __future__ import annotations

from collections.abc import Iterator

from outsidein.action.initiative import Initiative
from outsidein.action.phrases import say
from outsidein.action.result import Effect, Result
from outsidein.ground.writing import figure
from outsidein.insight.finding import FindingKind
from outsidein.measures.catalogue import catalogue
from outsidein.measures.estimate import Estimate
from outsidein.measures.target import judge


def how_might_we(kind: FindingKind | None, name: str, *, pain: str = "") -> str:
    """A first “How might we …?” about a place called ``name``, from a card that says what hurts where there is one.

    >>> how_might_we(FindingKind.HOTSPOT, "Check-in form", pain="Repeating the form for four people.")
    'How might we spare our customers repeating the form for four people?'
    >>> how_might_we(FindingKind.HOTSPOT, "Wifi portal", pain="No signal at the gate")
    'How might we see to it that this no longer happens: “No signal at the gate”?'
    >>> how_might_we(FindingKind.BRIGHT_SPOT, "Cabin crew")
    'How might we bring what makes “Cabin crew” shine to the rest of the journey?'
    """
    said = pain.strip().rstrip(".!?… ")
    if said:
        first, _, rest = said.partition(" ")
        if first.isascii() and first.lower().endswith("ing") and rest:
            return say("how.spare", pain=f"{first.lower()} {rest}")
        return say("how.end", pain=said)
    if kind is FindingKind.BRIGHT_SPOT:
        return say("how.shine", name=name)
    if kind is FindingKind.MOMENT_OF_TRUTH:
        return say("how.moment", name=name)
    return say("how.better", name=name)


def told(result: Result, initiative: Initiative) -> tuple[str, ...]:
    """What came of it: the change, what is to be taken off it, the verdict, what one must know before believing it."""
    return tuple(_told(result, initiative))


def _told(result: Result, initiative: Initiative) -> Iterator[str]:
    label = catalogue().find(initiative.measure).label
    if not result.change.known:
        yield say("result.nothing", measure=label)
        return
    yield say(
        "result.change",
        measure=label,
        before=_number(result.before, result.before.value),
        after=_number(result.after, result.after.value),
        **_ends(result.change),
    )
    if initiative.selected and result.beyond is not None and initiative.baseline.back is not None:
        expected = result.change.value - result.beyond.value
        yield say("result.return", expected=_signed(result.change, expected), **_ends(result.beyond))
    elif initiative.selected:
        yield say("result.return-unknown")
    if result.compared is not None and result.compared.change.known:
        yield say("result.compared", **_ends(result.compared.change))
    elif result.compared is not None:
        yield say("result.compared-nothing")
    yield say(f"verdict.{result.effect.name.lower()}", basis=result.basis.name.lower())
    if result.compared is None and result.effect is not Effect.UNSURE:
        yield say("result.not-compared")
    if initiative.target is not None:
        verdict = judge(result.after, initiative.target, better=catalogue().find(initiative.measure).better)
        if verdict:
            yield say("result.target", verdict=verdict.says)
    if result.moved:
        frozen = initiative.baseline.estimate
        yield say("result.moved", then=_number(frozen, frozen.value), now=_number(result.before, result.before.value))
    if result.change.small:
        yield say("result.small")


def _ends(change: Estimate) -> dict[str, str]:
    return {
        "value": _signed(change, change.value),
        "low": _plus(figure(change.low, _digits(change))),
        "high": _plus(figure(change.high, _digits(change))),
    }


def _signed(like: Estimate, value: float) -> str:
    return _plus(_number(like, value))


def _plus(text: str) -> str:
    """A number that is written, with a plus where it is more than nothing."""
    return text if text.startswith("−") or not any(digit in text for digit in "123456789") else f"+{text}"


def _number(like: Estimate, value: float) -> str:
    units = {"%": "%", "% points": say("unit.percent-points"), "points": say("unit.points")}
    unit = units.get(like.unit, "")
    return f"{figure(value, _digits(like))}{' ' + unit if unit else ''}"


def _digits(like: Estimate) -> int:
    return {"%": 1, "% points": 1, "points": 0}.get(like.unit, 2)
