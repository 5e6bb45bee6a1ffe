"""The inventory: touchpoints and personas of a whole workspace, told once and the same on every map."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from asgiref.sync import async_to_sync
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from outsidein import maps
from outsidein.server import projection, rooms, studying
from outsidein.server.access import Act, entered, needs
from outsidein.server.api.answers import answered
from outsidein.server.audit import note
from outsidein.server.language import spoken
from outsidein.server.problems import Problem, not_found

router = Router(tags=["inventory"])


class FieldsIn(Schema, extra="forbid"):
    """Fields of a touchpoint or persona that are to say something else, flat as in a live map."""

    fields: dict[str, Any] = Field(max_length=30)


class ChangedOut(Schema):
    """On how many maps a change was made."""

    maps: int


@router.get("/workspaces/{workspace}/inventory", **needs(Act.SEE))
def read_inventory(request: HttpRequest, workspace: str) -> HttpResponse:
    """Every touchpoint and persona, each with the maps and steps where it is met."""
    came = entered(request)
    state = tuple(came.here.maps.filter(deleted=None).order_by("id").values_list("id", "written"))
    return answered(request, ("inventory", workspace, state), studying.inventory, Path(came.here.folder))


@router.patch("/workspaces/{workspace}/inventory/{record}", response=ChangedOut, **needs(Act.EDIT))
def change_record(request: HttpRequest, workspace: str, record: str, change: FieldsIn) -> ChangedOut:
    """Change a touchpoint or persona (``touchpoint:app``) once, on every map that knows it."""
    came = entered(request)
    kind = record.partition(":")[0]
    if kind not in ("touchpoint", "persona"):
        raise not_found()
    made = 0
    for row in came.here.maps.filter(deleted=None):
        document, _ = async_to_sync(rooms.document)(row.id)
        before = document.records.get(record)
        if before is None:
            continue
        with spoken(request):
            after, found = maps.unflat(record, {**maps.flat(before), **change.fields, "type": kind})
        if after is None or found:
            raise Problem(422, "", "", diagnostics=found)
        if after != before:
            async_to_sync(rooms.change)(
                row.id, document.put(after), base=document, author=came.user.called, by=str(came.user.id), kind="api"
            )
            async_to_sync(projection.write_out)(row.id)
        made += 1
    if not made:
        raise not_found()
    note(came, "inventory.changed", record=record, maps=made)
    return ChangedOut(maps=made)
