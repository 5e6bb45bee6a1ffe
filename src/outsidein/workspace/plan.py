"""Planning: from a pain to the proof that something was done about it: opportunities, initiatives, results.

What lives here: use cases over the file of actions of a workspace. Not here: what an initiative is (action), statistics
(measures). The clock is an argument; ids come from what was said and when. Each use case reads, changes and writes the
file under its lock, so that several processes may plan at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from outsidein import action
from outsidein.action import Actions, Baseline, Compared, Initiative, Opportunity, Result, State, Turn
from outsidein.ground import ActionError, Diagnostic, Place
from outsidein.insight import FindingKind, anchor
from outsidein.maps import Actor, Card, Document, PlanPlace, Step, Touchpoint, lanes_of
from outsidein.measures import Ask, Estimate, Period, Side, Where
from outsidein.workspace.folder import Folder, write_whole
from outsidein.workspace.phrases import say

if TYPE_CHECKING:
    from outsidein.insight import Finding, Reading
    from outsidein.measures import Return
    from outsidein.workspace.study import Study

FILE: Final = "actions.yaml"
_LOCK: Final = "actions.lock"
_PAINS: Final = ("challenges", "events")


def list_actions(folder: Folder) -> Actions:
    """Everything that the workspace plans and did; nothing where nobody has begun. Raises ActionError as ``read``."""
    file = folder.path / FILE
    return action.read(file.read_text(encoding="utf-8"), file=FILE) if file.exists() else Actions()


@contextmanager
def _changing(folder: Folder) -> Iterator[_Draft]:
    """The actions to change: what the draft holds when the block ends is written, whole or not at all."""
    with folder.locked(_LOCK, wait=True):
        draft = _Draft(list_actions(folder))
        yield draft
        write_whole(folder.path / FILE, action.write(draft.actions))


@dataclass
class _Draft:
    actions: Actions


def propose(document: Document, reading: Reading, where: str) -> tuple[str, Finding | None]:
    """A first “How might we …?” for ``where`` (a step, touchpoint, actor or place, by id), and its finding."""
    name = _name(document, where)
    found = [one for one in reading.findings if one.where == where]
    finding = min(found, key=lambda one: list(FindingKind).index(one.kind), default=None)
    kind = finding.kind if finding else None
    pain = "" if kind is FindingKind.BRIGHT_SPOT else _pain(document, reading, where)
    return action.how_might_we(kind, name, pain=pain), finding


def open_opportunity(
    folder: Folder,
    document: Document,
    reading: Reading | None,
    *,
    where: str,
    by: str,
    now: datetime,
    question: str = "",
    title: str = "",
    owner: str = "",
    cards: tuple[str, ...] = (),
    proposed: bool = False,
) -> Opportunity:
    """Open an opportunity at a step, touchpoint, actor or place; ``reading`` gives its finding and score, frozen.

    Without a ``question`` the proposed one is taken; a ``proposed`` opportunity waits for somebody's yes. Raises
    ActionError for a place that the map does not have.
    """
    name = _name(document, where)
    asked, finding = propose(document, reading, where) if reading else (action.how_might_we(None, name), None)
    score, score_name = _score(reading, where)
    state = State.PROPOSED if proposed else State.OPEN
    one = action.opened(
        map=document.journey.key,
        where=where,
        title=title.strip() or name,
        question=question.strip() or asked,
        turn=Turn(now, by, state),
        owner=owner,
        finding=finding,
        score=score,
        score_name=score_name,
        cards=cards,
    )
    with _changing(folder) as draft:
        draft.actions = draft.actions.put(one)
    return one


def start_initiative(
    study: Study,
    document: Document,
    *,
    where: str,
    measure: str,
    title: str,
    owner: str,
    start: date,
    by: str,
    now: datetime,
    opportunity: str = "",
    filter: Where = (),
    baseline: Period | None = None,
    due: date | None = None,
    target: float | None = None,
    about: str = "",
) -> Initiative:
    """Start an initiative at a step or touchpoint and freeze its baseline: ``measure`` there, before ``start``.

    ``baseline`` is its period, a year up to the day before ``start`` unless given; ``filter`` narrows whose answers
    count. An ``opportunity`` (its id) comes in progress; where it rests on a finding, what the place was to do by
    chance alone is worked out from its peers. Raises ActionError, and MeasureError where the measure means nothing.
    """
    from outsidein.measures import fingerprint

    span = baseline or Period(_year_before(start), start - timedelta(days=1))
    ask = Ask(measure, where=(("touchpoint", _keys(document, where)), *filter), period=span)
    estimate = _single(study, ask)
    frozen = Baseline(
        ask=ask,
        estimate=estimate,
        taken=now,
        imports=tuple(entry.number for entry in study.store.imports),
        mark=fingerprint(study.store, ask),
        back=_back(study, document, where, ask, filter),
    )
    with _changing(study.folder) as draft:
        parent = draft.actions.opportunity(opportunity) if opportunity else None
        one = action.started(
            map=document.journey.key,
            where=where,
            title=title,
            owner=owner,
            start=start,
            baseline=frozen,
            turn=Turn(now, by, State.IN_PROGRESS),
            opportunity=opportunity,
            due=due,
            target=target,
            selected=parent is not None and parent.finding is not None,
            about=about,
        )
        draft.actions = draft.actions.put(one)
        for state in (State.OPEN, State.IN_PROGRESS):
            if parent is not None and state in action.FOLLOWS[parent.state]:
                parent = parent.turned(Turn(now, by, state))
                draft.actions = draft.actions.put(parent)
    return one


def record_result(
    study: Study,
    *,
    initiative: str,
    period: Period,
    by: str,
    now: datetime,
    others: Where = (),
    note: str = "",
) -> Result:
    """The same ask on later rows, held against the baseline worked out anew, and kept.

    ``others`` names a filter (other touchpoints, a segment) where nothing was changed: then the difference in
    differences to it is worked out, too. Raises ActionError for an unknown initiative or a period before its start.
    """
    from outsidein.measures import difference, difference_in_differences, fingerprint

    one = list_actions(study.folder).initiative(initiative)
    if period.first is None or period.first < one.start:
        raise ActionError(
            Diagnostic(
                "action/result-too-early",
                say("plan.too-early", start=one.start.isoformat()),
                say("plan.later-period"),
                Place(record=initiative),
            )
        )
    ask = one.baseline.ask
    free = replace(ask, period=None)
    before, after = Side(period=ask.period), Side(period=period)
    found = difference(study.store, free, this=after, against=before)
    if not found:
        raise _no_number(ask)
    compared = None
    if others:
        kept = dict(others)
        shared = tuple((name, values) for name, values in ask.where if name not in kept)
        open_ask = replace(free, where=())
        both = difference_in_differences(
            study.store,
            open_ask,
            before=Side(ask.where, ask.period),
            after=Side(ask.where, period),
            others_before=Side((*shared, *others), ask.period),
            others_after=Side((*shared, *others), period),
        )
        compared = Compared(others, both[0].estimate if both else Estimate.nothing(measure=ask.measure))
    moved = fingerprint(study.store, ask) != one.baseline.mark
    result = action.recorded(one, found[0], period=period, when=now, by=by, moved=moved, compared=compared, note=note)
    with _changing(study.folder) as draft:
        draft.actions.initiative(initiative)
        draft.actions = draft.actions.put(result)
    return result


def turn(folder: Folder, id: str, *, state: State, by: str, now: datetime, note: str = "") -> Opportunity | Initiative:
    """Move an opportunity or initiative into another state; what it was before stays in its history."""
    with _changing(folder) as draft:
        actions, step = draft.actions, Turn(now, by, state, note)
        one: Opportunity | Initiative
        if any(known.id == id for known in actions.initiatives):
            one = actions.initiative(id).turned(step)
        else:
            one = actions.opportunity(id).turned(step)
        draft.actions = actions.put(one)
    return one


def revise(
    folder: Folder,
    id: str,
    *,
    title: str | None = None,
    question: str | None = None,
    owner: str | None = None,
    due: date | None = None,
    target: float | None = None,
    about: str | None = None,
) -> Opportunity | Initiative:
    """Reword an opportunity or initiative, or give it to somebody else; finding and baseline stay as they were frozen.

    What is None stays as it is; ``question`` is of opportunities, ``due``, ``target`` and ``about`` of initiatives.
    """
    given = {"title": title, "owner": owner}
    with _changing(folder) as draft:
        one: Opportunity | Initiative
        if any(known.id == id for known in draft.actions.initiatives):
            given |= {"due": due, "target": target, "about": about}  # type: ignore[dict-item]
            one = draft.actions.initiative(id)
        else:
            given |= {"question": question}
            one = draft.actions.opportunity(id)
        one = replace(one, **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
        draft.actions = draft.actions.put(one)
    return one


def _name(document: Document, where: str) -> str:
    record = document.records.get(where)
    if isinstance(record, PlanPlace) and not record.name and record.touchpoint:
        record = document.records.get(record.touchpoint)
    if not isinstance(record, Step | Touchpoint | PlanPlace | Actor):
        raise ActionError(
            Diagnostic("action/no-such-place", say("plan.no-place", where=where), say("plan.choose-place"))
        )
    return record.name


def _keys(document: Document, where: str) -> tuple[str, ...]:
    """The touchpoints (keys) whose answers tell of a place, frozen: the map may change, the ask must not."""
    name = _name(document, where)
    record = document.records.get(where)
    kind, _, key = (record.touchpoint if isinstance(record, PlanPlace) else where).partition(":")
    keys = (key,) if kind == "touchpoint" else anchor(document).at(where)
    if not keys:
        raise ActionError(
            Diagnostic("action/nothing-to-measure", say("plan.no-touchpoint", name=name), say("plan.tie-touchpoint"))
        )
    return keys


def _single(study: Study, ask: Ask) -> Estimate:
    ((_, rows),) = study.measure([ask], targets=False)
    if rows and rows[0].refused:
        raise ActionError(rows[0].refused)
    if not rows or not rows[0].estimate.known:
        raise _no_number(ask)
    return rows[0].estimate


def _no_number(ask: Ask) -> ActionError:
    return ActionError(
        Diagnostic("action/no-number", say("plan.not-one-number", measure=ask.measure), say("plan.choose-measure"))
    )


def _back(study: Study, document: Document, where: str, ask: Ask, filter: Where) -> Return | None:
    """What the place was to do by chance alone, from its peers: the other touchpoints, or steps, asked the same."""
    from outsidein.measures import expect_return

    kind, _, key = where.partition(":")
    by = "touchpoint" if kind == "touchpoint" else "step"
    ((_, rows),) = study.measure([replace(ask, by=(by,), where=filter)], document=document, targets=False)
    peers = [row for row in rows if row.keys[0] is not None]
    return expect_return(peers, (key,) if by == "touchpoint" else (where,))


def _score(reading: Reading | None, where: str) -> tuple[Estimate | None, str]:
    key = where.removeprefix("touchpoint:")
    found = [one for one in reading.priorities if one.touchpoint == key] if reading else []
    return (found[0].score, found[0].name) if found else (None, "")


def _pain(document: Document, reading: Reading, where: str) -> str:
    """The card that says best what hurts there: the strongest backing, the most evidence, the first on the map."""
    pains = {lane.key for lane in lanes_of(document, hidden=True) if lane.of.group in _PAINS}
    ranks = {one.card: (["measured", "heard", "assumption"].index(one.strength), -one.n) for one in reading.backing}
    steps = {where} | {
        step.id for step in document.steps if any(t.id == where for _, t in document.encounters(step.id))
    }
    cards = [
        card
        for card in document.all(Card)
        if card.lane in pains
        and card.text
        and (
            card.touchpoint == where
            or (card.parent in steps and not (card.touchpoint and where.startswith("touchpoint:")))
        )
    ]
    cards.sort(key=lambda card: (card.touchpoint != where, ranks.get(card.id, (3, 0))))
    return cards[0].text if cards else ""


def _year_before(day: date) -> date:
    return (day - timedelta(days=365)) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
