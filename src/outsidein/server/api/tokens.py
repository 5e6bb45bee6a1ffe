"""API tokens of one's own: what programs come in with. A token is shown once; only its hash is kept."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from outsidein.server.access import Act, enter, entered, hash_of, needs
from outsidein.server.api.members import MemberRole, named
from outsidein.server.audit import note
from outsidein.server.models import ApiToken, User
from outsidein.server.problems import not_found, refused

router = Router(tags=["tokens"])

PREFIX: Final = "oi_"
"""How every token begins, so that scanners for leaked secrets know one."""
_MOST: Final = 50


class TokenOut(Schema):
    """A token as its person sees it. No workspace: it opens all of theirs; ``used`` is right to the minute."""

    id: str
    name: str
    role: MemberRole
    workspace: str | None
    created: datetime
    expires: datetime | None
    used: datetime | None


class TokenMade(TokenOut):
    """A new token with its secret, which is never shown again."""

    secret: str


class NewToken(Schema, extra="forbid"):
    """A token to make: what it is for, the most it may do, where, and for how many days (nothing: until revoked)."""

    name: str = Field(min_length=1, max_length=100)
    role: MemberRole = "viewer"
    workspace: str | None = Field(None, max_length=12)
    days: int | None = Field(90, ge=1, le=3650)


def _out(one: ApiToken) -> TokenOut:
    return TokenOut(
        id=one.id,
        name=one.name,
        role=named(one.role),
        workspace=one.workspace_id,
        created=one.created,
        expires=one.expires,
        used=one.used,
    )


@router.get("/tokens", response=list[TokenOut], **needs(Act.SELF))
def list_tokens(request: HttpRequest) -> list[TokenOut]:
    """One's own tokens that are not revoked, the newest first. A program sees only the token it came with."""
    came = entered(request)
    mine = ApiToken.objects.filter(user=came.user, revoked=None).order_by("-created", "id")
    return [_out(one) for one in mine if came.token in ("", one.id)]


@router.post("/tokens", response={201: TokenMade}, **needs(Act.SELF))
def make_token(request: HttpRequest, new: NewToken) -> tuple[int, TokenMade]:
    """Make a token. It never may more than its person, whatever its role, and ends with their membership."""
    came = entered(request)
    came.in_person()
    here = enter(came.user, new.workspace, Act.SEE) if new.workspace is not None else came
    secret = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        User.objects.select_for_update().get(id=came.user.id)
        if ApiToken.objects.filter(user=came.user, revoked=None).count() >= _MOST:
            raise refused(409, "server/too-many-tokens")
        one = ApiToken.objects.create(
            user=came.user,
            workspace=here.workspace,
            name=new.name,
            hash=hash_of(secret),
            role=new.role,
            expires=None if new.days is None else timezone.now() + timedelta(days=new.days),
        )
        note(here, "token.made", token=one.id, role=one.role)
    return 201, TokenMade(**_out(one).dict(), secret=secret)


@router.delete("/tokens/{token}", response={204: None}, **needs(Act.SELF))
def revoke_token(request: HttpRequest, token: str) -> tuple[int, None]:
    """Revoke a token: it opens nothing any more."""
    came = entered(request)
    if came.token not in ("", token):
        came.in_person()
    one = ApiToken.objects.filter(user=came.user, id=token, revoked=None).first()
    if one is None:
        raise not_found()
    ApiToken.objects.filter(id=one.id).update(revoked=timezone.now())
    here = came if one.workspace is None else enter(came.user, one.workspace.id, Act.SEE)
    note(here, "token.revoked", token=one.id)
    return 204, None
