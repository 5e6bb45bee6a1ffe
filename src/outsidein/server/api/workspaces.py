"""Workspaces: the list of one's own, founding, renaming and closing one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from asgiref.sync import async_to_sync
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from outsidein.server import announcing, homes, projection
from outsidein.server.access import Act, entered, needs, role_of
from outsidein.server.audit import note
from outsidein.server.models import Workspace
from outsidein.server.versions import tag, unchanged

router = Router(tags=["workspaces"])


class WorkspaceOut(Schema):
    """A workspace as its members see it."""

    id: str
    name: str
    about: str
    role: str
    created: datetime
    maps: int
    members: int


class NewWorkspace(Schema, extra="forbid"):
    """What a new workspace is called, and whether it begins as the sample."""

    name: str = Field(min_length=1, max_length=200)
    about: str = Field("", max_length=2000)
    sample: bool = False


class WorkspaceChange(Schema, extra="forbid"):
    """What of a workspace can be changed; what is missing stays."""

    name: str | None = Field(None, min_length=1, max_length=200)
    about: str | None = Field(None, max_length=2000)


def _out(home: Workspace, role: str) -> WorkspaceOut:
    return WorkspaceOut(
        id=home.id,
        name=home.name,
        about=home.about,
        role=role,
        created=home.created,
        maps=home.maps.filter(deleted=None).count(),
        members=home.memberships.count(),
    )


def _version(home: Workspace) -> str:
    return tag("workspace", home.id, home.name, home.about)


@router.get("/workspaces", response=list[WorkspaceOut], **needs(Act.SELF))
def list_workspaces(request: HttpRequest) -> list[WorkspaceOut]:
    """Every workspace that one belongs to; a program sees only those that its token opens."""
    came = entered(request)
    user = came.user
    homes_ = Workspace.objects.filter(memberships__user=user).order_by("created")
    if came.bound:
        homes_ = homes_.filter(id=came.bound)
    return [_out(one, role_of(user, one.id) or "") for one in homes_]


@router.post("/workspaces", response={201: WorkspaceOut}, **needs(Act.SELF))
def found_workspace(request: HttpRequest, new: NewWorkspace) -> tuple[int, WorkspaceOut]:
    """Found a workspace; whoever does is its owner. The sample takes a few seconds."""
    user = entered(request).user
    home = homes.found(user, name=new.name, about=new.about, sample=new.sample)
    announcing.announce(home)
    async_to_sync(projection.gather)(home.id)
    return 201, _out(home, role_of(user, home.id) or "")


@router.get("/workspaces/{workspace}", response=WorkspaceOut, **needs(Act.SEE))
def read_workspace(request: HttpRequest, response: HttpResponse, workspace: str) -> WorkspaceOut:
    """One workspace."""
    came = entered(request)
    response["ETag"] = _version(came.here)
    return _out(came.here, came.role or "")


@router.patch("/workspaces/{workspace}", response=WorkspaceOut, **needs(Act.MANAGE, versioned=True))
def change_workspace(
    request: HttpRequest, response: HttpResponse, workspace: str, change: WorkspaceChange
) -> WorkspaceOut:
    """Rename a workspace or say what it is about."""
    came = entered(request)
    home = came.here
    unchanged(request, _version(home))
    home.name = home.name if change.name is None else change.name
    home.about = home.about if change.about is None else change.about
    home.save(update_fields=["name", "about"])
    note(came, "workspace.changed", name=home.name)
    response["ETag"] = _version(home)
    return _out(home, came.role or "")


@router.delete("/workspaces/{workspace}", response={204: None}, **needs(Act.MANAGE))
def close_workspace(request: HttpRequest, workspace: str) -> tuple[int, None]:
    """Close a workspace: nobody can open it any more. Its folder is kept until whoever runs the server removes it."""
    came = entered(request)
    async_to_sync(projection.leave)(workspace)
    announcing.leave(workspace)
    name = came.here.name
    came.here.delete()
    note(replace(came, workspace=None), "workspace.closed", id=workspace, name=name)
    return 204, None
