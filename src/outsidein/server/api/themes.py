"""Themes: what comments speak of: groups that are proposed, what people make of them, labels, what a model learnt."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from outsidein import workspace as workspace_
from outsidein.server import studying, theming
from outsidein.server.access import Act, Entered, entered, needs
from outsidein.server.api.answers import answered, live_text
from outsidein.server.audit import note
from outsidein.server.language import language_of
from outsidein.server.problems import refused
from outsidein.server.versions import tag, unchanged
from outsidein.server.work import as_json, workers
from outsidein.workspace import Folder

router = Router(tags=["themes"])
_NAME = 120
_ID = 200


class PlaceIn(Schema, extra="forbid"):
    """Which comments: those of a step (id) or touchpoint (key) of the map; without either, all of them."""

    step: str = Field("", max_length=_ID)
    touchpoint: str = Field("", max_length=_ID)


class NewTheme(PlaceIn):
    """A ``proposal`` (its id, as proposed at this place) and its name, or the theme it goes ``into``; or one's own."""

    name: str = Field("", max_length=_NAME)
    proposal: str = Field("", max_length=_ID)
    into: str = Field("", max_length=_ID)


class Renamed(Schema, extra="forbid"):
    """What it is called from now on."""

    name: str = Field(min_length=1, max_length=_NAME)


class Merged(Schema, extra="forbid"):
    """Which other themes (ids) are the same."""

    themes: list[str] = Field(min_length=1, max_length=50)


class LabelIn(Schema, extra="forbid"):
    """Under which theme (id) a comment stands; empty: under none."""

    theme: str = Field("", max_length=_ID)


class ThemeOut(Schema):
    """A theme as menus show it."""

    id: str
    title: str
    named: bool


class BookOut(Schema):
    """The themes there are, and the labels: id of a comment to id of its theme."""

    themes: list[ThemeOut]
    labels: dict[str, str]


def _version(folder: Folder) -> str:
    return tag("themes", workspace_.themes_stamp(folder))


def _book(folder: Folder, response: HttpResponse) -> BookOut:
    """The Book as it is now, with its ETag."""
    response["ETag"] = _version(folder)
    book = workspace_.read_themes(folder)
    return BookOut(
        themes=[ThemeOut(id=one.id, title=one.title, named=bool(one.name)) for one in book.standing],
        labels=book.labelled,
    )


def _question(
    request: HttpRequest, came: Entered, map: str, place: PlaceIn
) -> tuple[tuple[Any, ...], Path, str, dict[str, Any]]:
    """What a worker is asked: the key (evidence, map, Book, place, language), the folder, the map, what else."""
    text, etag = live_text(came.map(map))
    folder = Path(came.here.folder)
    asked = {"step": place.step, "touchpoint": place.touchpoint, "language": language_of(request)}
    stamps = studying.evidence_stamp(folder), workspace_.themes_stamp(workspace_.find(folder))
    return ("themes", map, etag, *stamps, tuple(asked.items())), folder, text, asked


@router.get("/workspaces/{workspace}/maps/{map}/themes", **needs(Act.SEE))
def list_themes(request: HttpRequest, workspace: str, map: str, wanted: Query[PlaceIn]) -> HttpResponse:
    """What comments speak of: themes with shares and quotes, proposals, what the model learnt and how good it is."""
    key, folder, text, asked = _question(request, entered(request), map, wanted)
    return answered(request, key, theming.themes_of, folder, text, **asked)


@router.get("/workspaces/{workspace}/themes", response=BookOut, **needs(Act.SEE))
def read_book(request: HttpRequest, workspace: str, response: HttpResponse) -> BookOut:
    """The themes of the workspace and every label, for menus; its ETag is for changing it."""
    return _book(workspace_.find(Path(entered(request).here.folder)), response)


@router.post("/workspaces/{workspace}/maps/{map}/themes", response={201: BookOut}, **needs(Act.EDIT, versioned=True))
def adopt_theme(
    request: HttpRequest, workspace: str, map: str, new: NewTheme, response: HttpResponse
) -> tuple[int, BookOut]:
    """Name a proposal, put it under a theme that there is, or begin a theme of one's own."""
    came = entered(request)
    folder = workspace_.find(Path(came.here.folder))
    came.map(map)
    words = _words(request, came, map, new) if new.proposal else []
    made = workspace_.adopt_theme(folder, new.name, id=new.proposal, words=words, into=new.into, heed=_heeding(request))
    note(came, "theme.adopted", theme=made, map=map)
    return 201, _book(folder, response)


def _words(request: HttpRequest, came: Entered, map: str, new: NewTheme) -> list[str]:
    """The words of the proposal, as it was worked out for whoever looked at it. Raises Problem where it is gone."""
    key, folder, text, asked = _question(request, came, map, new)
    function: Callable[..., object] = theming.themes_of
    told = json.loads(workers.ask(key, as_json, function, folder, text, **asked))
    found = next((one for one in told["proposals"] if one["id"] == new.proposal), None)
    if found is None:
        raise refused(409, "server/no-such-proposal")
    words: list[str] = found["words"]
    return words


@router.patch("/workspaces/{workspace}/themes/{theme}", response=BookOut, **needs(Act.EDIT, versioned=True))
def rename_theme(request: HttpRequest, workspace: str, theme: str, new: Renamed, response: HttpResponse) -> BookOut:
    """Call a theme otherwise."""
    came = entered(request)
    folder = workspace_.find(Path(came.here.folder))
    workspace_.rename_theme(folder, theme, new.name, heed=_heeding(request))
    note(came, "theme.renamed", theme=theme)
    return _book(folder, response)


@router.post("/workspaces/{workspace}/themes/{theme}/merge", response=BookOut, **needs(Act.EDIT, versioned=True))
def merge_themes(request: HttpRequest, workspace: str, theme: str, wanted: Merged, response: HttpResponse) -> BookOut:
    """Merge others into a theme: their labels and groups count for it."""
    came = entered(request)
    folder = workspace_.find(Path(came.here.folder))
    workspace_.join_themes(folder, wanted.themes, into=theme, heed=_heeding(request))
    note(came, "theme.merged", theme=theme, others=wanted.themes)
    return _book(folder, response)


@router.delete("/workspaces/{workspace}/themes/{theme}", response=BookOut, **needs(Act.EDIT, versioned=True))
def remove_theme(request: HttpRequest, workspace: str, theme: str, response: HttpResponse) -> BookOut:
    """Take a theme away with its labels; its group may be proposed again."""
    came = entered(request)
    folder = workspace_.find(Path(came.here.folder))
    workspace_.remove_theme(folder, theme, heed=_heeding(request))
    note(came, "theme.removed", theme=theme)
    return _book(folder, response)


@router.put("/workspaces/{workspace}/labels/{comment}", response=BookOut, **needs(Act.EDIT))
def label_comment(
    request: HttpRequest, workspace: str, comment: str, label: LabelIn, response: HttpResponse
) -> BookOut:
    """Put what a customer said (the id of the comment) under a theme, or under none; the last label counts."""
    came = entered(request)
    folder = workspace_.find(Path(came.here.folder))
    by = came.user.called
    workers.do(theming.put_label, folder.path, comment, label.theme, by=by, language=language_of(request))
    note(came, "theme.labelled", theme=label.theme, comment=comment)
    return _book(folder, response)


def _heeding(request: HttpRequest) -> workspace_.Heed:
    """Refuses a change of another Book than the one that If-Match names."""
    return lambda stamp: unchanged(request, tag("themes", stamp))
