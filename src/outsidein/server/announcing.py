"""Announcing which folders this server has open, so that the command line goes through it and not past it.

What lives here: taking a folder's lock and leaving the note that says where it is served. Not here: what the note looks
like (workspace.serving). In local mode the note carries a token: whoever may read the folder is the one who serves it.
"""

from __future__ import annotations

import os
import secrets
import threading
from contextlib import ExitStack

from django.utils import timezone

from outsidein.server import local
from outsidein.server.access import hash_of
from outsidein.server.config import Mode, config
from outsidein.server.homes import folder_of
from outsidein.server.models import ApiToken, Role, User, Workspace
from outsidein.workspace import Serving, announced

NAME = "command line"
_lock = threading.Lock()
_held: dict[str, ExitStack] = {}


def announce(home: Workspace) -> None:
    """Hold a workspace's folder and say so there. Raises WorkspaceError where another server has it."""
    token = _token(home) if config().mode is Mode.LOCAL else ""
    address = os.environ.get("OUTSIDEIN_ADDRESS", "")
    held = ExitStack()
    held.enter_context(announced(folder_of(home), Serving(address, home.id, token, os.getpid())))
    with _lock:
        _held[home.id] = held


def leave(home: str) -> None:
    """Let the folder of a workspace go."""
    with _lock:
        held = _held.pop(home, None)
    if held:
        held.close()


def leave_all() -> None:
    """Let every folder go, and the tokens with them."""
    for home in list(_held):
        leave(home)
    ApiToken.objects.filter(name=NAME, revoked=None).update(revoked=timezone.now())


def _token(home: Workspace) -> str:
    """A token for the command line of the one person here; those of earlier starts are worth nothing any more."""
    ApiToken.objects.filter(name=NAME, workspace=home).delete()
    token = secrets.token_urlsafe(32)
    person = User.objects.get(email=local.EMAIL)
    ApiToken.objects.create(user=person, workspace=home, name=NAME, hash=hash_of(token), role=Role.OWNER)
    return token
