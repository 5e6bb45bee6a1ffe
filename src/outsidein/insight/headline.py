"""The headline and the lead: what the evidence found, in one sentence, and from what, how much, how old.

What lives here: the wording of both. Not here: the findings. A headline says where it hurts and what loyalty hangs on;
it never says that one caused the other, and where nothing stands out it says that.
"""

from __future__ import annotations

from collections.abc import Sequence

from outsidein.insight.finding import Finding, FindingKind
from outsidein.insight.reading import Drivers
from outsidein.insight.sentence import listed, plural


def headline(findings: Sequence[Finding], drivers: Drivers | None, *, rated: bool, heard: bool) -> str:
    """The sentence that opens a page. ``rated``: whether anything was compared; ``heard``: whether anyone spoke."""
    hot = _places(findings, FindingKind.HOTSPOT)
    bright = _places(findings, FindingKind.BRIGHT_SPOT)
    if not heard:
        return "No evidence yet: everything on this map is an assumption."
    if hot:
        return _hurts(hot, drivers)
    if bright:
        return f"{_named(bright)} {_verb(bright, 'shines', 'shine')}; nothing hurts more than the rest."
    if rated:
        return "Nothing stands out: no part of this journey differs from the rest by more than matters."
    return "People have spoken, but too few ratings say how any step feels."


def _hurts(hot: Sequence[Finding], drivers: Drivers | None) -> str:
    if not drivers or len(drivers.drivers) < 2:
        return f"{_named(hot)} {_verb(hot, 'hurts', 'hurt')}."
    fair = 100 / len(drivers.drivers)
    strong = [one for one in drivers.drivers if one.share.low > fair]
    keys = {f"touchpoint:{one.touchpoint}" for one in strong}
    both = [one for one in hot if one.where in keys]
    if both:
        return f"{_named(both)} {_verb(both, 'hurts', 'hurt')} where loyalty hangs."
    return f"{_named(hot)} {_verb(hot, 'hurts', 'hurt')}, though loyalty hangs more on other parts of the journey."


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


def _verb(findings: Sequence[Finding], one: str, many: str) -> str:
    return one if len(findings) == 1 else many


def lead(
    *, responses: int, ratings: int, comments: int, touchpoints: int, when: str, spots: int, looks: int, scope: str
) -> str:
    """From what, how much, how old; how many places stand out of how many looks."""
    if not responses:
        return f"No answers{f' where {scope}' if scope else ''}."
    said = [plural(responses, "response")]
    if ratings:
        said.append(f"{plural(ratings, 'rating')} of {plural(touchpoints, 'touchpoint')}")
    if comments:
        said.append(plural(comments, "comment"))
    text = f"{', '.join(said)}{f', where {scope}' if scope else ''}; {when}."
    if looks:
        places = f"{plural(spots, 'place')} stand{'s' if spots == 1 else ''} out" if spots else "Nothing stands out"
        text += f" {places} after correcting for {plural(looks, 'look')}."
    return text
