"""Where a journey branches, goes back or ends early: the arrows between the steps of a map, worded and arranged.

What lives here: what stands on each arrow and what it says. Not here: how it runs (render.branches), arrows from card
to card (handing).
"""

from __future__ import annotations

from outsidein.maps.kind import Kind
from outsidein.maps.spine import Step
from outsidein.maps.ties import Arrow, Way
from outsidein.render.branches import Branch, Branches, arranged, levels
from outsidein.render.composition.subject import Subject


def branches(subject: Subject, kind: Kind) -> Branches | None:
    """The branches that are drawn; None where the kind knows none, or there are none."""
    if Step.type not in kind.ties:
        return None
    found = [
        _branch(subject, one)
        for one in subject.document.all(Arrow)
        if one.parent in subject.place and (not one.to or one.to in subject.place)
    ]
    if not found:
        return None
    drawn = arranged(found, columns=len(subject.steps))
    used = {one.way for one in found}
    key = tuple((way.value, subject.words(f"branches.key.{way.value}")) for way in Way if way.value in used)
    spoken = "\n".join(one.says for one in found)
    return Branches(subject.words("branches.title"), len(subject.steps), levels(drawn), drawn, key, spoken)


def _branch(subject: Subject, arrow: Arrow) -> Branch:
    words, place = subject.words, subject.place
    source = place[arrow.parent]
    target = place[arrow.to] if arrow.to else None
    way = arrow.kind if arrow.to else Way.LEAVES
    here, there = subject.name(arrow.parent), subject.name(arrow.to) if arrow.to else ""
    said = words(f"branches.says.{way.value}", source=here, target=there)
    if target is None:
        onward, arrives = arrow.label or words("head.way.leaves"), ""
    else:
        onward = words(f"branches.onward.{way.value}", number=target + 1, name=there)
        arrives = words("branches.arrives", number=source + 1, name=here)
    with_label = words("branches.with", what=onward, label=arrow.label) if arrow.label and arrow.to else onward
    return Branch(
        id=arrow.id,
        source=source,
        target=target,
        way=way.value,
        label=arrow.label,
        onward=with_label,
        arrives=arrives,
        says=words("branches.with", what=said, label=arrow.label) if arrow.label else said,
    )
