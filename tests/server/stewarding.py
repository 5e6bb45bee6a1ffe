"""What tests do to a server's database beside the server: people, sessions, members, tokens.

What lives here: functions that run in the steward's process (``Running.do``), where Django is set up; they import
models within. Not here: anything over HTTP.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

ROLES = ("owner", "editor", "commenter", "viewer")


@dataclass(frozen=True)
class Person:
    """A person with a session: what a cookie of theirs holds."""

    id: int
    email: str
    session: str


def settle(environment: dict[str, str]) -> None:
    """Make Django ready in this process, as the server's is."""
    for name in [name for name in os.environ if name.startswith("OUTSIDEIN_")]:
        del os.environ[name]
    os.environ.update(environment, DJANGO_SETTINGS_MODULE="outsidein.server.settings")
    import django

    django.setup()


def with_database(act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run ``act`` and close the connection, so that nothing of the database is held between calls."""
    from django.db import connection

    try:
        return act(*args, **kwargs)
    finally:
        connection.close()


def person(name: str = "", *, email: str = "", password: str | None = None, active: bool = True) -> Person:
    """A new person, signed in. With a password, its address is verified and it can be typed."""
    from allauth.account.models import EmailAddress

    from outsidein.server.models import User, new_id

    email = email or f"{(name or 'person').lower()}-{new_id()}@example.org"
    user = User.objects.create_user(email, password, name=name, is_active=active)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return Person(user.id, email, sign_in(user.id))


def people(names: tuple[str, ...]) -> dict[str, Person]:
    """A new person for each name."""
    return {name: person(name.capitalize()) for name in names}


def sign_in(user: int) -> str:
    """A session of a person's, as signing in makes one; gives its key."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from outsidein.server.models import User

    session = SessionStore()
    session[SESSION_KEY] = str(user)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = User.objects.get(id=user).get_session_auth_hash()
    session.create()
    key = session.session_key
    assert key
    return key


def admit(workspace: str, roles: dict[str, int]) -> str:
    """Give people roles in a workspace; gives the workspace's folder."""
    from outsidein.server.models import Membership, Workspace

    for role, user in roles.items():
        Membership.objects.update_or_create(workspace_id=workspace, user_id=user, defaults={"role": role})
    return Workspace.objects.get(id=workspace).folder


def token(user: int, *, role: str = "owner", workspace: str | None = None) -> str:
    """A new API token; gives its secret."""
    import secrets

    from outsidein.server.access import hash_of
    from outsidein.server.models import ApiToken

    secret = f"oi_{secrets.token_urlsafe(32)}"
    ApiToken.objects.create(user_id=user, workspace_id=workspace, name="test", hash=hash_of(secret), role=role)
    return secret


def digest() -> str:
    """A sum over every row of every table but sessions and what merely says when something was used."""
    import hashlib
    import json

    from django.apps import apps
    from django.core.serializers.json import DjangoJSONEncoder

    passing = {"django_session"}
    lines: list[str] = []
    for model in sorted(apps.get_models(include_auto_created=True), key=lambda one: one._meta.db_table):
        if model._meta.db_table in passing:
            continue
        names = [one.attname for one in model._meta.concrete_fields if one.attname not in ("used", "last_login")]
        for row in model._default_manager.order_by("pk").values_list(*names):
            lines.append(json.dumps([model._meta.db_table, *map(_plain, row)], cls=DjangoJSONEncoder))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value


def fresh_name() -> str:
    """A name that nothing has yet."""
    import secrets

    return f"Name {secrets.token_hex(6)}"


def expel_and_disable(workspace: str, former: int, disabled: int) -> None:
    """Make somebody a former member and somebody else a member who was disabled."""
    from outsidein.server.models import Membership, User

    Membership.objects.filter(workspace_id=workspace, user_id=former).delete()
    Membership.objects.update_or_create(workspace_id=workspace, user_id=disabled, defaults={"role": "owner"})
    User.objects.filter(id=disabled).update(is_active=False)
