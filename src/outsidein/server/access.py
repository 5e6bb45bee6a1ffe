"""Who may do what: the one authorisation function, through which every record is fetched that belongs to a workspace.

What lives here: Act, Entered, and the doors of the API (``needs``) and of live maps (``enter_live``), which all ask
``enter``. Not here: signing in. The matrix test makes every operation × role × own and other workspace from ``needs``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, cast

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.utils import timezone
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from outsidein.server import idempotency
from outsidein.server.models import Group, Map, Membership, Role, User, Workspace
from outsidein.server.problems import Problem, not_found, refused, signed_out
from outsidein.workspace import know_own


class Act(StrEnum):
    """What an operation does, and so who may call it."""

    ANYONE = "anyone"
    """Needs no account; the operation itself sees to what is shown."""
    SELF = "self"
    """Needs somebody signed in; touches only what is theirs."""
    SEE = "see"
    COMMENT = "comment"
    EDIT = "edit"
    MANAGE = "manage"


_LEAST: Final = {Act.SEE: Role.VIEWER, Act.COMMENT: Role.COMMENTER, Act.EDIT: Role.EDITOR, Act.MANAGE: Role.OWNER}
_TOLD_AGAIN: Final = timedelta(minutes=1)
"""How exactly a token's last use is kept: reading must not mean writing each time."""
_RANK: Final = {role: rank for rank, role in enumerate((Role.VIEWER, Role.COMMENTER, Role.EDITOR, Role.OWNER))}


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody who was let in: to a workspace in a role, or, with Act.SELF, only as themselves."""

    user: User
    workspace: Workspace | None
    role: Role | None
    token: str = ""
    """The id of the API token they came with, or empty."""
    bound: str = ""
    """The only workspace that this token opens, or empty."""

    def in_person(self) -> None:
        """Raise Problem 403 where a program came with a token: for what people must do themselves."""
        if self.token:
            raise refused(403, "server/in-person")

    def may(self, act: Act) -> bool:
        """Whether they may do ``act`` here."""
        return act is Act.SELF or (self.role is not None and _RANK[self.role] >= _RANK[_LEAST[act]])

    @property
    def here(self) -> Workspace:
        """The workspace they entered."""
        if self.workspace is None:
            raise not_found()
        return self.workspace

    def map(self, id: str) -> Map:
        """A map of this workspace that is not in the trash. Raises Problem 404 for any other."""
        found = Map.objects.filter(workspace=self.here, id=id, deleted=None).first()
        if found is None:
            raise not_found()
        return found


def role_of(user: User, workspace: str) -> Role | None:
    """The role somebody has in a workspace: their own or that of a group of theirs, whichever is higher."""
    if not user.is_active:
        return None
    roles = [
        Role(one) for one in Membership.objects.filter(user=user, workspace=workspace).values_list("role", flat=True)
    ]
    if not roles:
        return None
    circles = Group.objects.filter(members=user, workspace=workspace).values_list("role", flat=True)
    return max((*roles, *(Role(one) for one in circles)), key=_RANK.__getitem__)


def enter(
    user: User | None, workspace: str | None, act: Act, *, token: str = "", bound: str = "", most: Role | None = None
) -> Entered:
    """Let ``user`` in to do ``act``, or raise Problem: 401 signed out, 404 not a member, 403 a member who may not.

    Whoever is let in speaks of maps in the kinds that the workspace knows, and of channels by its names for them.

    ``most`` caps the role, for tokens that may do less than their owner; ``bound`` is the only workspace it opens.
    """
    if user is None or not user.is_active:
        raise signed_out()
    if workspace is None:
        if act is not Act.SELF:
            raise TypeError(f"{act} needs a workspace")
        return Entered(user, None, None, token, bound)
    role = None if bound and bound != workspace else role_of(user, workspace)
    if role is None:
        raise not_found()
    if most is not None:
        role = min(role, most, key=_RANK.__getitem__)
    entered = Entered(user, Workspace.objects.get(id=workspace), role, token, bound)
    if not entered.may(act):
        raise refused(403, "server/forbidden", role=str(_LEAST[act]))
    know_own(Path(entered.here.folder))
    return entered


class _Door(AuthBase):
    """The door of one operation: an API token in ``Authorization: Bearer …``, else the session (with CSRF token)."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = settings.SESSION_COOKIE_NAME

    def __init__(self, act: Act) -> None:
        self.act = act
        super().__init__()

    def __call__(self, request: HttpRequest) -> Entered:
        match = request.resolver_match
        workspace = match.kwargs.get("workspace") if match else None
        scheme, _, text = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            entered = _by_token(text.strip(), workspace, self.act, reads=request.method in ("GET", "HEAD"))
        else:
            user = request.user if request.user.is_authenticated else None
            if user is not None and check_csrf(request) is not None:
                raise refused(403, "server/csrf")
            entered = enter(user, workspace, self.act)
        request.entered = entered  # type: ignore[attr-defined]
        idempotency.claim(request, entered.user)
        return entered


def _by_token(text: str, workspace: str | None, act: Act, *, reads: bool) -> Entered:
    from outsidein.server.models import ApiToken

    found = ApiToken.objects.select_related("user").filter(hash=hash_of(text), revoked=None).first()
    if found is None or (found.expires and found.expires <= timezone.now()):
        raise signed_out()
    bound, most = found.workspace_id or "", Role(found.role)
    entered = enter(found.user, workspace, act, token=found.id, bound=bound, most=most)
    if act is Act.SELF and not reads and (bound or most is not Role.OWNER):
        raise refused(403, "server/token-too-narrow")
    if found.used is None or timezone.now() - found.used > _TOLD_AGAIN:
        ApiToken.objects.filter(id=found.id).update(used=timezone.now())
    return entered


def hash_of(secret: str) -> str:
    """How secrets of links and tokens are kept: SHA-256, enough for 256 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def needs(act: Act, *, versioned: bool = False, awaited: bool = False) -> dict[str, Any]:
    """What an operation is declared with: ``@router.get("/…", **needs(Act.SEE))``.

    For the API's description, ``versioned`` says that it heeds If-Match (``versions.unchanged``), and ``awaited`` that
    what is read may not be made yet (409).
    """
    extra: dict[str, Any] = {"x-act": str(act)}
    extra |= ({"x-versioned": True} if versioned else {}) | ({"x-awaited": True} if awaited else {})
    if act is Act.ANYONE:
        return {"auth": None, "openapi_extra": extra}
    return {"auth": _Door(act), "openapi_extra": extra}


def entered(request: HttpRequest) -> Entered:
    """Who came in through the door of this operation."""
    return cast(Entered, request.entered)  # type: ignore[attr-defined]


class Denied(Exception):
    """A socket that is not let in; ``status`` is 401, 403 or 404."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(str(status))


async def enter_live(scope: dict[str, Any], workspace: str, map: str) -> tuple[Entered, Map]:
    """Let a WebSocket in to a live map by its session cookie, to see it at least. Raises Denied."""
    cookies = _cookies(scope)
    return await sync_to_async(_enter_live, thread_sensitive=False)(
        cookies.get(settings.SESSION_COOKIE_NAME, ""), workspace, map
    )


def _enter_live(session: str, workspace: str, map: str) -> tuple[Entered, Map]:
    from django.db import connection

    try:
        user = user_of_session(session)
        try:
            let_in = enter(user, workspace, Act.SEE)
            return let_in, let_in.map(map)
        except Problem as problem:
            raise Denied(problem.status) from problem
    finally:
        connection.close()


def user_of_session(key: str) -> User | None:
    """Whose session this is; None where it ended, or the person may not sign in any more."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils.crypto import constant_time_compare

    if not key:
        return None
    session = SessionStore(key)
    if SESSION_KEY not in session or BACKEND_SESSION_KEY not in session:
        return None
    user = User.objects.filter(id=session[SESSION_KEY], is_active=True).first()
    if user is None or not constant_time_compare(session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
        return None
    return user


def _cookies(scope: dict[str, Any]) -> dict[str, str]:
    from http.cookies import CookieError, SimpleCookie

    jar: SimpleCookie = SimpleCookie()
    for name, value in scope.get("headers", ()):
        if name == b"cookie":
            try:
                jar.load(value.decode("latin-1"))
            except CookieError:
                return {}
    return {name: morsel.value for name, morsel in jar.items()}
