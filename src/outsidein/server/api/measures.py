"""Measures: what customers' answers come to, by anything the evidence can be cut by, and over time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from outsidein.measures.hiding import K
from outsidein.server import sources, studying
from outsidein.server.access import Act, Entered, entered, needs
from outsidein.server.api.answers import answered, live_text
from outsidein.server.api.maps import FilterIn
from outsidein.server.language import language_of

router = Router(tags=["measures"])
_NAME = r"^[a-z0-9-]{1,60}$"


class MeasuresIn(FilterIn):
    """Which measures (all that can be answered where none is named), by which dimensions, for which map."""

    map: str = Field("", max_length=12)
    by: list[str] = Field(default_factory=list, max_length=3)
    measure: list[str] = Field(default_factory=list, max_length=50)


class TrendIn(FilterIn):
    """One measure over time: day, week, month, quarter or year; per key of ``by``."""

    map: str = Field("", max_length=12)
    by: list[str] = Field(default_factory=list, max_length=2)
    grain: str = Field("month", pattern="^(day|week|month|quarter|year)$")


class BehindIn(FilterIn):
    """The answers behind which cut of a measure; a ``where`` with nothing after ``=`` is what nobody said."""

    map: str = Field("", max_length=12)
    limit: int = Field(100, ge=1, le=1000)

    def made(self) -> studying.Filter:
        """As workers take it: an empty value is none."""
        only = super().made()
        where = tuple((name, tuple(value or None for value in values)) for name, values in only.where)
        return replace(only, where=where)


class AccountsIn(FilterIn):
    """Which segments name the account and the role (empty: as the personas say), and the smallest group shown."""

    account: str = Field("account", min_length=1, max_length=100)
    role: str = Field("", max_length=100)
    k: int = Field(5, ge=1, le=50)


class DimensionsIn(FilterIn):
    """Of which map, for steps and stages."""

    map: str = Field("", max_length=12)


def _text(came: Entered, map: str) -> tuple[str, str]:
    return live_text(came.map(map)) if map else ("", "")


@router.get("/workspaces/{workspace}/measures", **needs(Act.SEE))
def list_measures(request: HttpRequest, workspace: str, wanted: Query[MeasuresIn]) -> HttpResponse:
    """Measures with their rows: value, interval, n, method and what they open to."""
    came, language = entered(request), language_of(request)
    text, etag = _text(came, wanted.map)
    folder, only = Path(came.here.folder), wanted.made()
    by, names = tuple(wanted.by), tuple(wanted.measure)
    key = ("measures", str(folder), etag, studying.evidence_stamp(folder), by, names, only, language)
    return answered(request, key, studying.measures_of, folder, text, by=by, only=only, names=names, language=language)


@router.get("/workspaces/{workspace}/maps/{map}/accounts", **needs(Act.SEE))
def read_accounts(request: HttpRequest, workspace: str, map: str, wanted: Query[AccountsIn]) -> HttpResponse:
    """How each customer organisation and each role in it fares along a map: ``AccountsOnMap``.

    Groups of fewer than ``k`` people are left out; smaller ones than usual are for those who may see the rows.
    """
    came, language = entered(request), language_of(request)
    row, folder, only = came.map(map), Path(came.here.folder), wanted.made()
    text, etag = live_text(row)
    k = wanted.k if came.may(Act.EDIT) else max(wanted.k, K)
    stamp = studying.evidence_stamp(folder)
    key = ("accounts", row.id, etag, stamp, wanted.account, wanted.role, k, only, language)
    return answered(
        request,
        key,
        studying.accounts_of,
        folder,
        text,
        account=wanted.account,
        role=wanted.role,
        k=k,
        only=only,
        language=language,
    )


@router.get("/workspaces/{workspace}/measures/{measure}/trend", **needs(Act.SEE))
def read_trend(request: HttpRequest, workspace: str, measure: str, wanted: Query[TrendIn]) -> HttpResponse:
    """One measure period by period, each with its interval."""
    came, language = entered(request), language_of(request)
    text, etag = _text(came, wanted.map)
    folder, only, by = Path(came.here.folder), wanted.made(), tuple(wanted.by)
    stamp = studying.evidence_stamp(folder)
    key = ("trend", str(folder), etag, stamp, measure, by, wanted.grain, only, language)
    return answered(
        request,
        key,
        studying.trend_of,
        folder,
        text,
        measure=measure,
        by=by,
        grain=wanted.grain,
        only=only,
        language=language,
    )


@router.get("/workspaces/{workspace}/measures/{measure}/rows", **needs(Act.EDIT))
def list_behind(request: HttpRequest, workspace: str, measure: str, wanted: Query[BehindIn]) -> HttpResponse:
    """The newest answers behind a measure, or a cut of it, with pseudonyms: ``Behind``. Steps and stages need a map."""
    came, language = entered(request), language_of(request)
    text, etag = _text(came, wanted.map)
    folder, only = Path(came.here.folder), wanted.made()
    stamp = studying.evidence_stamp(folder)
    key = ("behind", str(folder), etag, stamp, measure, wanted.limit, only, language)
    return answered(
        request, key, sources.rows, folder, text, measure=measure, only=only, limit=wanted.limit, language=language
    )


@router.get("/workspaces/{workspace}/dimensions", **needs(Act.SEE))
def list_dimensions(request: HttpRequest, workspace: str, wanted: Query[DimensionsIn]) -> HttpResponse:
    """By what measures can be cut and filtered, with the values there are."""
    came = entered(request)
    text, etag = _text(came, wanted.map)
    folder = Path(came.here.folder)
    key = ("dimensions", str(folder), etag, studying.evidence_stamp(folder))
    return answered(request, key, studying.dimensions_of, folder, text)
