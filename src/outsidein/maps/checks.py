"""The structural checks of maps, each under the name by which kinds of map ask for it.

What lives here: the checks, which use only what is on the map. Not here: running them (lint), what keeps a map from
being read (soundness), how cards are worded (wording). A hint is advice; a warning is what may mislead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from outsidein.ground import Severity
from outsidein.maps import catalog
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.kind import Role, lanes_of
from outsidein.maps.report import did_you_mean, listed, shown
from outsidein.maps.spine import Step
from outsidein.maps.ties import Anchor, Encounter

LOWEST, HIGHEST = 1, 10
"""The ends of the emotional level."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What one check says of one record."""

    record: str
    says: str
    fix: str
    severity: Severity = Severity.HINT


Check = Callable[[Document, date | None], Iterator[Remark]]
CHECKS: Final[dict[str, tuple[str, Check]]] = {}
"""The code of each Diagnostic and its check, by the name that kinds of map use."""


def check(code: str) -> Callable[[Check], Check]:
    """Enter a check in CHECKS under its code without the room, which is what kinds of map call it by."""

    def enter(function: Check) -> Check:
        CHECKS[code.removeprefix("maps/")] = code, function
        return function

    return enter


@check("maps/map-empty")
def map_empty(document: Document, today: date | None) -> Iterator[Remark]:
    """The whole map is empty: no stage, or nothing in any."""
    if not document.stages:
        fix = "Add the first stage under “stages”, with its first step."
        yield Remark(document.journey.id, "There is nothing on this map yet.", fix, Severity.WARNING)


@check("maps/map-without-owner")
def map_without_owner(document: Document, today: date | None) -> Iterator[Remark]:
    """Nobody keeps the map true."""
    if not document.journey.owner.strip():
        yield Remark(document.journey.id, "Nobody owns this map.", "Name who keeps it true: owner: …")


@check("maps/review-overdue")
def review_overdue(document: Document, today: date | None) -> Iterator[Remark]:
    """The review rhythm of the map was missed."""
    head = document.journey
    if today is None or head.review_every is None:
        return
    fix = "Go through it with those who know, then write the day under “reviewed”."
    if not head.reviewed:
        says = f"This map is to be reviewed every {_days(head.review_every)} and never was."
        yield Remark(head.id, says, fix, Severity.WARNING)
        return
    late = (today - date.fromisoformat(head.reviewed)).days - head.review_every
    if late > 0:
        due = date.fromisoformat(head.reviewed) + timedelta(days=head.review_every)
        says = f"The review of this map was due on {due.isoformat()}, {_days(late)} ago."
        yield Remark(head.id, says, fix, Severity.WARNING)


@check("maps/stage-empty")
def stage_empty(document: Document, today: date | None) -> Iterator[Remark]:
    """A stage without steps, or with nothing in it at all."""
    for stage in document.stages:
        steps = document.children(stage.id, Step)
        filled = any(document.children(one.id, part) for one in (stage, *steps) for part in (Card, Encounter))
        if not steps:
            fix = "Add what the customer goes through there, or remove the stage."
            yield Remark(stage.id, f"The stage {shown(stage.name)} has no step.", fix)
        elif not filled:
            fix = "Say what the customer does there and what is met, or remove the stage."
            yield Remark(stage.id, f"Nothing stands in the stage {shown(stage.name)} yet.", fix)


@check("maps/lane-empty")
def lane_empty(document: Document, today: date | None) -> Iterator[Remark]:
    """A lane without which this kind of map says little, and no card in it."""
    used = {card.lane for card in document.all(Card)}
    if not document.steps:
        return
    for lane in lanes_of(document):
        if not lane.required:
            continue
        if lane.key not in used and not (lane.role is Role.TOUCHPOINTS and document.all(Encounter)):
            says = f"The lane “{lane.title}” is empty on the whole map."
            yield Remark(document.journey.id, says, lane.of.hint)


@check("maps/card-empty")
def card_empty(document: Document, today: date | None) -> Iterator[Remark]:
    """A card that says nothing."""
    for card in document.all(Card):
        if not card.text.strip() and card.value is None:
            says = f"A card in “{card.lane}” of {_name(document, card.parent)} says nothing."
            yield Remark(card.id, says, "Write it, or remove it.")


@check("maps/step-without-touchpoint")
def step_without_touchpoint(document: Document, today: date | None) -> Iterator[Remark]:
    """A step at which nothing of the organisation is met; said only once the map has touchpoints."""
    if not document.all(Encounter):
        return
    for step in document.steps:
        if not document.children(step.id, Encounter):
            fix = "Add what is met there under “touchpoints”; without one no answer can be heard for this step."
            yield Remark(step.id, f"At the step {shown(step.name)} no touchpoint is met.", fix)


@check("maps/touchpoint-never-met")
def touchpoint_never_met(document: Document, today: date | None) -> Iterator[Remark]:
    """A touchpoint of the map that stands at no step."""
    met = {tie.touchpoint for tie in document.all(Encounter)}
    for touchpoint in document.touchpoints:
        if touchpoint.id not in met:
            fix = f"Add “{touchpoint.key}” under “touchpoints” of the steps where it is met, or remove it."
            yield Remark(touchpoint.id, f"The touchpoint {shown(touchpoint.name)} is met at no step.", fix)


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
        how = "is representative" if marked else "is met"
        says = (
            f"The touchpoint {shown(touchpoint.name)} {how} at {len(marked or steps)} steps ({names}): "
            "an answer about it fits them all and counts for none of them."
        )
        fix = (
            "Say at which one it stands for the experience: "
            f"{{touchpoint: {touchpoint.key}, anchor: representative}}; or at each that it is only indicative."
        )
        yield Remark(touchpoint.id, says, fix, Severity.WARNING)


@check("maps/persona-without-segment")
def persona_without_segment(document: Document, today: date | None) -> Iterator[Remark]:
    """A persona tied to no segment of the evidence."""
    for persona in document.personas:
        if not persona.segment:
            fix = "Tie it to the data, such as: segment: {travel: Personal}"
            says = f"The persona {shown(persona.name)} is tied to no segment: no answer can be shown as theirs."
            yield Remark(persona.id, says, fix)


@check("maps/pain-without-evidence")
def pain_without_evidence(document: Document, today: date | None) -> Iterator[Remark]:
    """A pain point that names nothing that backs it."""
    for card in _cards(document, "pains"):
        if not card.evidence and card.text.strip():
            fix = 'Name what backs it, such as: evidence: ["source:survey"]; or leave it as an assumption.'
            yield Remark(card.id, f"The pain point {shown(card.text)} names no evidence: it is an assumption.", fix)


@check("maps/opportunity-without-owner")
def opportunity_without_owner(document: Document, today: date | None) -> Iterator[Remark]:
    """An opportunity that nobody owns."""
    for card in _cards(document, "opportunities"):
        if not card.owner.strip() and card.text.strip():
            fix = "Name who takes it on: {text: …, owner: …}"
            yield Remark(card.id, f"Nobody owns the opportunity {shown(card.text)}.", fix)


@check("maps/moment-without-reason")
def moment_without_reason(document: Document, today: date | None) -> Iterator[Remark]:
    """A moment of truth that does not say why it is one."""
    for moment in document.moments:
        if moment.reason.strip().lower() in ("", "true", "yes"):
            says = f"{_name(document, moment.parent)} is marked as a moment of truth without a reason."
            yield Remark(moment.id, says, "Say why trust is won or lost here: reason: …", Severity.WARNING)


@check("maps/moment-not-met")
def moment_not_met(document: Document, today: date | None) -> Iterator[Remark]:
    """A moment of truth at a touchpoint that is not met at its step."""
    for moment in document.moments:
        met = {tie.touchpoint for tie in document.children(moment.parent, Encounter)}
        if moment.touchpoint and moment.touchpoint not in met:
            step, touchpoint = _name(document, moment.parent), _name(document, moment.touchpoint)
            says = f"The moment of truth at {step} is at {touchpoint}, which is not met there."
            yield Remark(moment.id, says, "Add the touchpoint to the step, or name another.", Severity.WARNING)


@check("maps/emotion-out-of-range")
def emotion_out_of_range(document: Document, today: date | None) -> Iterator[Remark]:
    """A drawn emotional level that is none."""
    curves = {lane.key for lane in lanes_of(document, hidden=True) if lane.role is Role.CURVE}
    for card in document.all(Card):
        if card.lane not in curves:
            continue
        where = f"“{card.lane}” of {_name(document, card.parent)}"
        if card.value is None:
            yield Remark(card.id, f"{where} has no level.", f"Write a number from {LOWEST} to {HIGHEST}.")
        elif not LOWEST <= card.value <= HIGHEST:
            says = f"{where} is {card.value:g}; the emotional level runs from {LOWEST} (worst) to {HIGHEST} (best)."
            yield Remark(card.id, says, f"Write a number from {LOWEST} to {HIGHEST}.", Severity.WARNING)


@check("maps/target-out-of-range")
def target_out_of_range(document: Document, today: date | None) -> Iterator[Remark]:
    """A target that no emotional level can reach."""
    for step in document.steps:
        if step.target is not None and not LOWEST <= step.target <= HIGHEST:
            says = f"The target of {shown(step.name)} is {step.target:g}; levels run from {LOWEST} to {HIGHEST}."
            yield Remark(step.id, says, f"Write a number from {LOWEST} to {HIGHEST}.", Severity.WARNING)


@check("maps/category-unknown")
def category_unknown(document: Document, today: date | None) -> Iterator[Remark]:
    """A category that the catalogue does not know."""
    spots = catalog.hotspot_categories()
    known = {**spots, **catalog.opportunity_categories()}
    for touchpoint in document.touchpoints:
        if touchpoint.category and touchpoint.category not in spots:
            yield _unknown(touchpoint.id, "category", touchpoint.category, spots)
    for card in document.all(Card):
        if card.category and card.category not in known:
            yield _unknown(card.id, "category", card.category, known)


@check("maps/medium-unknown")
def medium_unknown(document: Document, today: date | None) -> Iterator[Remark]:
    """A medium that the catalogue does not know."""
    for touchpoint in document.touchpoints:
        if touchpoint.medium and touchpoint.medium not in catalog.media():
            yield _unknown(touchpoint.id, "medium", touchpoint.medium, catalog.media())


@check("maps/value-unknown")
def value_unknown(document: Document, today: date | None) -> Iterator[Remark]:
    """A value outside the value model that the map names; a map may have a model of its own, which knows all."""
    model = catalog.value_models().get(document.journey.value_model)
    if model is None:
        named = document.journey.value_model
        if named and (fix := did_you_mean(named, catalog.value_models())):
            says = f"The value model {shown(named)} is taken as your own."
            yield Remark(document.journey.id, says, fix)
        return
    for touchpoint in document.touchpoints:
        for name, _ in touchpoint.values:
            if name not in model.values:
                yield _unknown(touchpoint.id, f"value of “{model.name}”", name, model.values)


def _unknown(record: str, what: str, word: str, known: Mapping[str, object]) -> Remark:
    fix = did_you_mean(word, known) or f"There are: {listed(known, most=20)}."
    return Remark(record, f"{shown(word)} is no {what} of the catalogue.", fix, Severity.WARNING)


def _cards(document: Document, entry: str) -> Iterator[Card]:
    """The cards in lanes of one entry of the catalogue."""
    lanes = {lane.key for lane in lanes_of(document, hidden=True) if lane.of.id == entry}
    yield from (card for card in document.all(Card) if card.lane in lanes)


def _name(document: Document, record: str) -> str:
    found = document.records.get(record)
    return shown(getattr(found, "name", "") or record)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
