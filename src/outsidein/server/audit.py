"""Noting what was done by whom. Not here: showing it (api.audit)."""

from __future__ import annotations

from outsidein.server.access import Entered
from outsidein.server.models import AuditEntry


def note(entered: Entered, act: str, **about: object) -> None:
    """Keep that somebody did ``act`` (``map.created``, ``member.removed`` …); ``about`` names what."""
    who = entered.user.called + (" (token)" if entered.token else "")
    AuditEntry.objects.create(workspace=entered.workspace, user=entered.user, who=who, act=act, about=about)
