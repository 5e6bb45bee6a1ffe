"""Links that show a part of a map to whoever has them: making, listing, revoking. Not here: what they show."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from outsidein.server.access import Act, entered, needs
from outsidein.server.audit import note
from outsidein.server.models import Map, Share
from outsidein.server.problems import not_found, refused
from outsidein.server.sharing import address_of, hash_for, still_open

router = Router(tags=["shares"])
_MOST = 100
_Key = Annotated[str, Field(min_length=1, max_length=160)]


class ShareOut(Schema):
    """A link as those see it who may share."""

    id: str
    name: str
    address: str
    lanes: list[str]
    personas: list[str] | None
    evidence: bool
    quotes: bool
    owners: bool
    embed: bool
    language: str
    protected: bool
    expires: datetime | None
    created: datetime
    created_by: str
    open: bool
    seen: int
    last_seen: datetime | None


class NewShare(Schema, extra="forbid"):
    """What a link shows, to whom, until when. ``lanes`` are keys of lanes; what is not named is not sent."""

    name: str = Field("", max_length=200)
    lanes: list[_Key] = Field(min_length=1, max_length=200)
    personas: list[_Key] | None = Field(None, max_length=100)
    evidence: bool = True
    quotes: bool = False
    owners: bool = False
    embed: bool = False
    language: str = Field("", pattern="^(en|de|)$")
    password: str = Field("", max_length=200)
    expires: datetime | None = None


def _out(one: Share) -> ShareOut:
    return ShareOut(
        id=one.id,
        name=one.name,
        address=address_of(one),
        lanes=one.lanes,
        personas=one.personas,
        evidence=one.evidence,
        quotes=one.quotes,
        owners=one.owners,
        embed=one.embed,
        language=one.language,
        protected=bool(one.password),
        expires=one.expires,
        created=one.created,
        created_by=one.created_by,
        open=still_open(one),
        seen=one.seen,
        last_seen=one.last_seen,
    )


def _share(row: Map, id: str) -> Share:
    found = Share.objects.filter(map=row, id=id, revoked=None).first()
    if found is None:
        raise not_found()
    return found


@router.get("/workspaces/{workspace}/maps/{map}/shares", response=list[ShareOut], **needs(Act.EDIT))
def list_shares(request: HttpRequest, workspace: str, map: str) -> list[ShareOut]:
    """The links to a map that were not revoked, the newest first."""
    found = Share.objects.filter(map=entered(request).map(map), revoked=None)
    return [_out(one) for one in found.order_by("-created")[:_MOST]]


@router.post("/workspaces/{workspace}/maps/{map}/shares", response={201: ShareOut}, **needs(Act.EDIT))
def make_share(request: HttpRequest, workspace: str, map: str, new: NewShare) -> tuple[int, ShareOut]:
    """Make a link to chosen lanes of a map. One that can be embedded has no password: a frame cannot ask for it."""
    came = entered(request)
    row = came.map(map)
    if new.embed and new.password:
        raise refused(422, "server/embed-with-password")
    expires = new.expires and (new.expires if new.expires.tzinfo else new.expires.replace(tzinfo=UTC))
    if expires and expires <= timezone.now():
        raise refused(422, "server/expired-already")
    if Share.objects.filter(map=row, revoked=None).count() >= _MOST:
        raise refused(409, "server/too-many-shares")
    made = Share(
        map=row,
        name=new.name,
        lanes=new.lanes,
        personas=new.personas,
        evidence=new.evidence,
        quotes=new.quotes and new.evidence,
        owners=new.owners,
        embed=new.embed,
        language=new.language,
        password=make_password(new.password) if new.password else "",
        expires=expires,
        created_by=came.user.called,
    )
    made.hash = hash_for(made)
    made.save(force_insert=True)
    note(came, "share.made", map=row.id, share=made.id, lanes=len(made.lanes))
    return 201, _out(made)


@router.delete("/workspaces/{workspace}/maps/{map}/shares/{share}", response={204: None}, **needs(Act.EDIT))
def revoke_share(request: HttpRequest, workspace: str, map: str, share: str) -> tuple[int, None]:
    """Revoke a link: whoever has it sees nothing any more, at once."""
    came = entered(request)
    one = _share(came.map(map), share)
    one.revoked = timezone.now()
    one.save(update_fields=["revoked"])
    note(came, "share.revoked", map=one.map_id, share=one.id)
    return 204, None
