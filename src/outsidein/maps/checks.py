"""The structural checks of maps: their head, stages, cards, cast and curve.

What lives here: checks that use only what is on the map. Not here: those of networks, towers, plans and ways (gaps),
running them (lint), what keeps a map from being read (soundness), how cards are worded (wording).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from outsidein.ground import Severity
from outsidein.maps import catalog
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.kind import Role, kind, lanes_of
from outsidein.maps.phrases import say
from outsidein.maps.remark import CHECKS, Remark, check
from outsidein.maps.report import did_you_mean, listed, shown
from outsidein.maps.spine import Step
from outsidein.maps.ties import Anchor, Encounter

__all__ = ["CHECKS", "HIGHEST", "LOWEST", "Remark"]

LOWEST, HIGHEST = 1, 10
"""The ends of the emotional level."""


_SECTIONS = ("stage", "actor", "place", "journey")
"""What a map can begin with, of which its kind has one."""


@check("maps/map-empty")
def map_empty(document: Document, today: date | None) -> Iterator[Remark]:
    """The whole map is empty: no stage, no actor, no place."""
    if not (document.stages or document.actors or document.places):
        section = next(one for one in _SECTIONS if one in kind(document).records)
        fix = say("checks.add-the-first-under", section=section)
        yield Remark(document.journey.id, say("checks.there-is-nothing-on-this"), fix, Severity.WARNING)


@check("maps/map-without-owner")
def map_without_owner(document: Document, today: date | None) -> Iterator[Remark]:
    """Nobody keeps the map true."""
    if not document.journey.owner.strip():
        yield Remark(document.journey.id, say("checks.nobody-owns-this-map"), say("checks.name-who-keeps-it-true"))


@check("maps/review-overdue")
def review_overdue(document: Document, today: date | None) -> Iterator[Remark]:
    """The review rhythm of the map was missed."""
    head = document.journey
    if today is None or head.review_every is None:
        return
    fix = say("checks.go-through-it-with-those")
    if not head.reviewed:
        says = say("checks.this-map-is-to-be", n=head.review_every)
        yield Remark(head.id, says, fix, Severity.WARNING)
        return
    late = (today - date.fromisoformat(head.reviewed)).days - head.review_every
    if late > 0:
        due = date.fromisoformat(head.reviewed) + timedelta(days=head.review_every)
        says = say("checks.the-review-of-this-map", due=due.isoformat(), n=late)
        yield Remark(head.id, says, fix, Severity.WARNING)


@check("maps/stage-empty")
def stage_empty(document: Document, today: date | None) -> Iterator[Remark]:
    """A stage without steps, or with nothing in it at all."""
    for stage in document.stages:
        steps = document.children(stage.id, Step)
        filled = any(document.children(one.id, part) for one in (stage, *steps) for part in (Card, Encounter))
        if not steps:
            fix = say("checks.add-what-the-customer-goes")
            yield Remark(stage.id, say("checks.the-stage-has-no-step", name=shown(stage.name)), fix)
        elif not filled:
            fix = say("checks.say-what-the-customer-does")
            yield Remark(stage.id, say("checks.nothing-stands-in-the-stage", name=shown(stage.name)), fix)


@check("maps/lane-empty")
def lane_empty(document: Document, today: date | None) -> Iterator[Remark]:
    """A lane without which this kind of map says little, and no card in it."""
    used = {card.lane for card in document.all(Card)}
    if not (document.steps or document.actors or document.places):
        return
    for lane in lanes_of(document):
        if not lane.required:
            continue
        if lane.key not in used and not (lane.role is Role.TOUCHPOINTS and document.all(Encounter)):
            says = say("checks.the-lane-is-empty-on", title=lane.title)
            yield Remark(document.journey.id, says, lane.of.hint)


@check("maps/card-empty")
def card_empty(document: Document, today: date | None) -> Iterator[Remark]:
    """A card that says nothing."""
    for card in document.all(Card):
        if not card.text.strip() and card.value is None:
            says = say("checks.a-card-in-of-says", lane=card.lane, where=_name(document, card.parent))
            yield Remark(card.id, says, say("checks.write-it-or-remove-it"))


@check("maps/step-without-touchpoint")
def step_without_touchpoint(document: Document, today: date | None) -> Iterator[Remark]:
    """A step at which nothing of the organisation is met; said only once the map has touchpoints."""
    if not document.all(Encounter):
        return
    for step in document.steps:
        if not document.children(step.id, Encounter):
            fix = say("checks.add-what-is-met-there")
            yield Remark(step.id, say("checks.at-the-step-no-touchpoint", name=shown(step.name)), fix)


@check("maps/touchpoint-never-met")
def touchpoint_never_met(document: Document, today: date | None) -> Iterator[Remark]:
    """A touchpoint of the map that stands at no step."""
    met = {tie.touchpoint for tie in document.all(Encounter)}
    for touchpoint in document.touchpoints:
        if touchpoint.id not in met:
            fix = say("checks.add-under-touchpoints-of-the", key=touchpoint.key)
            yield Remark(touchpoint.id, say("checks.the-touchpoint-is-met-at", name=shown(touchpoint.name)), fix)


@check("maps/touchpoint-at-several-steps")
def touchpoint_at_several_steps(document: Document, today: date | None) -> Iterator[Remark]:
    """A touchpoint met at several steps, where it is not said for which one of them an answer about it stands."""
    met: dict[str, dict[str, list[Anchor | None]]] = {}
    for step in document.steps:
        for tie in document.children(step.id, Encounter):
            met.setdefault(tie.touchpoint, {}).setdefault(step.id, []).append(tie.anchor)
    for touchpoint in document.touchpoints:
        steps = met.get(touchpoint.id, {})
        marked = [step for step, anchors in steps.items() if Anchor.REPRESENTATIVE in anchors]
        if len(steps) < 2 or len(marked) == 1:
            continue
        if not marked and all(anchor is Anchor.INDICATIVE for anchors in steps.values() for anchor in anchors):
            continue
        names = listed((_name(document, step) for step in (marked or steps)), most=8)
        says = say(
            "checks.the-touchpoint-at-steps-an",
            name=shown(touchpoint.name),
            marked=bool(marked),
            n=len(marked or steps),
            names=names,
        )
        fix = say("checks.say-at-which-one-it", key=touchpoint.key)
        yield Remark(touchpoint.id, says, fix, Severity.WARNING)


@check("maps/persona-without-segment")
def persona_without_segment(document: Document, today: date | None) -> Iterator[Remark]:
    """A persona tied to no segment of the evidence."""
    for persona in document.personas:
        if not persona.segment:
            fix = say("checks.tie-it-to-the-data")
            says = say("checks.the-persona-is-tied-to", name=shown(persona.name))
            yield Remark(persona.id, says, fix)


@check("maps/pain-without-evidence")
def pain_without_evidence(document: Document, today: date | None) -> Iterator[Remark]:
    """A pain point that names nothing that backs it."""
    for card in _cards(document, "pains"):
        if not card.evidence and card.text.strip():
            fix = say("checks.name-what-backs-it-such")
            yield Remark(card.id, say("checks.the-pain-point-names-no", text=shown(card.text)), fix)


@check("maps/opportunity-without-owner")
def opportunity_without_owner(document: Document, today: date | None) -> Iterator[Remark]:
    """An opportunity that nobody owns."""
    for card in _cards(document, "opportunities"):
        if not card.owner.strip() and card.text.strip():
            fix = say("checks.name-who-takes-it-on")
            yield Remark(card.id, say("checks.nobody-owns-the-opportunity", text=shown(card.text)), fix)


@check("maps/moment-without-reason")
def moment_without_reason(document: Document, today: date | None) -> Iterator[Remark]:
    """A moment of truth that does not say why it is one."""
    for moment in document.moments:
        if moment.reason.strip().lower() in ("", "true", "yes"):
            says = say("checks.is-marked-as-a-moment", where=_name(document, moment.parent))
            yield Remark(moment.id, says, say("checks.say-why-trust-is-won"), Severity.WARNING)


@check("maps/moment-not-met")
def moment_not_met(document: Document, today: date | None) -> Iterator[Remark]:
    """A moment of truth at a touchpoint that is not met at its step."""
    for moment in document.moments:
        met = {tie.touchpoint for tie in document.children(moment.parent, Encounter)}
        met.add(getattr(document.records.get(moment.parent), "touchpoint", ""))
        if moment.touchpoint and moment.touchpoint not in met:
            step, touchpoint = _name(document, moment.parent), _name(document, moment.touchpoint)
            says = say("checks.the-moment-of-truth-at", step=step, touchpoint=touchpoint)
            yield Remark(moment.id, says, say("checks.add-the-touchpoint-to-the"), Severity.WARNING)


@check("maps/emotion-out-of-range")
def emotion_out_of_range(document: Document, today: date | None) -> Iterator[Remark]:
    """A drawn emotional level that is none."""
    curves = {lane.key for lane in lanes_of(document, hidden=True) if lane.role is Role.CURVE}
    for card in document.all(Card):
        if card.lane not in curves:
            continue
        where = say("checks.of", lane=card.lane, where=_name(document, card.parent))
        if card.value is None:
            yield Remark(
                card.id,
                say("checks.has-no-level", where=where),
                say("checks.write-a-number-from-to", lowest=LOWEST, highest=HIGHEST),
            )
        elif not LOWEST <= card.value <= HIGHEST:
            says = say(
                "checks.is-the-emotional-level-runs", where=where, value=card.value, lowest=LOWEST, highest=HIGHEST
            )
            yield Remark(
                card.id, says, say("checks.write-a-number-from-to", lowest=LOWEST, highest=HIGHEST), Severity.WARNING
            )


@check("maps/target-out-of-range")
def target_out_of_range(document: Document, today: date | None) -> Iterator[Remark]:
    """A target that no emotional level can reach."""
    for step in document.steps:
        if step.target is not None and not LOWEST <= step.target <= HIGHEST:
            says = say(
                "checks.the-target-of-is-levels",
                name=shown(step.name),
                target=step.target,
                lowest=LOWEST,
                highest=HIGHEST,
            )
            yield Remark(
                step.id, says, say("checks.write-a-number-from-to", lowest=LOWEST, highest=HIGHEST), Severity.WARNING
            )


@check("maps/category-unknown")
def category_unknown(document: Document, today: date | None) -> Iterator[Remark]:
    """A category that the catalogue does not know."""
    spots = catalog.hotspot_categories()
    known = {**spots, **catalog.opportunity_categories()}
    for touchpoint in document.touchpoints:
        if touchpoint.category and touchpoint.category not in spots:
            yield _unknown(touchpoint.id, say("checks.category"), touchpoint.category, spots)
    for card in document.all(Card):
        if card.category and card.category not in known:
            yield _unknown(card.id, say("checks.category"), card.category, known)


@check("maps/medium-unknown")
def medium_unknown(document: Document, today: date | None) -> Iterator[Remark]:
    """A medium that the catalogue does not know."""
    for touchpoint in document.touchpoints:
        if touchpoint.medium and touchpoint.medium not in catalog.media():
            yield _unknown(touchpoint.id, say("checks.medium"), touchpoint.medium, catalog.media())


@check("maps/value-unknown")
def value_unknown(document: Document, today: date | None) -> Iterator[Remark]:
    """A value outside the value model that the map names; a map may have a model of its own, which knows all."""
    model = catalog.value_models().get(document.journey.value_model)
    if model is None:
        named = document.journey.value_model
        if named and (fix := did_you_mean(named, catalog.value_models())):
            says = say("checks.the-value-model-is-taken", named=shown(named))
            yield Remark(document.journey.id, says, fix)
        return
    for touchpoint in document.touchpoints:
        for name, _ in touchpoint.values:
            if name not in model.values:
                yield _unknown(touchpoint.id, say("checks.value-of", name=model.name), name, model.values)


def _unknown(record: str, what: str, word: str, known: Mapping[str, object]) -> Remark:
    fix = did_you_mean(word, known) or say("checks.there-are", known=listed(known, most=20))
    return Remark(record, say("checks.is-no-of-the-catalogue", word=shown(word), what=what), fix, Severity.WARNING)


def _cards(document: Document, entry: str) -> Iterator[Card]:
    """The cards in lanes of one entry of the catalogue."""
    lanes = {lane.key for lane in lanes_of(document, hidden=True) if lane.of.id == entry}
    yield from (card for card in document.all(Card) if card.lane in lanes)


def _name(document: Document, record: str) -> str:
    found = document.records.get(record)
    return shown(getattr(found, "name", "") or record)
