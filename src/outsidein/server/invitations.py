"""Invitations as the house keeps them: made, looked up by their secret, used once, told by e-mail.

What lives here: what both signing up (accounts) and the API need of them. Not here: operations (api.invitations).
"""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta
from smtplib import SMTPException

from django.core.mail import send_mail
from django.utils import timezone

from outsidein.ground.speech import speaking
from outsidein.server.access import hash_of
from outsidein.server.config import config
from outsidein.server.models import Invitation, Role, User, Workspace
from outsidein.server.phrases import say
from outsidein.server.problems import refused

_LOG = logging.getLogger("outsidein.server")


def make(workspace: Workspace, *, by: User, email: str, role: Role, days: int) -> tuple[str, Invitation]:
    """A new invitation and its secret (256 random bits), of which only the hash is kept."""
    secret = secrets.token_urlsafe(32)
    expires = timezone.now() + timedelta(days=days)
    one = Invitation.objects.create(
        workspace=workspace, by=by, email=email, role=role, expires=expires, hash=hash_of(secret)
    )
    return secret, one


def state(one: Invitation) -> str:
    """open, used, revoked or expired."""
    if one.used:
        return "used"
    if one.revoked:
        return "revoked"
    return "open" if one.expires > timezone.now() else "expired"


def look_up(secret: str) -> Invitation:
    """The open invitation with this secret. Raises Problem 404, the same whatever is wrong with it."""
    found = Invitation.objects.select_related("workspace", "by").filter(hash=hash_of(secret)).first()
    if found is None or state(found) != "open":
        raise refused(404, "server/invitation-over")
    return found


def invited(id: object) -> Invitation | None:
    """The open invitation with this id, which a browser has looked at; None where there is none."""
    found = Invitation.objects.filter(id=str(id)).first() if id else None
    return found if found is not None and state(found) == "open" else None


def use(one: Invitation, *, by: User) -> None:
    """Spend an invitation; of two who try at once, one gets Problem 404."""
    now = timezone.now()
    open_ = Invitation.objects.filter(id=one.id, used=None, revoked=None, expires__gt=now)
    if not open_.update(used=now, used_by=by):
        raise refused(404, "server/invitation-over")


def send(one: Invitation, secret: str, *, language: str) -> bool:
    """Tell the invited by e-mail, in the language of whoever invites; False where the mail could not be handed over."""
    by, workspace = one.by.called if one.by else "", one.workspace.name
    link = f"{config().address}/invitation#t={secret}"
    with speaking(language):
        subject = " ".join(say("invitation.subject", by=by, workspace=workspace).split())
        text = say("invitation.text", by=by, workspace=workspace, link=link, date=one.expires.date().isoformat())
    try:
        send_mail(subject, text, None, [one.email])
    except (OSError, SMTPException):
        _LOG.exception("mail could not be sent", extra={"invitation": one.id})
        return False
    return True
