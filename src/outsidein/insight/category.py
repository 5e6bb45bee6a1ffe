"""Categories: where the cause of a hotspot may lie, as a person said or as the kind of touchpoint suggests.

What lives here: the proposal and whose it is. Not here: the hotspots (hotspots). A proposal is where to look first, no
diagnosis.
"""

from __future__ import annotations

from collections.abc import Sequence

from outsidein.ground.writing import inside
from outsidein.insight.finding import Category
from outsidein.insight.phrases import say
from outsidein.maps.cast import Channel, Owner, Touchpoint
from outsidein.maps.catalog import channels, owners, touchpoint_kinds
from outsidein.maps.document import Document
from outsidein.maps.spine import Step

PERSON = "person"

_WORDS = {category.name.lower(): category for category in Category}


def categorise(document: Document, where: str, lowest_first: Sequence[str] = ()) -> tuple[Category | None, str]:
    """The category of a touchpoint or step (its id), and who put it there.

    Of a step it is the one its touchpoints share; where they differ, that of the lowest (``lowest_first``, by key).
    """
    record = document.records.get(where)
    if isinstance(record, Touchpoint):
        return _of(record)
    if not isinstance(record, Step):
        return None, ""
    met = {touchpoint.key: _of(touchpoint) for _, touchpoint in document.encounters(where)}
    for key in lowest_first:
        if key in met:
            return met[key]
    kinds = set(met.values())
    return kinds.pop() if len(kinds) == 1 else (None, "")


def read_category(text: str) -> Category | None:
    """The category that a person wrote, by its id or its name."""
    word = text.strip().casefold()
    return _WORDS.get(word) or next((one for one in Category if one.value == word), None)


def _of(touchpoint: Touchpoint) -> tuple[Category, str]:
    said = read_category(touchpoint.category)
    if said:
        return said, PERSON
    if touchpoint.owner in (Owner.PARTNER, Owner.OTHERS):
        return Category.ORGANISATION, say(
            "category.proposed-from-its-owner", owner=inside(owners()[touchpoint.owner].name)
        )
    if touchpoint.channel is Channel.HUMAN_ASSISTED:
        return Category.PEOPLE, say(
            "category.proposed-from-its-channel", channel=inside(channels()[touchpoint.channel].name)
        )
    if touchpoint.channel is Channel.AUTOMATED:
        return Category.TECHNOLOGY, say(
            "category.proposed-from-its-channel", channel=inside(channels()[touchpoint.channel].name)
        )
    kind = touchpoint_kinds()[touchpoint.kind]
    return read_category(kind.category) or Category.PROPOSITION, say(
        "category.proposed-from-its-kind", kind=inside(kind.name)
    )
