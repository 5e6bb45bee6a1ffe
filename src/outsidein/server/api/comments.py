"""Comments on a map: said, answered, resolved; marks laid over it. The map itself is never touched by any of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from asgiref.sync import async_to_sync
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from outsidein.server import rooms
from outsidein.server.access import Act, Entered, entered, needs
from outsidein.server.audit import note
from outsidein.server.models import Comment, Map, User
from outsidein.server.problems import not_found, refused

router = Router(tags=["comments"])
_MOST = 2_000
_PersonId = Annotated[int, Field(ge=1, le=2**53 - 1)]


class Mentioned(Schema):
    """Somebody who was mentioned."""

    id: int
    name: str


class CommentOut(Schema):
    """A comment or mark; ``mine`` says that whoever asks may reword it."""

    id: str
    record: str
    parent: str | None
    name: str
    mine: bool
    text: str
    sign: str
    mentions: list[Mentioned]
    at: datetime
    edited: datetime | None
    resolved: datetime | None
    resolved_by: str


class NewComment(Schema, extra="forbid"):
    """What is said about which record; an answer names its ``parent``. A mark may be a sign without words."""

    record: str = Field("", max_length=160)
    parent: str = Field("", max_length=12)
    text: str = Field("", max_length=5_000)
    sign: str = Field("", pattern="^(agree|doubt|question|idea|)$")
    mentions: list[_PersonId] = Field(default_factory=list, max_length=20)


class CommentChange(Schema, extra="forbid"):
    """One's own comment, reworded; who is mentioned in it stays where nothing is said of that."""

    text: str = Field(min_length=1, max_length=5_000)
    mentions: list[_PersonId] | None = Field(None, max_length=20)


class Resolving(Schema, extra="forbid"):
    """Whether a comment is settled."""

    resolved: bool


class CommentsIn(Schema, extra="forbid"):
    """About which record; with ``open`` only what is not settled."""

    record: str = Field("", max_length=160)
    open: bool = False


class MentionOut(Schema):
    """Where somebody was mentioned."""

    comment: str
    map: str
    title: str
    record: str
    name: str
    text: str
    at: datetime
    resolved: bool


def _out(one: Comment, came: Entered) -> CommentOut:
    return CommentOut(
        id=one.id,
        record=one.record,
        parent=one.parent_id,
        name=one.name,
        mine=one.author_id == came.user.id,
        text=one.text,
        sign=one.sign,
        mentions=[Mentioned(id=user.id, name=user.called) for user in one.mentions.all()],
        at=one.at,
        edited=one.edited,
        resolved=one.resolved,
        resolved_by=one.resolved_by,
    )


def _comment(row: Map, id: str) -> Comment:
    found = Comment.objects.filter(map=row, id=id).first()
    if found is None:
        raise not_found()
    return found


def _there(row: Map, record: str) -> None:
    """Raise Problem 422 where a map has no such record (any more)."""
    document, _ = async_to_sync(rooms.document)(row.id)
    if record not in document.records:
        raise refused(422, "server/no-such-record")


def _laid(came: Entered, row: Map, new: NewComment) -> Comment | None:
    """The same mark of the same person on the same record: laid twice, it is one."""
    return Comment.objects.filter(
        map=row, author=came.user, record=new.record, sign=new.sign, text="", parent=None, resolved=None
    ).first()


def _members(came: Entered, ids: list[int]) -> QuerySet[User]:
    """Those of these people who belong to the workspace: nobody else can be mentioned."""
    return User.objects.filter(id__in=ids, memberships__workspace=came.here, is_active=True)


def _tell(row: Map, record: str) -> None:
    async_to_sync(rooms.tell)(row.id, "comments", record=record)


@router.get("/workspaces/{workspace}/maps/{map}/comments", response=list[CommentOut], **needs(Act.SEE))
def list_comments(request: HttpRequest, workspace: str, map: str, asked: Query[CommentsIn]) -> list[CommentOut]:
    """The comments of a map, the oldest first."""
    came = entered(request)
    found = Comment.objects.filter(map=came.map(map)).prefetch_related("mentions")
    if asked.record:
        found = found.filter(record=asked.record)
    if asked.open:
        found = found.filter(resolved=None)
    return [_out(one, came) for one in found[:_MOST]]


@router.post("/workspaces/{workspace}/maps/{map}/comments", response={201: CommentOut}, **needs(Act.COMMENT))
def say(request: HttpRequest, workspace: str, map: str, new: NewComment) -> tuple[int, CommentOut]:
    """Say something about the map or a record of it; members can be mentioned by their number."""
    came = entered(request)
    row = came.map(map)
    if not new.text.strip() and not new.sign:
        raise refused(422, "server/empty-comment")
    if Comment.objects.filter(map=row).count() >= _MOST:
        raise refused(409, "server/too-many-comments")
    parent = _comment(row, new.parent) if new.parent else None
    if parent is None and new.record:
        _there(row, new.record)
    if parent is None and not new.text.strip() and (laid := _laid(came, row, new)):
        return 201, _out(laid, came)
    made = Comment.objects.create(
        map=row,
        record=parent.record if parent else new.record,
        parent=(parent.parent or parent) if parent else None,
        author=came.user,
        name=came.user.called,
        text=new.text.strip(),
        sign=new.sign,
    )
    made.mentions.set(_members(came, new.mentions))
    note(came, "comment.said", map=row.id, comment=made.id)
    _tell(row, made.record)
    return 201, _out(made, came)


@router.patch("/workspaces/{workspace}/maps/{map}/comments/{comment}", response=CommentOut, **needs(Act.COMMENT))
def reword(request: HttpRequest, workspace: str, map: str, comment: str, change: CommentChange) -> CommentOut:
    """Reword one's own comment."""
    came = entered(request)
    one = _comment(came.map(map), comment)
    if one.author_id != came.user.id:
        raise refused(403, "server/not-yours")
    if not change.text.strip():
        raise refused(422, "server/empty-comment")
    one.text, one.edited = change.text.strip(), timezone.now()
    one.save(update_fields=["text", "edited"])
    if change.mentions is not None:
        one.mentions.set(_members(came, change.mentions))
    _tell(one.map, one.record)
    return _out(one, came)


@router.post("/workspaces/{workspace}/maps/{map}/comments/{comment}/resolve", response=CommentOut, **needs(Act.COMMENT))
def resolve(request: HttpRequest, workspace: str, map: str, comment: str, wanted: Resolving) -> CommentOut:
    """Settle a comment with all its answers, or open it again."""
    came = entered(request)
    one = _comment(came.map(map), comment)
    one = one.parent or one
    one.resolved = timezone.now() if wanted.resolved else None
    one.resolved_by = came.user.called if wanted.resolved else ""
    one.save(update_fields=["resolved", "resolved_by"])
    _tell(one.map, one.record)
    return _out(one, came)


@router.delete("/workspaces/{workspace}/maps/{map}/comments/{comment}", response={204: None}, **needs(Act.COMMENT))
def take_back(request: HttpRequest, workspace: str, map: str, comment: str) -> tuple[int, None]:
    """Take one's own comment back; an owner may take back anybody's. Its answers go with it."""
    came = entered(request)
    one = _comment(came.map(map), comment)
    if one.author_id != came.user.id and not came.may(Act.MANAGE):
        raise refused(403, "server/not-yours")
    record, row = one.record, one.map
    one.delete()
    note(came, "comment.removed", map=row.id, comment=comment)
    _tell(row, record)
    return 204, None


@router.get("/workspaces/{workspace}/mentions", response=list[MentionOut], **needs(Act.SEE))
def list_mentions(request: HttpRequest, workspace: str) -> list[MentionOut]:
    """Where others mentioned one in this workspace, the newest first."""
    came = entered(request)
    found = Comment.objects.filter(mentions=came.user, map__workspace=came.here, map__deleted=None)
    found = found.exclude(author=came.user)
    return [
        MentionOut(
            comment=one.id,
            map=one.map_id,
            title=one.map.title,
            record=one.record,
            name=one.name,
            text=one.text[:300],
            at=one.at,
            resolved=one.resolved is not None,
        )
        for one in found.select_related("map").order_by("-at")[:50]
    ]
