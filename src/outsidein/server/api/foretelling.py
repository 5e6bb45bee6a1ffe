"""Foresight: who stays and leaves, what comes next, what if a score moved, who gets the credit, what changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from outsidein.server import foretelling, studying
from outsidein.server.access import Act, entered, needs
from outsidein.server.api.answers import answered
from outsidein.server.api.journeys import LENGTH, NOTION, within_in
from outsidein.server.language import language_of

router = Router(tags=["foresight"])

_MAYBE = rf"^$|{LENGTH}"


class WhoseIn(Schema, extra="forbid"):
    """Whose: customers, journeys that a source names, visits, accounts."""

    notion: str = Field("customer", pattern=NOTION, max_length=120)


class SurvivalIn(WhoseIn):
    """Until they come to ``event``; without it, until they did nothing for ``within`` (30d, 8w); ``by`` a segment."""

    event: str = Field("", max_length=300)
    within: str = Field("", pattern=_MAYBE)
    by: str = Field("", max_length=100)


class ChurnIn(WhoseIn):
    """Who will have come to ``event`` within so long, or without it, will have left: done nothing for so long."""

    event: str = Field("", max_length=300)
    within: str = Field("", pattern=_MAYBE)
    trees: bool = False


class NextIn(WhoseIn):
    """What comes after these touchpoints, in order."""

    after: list[str] = Field(default_factory=list, max_length=10)


class WhatIfIn(Schema, extra="forbid"):
    """On which question about the whole (the recommendation where none is named); ``alone``: nothing held constant."""

    question: str = Field("", max_length=300)
    alone: bool = False


class AttributionIn(WhoseIn):
    """To which touchpoint the credit is for."""

    goal: str = Field(min_length=1, max_length=300)


def _told(request: HttpRequest, name: str, function: Callable[..., object], **asked: Any) -> HttpResponse:
    """A worker's answer, kept by the evidence, what was asked and the language."""
    folder, language = Path(entered(request).here.folder), language_of(request)
    stamp = studying.evidence_stamp(folder)
    key = ("foresight", name, str(folder), stamp, tuple(sorted(asked.items())), language)
    return answered(request, key, function, folder, language=language, **asked)


@router.get("/workspaces/{workspace}/foresight/survival", **needs(Act.SEE))
def read_survival(request: HttpRequest, workspace: str, wanted: Query[SurvivalIn]) -> HttpResponse:
    """How long they stay or take, with intervals, who was at risk, and by segment the log-rank test."""
    return _told(
        request, "survival", foretelling.staying_of, notion=wanted.notion, event=wanted.event,
        silent=within_in(wanted.within), by=wanted.by,
    )  # fmt: skip


@router.get("/workspaces/{workspace}/foresight/churn", **needs(Act.SEE))
def read_churn(request: HttpRequest, workspace: str, wanted: Query[ChurnIn]) -> HttpResponse:
    """Chances of leaving or coming to an event, judged on later data beside the base rate, with their calibration."""
    return _told(
        request, "churn", foretelling.foretold_of, notion=wanted.notion, event=wanted.event,
        within=within_in(wanted.within), trees=wanted.trees,
    )  # fmt: skip


@router.get("/workspaces/{workspace}/foresight/next", **needs(Act.SEE))
def read_next(request: HttpRequest, workspace: str, wanted: Query[NextIn]) -> HttpResponse:
    """What comes after a path, and how often the first guess is right on later moves."""
    return _told(request, "next", foretelling.next_of, notion=wanted.notion, path=tuple(wanted.after))


@router.get("/workspaces/{workspace}/foresight/what-if", **needs(Act.SEE))
def read_what_if(request: HttpRequest, workspace: str, wanted: Query[WhatIfIn]) -> HttpResponse:
    """What share would go with a moved score of each touchpoint, with interval and assumptions."""
    return _told(request, "what-if", foretelling.what_ifs_of, question=wanted.question, alone=wanted.alone)


@router.get("/workspaces/{workspace}/foresight/attribution", **needs(Act.SEE))
def read_attribution(request: HttpRequest, workspace: str, wanted: Query[AttributionIn]) -> HttpResponse:
    """The credit of each touchpoint for a goal, rule by rule."""
    return _told(request, "attribution", foretelling.credited_of, notion=wanted.notion, goal=wanted.goal)


@router.get("/workspaces/{workspace}/foresight/changes", **needs(Act.SEE))
def list_found_changes(request: HttpRequest, workspace: str, wanted: Query[WhoseIn]) -> HttpResponse:
    """What changed in how journeys are walked, and when: found unaided, corrected for all that was looked at."""
    return _told(request, "changes", foretelling.changes_of, notion=wanted.notion)
