"""Sharing: a map as strangers may see it, only what was chosen, and no group so small that it gives somebody away.

What lives here: the view behind a link. Not here: links, passwords and expiry (server), what is left out of a map
(maps.chosen) and of a reading (insight.suppress, insight.confine). See docs/reference/privacy.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from outsidein import maps, render
from outsidein.ground.speech import speaking
from outsidein.maps import Document
from outsidein.workspace.phrases import say

if TYPE_CHECKING:
    from outsidein.insight import Reading
    from outsidein.insight.public import Public
    from outsidein.render import Scene, SourceNote

NONE: Final[Mapping[str, bytes]] = MappingProxyType({})


def share_view(
    document: Document,
    reading: Reading | None,
    *,
    lanes: frozenset[str],
    today: date,
    sources: Iterable[SourceNote] = (),
    k: int = 5,
    personas: frozenset[str] | None = None,
    touchpoints: frozenset[str] | None = None,
    moments: bool = True,
    owners: bool = False,
    quotes: bool = True,
    everybody: Reading | None = None,
    language: str = "",
    pictures: Mapping[str, bytes] = NONE,
    walked: Callable[[Document], Public] | None = None,
) -> Scene:
    """The scene of what was chosen of ``document``, with the part of ``reading`` that goes with it.

    ``lanes`` are keys; ``personas`` and ``touchpoints`` ids, None for all (see ``maps.chosen``). ``reading`` is the
    whole one, of the whole map: it is suppressed here, the same way for every link to it, so that two links tell no
    more than the wider one. Where it is narrowed to a persona or segment, give the one of ``everybody``, too. Of
    ``sources`` only their kinds are told. ``walked`` tells how journeys are walked in the part (``public_ways``): then
    the lanes of steps are counted from the same journeys as the charts, so that the two cannot be held against each
    other. ``language`` is that of the product's words, the map's own unless given.
    """
    part = maps.chosen(
        document, lanes=lanes, personas=personas, touchpoints=touchpoints, moments=moments, owners=owners
    )
    spoken = language or document.journey.language
    with speaking(spoken):
        shown, public = None, None
        if reading is not None:
            from outsidein import insight

            safe = insight.suppress(reading, k=k, everybody=everybody)
            public = walked(part) if walked and reading.walked and not reading.scope else None
            if public and public.walked:
                safe = replace(safe, walked=public.walked)
            shown = insight.confine(safe, part, quotes=quotes, k=k)
        ways = public.ways if public else None
        scene = render.compose(part, shown, today=today, language=spoken, pictures=pictures, walked=ways)
        return _with_kinds(scene, sources)


def share_page(scene: Scene) -> bytes:
    """The scene as one HTML page with its own policy: no script of others, nothing fetched."""
    return render.write_html(scene).encode()


def _with_kinds(scene: Scene, sources: Iterable[SourceNote]) -> Scene:
    kinds = sorted({note.kind for note in sources if note.kind})
    if not kinds or not scene.notes:
        return scene
    return replace(scene, notes=(say("sharing.from", kinds=", ".join(kinds)), *scene.notes))
