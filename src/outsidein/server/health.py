"""Whether the server lives, is ready, and how it does. Not here: what it does about it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Final

from asgiref.sync import async_to_sync
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from outsidein.server import rooms
from outsidein.server.config import config

ROOMS: Final = Gauge("outsidein_rooms_open", "Maps that are open.")
SOCKETS: Final = Gauge("outsidein_sockets_live", "Connections to open maps.")
_HERE: Final = frozenset({"127.0.0.1", "::1"})
_LEAST_SPACE: Final = 100 * 1024 * 1024


def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """Whether people can work: database, migrations, disk; 503 with the names of what fails."""
    checks = {name: _holds(check) for name, check in _CHECKS.items()}
    well = all(checks.values())
    response = JsonResponse({"ready": well, "checks": checks}, status=200 if well else 503)
    if not well:
        response["Retry-After"] = "5"
    return response


def metrics(request: HttpRequest) -> HttpResponse:
    """Figures in the format of Prometheus; for this machine, or whoever brings the token that was set up for it."""
    secret = config().metrics
    if secret:
        offered = request.headers.get("Authorization", "").removeprefix("Bearer ")
        allowed = constant_time_compare(offered, secret)
    else:
        allowed = request.META.get("REMOTE_ADDR", "") in _HERE
    if not allowed:
        return HttpResponse("forbidden\n", status=403, content_type="text/plain")
    here = async_to_sync(rooms.open_rooms)()
    ROOMS.set(len(here))
    SOCKETS.set(sum(here.values()))
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def migrated() -> bool:
    """Whether the tables are those of this version."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _writable() -> bool:
    """Whether what is told to be saved can be: a row of no meaning is written."""
    Session.objects.update_or_create(session_key="ready", defaults={"session_data": "", "expire_date": timezone.now()})
    return True


def _space() -> bool:
    return shutil.disk_usage(config().data).free > _LEAST_SPACE


_CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "writing": _writable,
    "migrations": migrated,
    "disk": _space,
}
