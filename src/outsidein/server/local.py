"""Local mode: one person on this machine, let in by a one-time token that stands behind the # of the address.

What lives here: tokens and the one person they let in. What stands behind a # never reaches a log or a Referer. Not
here: accounts of a team.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import threading

from outsidein.server.config import config
from outsidein.server.models import Membership, Role, User, Workspace

EMAIL = "you@localhost.localdomain"
_lock = threading.Lock()
_open: set[str] = set()


def new_token() -> str:
    """A token that lets one browser in, once."""
    token = secrets.token_urlsafe(32)
    with _lock:
        _open.add(_hash(token))
    return token


def first_token() -> None:
    """Accept the token that the command printed (``OUTSIDEIN_TOKEN``), and forget it at once."""
    token = os.environ.pop("OUTSIDEIN_TOKEN", "")
    if token:
        with _lock:
            _open.add(_hash(token))


def spend(token: str) -> bool:
    """Whether the token lets in; it never does again."""
    offered = _hash(token)
    with _lock:
        found = [one for one in _open if secrets.compare_digest(one, offered)]
        _open.difference_update(found)
    return bool(found)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def settle() -> Workspace | None:
    """The one person and, where a folder is served, its workspace, made on the first start."""
    person = User.objects.filter(email=EMAIL).first() or User.objects.create_user(EMAIL, name="")
    folder = config().folder
    if folder is None:
        return None
    from outsidein.workspace import find

    place = find(folder)
    home, _ = Workspace.objects.get_or_create(
        folder=str(place.path), defaults={"name": place.name, "about": place.about}
    )
    if (home.name, home.about) != (place.name, place.about):
        home.name, home.about = place.name, place.about
        home.save(update_fields=["name", "about"])
    Membership.objects.get_or_create(workspace=home, user=person, defaults={"role": Role.OWNER})
    return home
