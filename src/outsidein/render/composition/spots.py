"""The ranked list of hotspots and bright spots, and the matrix of importance × performance.

What lives here: Spot and Matrix. Not here: how either was found (insight), where a label fits (each writer).
"""

from __future__ import annotations

import math

from outsidein.ground.writing import listed
from outsidein.insight.finding import Category, Finding, FindingKind
from outsidein.insight.reading import Position, Quadrant
from outsidein.render.composition.numbers import alike, shown
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import Dot, Matrix, Number, Spot, Tone
from outsidein.render.words import Words

_CATEGORY = {
    Category.PROPOSITION: Tone.ACCENT,
    Category.PROCESS: Tone.WARN,
    Category.PEOPLE: Tone.HUMAN,
    Category.TECHNOLOGY: Tone.ORG,
    Category.ORGANISATION: Tone.ORG,
}


def spots(subject: Subject) -> tuple[Spot, ...]:
    """Hotspots first, then bright spots, each in the order of insight."""
    kinds = (FindingKind.HOTSPOT, FindingKind.BRIGHT_SPOT)
    return tuple(_spot(subject, finding) for kind in kinds for finding in subject.findings(kind))


def spots_say(subject: Subject) -> str:
    """One sentence over the list: how many stand out of how many looks, or that none do."""
    words, reading = subject.words, subject.reading
    if reading is None:
        return words("spots.nobody-has-looked-at-any")
    hot, bright = (len(subject.findings(kind)) for kind in (FindingKind.HOTSPOT, FindingKind.BRIGHT_SPOT))
    both = (FindingKind.HOTSPOT, FindingKind.BRIGHT_SPOT)
    looks = max((finding.looks for finding in reading.findings if finding.kind in both), default=0)
    if not hot and not bright:
        return words("spots.nothing-stands-out-by-more")
    said = [words("spots.hotspots", n=hot)] if hot else []
    said += [words("spots.bright-spots", n=bright)] if bright else []
    if not looks:
        return words("spots.stand-out", spots=listed(said))
    count = words("spots.looks", n=looks)
    return words("spots.stand-out-corrected-for", spots=listed(said), looks=count)


def _spot(subject: Subject, finding: Finding) -> Spot:
    words = subject.words
    places = alike(one.level for one in subject.reading.findings) if subject.reading else 0
    hot = finding.kind is FindingKind.HOTSPOT
    tone = Tone.BAD if hot else Tone.GOOD
    steps = subject.places(finding.where)
    title = subject.name(finding.where) if finding.where in subject.document.records else finding.title
    if finding.where in subject.place:
        under = " · ".join(subject.name(key) for key in subject.counted(finding.where))
    else:
        under = " · ".join(subject.name(step) for step in steps)
    against = finding.against.said if finding.against else ""
    effect = None
    if finding.effect:
        effect = shown(
            finding.effect,
            words,
            title=words("spots.against", where=title, what=against),
            signed=True,
            tone=tone,
        )
    return Spot(
        title=title,
        under=under,
        level=shown(finding.level, words, title=words("shared.how-it-feels", where=title), places=places),
        effect=effect,
        importance=_importance(subject, finding),
        category=finding.category.said if finding.category else "",
        category_note=_by(finding, words),
        kind=words("spots.hotspot") if hot else words("spots.bright-spot"),
        tone=tone,
        moment=any(step in subject.moments for step in steps),
        reasons=finding.reasons or ((finding.says,) if finding.says else ()),
        against=against,
        category_tone=_CATEGORY.get(finding.category, Tone.PLAIN) if finding.category else Tone.PLAIN,
    )


def _by(finding: Finding, words: Words) -> str:
    """Who put a finding in its category."""
    return words("spots.a-person") if finding.category_by == "person" else finding.category_by


def _importance(subject: Subject, finding: Finding) -> Number | None:
    """The driver share of the touchpoint; of a step only where exactly one of its touchpoints has one."""
    keys = subject.counted(finding.where) if finding.where in subject.place else (finding.where.partition(":")[2],)
    found = [subject.drivers[key] for key in keys if key in subject.drivers]
    if len(found) != 1:
        return None
    title = subject.words("shared.share-of-loyalty-explained", where=subject.name(found[0].touchpoint))
    return shown(found[0].share, subject.words, title=title)


def matrix(subject: Subject) -> Matrix | None:
    """Importance × performance, or None where there is nothing to place or no cross hairs."""
    words, reading = subject.words, subject.reading
    if reading is None or not reading.crosshairs:
        return None
    positions = [p for p in reading.positions if p.importance.known and p.performance.known]
    if not positions:
        return None
    cross = reading.crosshairs
    scale = positions[0].performance.unit
    share = positions[0].importance.unit == "%"
    return Matrix(
        title=words("spots.importance-performance"),
        x_title=words("spots.how-it-feels", scale=scale) if scale else words("spots.how-it-feels-plain"),
        y_title=words("spots.how-much-loyalty-hangs-on", unit="%") if share else words("spots.how-important-it-is"),
        dots=tuple(_dot(subject, p) for p in sorted(positions, key=lambda p: (-p.importance.value, p.touchpoint))),
        x_range=_around([e for p in positions for e in (p.performance.low, p.performance.high)], cross[0]),
        y_range=_around([e for p in positions for e in (p.importance.low, p.importance.high)], cross[1], floor=0.0),
        cross=cross,
        corners=(
            Quadrant.MEND_FIRST.said, Quadrant.KEEP.said, Quadrant.WATCH.said, Quadrant.DO_NOT_OVERDO.said,
        ),
        note=words(
            "spots.bars-are-intervals-hollow-and",
            level="95",
        ),
    )  # fmt: skip


def _dot(subject: Subject, position: Position) -> Dot:
    words, name = subject.words, subject.name(position.touchpoint)
    corner = position.quadrant.said
    return Dot(
        label=name,
        x=shown(position.performance, words, title=words("shared.how-it-feels", where=name)),
        y=shown(position.importance, words, title=words("shared.share-of-loyalty-explained", where=name)),
        quadrant=corner,
        moment=any(step in subject.moments for step in subject.places(f"touchpoint:{position.touchpoint}")),
        unsure=position.quadrant is Quadrant.UNSURE,
        tone=Tone.BAD if position.quadrant is Quadrant.MEND_FIRST else Tone.ACCENT,
    )


def _around(values: list[float], cross: float, *, floor: float | None = None) -> tuple[float, float]:
    """A range with round ends and some air that holds all values and the cross."""
    low, high = min(*values, cross), max(*values, cross)
    air = (high - low) * 0.06 or 0.5
    step = 10 ** math.floor(math.log10(air * 2)) / 2
    start = math.floor((low - air) / step) * step
    return (max(start, floor) if floor is not None else start, math.ceil((high + air) / step) * step)
