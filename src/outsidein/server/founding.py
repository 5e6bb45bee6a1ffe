"""The first account of a team's server: made by whoever has the link that the terminal printed, and by nobody else.

What lives here: the one link of this process, which browsers it admitted, and spending it on an account. What stands
behind a # never reaches a log or a Referer. Not here: accounts after the first (invitations), local mode (local).
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from outsidein.server.config import Mode, config
from outsidein.server.models import User

_SESSION: Final = "founding"
_making = threading.Lock()
_link: list[str] = []
"""The hash of the link of this start, if there is one."""


def unclaimed() -> bool:
    """Whether this is a team's server on which nobody has an account yet, and not everybody may make one."""
    return config().mode is Mode.TEAM and not config().sign_up and not User.objects.exists()


def new_link() -> str:
    """The token of a link for the first person; those of earlier calls are worth nothing any more."""
    token = secrets.token_urlsafe(32)
    _link[:] = [_hash(token)]
    return token


def admit(request: HttpRequest, token: str) -> bool:
    """Whether the token is that of the link; if so, this browser may make the first account."""
    offered = _hash(token)
    if not _is_link(offered) or not unclaimed():
        return False
    request.session[_SESSION] = offered
    return True


def admitted(request: HttpRequest) -> bool:
    """Whether this browser may make the first account, still."""
    return _is_link(request.session.get(_SESSION, "")) and unclaimed()


@contextmanager
def first(request: HttpRequest) -> Iterator[None]:
    """Make the first account within the block. Of several browsers with the link one does; PermissionDenied else."""
    with _making:
        if not admitted(request):
            raise PermissionDenied
        yield
        _link.clear()
        del request.session[_SESSION]


def _is_link(offered: object) -> bool:
    return isinstance(offered, str) and any(secrets.compare_digest(one, offered) for one in _link)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
