"""The headline and the lead: what the evidence found, in one sentence, and from what, how much, how old.

What lives here: the wording of both. Not here: the findings. A headline says where it hurts and what loyalty hangs on;
it never says that one caused the other, and where nothing stands out it says that.
"""

from __future__ import annotations

from collections.abc import Sequence

from outsidein.ground.writing import listed
from outsidein.insight.finding import Finding, FindingKind
from outsidein.insight.phrases import say
from outsidein.insight.reading import Drivers


def headline(
    findings: Sequence[Finding], drivers: Drivers | None, *, rated: bool, heard: bool, done: bool = False
) -> str:
    """The sentence that opens a page. ``rated``: whether anything was compared; ``heard``: whether anyone spoke;
    ``done``: whether it is known what anyone did."""
    hot = _places(findings, FindingKind.HOTSPOT)
    bright = _places(findings, FindingKind.BRIGHT_SPOT)
    if done and not heard:
        return say("headline.what-was-done-not-how-it-felt")
    if not heard:
        return say("headline.no-evidence-yet-everything-on")
    if hot:
        return _hurts(hot, drivers)
    if bright:
        return say("headline.shines", places=_named(bright), n=len(bright))
    if rated:
        return say("headline.nothing-stands-out-no-part")
    return say("headline.people-have-spoken-but-too")


def _hurts(hot: Sequence[Finding], drivers: Drivers | None) -> str:
    if not drivers or len(drivers.drivers) < 2:
        return say("headline.hurts", places=_named(hot), n=len(hot))
    fair = 100 / len(drivers.drivers)
    strong = [one for one in drivers.drivers if one.share.low > fair]
    keys = {f"touchpoint:{one.touchpoint}" for one in strong}
    both = [one for one in hot if one.where in keys]
    if both:
        return say("headline.hurts-where-loyalty-hangs", places=_named(both), n=len(both))
    return say("headline.hurts-elsewhere", places=_named(hot), n=len(hot))


def _places(findings: Sequence[Finding], kind: FindingKind) -> list[Finding]:
    """Findings that were tested, touchpoints before the steps that hold them, each name once."""
    found = [one for one in findings if one.kind is kind and one.effect]
    found.sort(key=lambda one: not one.where.startswith("touchpoint:"))
    names = {one.title: one for one in reversed(found)}
    return [one for one in found if names[one.title] is one]


def _named(findings: Sequence[Finding]) -> str:
    names = [one.title for one in findings]
    said = listed(names)
    return said[:1].upper() + said[1:]


def lead(
    *,
    responses: int,
    ratings: int,
    comments: int,
    touchpoints: int,
    when: str,
    spots: int,
    looks: int,
    scope: str,
    events: int = 0,
) -> str:
    """From what, how much, how old; how many places stand out of how many looks."""
    within = say("headline.where", scope=scope) if scope else ""
    if not responses and events:
        return say("headline.only-events", n=events, within=within)
    if not responses:
        return say("headline.no-answers", within=within)
    said = [say("headline.responses", n=responses)]
    if ratings:
        said.append(say("headline.ratings", n=ratings, touchpoints=touchpoints))
    if comments:
        said.append(say("shared.comments", n=comments))
    text = say("headline.lead", said=", ".join(said), within=within, when=when)
    if looks:
        places = say("headline.places", n=spots) if spots else say("headline.nothing-stands-out")
        text += " " + say("headline.corrected", places=places, n=looks)
    return text
