"""Long lists a page at a time: the newest first, and a cursor that stays right while the list grows.

What lives here: Page and page. Not here: which lists there are (api).
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from ninja import Schema
from pydantic import Field

from outsidein.server.problems import refused

M = TypeVar("M", bound=Model)


class PageIn(Schema, extra="forbid"):
    """Which page of a list: the ``next`` of the page before, or nothing for the first."""

    cursor: str = Field("", max_length=200)
    limit: int = Field(50, ge=1, le=200)


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """A page of rows, and the cursor of the next one; empty where this is the last."""

    rows: Sequence[M]
    next: str


def page(rows: QuerySet[M], wanted: PageIn) -> Page[M]:
    """A page of ``rows``, which are put in the order of their number, the highest (newest) first.

    Raises Problem 422 for a cursor that is none.
    """
    if wanted.cursor:
        rows = rows.filter(pk__lt=_read(wanted.cursor))
    found = list(rows.order_by("-pk")[: wanted.limit + 1])
    shown = found[: wanted.limit]
    return Page(shown, _write(shown[-1].pk) if len(found) > wanted.limit else "")


def _write(last: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([last]).encode()).decode().rstrip("=")


def _read(cursor: str) -> int:
    try:
        (last,) = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        if isinstance(last, int) and not isinstance(last, bool) and 0 < last < 2**63:
            return last
    except (ValueError, TypeError, binascii.Error, RecursionError):
        pass
    raise refused(422, "server/bad-cursor")
