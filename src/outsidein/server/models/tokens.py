"""API tokens: what programs come in with. Not here: sessions of browsers."""

from __future__ import annotations

from django.db import models

from outsidein.server.models.workspaces import Role, Workspace, new_id


class ApiToken(models.Model):
    """A token of a person; only its hash is kept. ``role`` caps what it may do; no workspace means all of theirs."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    user = models.ForeignKey("outsidein.User", on_delete=models.CASCADE, related_name="tokens")
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, null=True, blank=True, related_name="tokens")
    name = models.CharField(max_length=100)
    hash = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.EDITOR)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(null=True, blank=True)
    used = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "outsidein_api_token"
