"""Maps: the list, making and removing them, their document, what the evidence and the linter say, files of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from asgiref.sync import async_to_sync
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from ninja import Query, Router, Schema
from pydantic import Field

from outsidein import maps
from outsidein.ground import slug
from outsidein.measures import Where
from outsidein.render import FORMS
from outsidein.server import projection, rooms, studying
from outsidein.server.access import Act, Entered, entered, needs
from outsidein.server.api.answers import answered, live_text
from outsidein.server.audit import note
from outsidein.server.language import language_of, spoken
from outsidein.server.models import Map
from outsidein.server.problems import not_found, refused
from outsidein.server.versions import unchanged
from outsidein.server.work import presses, workers
from outsidein.workspace import MEDIA

router = Router(tags=["maps"])
_YAML = "application/yaml"


class MapOut(Schema):
    """A map as lists show it. ``overdue`` says that its review was due."""

    id: str
    key: str
    title: str
    kind: str
    state: str
    owner: str
    reviewed: str
    review_every: int | None
    overdue: bool
    locked: bool
    counts: dict[str, int]
    changed: datetime
    changed_by: str


class NewMap(Schema, extra="forbid"):
    """A map to begin: from a preset of stages, from a template, or from the text of a map file."""

    title: str = Field("", max_length=300)
    kind: str = "customer-journey"
    preset: str = ""
    template: str = Field("", max_length=60)
    language: str = Field("en", max_length=12)
    text: str = Field("", max_length=5_000_000)


class FilterIn(Schema, extra="forbid"):
    """Whose answers count: a persona's key, ``where`` as ``dimension=value`` (repeat), from and to which day."""

    persona: str = Field("", max_length=100)
    where: list[str] = Field(default_factory=list, max_length=20)
    first: date | None = None
    last: date | None = None

    def made(self) -> studying.Filter:
        """As workers take it. Raises Problem for a ``where`` without ``=``."""
        return studying.Filter(self.persona, where_in(self.where), self.first, self.last)


def where_in(said: list[str]) -> Where:
    """Filters as people send them, ``dimension=value``, put together by dimension. Raises Problem for any other."""
    by: dict[str, list[str]] = {}
    for one in said:
        dimension, equals, value = one.partition("=")
        if not equals or not dimension:
            raise refused(422, "server/bad-filter", text=one)
        by.setdefault(dimension, []).append(value)
    return tuple((name, tuple(values)) for name, values in by.items())


def map_out(row: Map) -> MapOut:
    return MapOut(
        id=row.id,
        key=row.key,
        title=row.title,
        kind=row.kind,
        state=row.state,
        owner=row.owner,
        reviewed=row.reviewed,
        review_every=row.review_every,
        overdue=overdue(row),
        locked=row.locked_at is not None,
        counts=row.counts,
        changed=row.changed,
        changed_by=row.changed_by,
    )


def overdue(row: Map) -> bool:
    """Whether the review of a map was due before today."""
    if not row.review_every:
        return False
    try:
        last = date.fromisoformat(row.reviewed)
    except ValueError:
        return True
    return (timezone.now().date() - last).days > row.review_every


@router.get("/workspaces/{workspace}/maps", response=list[MapOut], **needs(Act.SEE))
def list_maps(request: HttpRequest, workspace: str) -> list[MapOut]:
    """The maps of a workspace, the one changed last first."""
    return [map_out(row) for row in entered(request).here.maps.filter(deleted=None).order_by("-changed")]


@router.post("/workspaces/{workspace}/maps", response={201: MapOut}, **needs(Act.EDIT))
def begin_map(request: HttpRequest, workspace: str, new: NewMap) -> tuple[int, MapOut]:
    """Begin a map: blank with the stages of a preset, from a template, or from the text of a map file."""
    came = entered(request)
    with spoken(request):
        document = studying.document_of(new.text) if new.text else _begin(new)
    taken = set(came.here.maps.filter(deleted=None).values_list("key", flat=True))
    if document.journey.key in taken:
        document = renamed(document, taken)
    id = async_to_sync(projection.adopt)(came.here.id, document, author=came.user.called)
    note(came, "map.created", map=id, title=document.journey.title)
    return 201, map_out(came.here.maps.get(id=id))


def _begin(new: NewMap) -> maps.Document:
    if new.kind not in maps.kinds() or (new.preset and not maps.kind(new.kind).begins_with(new.preset)):
        raise refused(422, "server/unknown-kind")
    key = slug(new.title) or "journey"
    if new.template:
        if new.template not in maps.templates():
            raise refused(422, "server/unknown-template")
        return maps.begin_from(new.template, key, title=new.title)
    return maps.begin(key, title=new.title, of=new.kind, preset=new.preset, language=new.language)


def renamed(document: maps.Document, taken: set[str]) -> maps.Document:
    """The document under a key that is free; its file and its place in links go by the key."""
    from dataclasses import replace

    head = document.journey
    number = next(n for n in range(2, 10_000) if f"{head.key}-{n}" not in taken)
    id = f"journey:{head.key}-{number}"
    moved = [
        replace(one, parent=id) if isinstance(one, maps.Placed) and one.parent == head.id else one
        for one in document
        if one.id != head.id
    ]
    return maps.Document.of([replace(head, id=id), *moved])


@router.get("/workspaces/{workspace}/maps/{map}", response=MapOut, **needs(Act.SEE))
def read_map(request: HttpRequest, workspace: str, map: str) -> MapOut:
    """One map as lists show it."""
    return map_out(entered(request).map(map))


@router.delete("/workspaces/{workspace}/maps/{map}", response={204: None}, **needs(Act.EDIT))
def remove_map(request: HttpRequest, workspace: str, map: str) -> tuple[int, None]:
    """Put a map into the trash of the workspace; its file goes, its room and history stay."""
    came = entered(request)
    row = came.map(map)
    async_to_sync(rooms.close)(row.id)
    row.deleted = timezone.now()
    row.save(update_fields=["deleted"])
    (Path(came.here.folder) / "maps" / f"{row.key}{projection.ENDING}").unlink(missing_ok=True)
    note(came, "map.removed", map=row.id, title=row.title)
    return 204, None


@router.get("/workspaces/{workspace}/trash", response=list[MapOut], **needs(Act.EDIT))
def list_trash(request: HttpRequest, workspace: str) -> list[MapOut]:
    """Maps in the trash, the last removed first."""
    return [map_out(row) for row in entered(request).here.maps.exclude(deleted=None).order_by("-deleted")]


@router.post("/workspaces/{workspace}/trash/{map}/restore", response=MapOut, **needs(Act.EDIT))
def restore_map(request: HttpRequest, workspace: str, map: str) -> MapOut:
    """Take a map out of the trash."""
    came = entered(request)
    row = came.here.maps.exclude(deleted=None).filter(id=map).first()
    if row is None:
        raise not_found()
    if came.here.maps.filter(key=row.key, deleted=None).exists():
        raise refused(409, "server/key-taken")
    row.deleted, row.written = None, ""
    row.save(update_fields=["deleted", "written"])
    async_to_sync(projection.write_out)(row.id)
    note(came, "map.restored", map=row.id, title=row.title)
    return map_out(row)


@router.get("/workspaces/{workspace}/maps/{map}/document", **needs(Act.SEE))
def read_document(request: HttpRequest, workspace: str, map: str) -> HttpResponse:
    """The map as text (YAML, the format of map files), with its ETag."""
    row = entered(request).map(map)
    document, etag = async_to_sync(rooms.document)(row.id)
    if request.headers.get("If-None-Match") == f'"{etag}"':
        return HttpResponse(status=304, headers={"ETag": f'"{etag}"'})
    return HttpResponse(maps.write(document), content_type=_YAML, headers={"ETag": f'"{etag}"'})


class DocumentIn(Schema, extra="forbid"):
    """The whole text of a map file."""

    text: str = Field(max_length=5_000_000)


@router.put("/workspaces/{workspace}/maps/{map}/document", response=MapOut, **needs(Act.EDIT, versioned=True))
def change_document(request: HttpRequest, workspace: str, map: str, new: DocumentIn) -> HttpResponse | MapOut:
    """Make the map say what this text says, as a diff in the live document. Needs If-Match with the ETag last read."""
    came = entered(request)
    row = came.map(map)
    with spoken(request):
        document = studying.document_of(new.text)
    _, etag = async_to_sync(rooms.document)(row.id)
    unchanged(request, f'"{etag}"', required=True)
    async_to_sync(rooms.change)(
        row.id,
        document,
        author=came.user.called,
        by=str(came.user.id),
        kind="api",
        owner=came.may(Act.MANAGE),
        match=etag,
    )
    note(came, "map.document-changed", map=row.id)
    return map_out(Map.objects.get(id=row.id))


@router.get("/workspaces/{workspace}/maps/{map}/reading", **needs(Act.SEE))
def read_reading(request: HttpRequest, workspace: str, map: str, only: Query[FilterIn]) -> HttpResponse:
    """What the evidence says about the map, as ``Reading`` in web/schema."""
    came = entered(request)
    row = came.map(map)
    text, etag = live_text(row)
    chosen, now, language = only.made(), datetime.now(UTC), language_of(request)
    folder = Path(came.here.folder)
    stamp = studying.evidence_stamp(folder)
    key = ("reading", row.id, etag, stamp, chosen, now.date(), language)
    return answered(request, key, studying.reading, folder, text, now=now, only=chosen, language=language)


@router.get("/workspaces/{workspace}/maps/{map}/remarks", **needs(Act.SEE))
def read_remarks(request: HttpRequest, workspace: str, map: str) -> HttpResponse:
    """What the linter and the writing guide say of the map: a list of ``Diagnostic``."""
    came = entered(request)
    row, folder = came.map(map), Path(came.here.folder)
    text, etag = live_text(row)
    today, language = timezone.now().date(), language_of(request)
    key = ("remarks", row.id, etag, studying.evidence_stamp(folder), today, language)
    return answered(request, key, studying.remarks, folder, text, today=today, language=language)


class ArrangeIn(Schema, extra="forbid"):
    """Whether actors that people placed are placed again, too."""

    anew: bool = False


class PlacedOut(Schema):
    """Where an actor of a network would stand: −1 to 1 from the centre, x to the right, y down."""

    id: str
    x: float
    y: float


@router.post("/workspaces/{workspace}/maps/{map}/arrange", response=list[PlacedOut], **needs(Act.EDIT))
def arrange_map(request: HttpRequest, workspace: str, map: str, how: ArrangeIn) -> HttpResponse:
    """Work out where the actors of a network would stand best. Whoever asks writes what they take; here nothing is."""
    came = entered(request)
    row, folder = came.map(map), Path(came.here.folder)
    text, etag = live_text(row)
    return answered(request, ("arrange", row.id, etag, how.anew), studying.arrange, folder, text, anew=how.anew)


_PRINTED: Final = frozenset({"pdf", "svg", "png"})


class ExportIn(Schema, extra="forbid"):
    """Which file of a map: its form, the paper of a poster, for which persona."""

    form: str = Field("pdf", pattern=f"^({'|'.join(MEDIA)})$")
    paper: str = Field("a2", pattern="^a[0-4]$")
    persona: str = Field("", max_length=100)


@router.get("/workspaces/{workspace}/maps/{map}/export", **needs(Act.SEE))
def export_map(request: HttpRequest, workspace: str, map: str, wanted: Query[ExportIn]) -> HttpResponse:
    """The map as a file, in one of the forms that ``/forms`` lists."""
    came = entered(request)
    row = came.map(map)
    text, etag = live_text(row)
    now, language = datetime.now(UTC), language_of(request)
    folder = Path(came.here.folder)
    stamp = studying.evidence_stamp(folder)
    key = ("export", row.id, etag, stamp, tuple(wanted.dict().items()), now.date(), language)
    makers = presses if wanted.form in _PRINTED else workers
    body = makers.ask(
        key,
        studying.export,
        folder,
        text,
        wanted.form,
        now=now,
        persona=wanted.persona,
        paper=wanted.paper,
        language=language,
    )
    note_export(came, row, wanted.form)
    name = f"{row.key}.{FORMS[wanted.form].ending}"
    response = HttpResponse(body, content_type=MEDIA[wanted.form])
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def note_export(came: Entered, row: Map, form: str) -> None:
    """Exports leave the house, so the audit log knows of them."""
    note(came, "map.exported", map=row.id, form=form)
