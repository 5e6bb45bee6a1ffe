"""Composing: a map and its reading become a Scene, every text worded and every number written once.

What lives here: the order of the parts. Not here: the parts (head, lanes, curve, bars, spots, panels …), or drawing
any of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from outsidein.ground.diagnostics import Diagnostic
from outsidein.ground.speech import speaking
from outsidein.insight.reading import Reading
from outsidein.insight.ways import Ways
from outsidein.maps.document import Document
from outsidein.maps.kind import Kind
from outsidein.maps.kind import kind as kind_of
from outsidein.render.composition import panels
from outsidein.render.composition.branches import branches
from outsidein.render.composition.charts import charts
from outsidein.render.composition.handing import ties
from outsidein.render.composition.head import head, overall, personas, stages
from outsidein.render.composition.heard import quotes
from outsidein.render.composition.lanes import laid
from outsidein.render.composition.methods import legend, methods
from outsidein.render.composition.network import network
from outsidein.render.composition.network import panels as network_panels
from outsidein.render.composition.panels import SourceNote
from outsidein.render.composition.plan import panels as plan_panels
from outsidein.render.composition.plan import plan
from outsidein.render.composition.spots import matrix, spots, spots_say
from outsidein.render.composition.subject import NONE, Subject
from outsidein.render.composition.towers import gaps_fact, towers
from outsidein.render.composition.trends import trends
from outsidein.render.composition.unknown import unknown
from outsidein.render.plan import PlanView
from outsidein.render.scene import CardRow, QuadRow, Row, Scene
from outsidein.render.words import Words, right_to_left, tag

__all__ = ["SourceNote", "compose"]


def compose(
    document: Document,
    reading: Reading | None = None,
    *,
    today: date,
    kind: Kind | None = None,
    sources: Iterable[SourceNote] = (),
    remarks: Iterable[Diagnostic] = (),
    language: str = "",
    pictures: Mapping[str, bytes] = NONE,
    walked: Ways | None = None,
) -> Scene:
    """The scene of a map with what the evidence says about it (``reading`` None: nobody has looked).

    ``kind`` is the map's own unless given; ``sources`` and ``remarks`` (of the map's checks) fill their panels.
    ``language`` is that of the product's own words and of numbers, the map's own unless given, English where the
    product does not speak it; a reading is worded in the language in which it was read. ``pictures`` are those at hand
    by name; a card whose picture is not among them shows its text alone. ``walked`` is how journeys are walked
    (``insight.ways``), for the charts. Raises KeyError for a map of
    an unknown kind.
    """
    with speaking(language or document.journey.language) as spoken:
        subject = Subject(document, reading, Words(spoken), today, pictures)
        scene = _composed(subject, kind or kind_of(document), tuple(sources), tuple(remarks))
        return replace(scene, charts=charts(subject, walked), notes=(*scene.notes, *walked.notes)) if walked else scene


def _composed(subject: Subject, kind: Kind, sources: tuple[SourceNote, ...], remarks: tuple[Diagnostic, ...]) -> Scene:
    reading, journey = subject.reading, subject.document.journey
    words = subject.words
    top = head(subject, kind)
    made = laid(subject, kind)
    lanes = made.rows
    listed, chart = spots(subject), matrix(subject)
    tied = network(subject, kind)
    stacked = towers(subject, kind, lanes)
    spread = plan(subject, kind)
    found = (
        *network_panels(subject, tied, kind),
        *plan_panels(subject, spread),
        panels.drivers(subject),
        *panels.priorities(subject),
        trends(subject),
        panels.voices(subject),
        unknown(subject, made.left_out),
        panels.unallocated(subject),
        *panels.remarks(subject, remarks),
        panels.sources(subject, sources),
        methods(subject, lanes, listed, chart),
    )
    return Scene(
        language=tag(journey.language),
        right_to_left=right_to_left(journey.language),
        words_language=words.language,
        numbers=words.language,
        kicker=top.kicker,
        title=top.title,
        subtitle=top.subtitle,
        headline=top.headline,
        lead=top.lead,
        facts=(*top.facts, *gaps_fact(subject, kind, stacked)),
        fresh=top.fresh,
        personas=personas(subject),
        stages=stages(subject),
        rows=lanes,
        overall=overall(subject),
        spots=listed,
        spots_says=spots_say(subject),
        matrix=chart,
        panels=tuple(panel for panel in found if panel),
        quotes=quotes(subject),
        legend=legend(subject, lanes),
        footer=words("composition.made-with-outside-in-on", day=words.day(subject.today)),
        notes=reading.notes if reading else (),
        fictional=journey.fictional,
        network=tied,
        towers=stacked,
        plan=spread,
        lines=made.lines,
        spine=(kind.spine.stages, kind.spine.steps),
        ties=ties(subject, kind, lanes),
        branches=branches(subject, kind),
        pictures={name: subject.pictures[name] for name in _named(lanes, spread)},
    )


def _named(rows: Iterable[Row], spread: PlanView | None) -> Iterator[str]:
    for row in rows:
        yield from _pictured(row)
    if spread:
        yield from (spread.picture,) if spread.picture else ()
        yield from (card.picture for pin in spread.pins for lane in pin.lanes for card in lane.cards if card.picture)


def _pictured(row: Row) -> Iterator[str]:
    if isinstance(row, CardRow | QuadRow):
        for cell in row.cells:
            for one in cell:
                yield from (card.picture for card in (one if isinstance(one, tuple) else (one,)) if card.picture)
