"""Live maps: rooms in which people edit one map together, over a log that is the only truth.

The one door for the rest of the server. ``live`` is the socket; ``document``, ``change`` and ``create`` read and write
live maps from outside; ``history`` tells who changed what. The core (living, room, rooms, frames) knows no Django.
"""

from __future__ import annotations

from outsidein.server.rooms.calls import (
    approve_version,
    at,
    change,
    close,
    create,
    deeds,
    document,
    expel,
    list_versions,
    live,
    lock,
    name_version,
    on_change,
    open_rooms,
    read_version,
    regrade,
    restore_version,
    rewrite,
    start,
    stop,
    tell,
)
from outsidein.server.rooms.frames import Close
from outsidein.server.rooms.history import Deed
from outsidein.server.rooms.keeping import Lost
from outsidein.server.rooms.living import Full
from outsidein.server.rooms.log import Conflict, NoSuchMap
from outsidein.server.rooms.presence import Person
from outsidein.server.rooms.room import Locked, Stale
from outsidein.server.rooms.version import NoSuchVersion, Version

__all__ = [
    "Close",
    "Conflict",
    "Deed",
    "Full",
    "Locked",
    "Lost",
    "NoSuchMap",
    "NoSuchVersion",
    "Person",
    "Stale",
    "Version",
    "approve_version",
    "at",
    "change",
    "close",
    "create",
    "deeds",
    "document",
    "expel",
    "list_versions",
    "live",
    "lock",
    "name_version",
    "on_change",
    "open_rooms",
    "read_version",
    "regrade",
    "restore_version",
    "rewrite",
    "start",
    "stop",
    "tell",
]
