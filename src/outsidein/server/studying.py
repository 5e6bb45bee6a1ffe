"""What workers work out: readings, measures and exports of a workspace folder, as plain JSON or bytes.

What lives here: functions that a worker process runs; they take paths and texts, never Django's objects. Not here:
asking for them (api), statistics (insight, measures).
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from outsidein import maps, render, workspace
from outsidein.ground import Diagnostic, EvidenceError, MapError
from outsidein.ground.speech import speaking
from outsidein.maps import Document
from outsidein.server.plain import plain

if TYPE_CHECKING:
    from outsidein.insight import Reading
    from outsidein.measures import Where


T = TypeVar("T")
_BUSY: Final = frozenset({"evidence/busy", "evidence/journeys-moved"})
_PATIENCE, _LOOK = 600.0, 0.3
"""Seconds to wait while another worker lays the same journeys out, and between two looks."""


def patiently(ask: Callable[[], T]) -> T:
    """The answer, asked again while somebody else lays out the journeys that it needs. Raises what ``ask`` raises."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return ask()
        except EvidenceError as error:
            if time.monotonic() > until or not any(one.code in _BUSY for one in error.diagnostics):
                raise
            time.sleep(_LOOK)


@dataclass(frozen=True, slots=True)
class Filter:
    """Whose answers count: a persona's key, pairs of dimension and values, from and to which day."""

    persona: str = ""
    where: Where = ()
    first: date | None = None
    last: date | None = None

    @property
    def period(self) -> Any:
        """The Period, or None where both ends are open."""
        from outsidein.measures import Period

        return Period(self.first, self.last) if self.first or self.last else None


def document_of(text: str) -> Document:
    """The map that a canonical text holds. Raises MapError where it holds none."""
    document, found = maps.read(text)
    if document is None:
        raise MapError(*found)
    return document


def warm() -> None:
    """Load what every question needs, so that the first one does not wait for it."""
    from outsidein import insight, measures

    for room in (insight, measures):
        assert room  # noqa: S101 - loading is the point


def reading(folder: Path, text: str, *, now: datetime, only: Filter, language: str) -> dict[str, Any]:
    """Everything the evidence says about the map, as ``Reading`` in web/schema; with it the ``names`` it speaks of,
    the ``rows`` of measures on the map, and the remarks of the linter that it has ``settled``.
    """
    with speaking(language), workspace.open_study(workspace.find(folder)) as study:
        document = document_of(text)  # which may be of a kind that the folder declares
        found = patiently(
            lambda: study.read(document, now=now, persona=only.persona, where=only.where, period=only.period)
        )
    made: dict[str, Any] = plain(found)
    names = {one.id: one.name for one in document.stages} | {one.id: one.name for one in document.steps}
    names |= {one.id: one.name for one in document.touchpoints}
    names |= {one.id: one.name for one in document.all(maps.Actor)}
    names |= {one.id: one.name or names.get(one.touchpoint, "") for one in document.all(maps.PlanPlace)}
    names |= {one.id: one.name for one in document.personas}
    with speaking(language):
        settled = _settled(document, found, today=now.date())
        rows = plain(render.measure_rows(found))
    return {**made, "names": names, "rows": rows, "settled": settled}


def _settled(document: Document, reading: Reading, *, today: date) -> list[tuple[str, str]]:
    """Remarks that the evidence settles, as code and record: a pain that people spoke of needs no comment."""
    said = maps.lint(document, today=today)
    open_ = set(workspace.unbacked(said, reading))
    return [(one.code, one.where.record or "") for one in said if one not in open_]


def remarks(folder: Path, text: str, *, today: date, language: str) -> list[dict[str, Any]]:
    """What the linter and the writing guide say of the map, each with the record it is about.

    A hint of the writing guide has a ``suggestion`` for the whole text and the ``word`` it hangs on; both may be empty.
    """
    with speaking(language), workspace.knowing_own(folder):
        document = document_of(text)
        found: tuple[Diagnostic, ...] = (*maps.lint(document, today=today), *maps.explain(document))
        advice = maps.advise(document)
    made: list[dict[str, Any]] = plain(found)
    hints = [{**plain(one.diagnostic), "suggestion": one.suggestion, "word": one.word} for one in advice]
    return made + hints


def arrange(folder: Path, text: str, *, anew: bool) -> list[dict[str, Any]]:
    """Where the actors of a network would stand; see ``render.places``."""
    with workspace.knowing_own(folder):
        document = document_of(text)
        with speaking(document.journey.language):
            return [{"id": id, "x": x, "y": y} for id, x, y in render.places(document, anew=anew)]


def export(
    folder: Path, text: str, form: str, *, now: datetime, language: str, persona: str = "", paper: str = "a2"
) -> bytes:
    """The map in one of the forms of ``workspace.publish.MEDIA``."""
    with speaking(language), workspace.open_study(workspace.find(folder)) as study:
        document = document_of(text)
        return patiently(lambda: workspace.export(study, document, form, now=now, persona=persona, paper=paper)).body


def evidence_stamp(folder: Path) -> str:
    """A text that changes with the evidence of a workspace and with what it calls its channels: quick, and asked by
    whoever keeps answers.
    """
    names = sorted(workspace.channel_names(folder).items())
    called = f" {json.dumps(names)}" if names else ""
    try:
        state = (workspace.find(folder).store / "ledger.jsonl").stat()
    except FileNotFoundError:
        return f"none{called}"
    return f"{state.st_mtime_ns}-{state.st_size}{called}"


def measures_of(
    folder: Path, text: str, *, by: tuple[str, ...], only: Filter, names: tuple[str, ...], language: str
) -> list[dict[str, Any]]:
    """What each measure says of the evidence, cut ``by`` dimensions; those that nothing answers are left out.

    ``text`` is the map that steps, stages and personas are of; empty: none.
    """
    from outsidein.measures import Ask, catalogue

    with speaking(language), workspace.open_study(workspace.find(folder)) as study:
        document = document_of(text) if text else None
        known = catalogue()
        wanted = [known.find(name) for name in names] if names else list(known.measures)
        asks = [Ask(one.id, by, where_of(document, only), only.period) for one in wanted]
        answered = study.measure(asks, document=document)
    return [
        {"measure": about_measure(one), "rows": plain(rows)}
        for one, (_, rows) in zip(wanted, answered, strict=True)
        if names or any(row.estimate.known for row in rows)
    ]


def accounts_of(
    folder: Path, text: str, *, account: str, role: str, k: int, only: Filter, language: str
) -> dict[str, Any]:
    """How each customer organisation and each role in it fares along the map, as ``AccountsOnMap`` with ``steps``."""
    with speaking(language), workspace.open_study(workspace.find(folder)) as study:
        document = document_of(text)
        where = where_of(document, only)
        found = study.accounts(document, account=account, role=role, where=where, period=only.period, k=k)
    made: dict[str, Any] = plain(found)
    return {**made, "steps": [{"id": one.id, "name": one.name} for one in document.steps]}


def trend_of(
    folder: Path, text: str, *, measure: str, by: tuple[str, ...], grain: str, only: Filter, language: str
) -> dict[str, Any]:
    """A measure period by period, for each key of ``by``."""
    from outsidein import insight
    from outsidein.measures import Ask, Grain, catalogue, trend

    with speaking(language), workspace.open_study(workspace.find(folder)) as study:
        document = document_of(text) if text else None
        anchors = insight.anchor_table(document) if document else None
        one = catalogue().find(measure)
        ask = Ask(measure, by, where_of(document, only), only.period)
        lines = trend(study.store, ask, grain=Grain(grain), anchors=anchors)
    return {"measure": about_measure(one), "lines": plain(lines)}


def dimensions_of(folder: Path, text: str) -> list[dict[str, Any]]:
    """By what the evidence can be cut and filtered, each with its values (those of which there are few enough)."""
    from outsidein import insight
    from outsidein.measures import known_dimensions, known_values

    with workspace.open_study(workspace.find(folder)) as study:
        anchors = insight.anchor_table(document_of(text)) if text else None
        names = known_dimensions(study.store, anchors=anchors)
        return [
            {"name": name, "values": list(known_values(study.store, name, anchors=anchors))[:500]} for name in names
        ]


def where_of(document: Document | None, only: Filter) -> Any:
    """The filter as measures take it: a persona is the segment it is tied to."""
    persona = document.records.get(f"persona:{only.persona}") if document and only.persona else None
    segment = getattr(persona, "segment", ())
    return (*only.where, *((f"segment:{name}", (value,)) for name, value in segment))


def about_measure(one: Any) -> dict[str, Any]:
    """What is to know of a measure of the catalogue."""
    return {
        "id": one.id,
        "name": one.name,
        "label": one.label,
        "unit": one.unit,
        "better": str(one.better),
        "formula": one.formula,
        "interval": one.interval,
        "minimum": one.minimum,
    }


def inventory(folder: Path) -> dict[str, Any]:
    """Everything that maps share, with the maps and steps where it is met; told by the map files and the library.

    ``used`` counts all that refers to a thing; only what is not used can be removed.
    """
    place = workspace.find(folder)
    documents = [one.document for one in workspace.read_maps(place) if one.document is not None]
    met: dict[tuple[str, str], list[dict[str, str]]] = {}
    for document in documents:
        for step in document.steps:
            for _, touchpoint in document.encounters(step.id):
                met.setdefault((document.journey.key, touchpoint.id), []).append({"id": step.id, "name": step.name})
    titles = {one.journey.key: one.journey.title for one in documents}
    found: dict[str, list[dict[str, Any]]] = {"touchpoints": [], "personas": [], "channels": [], "capabilities": []}
    for entry in workspace.list_library(place):
        type_ = entry.id.partition(":")[0]
        section = {**workspace.SHARED_RECORDS, **workspace.SHARED_TERMS}[type_]
        carried = [{"key": key, "title": titles[key], "steps": met.get((key, entry.id), [])} for key in entry.maps]
        record = {"type": type_, **plain(entry.thing)}
        found[section].append({"record": record, "maps": carried, "used": len(entry.uses), "uses": plain(entry.uses)})
    return dict(found)


@dataclass(frozen=True, slots=True)
class View:
    """What a link shows of a map."""

    lanes: frozenset[str]
    personas: frozenset[str] | None
    evidence: bool
    quotes: bool
    owners: bool
    language: str


def shared(folder: Path, text: str, view: View, *, now: datetime) -> bytes:
    """The page behind a link: only what was chosen, and no group so small that it gives somebody away."""
    with speaking(view.language), workspace.open_study(workspace.find(folder)) as study:
        document = document_of(text)
        reading = patiently(lambda: study.read(document, now=now)) if view.evidence else None
        scene = workspace.share_view(
            document,
            reading,
            lanes=view.lanes,
            today=now.date(),
            sources=study.source_notes() if view.evidence else (),
            personas=view.personas,
            owners=view.owners,
            quotes=view.quotes,
            language=view.language,
            pictures=workspace.pictures_of(study.folder, document),
            walked=lambda part: patiently(lambda: workspace.public_ways(study, document, part)),
        )
        return workspace.share_page(scene)
