"""The atlas: every journey of a workspace over the life cycle of its customers, with coverage, blind spots and health.

What lives here: read_atlas, and the checks of what leads from map to map. Not here: reading evidence (study), drawing
(render.atlas). What nobody measured is said to be unmeasured; no number stands without its n.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from outsidein import maps
from outsidein.ground import Diagnostic, Place, Severity
from outsidein.ground.progress import Progress, nothing
from outsidein.ground.speech import language
from outsidein.insight import FindingKind, Freshness, Reading
from outsidein.maps import Document, State
from outsidein.measures import Ask, Estimate
from outsidein.workspace.author import MapFile, read_maps
from outsidein.workspace.folder import Folder
from outsidein.workspace.hierarchy import Opening, openings_of
from outsidein.workspace.phrases import say
from outsidein.workspace.study import Study, open_study


class Health(StrEnum):
    """How well a journey is known and kept; told by a shape and a word, never by colour alone."""

    GOOD = "good"
    WATCH = "watch"
    POOR = "poor"
    UNKNOWN = "unknown"


class Blind(StrEnum):
    """What kind of thing nobody sees."""

    PHASE = "phase"
    STEPS = "steps"
    REVIEW = "review"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Spot:
    """The worst hotspot of a journey: where it is and how it feels there."""

    where: str
    title: str
    level: Estimate


@dataclass(frozen=True, slots=True)
class Band:
    """One journey of the atlas. ``heard`` of its ``steps`` have a level from evidence.

    ``steps`` are those that can have one: none on a map whose kind meets no touchpoint step by step, which says in
    ``holds`` what it has instead (towers, actors and flows, places).
    ``level`` is the mean of the answers that count for its steps, None where there are none; ``due`` is when its review
    is due, ``overdue`` whether that has passed (or it was never reviewed, though it is to be).
    """

    key: str
    title: str
    kind: str
    state: str
    of: str
    phase: str
    owner: str
    steps: int
    heard: int
    holds: str
    silent: tuple[str, ...]
    """The names of its steps without evidence."""
    level: Estimate | None
    worst: Spot | None
    freshness: Freshness | None
    reviewed: str
    due: date | None
    overdue: bool
    opens: tuple[Opening, ...]
    parents: tuple[tuple[str, str], ...]
    """Keys of the maps from which it opens, each with the name of the step."""
    health: Health
    why: tuple[str, ...]
    fictional: bool


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the life cycle: the keys of its journeys. ``offered`` says that the catalogue has it."""

    id: str
    name: str
    meaning: str
    journeys: tuple[str, ...]
    offered: bool


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """Something that nobody sees, in a sentence; ``map`` and ``phase`` say where, as far as it is somewhere."""

    kind: Blind
    says: str
    map: str = ""
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Atlas:
    """All journeys of a workspace. ``unreadable`` are map files that could not be read, with why."""

    name: str
    phases: tuple[Phase, ...]
    bands: tuple[Band, ...]
    blind: tuple[BlindSpot, ...]
    phases_mapped: int
    steps: int
    steps_heard: int
    headline: str
    unreadable: tuple[Diagnostic, ...]

    def band(self, key: str) -> Band | None:
        """The journey of this key."""
        return next((one for one in self.bands if one.key == key), None)


def read_atlas(folder: Folder, *, now: datetime, progress: Progress = nothing) -> Atlas:
    """The atlas of a workspace as its maps and its evidence have it now."""
    files = read_maps(folder)
    documents = [one.document for one in files if one.document is not None]
    unreadable = tuple(found for one in files if one.document is None for found in one.diagnostics)
    if not (folder.store / "ledger.jsonl").exists():
        return draw_atlas(folder.name, documents, {}, {}, today=now.date(), unreadable=unreadable)
    readings: dict[str, Reading] = {}
    levels: dict[str, Estimate] = {}
    with open_study(folder) as study:
        real = [one for one in documents if one.journey.state is State.AS_IS]  # what is not yet was never measured
        for at, document in enumerate(real if study.store.imports else ()):
            progress(at, len(real), document.journey.title)
            readings[document.journey.key] = reading = study.read(document, now=now)
            level = _level(study, reading)
            if level is not None:
                levels[document.journey.key] = level
    return draw_atlas(folder.name, documents, readings, levels, today=now.date(), unreadable=unreadable)


def draw_atlas(
    name: str,
    documents: Iterable[Document],
    readings: Mapping[str, Reading],
    levels: Mapping[str, Estimate],
    *,
    today: date,
    unreadable: tuple[Diagnostic, ...] = (),
) -> Atlas:
    """The atlas of these maps; ``readings`` and ``levels`` are by the key of the map."""
    documents = list(documents)
    known = {one.journey.key for one in documents}
    openings = {one.journey.key: tuple(openings_of(one, known)) for one in documents}
    parents: dict[str, list[tuple[str, str]]] = {}
    for key, found in openings.items():
        for one in found:
            parents.setdefault(one.to, []).append((key, one.name))
    bands = tuple(
        _band(one, readings.get(one.journey.key), levels.get(one.journey.key), openings[one.journey.key],
              tuple(parents.get(one.journey.key, ())), today)
        for one in documents
    )  # fmt: skip
    phases = tuple(_phases(bands, parents))
    # A state that is not yet cannot have been heard: it does not count against what was.
    real = [one for one in bands if one.state == "as-is"]
    steps, heard = sum(one.steps for one in real), sum(one.heard for one in real)
    mapped = sum(bool(one.journeys) for one in phases if one.offered)
    blind = tuple(_blind(phases, bands))
    offered = sum(one.offered for one in phases)
    if steps:
        headline = say("atlas.headline", n=len(bands), mapped=mapped, phases=offered, heard=heard, steps=steps)
    elif bands:
        headline = say("atlas.headline.without-steps", n=len(bands), mapped=mapped, phases=offered)
    else:
        headline = say("atlas.empty")
    return Atlas(name, phases, bands, blind, mapped, steps, heard, headline, unreadable)


def check_opens(files: Iterable[MapFile]) -> tuple[Diagnostic, ...]:
    """What leads from map to map and does not: unknown keys, and journeys that open into themselves."""
    known = {one.document.journey.key: one for one in files if one.document is not None}
    return tuple(_check_opens(known))


def _check_opens(known: Mapping[str, MapFile]) -> Iterator[Diagnostic]:
    edges: dict[str, tuple[Opening, ...]] = {}
    for key, file in known.items():
        document = file.document
        if document is None:
            continue
        edges[key] = tuple(openings_of(document, set(known)))
        of = document.journey.of
        if of and of not in known:
            says = say("atlas.of-unknown", key=of)
            where = Place(file.path.name, record=document.journey.id)
            yield Diagnostic("workspace/state-of-unknown", says, _known(known), where, Severity.WARNING)
        for one in edges[key]:
            if not one.known:
                says = say("atlas.opens-unknown", name=one.name, key=one.to)
                where = Place(file.path.name, record=one.record)
                yield Diagnostic("workspace/opens-unknown", says, _known(known), where, Severity.WARNING)
    for ring in _rings({key: [one.to for one in found if one.known] for key, found in edges.items()}):
        where = Place(known[ring[0]].path.name)
        says = say("atlas.opens-in-a-ring", keys=" → ".join([*ring, ring[0]]))
        yield Diagnostic("workspace/opens-in-a-ring", says, say("atlas.open-the-ring"), where)


def _known(known: Iterable[str]) -> str:
    return say("atlas.known-are", known=", ".join(sorted(known)[:12]))


def _rings(edges: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """Every ring among the edges once, beginning with its first key by name (depth first, without recursion)."""
    seen: set[frozenset[str]] = set()
    done: set[str] = set()
    for start in sorted(edges):
        path: list[str] = []
        stack: list[tuple[str, int]] = [(start, 0)]
        while stack:
            key, depth = stack.pop()
            del path[depth:]
            if key in path:
                ring = path[path.index(key) :]
                if frozenset(ring) not in seen:
                    seen.add(frozenset(ring))
                    first = ring.index(min(ring))
                    yield ring[first:] + ring[:first]
                continue
            if key in done:
                continue
            path.append(key)
            stack += [(one, depth + 1) for one in edges.get(key, ())]
        done.add(start)


def _level(study: Study, reading: Reading) -> Estimate | None:
    """How the journey as a whole feels: the mean of the answers that count for one of its steps."""
    keys = tuple(sorted({key for point in reading.curve for key in point.touchpoints}))
    if not keys:
        return None
    ((_, rows),) = study.measure([Ask("emotional-level", where=(("touchpoint", keys),))], targets=False)
    return next((row.estimate for row in rows if row.estimate.known), None)


def _band(
    document: Document,
    reading: Reading | None,
    level: Estimate | None,
    opens: tuple[Opening, ...],
    parents: tuple[tuple[str, str], ...],
    today: date,
) -> Band:
    head = document.journey
    measured = {point.step for point in reading.curve if point.level is not None} if reading else set()
    asked = "encounter" in maps.kind(document).records
    steps = document.steps if asked else ()
    silent = tuple(step.name for step in steps if step.id not in measured)
    due, overdue = _due(head.reviewed, head.review_every, today)
    spots = [one for one in reading.findings if one.kind is FindingKind.HOTSPOT] if reading else []
    worst = min(spots, key=lambda one: one.level.value, default=None)
    fresh = reading.freshness if reading and reading.responses else None
    heard = len(steps) - len(silent)
    holds = "" if asked else _holds(document)
    health, why = _health(heard, len(steps) if asked else None, worst is not None, fresh, overdue, head.state.value)
    return Band(
        head.key, head.title, head.kind, head.state.value, head.of, head.phase, head.owner, len(steps), heard,
        holds, silent, level, Spot(worst.where, worst.title, worst.level) if worst else None, fresh, head.reviewed, due,
        overdue, opens, parents, health, why, head.fictional,
    )  # fmt: skip


def _holds(document: Document) -> str:
    """What stands on a map without steps that could be heard, counted in the words of its structure."""
    kind = maps.kind(document)
    cards = len(document.all(maps.Card))
    match kind.structure:
        case maps.Structure.NETWORK:
            return say("atlas.holds.network", n=len(document.all(maps.Actor)), more=len(document.all(maps.Flow)))
        case maps.Structure.SPATIAL:
            return say("atlas.holds.spatial", n=len(document.all(maps.PlanPlace)), more=cards)
        case _:
            n, spine = len(document.steps), kind.spine.within(language())
            return say("atlas.holds.spine", n=n, what=spine.step if n == 1 else spine.steps, more=cards)


def _due(reviewed: str, every: int | None, today: date) -> tuple[date | None, bool]:
    if not reviewed:
        return None, every is not None
    if every is None:
        return None, False
    due = date.fromisoformat(reviewed) + timedelta(days=every)
    return due, due < today


def _health(
    heard: int, steps: int | None, hot: bool, fresh: Freshness | None, overdue: bool, state: str
) -> tuple[Health, tuple[str, ...]]:
    """How a journey stands, and why: never better than what is known of it. No ``steps`` where none can be heard."""
    if state != "as-is":
        return Health.UNKNOWN, (say("atlas.why.not-yet"),)
    if steps is None:
        return Health.UNKNOWN, (say("atlas.why.unasked"),)
    if not heard:
        return Health.UNKNOWN, (say("atlas.why.unheard"),)
    why = []
    if hot:
        why.append(say("atlas.why.hotspot"))
    if fresh is not None and fresh.stale:
        why.append(say("atlas.why.stale"))
    if overdue:
        why.append(say("atlas.why.overdue"))
    if heard < steps:
        why.append(say("atlas.why.silent", n=steps - heard))
    if hot:
        return Health.POOR, tuple(why)
    return (Health.WATCH, tuple(why)) if why else (Health.GOOD, (say("atlas.why.good"),))


def _phases(bands: tuple[Band, ...], parents: Mapping[str, object]) -> Iterator[Phase]:
    """The phases of the catalogue in their order, then those that maps name themselves, then what names none."""
    offered = maps.catalog.life_phases()
    by_name = {term.name.casefold(): id for id, term in offered.items()}
    found: dict[str, list[str]] = {}
    for one in bands:
        phase = one.phase.strip()
        found.setdefault(phase if phase in offered else by_name.get(phase.casefold(), phase), []).append(one.key)
    for id, term in offered.items():
        yield Phase(id, term.name, term.meaning, tuple(found.pop(id, ())), offered=True)
    rest = found.pop("", [])
    for name, keys in found.items():
        yield Phase(name, name, "", tuple(keys), offered=False)
    if rest:
        yield Phase("", say("atlas.no-phase"), "", tuple(rest), offered=False)


def _blind(phases: tuple[Phase, ...], bands: tuple[Band, ...]) -> Iterator[BlindSpot]:
    for phase in phases:
        if phase.offered and not phase.journeys and bands:
            yield BlindSpot(Blind.PHASE, say("atlas.blind.phase", phase=phase.name), phase=phase.id)
    for band in bands:
        if band.silent and band.state == "as-is":
            says = say("atlas.blind.steps", map=band.title, n=len(band.silent), steps=band.steps)
            yield BlindSpot(Blind.STEPS, says, map=band.key)
        if not band.reviewed:
            yield BlindSpot(Blind.REVIEW, say("atlas.blind.review", map=band.title), map=band.key)
        elif band.overdue:
            yield BlindSpot(Blind.REVIEW, say("atlas.blind.overdue", map=band.title), map=band.key)
        if not band.phase.strip() and not band.parents and not band.of:
            yield BlindSpot(Blind.PLACE, say("atlas.blind.place", map=band.title), map=band.key)


def print_atlas(atlas: Atlas) -> bytes:
    """The atlas as a page (HTML), in the language spoken."""
    from outsidein.render.atlas import AtlasBand, AtlasScene, write_atlas
    from outsidein.render.words import Words

    words = Words(language())

    def lines(band: Band) -> Iterator[str]:
        yield " ".join(band.why)
        if band.level is not None:
            span = words.span(band.level.low, band.level.high, 1)
            yield say("atlas.level", level=words.number(band.level.value, 1), span=span, n=band.level.n)
        yield band.holds or say("atlas.heard", n=band.heard, steps=band.steps)
        if band.worst is not None:
            yield band.worst.title
        yield from (f"{one.name} → {one.to}" for one in band.opens)

    found = {one.key: AtlasBand(one.title, one.health.value, tuple(lines(one))) for one in atlas.bands}
    phases = tuple((phase.name, tuple(found[key] for key in phase.journeys)) for phase in atlas.phases)
    scene = AtlasScene(atlas.name, atlas.headline, phases, tuple(one.says for one in atlas.blind))
    return write_atlas(scene).encode()
