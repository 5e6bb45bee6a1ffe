"""Several maps at once: two states side by side, how maps are tied, the atlas of all; and a map told as a story."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from ninja import Query, Router, Schema
from pydantic import Field

from outsidein.server import states, studying
from outsidein.server.access import Act, Entered, entered, needs
from outsidein.server.api.answers import answered, live_text
from outsidein.server.api.history import version_text
from outsidein.server.audit import note
from outsidein.server.language import language_of
from outsidein.server.work import presses, workers
from outsidein.workspace import MEDIA

router = Router(tags=["states"])


class TwoMapsIn(Schema, extra="forbid"):
    """Which two maps (their ids), each as it is now or as a version of it was."""

    was: str = Field(max_length=100)
    now: str = Field(max_length=100)
    was_version: str = Field("", max_length=100)
    now_version: str = Field("", max_length=100)


class TwoMapsFileIn(TwoMapsIn):
    """The same as a file."""

    form: str = Field("pdf", pattern="^(html|pdf|svg|png)$")


class StoryFileIn(Schema, extra="forbid"):
    """Which file of a story."""

    form: str = Field("html", pattern="^(html|pdf)$")


def _two(came: Entered, asked: TwoMapsIn) -> tuple[str, str, str]:
    """Both maps as text, and what their answer hangs on."""
    texts, tags = [], []
    for id, version in ((asked.was, asked.was_version), (asked.now, asked.now_version)):
        row = came.map(id)
        text, tag = version_text(row, version) if version else live_text(row)
        texts.append(text)
        tags.append(f"{row.id} {tag}")
    return texts[0], texts[1], " ".join(tags)


@router.get("/workspaces/{workspace}/comparison", **needs(Act.SEE))
def compare_maps(request: HttpRequest, workspace: str, asked: Query[TwoMapsIn]) -> HttpResponse:
    """Two maps or versions as one picture: what was added, removed, moved, reworded, and both curves."""
    came = entered(request)
    was, now, tag = _two(came, asked)
    folder, language = Path(came.here.folder), language_of(request)
    key = ("comparison", workspace, tag, studying.evidence_stamp(folder), language)
    return answered(request, key, states.comparison, folder, was, now, language=language)


@router.get("/workspaces/{workspace}/comparison/export", **needs(Act.SEE))
def export_comparison(request: HttpRequest, workspace: str, asked: Query[TwoMapsFileIn]) -> HttpResponse:
    """The same picture as a file: html, pdf, svg or png."""
    came = entered(request)
    was, now, tag = _two(came, asked)
    folder, language, at = Path(came.here.folder), language_of(request), datetime.now(UTC)
    key = ("comparison", workspace, tag, studying.evidence_stamp(folder), language, asked.form, at.date())
    makers = workers if asked.form == "html" else presses
    body = makers.ask(key, states.printed_comparison, folder, was, now, asked.form, at=at, language=language)
    note(came, "map.exported", map=asked.now, form=f"comparison-{asked.form}")
    response = HttpResponse(body, content_type=MEDIA[asked.form])
    response["Content-Disposition"] = content_disposition_header(True, f"comparison.{asked.form}")
    return response


@router.get("/workspaces/{workspace}/atlas", **needs(Act.SEE))
def read_atlas(request: HttpRequest, workspace: str) -> HttpResponse:
    """Every journey over the life cycle: coverage, blind spots, health."""
    came = entered(request)
    state = tuple(came.here.maps.filter(deleted=None).order_by("id").values_list("id", "written"))
    folder, language, now = Path(came.here.folder), language_of(request), datetime.now(UTC)
    key = ("atlas", workspace, state, studying.evidence_stamp(folder), now.date(), language)
    return answered(request, key, states.atlas, folder, now=now, language=language)


@router.get("/workspaces/{workspace}/hierarchy", **needs(Act.SEE))
def read_hierarchy(request: HttpRequest, workspace: str) -> HttpResponse:
    """How the maps are tied: which is a state of which, and which step opens into which journey; by their keys."""
    came = entered(request)
    state = tuple(came.here.maps.filter(deleted=None).order_by("id").values_list("id", "written"))
    return answered(request, ("hierarchy", workspace, state), states.hierarchy, Path(came.here.folder))


@router.get("/workspaces/{workspace}/maps/{map}/story", **needs(Act.SEE))
def read_story(request: HttpRequest, workspace: str, map: str) -> HttpResponse:
    """The map as a story: frames with their beats, the arc beside the drawn curve."""
    row = entered(request).map(map)
    text, etag = live_text(row)
    language = language_of(request)
    return answered(request, ("story", row.id, etag, language), states.story, text, language=language)


@router.get("/workspaces/{workspace}/maps/{map}/story/export", **needs(Act.SEE))
def export_story(request: HttpRequest, workspace: str, map: str, wanted: Query[StoryFileIn]) -> HttpResponse:
    """The story as a file: a page (html) that needs no network, or sheets of A4 (pdf)."""
    came = entered(request)
    row = came.map(map)
    text, etag = live_text(row)
    language, folder, at = language_of(request), Path(came.here.folder), datetime.now(UTC)
    key = ("story-file", row.id, etag, language, wanted.form, at.date())
    makers = workers if wanted.form == "html" else presses
    body = makers.ask(key, states.printed_story, folder, text, wanted.form, at=at, language=language)
    note(came, "map.exported", map=row.id, form=f"story-{wanted.form}")
    response = HttpResponse(body, content_type=MEDIA[wanted.form])
    response["Content-Disposition"] = content_disposition_header(True, f"{row.key}-story.{wanted.form}")
    return response
