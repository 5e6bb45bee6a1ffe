"""Who is here: the session of a browser, and the way in without an account in local mode."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login, logout
from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja import Router, Schema
from ninja.utils import check_csrf
from pydantic import Field

from outsidein import __version__
from outsidein.server import founding, local
from outsidein.server.access import Act, entered, needs, role_of
from outsidein.server.config import Mode, config
from outsidein.server.models import User, Workspace
from outsidein.server.pace import address_of, pace
from outsidein.server.problems import refused

router = Router(tags=["session"])


class PersonOut(Schema):
    """Somebody, as others see them; ``email`` is empty in local mode."""

    id: int
    name: str
    email: str


class WorkspaceRole(Schema):
    """A workspace that somebody belongs to."""

    id: str
    name: str
    role: str


class SessionOut(Schema):
    """Who is here and what they can open. ``user`` is null where nobody is signed in."""

    mode: str
    version: str
    csrf: str
    user: PersonOut | None
    language: str
    theme: str
    settings: dict[str, Any]
    workspaces: list[WorkspaceRole]
    can_sign_up: bool
    unclaimed: bool
    """Nobody has an account here yet: the link that the terminal printed lets the first person in."""


class SessionChange(Schema, extra="forbid"):
    """What somebody can set for themselves; what is missing stays as it is."""

    name: str | None = Field(None, max_length=100)
    language: str | None = Field(None, pattern="^(en|de|)$")
    theme: str | None = Field(None, pattern="^(light|dark|)$")
    settings: dict[str, str | int | float | bool | None] | None = None


class Token(Schema, extra="forbid"):
    """The token of a link that the terminal printed."""

    token: str = Field(max_length=200)


class LinkOut(Schema):
    """A way in for another browser on this machine; good for one use."""

    token: str


def _session(request: HttpRequest) -> SessionOut:
    user = request.user if isinstance(request.user, User) else None
    homes = Workspace.objects.filter(memberships__user=user).order_by("created") if user else ()
    is_local = config().mode is Mode.LOCAL
    return SessionOut(
        mode=config().mode,
        version=__version__,
        csrf=get_token(request),
        user=PersonOut(id=user.id, name=user.name, email="" if is_local else user.email) if user else None,
        language=user.language if user else "",
        theme=user.theme if user else "",
        settings=user.settings if user else {},
        workspaces=[WorkspaceRole(id=one.id, name=one.name, role=role_of(user, one.id) or "") for one in homes if user],
        can_sign_up=not is_local and (config().sign_up or founding.admitted(request)),
        unclaimed=user is None and founding.unclaimed(),
    )


@router.get("/session", response=SessionOut, **needs(Act.ANYONE))
def read_session(request: HttpRequest) -> SessionOut:
    """Who is here."""
    return _session(request)


@router.patch("/session", response=SessionOut, **needs(Act.SELF))
def change_session(request: HttpRequest, change: SessionChange) -> SessionOut:
    """Set one's name, language, theme, or what the browser remembers; a setting of null is forgotten."""
    user = entered(request).user
    if change.settings is not None:
        kept = {**user.settings, **change.settings}
        user.settings = {name: value for name, value in kept.items() if value is not None}
        if len(user.settings) > 200 or any(len(name) > 100 for name in user.settings):
            raise refused(422, "server/too-many-settings")
    for field in ("name", "language", "theme"):
        if (value := getattr(change, field)) is not None:
            setattr(user, field, value)
    user.save(update_fields=["name", "language", "theme", "settings"])
    request.user = user
    return _session(request)


@router.delete("/session", response={204: None}, **needs(Act.SELF))
def end_session(request: HttpRequest) -> tuple[int, None]:
    """Sign out."""
    logout(request)
    return 204, None


@router.post("/local", response=SessionOut, **needs(Act.ANYONE))
def enter_local(request: HttpRequest, offered: Token) -> SessionOut:
    """Come in with the one-time token of local mode."""
    if check_csrf(request) is not None:
        raise refused(403, "server/csrf")
    if config().mode is not Mode.LOCAL or not local.spend(offered.token):
        raise refused(403, "server/link-spent")
    person = User.objects.get(email=local.EMAIL)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return _session(request)


@router.post("/setup", response=SessionOut, **needs(Act.ANYONE))
def begin_setup(request: HttpRequest, offered: Token) -> SessionOut:
    """Be let make the first account of a team's server, with the token of the link that its terminal printed."""
    pace.take("setup", address_of(request), rate=30, seconds=60)
    if check_csrf(request) is not None:
        raise refused(403, "server/csrf")
    if not founding.admit(request, offered.token):
        raise refused(403, "server/link-spent")
    return _session(request)


@router.post("/local/links", response={201: LinkOut}, **needs(Act.SELF))
def make_local_link(request: HttpRequest) -> tuple[int, LinkOut]:
    """A way in for another browser on this machine."""
    if config().mode is not Mode.LOCAL:
        raise refused(404, "server/not-local")
    return 201, LinkOut(token=local.new_token())
