"""Whoever may not stay is out at once, and a changed role holds at once, wherever a map is open.

What lives here: listening for members, groups, people and sessions that change in the database, and telling the rooms.
Not here: refusing requests, which ask the database each time (access).
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any, Final

from allauth.account.signals import password_changed, password_reset, password_set
from asgiref.sync import sync_to_async
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from outsidein.server import rooms
from outsidein.server.access import Act, Entered, role_of
from outsidein.server.models import Group, Map, Membership, User

_EVERY: Final = 0.5
_PATIENCE: Final = 5.0
_loop: list[asyncio.AbstractEventLoop] = []


def attend() -> None:
    """Listen for changes; once, when Django is set up."""
    post_save.connect(_member, sender=Membership)
    post_delete.connect(_member, sender=Membership)
    post_save.connect(_group, sender=Group)
    pre_delete.connect(_group_goes, sender=Group)
    m2m_changed.connect(_circle, sender=Group.members.through)
    post_save.connect(_person, sender=User)
    post_delete.connect(_session, sender=Session)
    for changed in (password_changed, password_reset, password_set):
        changed.connect(_password)


async def watch() -> None:
    """Send people away whom another process disabled (``outsidein person --disable``), until cancelled."""
    _loop[:] = [asyncio.get_running_loop()]
    try:
        while True:
            await asyncio.sleep(_EVERY)
            if any((await rooms.open_rooms()).values()) and (gone := await _disabled()):
                await rooms.expel(gone, code=rooms.Close.SIGNED_OUT)
    finally:
        _loop.clear()


async def _disabled() -> set[str]:
    def ask() -> set[str]:
        try:
            return {str(id) for id in User.objects.filter(is_active=False).values_list("id", flat=True)}
        finally:
            connection.close()

    return await sync_to_async(ask, thread_sensitive=False)()


def _member(instance: Membership, **_: object) -> None:
    _after(_regard, instance.user_id, instance.workspace_id)


def _group(instance: Group, created: bool, **_: object) -> None:
    if not created:
        _group_goes(instance)


def _group_goes(instance: Group, **_: object) -> None:
    for user in instance.members.values_list("id", flat=True):
        _after(_regard, user, instance.workspace_id)


def _circle(instance: object, action: str, pk_set: Iterable[int] | None, **_: object) -> None:
    if not isinstance(instance, Group) or not action.startswith(("post_", "pre_clear")):
        return
    people = pk_set if pk_set is not None else instance.members.values_list("id", flat=True)
    for user in people:
        _after(_regard, user, instance.workspace_id)


def _person(instance: User, created: bool, **_: object) -> None:
    if not created and not instance.is_active:
        _after(_send_away, instance.pk, rooms.Close.SIGNED_OUT)


def _password(user: User, **_: object) -> None:
    _after(_send_away, user.pk, rooms.Close.HOLE)


def _session(instance: Session, **_: object) -> None:
    """A session ended. Somebody who has another comes back with that at once; nobody else is let in again."""
    user = instance.get_decoded().get(SESSION_KEY)
    if user is not None:
        _after(_send_away, int(user), rooms.Close.HOLE if _elsewhere(int(user)) else rooms.Close.SIGNED_OUT)


def _elsewhere(user: int) -> bool:
    from allauth.usersessions.models import UserSession

    return any(one.exists() for one in UserSession.objects.filter(user_id=user)[:50])


def _regard(user: int, workspace: str) -> None:
    """Make what is open for somebody in a workspace follow what they may do there now."""
    person = User.objects.filter(id=user).first()
    role = role_of(person, workspace) if person else None
    maps = list(Map.objects.filter(workspace=workspace).values_list("id", flat=True))
    if person is None or role is None:
        _tell(rooms.expel([str(user)], maps=maps))
    else:
        can_edit = Entered(person, None, role).may(Act.EDIT)
        _tell(rooms.regrade(str(user), role=str(role), can_edit=can_edit, maps=maps))


def _send_away(user: int, code: rooms.Close) -> None:
    _tell(rooms.expel([str(user)], code=code))


def _after(act: Any, *args: object) -> None:
    """Do ``act`` once the database says so to everybody: before, a socket could come back in."""
    transaction.on_commit(lambda: act(*args))


def _tell(message: Coroutine[Any, Any, None]) -> None:
    """Have the rooms of this process do something, and wait until they have."""
    loop = _loop[0] if _loop else None
    if loop is None or not loop.is_running():
        message.close()
        return
    told = asyncio.run_coroutine_threadsafe(message, loop)
    if not _on_the_loop(loop):
        told.result(_PATIENCE)


def _on_the_loop(loop: asyncio.AbstractEventLoop) -> bool:
    """Whether this is the loop's own thread, where waiting would stop what is waited for."""
    try:
        return asyncio.get_running_loop() is loop
    except RuntimeError:
        return False
