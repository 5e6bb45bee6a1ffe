"""Groups of members under one name, with the least role that each of them has."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from outsidein.server.access import Act, Entered, entered, needs
from outsidein.server.api.members import MemberRole, PersonId, named
from outsidein.server.audit import note
from outsidein.server.models import Group, Membership
from outsidein.server.problems import Problem, not_found, refused
from outsidein.server.versions import tag, unchanged

router = Router(tags=["groups"])

_MOST = 500
_ROLE = "^(viewer|commenter|editor)$"


class GroupOut(Schema):
    """A group. ``role`` is the least that each member may do; owners are named one by one, never by a group."""

    id: str
    name: str
    role: MemberRole
    members: list[int]


class NewGroup(Schema, extra="forbid"):
    """A group to make, of people who are members of the workspace."""

    name: str = Field(min_length=1, max_length=100)
    role: str = Field("viewer", pattern=_ROLE)
    members: list[PersonId] = Field(default_factory=list, max_length=_MOST)


class GroupChange(Schema, extra="forbid"):
    """What of a group can be changed; what is missing stays. ``members`` is the whole list."""

    name: str | None = Field(None, min_length=1, max_length=100)
    role: str | None = Field(None, pattern=_ROLE)
    members: list[PersonId] | None = Field(None, max_length=_MOST)


def _out(one: Group) -> GroupOut:
    return GroupOut(id=one.id, name=one.name, role=named(one.role), members=_people(one))


def _people(one: Group) -> list[int]:
    return sorted(one.members.values_list("id", flat=True))


def _version(one: Group) -> str:
    return tag("group", one.id, one.name, one.role, _people(one))


def _group(came: Entered, id: str) -> Group:
    found = Group.objects.filter(workspace=came.here, id=id).first()
    if found is None:
        raise not_found()
    return found


@router.get("/workspaces/{workspace}/groups", response=list[GroupOut], **needs(Act.SEE))
def list_groups(request: HttpRequest, workspace: str) -> list[GroupOut]:
    """The groups of a workspace, by name."""
    return [_out(one) for one in Group.objects.filter(workspace=entered(request).here).order_by("name")]


@router.post("/workspaces/{workspace}/groups", response={201: GroupOut}, **needs(Act.MANAGE))
def make_group(request: HttpRequest, response: HttpResponse, workspace: str, new: NewGroup) -> tuple[int, GroupOut]:
    """Make a group."""
    came = entered(request)
    with transaction.atomic():
        people = _members(came, new.members)
        _free(came, new.name)
        one = _named(Group(workspace=came.here, name=new.name, role=new.role))
        one.members.set(people)
        note(came, "group.made", group=one.id, name=one.name, role=one.role)
    response["ETag"] = _version(one)
    return 201, _out(one)


@router.get("/workspaces/{workspace}/groups/{group}", response=GroupOut, **needs(Act.SEE))
def read_group(request: HttpRequest, response: HttpResponse, workspace: str, group: str) -> GroupOut:
    """One group."""
    one = _group(entered(request), group)
    response["ETag"] = _version(one)
    return _out(one)


@router.patch("/workspaces/{workspace}/groups/{group}", response=GroupOut, **needs(Act.MANAGE, versioned=True))
def change_group(
    request: HttpRequest, response: HttpResponse, workspace: str, group: str, change: GroupChange
) -> GroupOut:
    """Rename a group, give it another role or other members; what they may do follows at once."""
    came = entered(request)
    with transaction.atomic():
        one = _group(came, group)
        unchanged(request, _version(one))
        if change.name is not None and change.name != one.name:
            _free(came, change.name)
            one.name = change.name
        one.role = change.role or one.role
        _named(one)
        if change.members is not None:
            one.members.set(_members(came, change.members))
        note(came, "group.changed", group=one.id, name=one.name, role=one.role, members=_people(one))
    response["ETag"] = _version(one)
    return _out(one)


@router.delete("/workspaces/{workspace}/groups/{group}", response={204: None}, **needs(Act.MANAGE, versioned=True))
def remove_group(request: HttpRequest, workspace: str, group: str) -> tuple[int, None]:
    """Remove a group; its members stay members, with their own roles."""
    came = entered(request)
    with transaction.atomic():
        one = _group(came, group)
        unchanged(request, _version(one))
        note(came, "group.removed", group=one.id, name=one.name)
        one.delete()
    return 204, None


def _members(came: Entered, people: list[int]) -> list[int]:
    """The ids, all of members. Raises Problem 422 where one is not."""
    known = set(Membership.objects.filter(workspace=came.here, user__in=people).values_list("user", flat=True))
    if set(people) - known:
        raise refused(422, "server/not-a-member")
    return sorted(known)


def _free(came: Entered, name: str) -> None:
    if Group.objects.filter(workspace=came.here, name=name).exists():
        raise _taken()


def _named(one: Group) -> Group:
    try:
        with transaction.atomic():
            one.save()
    except IntegrityError as error:
        raise _taken() from error
    return one


def _taken() -> Problem:
    return refused(409, "server/name-taken")
