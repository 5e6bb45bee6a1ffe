"""A journey in CJML 2.0 (XML of SINTEF) read as a map: phases are stages, communication points and actions steps.

What lives here: read_cjml. Elements are known by their local names, whatever their namespace; references that lead
nowhere are names. XML with a document type, entities or external references is refused before it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from outsidein.maps.bringing.building import Builder
from outsidein.maps.bringing.notes import Notes
from outsidein.maps.document import Document
from outsidein.maps.phrases import say
from outsidein.maps.spine import State

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_JOURNEYS: Final = {"plannedJourney": State.TO_BE, "actualJourney": State.AS_IS}
_POINTS: Final = {"plannedCommunicationPoint", "actualCommunicationPoint", "plannedAction", "actualAction"}
_DEEPEST: Final = 100
_MOST_MARKS: Final = 1_000_000
"""Marks (``<``) of a file: what is read takes some hundred bytes of memory for each."""


def read_cjml(data: bytes, *, title: str, notes: Notes) -> Document | None:
    """The first journey of the file; None where there is none, with what is wrong in ``notes``."""
    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    if data.count(b"<") > _MOST_MARKS:
        notes.error(
            "maps/too-much-to-bring", say("bringing.xml-too-much", most=f"{_MOST_MARKS:,}"), say("bringing.split-it")
        )
        return None
    try:
        root = ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        notes.error("maps/xml-unsafe", say("bringing.xml-unsafe"), say("bringing.xml-plain"))
        return None
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        line = getattr(error, "position", (None,))[0]
        notes.error("maps/xml-broken", say("bringing.xml-broken"), say("bringing.export-anew"), line=line)
        return None
    if _depth(root) > _DEEPEST:
        notes.error("maps/xml-unsafe", say("bringing.xml-deep"), say("bringing.xml-plain"))
        return None
    journeys = [one for one in root.iter() if _name(one) in _JOURNEYS]
    if not journeys:
        notes.error("maps/no-cjml-journey", say("bringing.no-cjml"), say("bringing.cjml-has"))
        return None
    if len(journeys) > 1:
        notes.warn("maps/more-journeys", say("bringing.more-journeys", n=len(journeys)), say("bringing.one-file-each"))
    return _built(journeys[0], title, notes)


def _built(journey: Element, title: str, notes: Notes) -> Document:
    named = _text(journey, "journeyName") or _text(journey, "journeyTitle") or _text(journey, "journeyID") or title
    builder = Builder(named, notes, state=_JOURNEYS[_name(journey)])
    actors = _actors(journey, builder)
    stages: dict[str, str] = {}
    for phase in (one for one in journey.iter() if _name(one) == "journeyPhase"):
        if builder.full:
            break
        key = phase.get("phaseID") or _text(phase, "phaseID") or _text(phase, "phaseName")
        if key not in stages:
            stages[key] = builder.stage(_text(phase, "phaseName") or key, _text(phase, "phaseDescription"))
    last = ""
    for point in (one for one in journey.iter() if _name(one) in _POINTS):
        if builder.full:
            break
        belongs = _first(point, "belongsTo")
        phase_id = (belongs.get("phaseIDref") or "").strip() if belongs is not None else ""
        if phase_id and phase_id not in stages:
            stages[phase_id] = builder.stage(phase_id)
        last = phase_id or last or next(iter(stages), "")
        if not last and "" not in stages:
            stages[""] = builder.stage(say("bringing.whole-journey"))
        _point(point, builder.step(stages[last], *_called(point)), actors, builder)
    if not last and not stages:
        notes.error("maps/no-steps-found", say("bringing.no-cjml"), say("bringing.cjml-has"))
    return builder.document()


def _called(point: Element) -> tuple[str, str]:
    """The name of a step and what it is about: what whoever begins it does."""
    label = _text(point, "initiatorLabel") or _text(point, "receiverLabel") or _text(point, "message")
    return label or _text(point, "touchpointID") or say("bringing.unnamed"), _text(point, "comment")


def _point(point: Element, step: str, actors: dict[str, tuple[str, bool]], builder: Builder) -> None:
    for side, label in (("initiator", "initiatorLabel"), ("receiver", "receiverLabel")):
        part = _first(point, side)
        refers = _first(part, "refersTo") if part is not None else None
        who = (refers.get("actorIDref") or "") if refers is not None else ""
        name, customer = actors.get(who, (who, False))
        text = _text(part, label) if part is not None else ""
        if text:
            builder.card(
                step,
                builder.lane("actions" if customer else "organisation-activities"),
                text if customer or not name else f"{name}: {text}",
            )
    channel = _first(point, "channel")
    if channel is not None:
        builder.encounter(step, _text(channel, "channelName") or (channel.text or "").strip())
    experience = _first(point, "touchpointExperience")
    if experience is None:
        experience = _first(point, "touchPointExperience")
    if experience is not None:
        builder.card(step, "feelings", _text(experience, "experienceDescription"))
        rating = _text(experience, "experienceRating")
        try:
            level = float(rating.replace(",", "."))
        except ValueError:
            level = 0.0
        if 1 <= level <= 10:
            builder.card(step, "emotion", value=level)
        elif rating:
            says = say("bringing.rating", text=rating[:40])
            builder.notes.warn("maps/not-a-score", says, say("bringing.write-a-number"))


def _actors(journey: Element, builder: Builder) -> dict[str, tuple[str, bool]]:
    """Who takes part, by id: name, and whether it is the customer."""
    found: dict[str, tuple[str, bool]] = {}
    for one in journey.iter():
        if builder.full:
            break
        if _name(one) not in ("endUser", "serviceProvider"):
            continue
        id = (one.get("actorID") or one.get("actorIDref") or _text(one, "actorID")).strip()
        customer = _name(one) == "endUser"
        name = _text(one, "actorName") or _text(one, "companyName") or _text(one, "endUserName") or id
        if name and id not in found:
            found[id] = name, customer
            if customer:
                builder.persona(name, _text(one, "actorDescription"))
    return found


def _first(parent: Element, name: str) -> Element | None:
    return next((one for one in parent.iter() if _name(one) == name), None)


def _text(parent: Element, name: str) -> str:
    found = _first(parent, name)
    return " ".join("".join(_texts(found)).split()) if found is not None else ""


def _texts(element: Element) -> Iterator[str]:
    yield from (text for text in element.itertext() if text)


def _name(element: Element) -> str:
    tag: Any = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _depth(root: Element) -> int:
    deepest, waiting = 0, [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in element]
    return deepest
