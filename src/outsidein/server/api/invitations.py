"""Invitations: handing out ways into a workspace, by e-mail or as a link, and coming in by one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.utils import check_csrf
from pydantic import Field, field_validator

from outsidein.server import invitations
from outsidein.server.access import Act, enter, entered, needs, role_of
from outsidein.server.api.members import MemberRole, named
from outsidein.server.audit import note
from outsidein.server.config import Mode, config
from outsidein.server.invitations import look_up
from outsidein.server.language import language_of
from outsidein.server.models import Invitation, Membership, Role, User
from outsidein.server.pace import address_of, pace
from outsidein.server.problems import not_found, refused

router = Router(tags=["invitations"])

_MOST_OPEN: Final = 200
_RANK: Final = list(Role)


class InvitationOut(Schema):
    """An invitation as owners see it. ``state`` is open, used, expired or revoked; ``email`` is empty for a link."""

    id: str
    email: str
    role: MemberRole
    state: str
    by: str
    created: datetime
    expires: datetime
    used_by: str


class InvitationMade(InvitationOut):
    """A new invitation with its secret, which is never shown again; the way in is ``/invitation#t=<secret>``."""

    secret: str
    mailed: bool


class NewInvitation(Schema, extra="forbid"):
    """Whom to invite: the one person with this address, or, without one, whoever opens the link first."""

    email: str = Field("", max_length=254)
    role: MemberRole = "viewer"
    days: int = Field(7, ge=1, le=90)

    @field_validator("email")
    @classmethod
    def _address(cls, email: str) -> str:
        if email:
            try:
                validate_email(email)
            except ValidationError as error:
                raise ValueError("this is no e-mail address") from error
        return email.lower()


class Secret(Schema, extra="forbid"):
    """The secret of an invitation."""

    secret: str = Field(min_length=1, max_length=200)


class InvitationSeen(Schema):
    """An invitation as whoever holds it sees it."""

    workspace: str
    role: MemberRole
    by: str
    email: str
    expires: datetime
    signed_in: bool


class Joined(Schema):
    """The workspace that somebody came into, and their role there."""

    id: str
    name: str
    role: MemberRole


def _out(one: Invitation) -> InvitationOut:
    return InvitationOut(
        id=one.id,
        email=one.email,
        role=named(one.role),
        state=invitations.state(one),
        by=one.by.called if one.by else "",
        created=one.created,
        expires=one.expires,
        used_by=one.used_by.called if one.used_by else "",
    )


@router.get("/workspaces/{workspace}/invitations", response=list[InvitationOut], **needs(Act.MANAGE))
def list_invitations(request: HttpRequest, workspace: str) -> list[InvitationOut]:
    """The invitations of a workspace, the newest first; those that ended leave the list after 30 days."""
    since = timezone.now() - timedelta(days=30)
    found = Invitation.objects.filter(workspace=entered(request).here, expires__gt=since).select_related(
        "by", "used_by"
    )
    return [_out(one) for one in found.order_by("-created")]


@router.post("/workspaces/{workspace}/invitations", response={201: InvitationMade}, **needs(Act.MANAGE))
def invite(request: HttpRequest, workspace: str, new: NewInvitation) -> tuple[int, InvitationMade]:
    """Invite somebody. With an address a mail is sent; the secret is in the answer as well, this once."""
    came = entered(request)
    if config().mode is Mode.LOCAL:
        raise refused(409, "server/local-mode")
    if Membership.objects.filter(workspace=came.here, user__email=new.email).exists():
        raise refused(409, "server/already-member")
    if Invitation.objects.filter(workspace=came.here, used=None, revoked=None).count() >= _MOST_OPEN:
        raise refused(409, "server/too-many-invitations")
    if new.email:
        pace.take("invite", str(came.user.id), rate=60, seconds=3600)
    secret, one = invitations.make(came.here, by=came.user, email=new.email, role=Role(new.role), days=new.days)
    note(came, "invitation.made", invitation=one.id, role=one.role, by_link=not new.email)
    mailed = bool(new.email) and invitations.send(one, secret, language=language_of(request))
    return 201, InvitationMade(**_out(one).dict(), secret=secret, mailed=mailed)


@router.delete("/workspaces/{workspace}/invitations/{invitation}", response={204: None}, **needs(Act.MANAGE))
def revoke_invitation(request: HttpRequest, workspace: str, invitation: str) -> tuple[int, None]:
    """Revoke an invitation that nobody has used yet."""
    came = entered(request)
    one = Invitation.objects.filter(workspace=came.here, id=invitation).first()
    if one is None:
        raise not_found()
    if Invitation.objects.filter(id=one.id, used=None, revoked=None).update(revoked=timezone.now()):
        note(came, "invitation.revoked", invitation=one.id)
    elif one.revoked is None:
        raise refused(409, "server/invitation-used")
    return 204, None


@router.post("/invitations/look", response=InvitationSeen, **needs(Act.ANYONE))
def look_at_invitation(request: HttpRequest, offered: Secret) -> InvitationSeen:
    """What an invitation is for. Whoever has looked at a valid one may make an account in this browser."""
    pace.take("invitation", address_of(request), rate=30, seconds=60)
    if check_csrf(request) is not None:
        raise refused(403, "server/csrf")
    one = look_up(offered.secret)
    request.session["invitation"] = one.id
    return InvitationSeen(
        workspace=one.workspace.name,
        role=named(one.role),
        by=one.by.called if one.by else "",
        email=one.email,
        expires=one.expires,
        signed_in=request.user.is_authenticated,
    )


@router.post("/invitations/accept", response=Joined, **needs(Act.SELF))
def accept_invitation(request: HttpRequest, offered: Secret) -> Joined:
    """Come into the workspace of an invitation; it is good for one person, once."""
    came = entered(request)
    came.in_person()
    pace.take("invitation", address_of(request), rate=30, seconds=60)
    with transaction.atomic():
        one = look_up(offered.secret)
        _right_person(one, came.user)
        had = role_of(came.user, one.workspace_id)
        if had is not None and _RANK.index(had) >= _RANK.index(Role(one.role)):
            raise refused(409, "server/already-member")
        invitations.use(one, by=came.user)
        Membership.objects.update_or_create(workspace=one.workspace, user=came.user, defaults={"role": one.role})
        here = enter(came.user, one.workspace_id, Act.SEE)
        note(here, "member.joined", person=came.user.id, role=one.role, invitation=one.id)
    request.session.pop("invitation", None)
    return Joined(id=one.workspace_id, name=one.workspace.name, role=named(here.role or one.role))


def _right_person(one: Invitation, user: User) -> None:
    if one.email and one.email != user.email.lower():
        raise refused(403, "server/not-invited")
