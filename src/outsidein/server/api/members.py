"""Members of a workspace: who they are, in which role, and their leaving. Not here: becoming one (invitations)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema
from pydantic import Field

from outsidein.server.access import Act, Entered, entered, needs, role_of
from outsidein.server.audit import note
from outsidein.server.models import ApiToken, Group, Membership, Role, Workspace
from outsidein.server.problems import not_found, refused
from outsidein.server.versions import tag, unchanged

router = Router(tags=["members"])

MemberRole = Literal["viewer", "commenter", "editor", "owner"]
"""``models.Role`` as the API's description names it."""
PersonId = Annotated[int, Field(ge=1, le=2**53 - 1)]


class MemberOut(Schema):
    """A member. ``role`` is what they may do, ``own_role`` what they were given themselves; a group may give more."""

    id: int
    name: str
    email: str
    role: MemberRole
    own_role: MemberRole
    groups: list[str]
    since: datetime
    you: bool


class MemberChange(Schema, extra="forbid"):
    """What of a member can be changed."""

    role: MemberRole


def named(role: str) -> MemberRole:
    """A role of the database under its name."""
    return cast(MemberRole, Role(role).value)


def _out(one: Membership, came: Entered) -> MemberOut:
    person = one.user
    return MemberOut(
        id=person.id,
        name=person.called,
        email=person.email,
        role=named(role_of(person, one.workspace_id) or one.role),
        own_role=named(one.role),
        groups=list(Group.objects.filter(workspace=one.workspace_id, members=person).values_list("id", flat=True)),
        since=one.since,
        you=person.id == came.user.id,
    )


def _member(came: Entered, person: int) -> Membership:
    found = Membership.objects.select_related("user").filter(workspace=came.here, user=person).first()
    if found is None:
        raise not_found()
    return found


def _version(one: Membership) -> str:
    return tag("member", one.workspace_id, one.user_id, one.role)


@router.get("/workspaces/{workspace}/members", response=list[MemberOut], **needs(Act.SEE))
def list_members(request: HttpRequest, workspace: str) -> list[MemberOut]:
    """Everybody who belongs to a workspace, by name."""
    came = entered(request)
    found = Membership.objects.filter(workspace=came.here).select_related("user")
    return sorted((_out(one, came) for one in found), key=lambda one: (one.name.casefold(), one.id))


@router.get("/workspaces/{workspace}/members/{person}", response=MemberOut, **needs(Act.SEE))
def read_member(request: HttpRequest, response: HttpResponse, workspace: str, person: Path[PersonId]) -> MemberOut:
    """One member."""
    came = entered(request)
    one = _member(came, person)
    response["ETag"] = _version(one)
    return _out(one, came)


@router.patch("/workspaces/{workspace}/members/{person}", response=MemberOut, **needs(Act.MANAGE, versioned=True))
def change_member(
    request: HttpRequest, response: HttpResponse, workspace: str, person: Path[PersonId], change: MemberChange
) -> MemberOut:
    """Give a member another role; what is open for them follows at once. The last owner stays one."""
    came = entered(request)
    with transaction.atomic():
        Workspace.objects.select_for_update().get(id=came.here.id)
        one = _member(came, person)
        unchanged(request, _version(one))
        before = one.role
        role = Role(change.role)
        if role is not Role.OWNER:
            _keep_an_owner(one)
        one.role = change.role
        one.save(update_fields=["role"])
        if before != one.role:
            note(came, "member.role-changed", person=person, name=one.user.called, before=before, role=one.role)
    response["ETag"] = _version(one)
    return _out(one, came)


@router.delete("/workspaces/{workspace}/members/{person}", response={204: None}, **needs(Act.MANAGE, versioned=True))
def remove_member(request: HttpRequest, workspace: str, person: Path[PersonId]) -> tuple[int, None]:
    """Remove a member: nothing of the workspace opens for them any more, and what is open closes."""
    came = entered(request)
    with transaction.atomic():
        Workspace.objects.select_for_update().get(id=came.here.id)
        one = _member(came, person)
        unchanged(request, _version(one))
        _let_go(one)
        note(came, "member.removed", person=person, name=one.user.called)
    return 204, None


@router.post("/workspaces/{workspace}/leave", response={204: None}, **needs(Act.SEE))
def leave_workspace(request: HttpRequest, workspace: str) -> tuple[int, None]:
    """Leave a workspace. Its last owner cannot: make somebody else one first, or close it."""
    came = entered(request)
    came.in_person()
    with transaction.atomic():
        Workspace.objects.select_for_update().get(id=came.here.id)
        _let_go(_member(came, came.user.id))
        note(came, "member.left", person=came.user.id)
    return 204, None


def _let_go(one: Membership) -> None:
    """End a membership, with the person's places in groups and tokens for this workspace."""
    from django.utils import timezone

    _keep_an_owner(one)
    for group in Group.objects.filter(workspace=one.workspace_id, members=one.user):
        group.members.remove(one.user)
    ApiToken.objects.filter(user=one.user, workspace=one.workspace_id, revoked=None).update(revoked=timezone.now())
    one.delete()


def _keep_an_owner(one: Membership) -> None:
    """Raise Problem 409 where ``one`` is the last owner who can sign in."""
    if one.role != Role.OWNER:
        return
    others = Membership.objects.filter(workspace=one.workspace_id, role=Role.OWNER, user__is_active=True)
    if not others.exclude(user=one.user_id).exists():
        raise refused(409, "server/last-owner")
