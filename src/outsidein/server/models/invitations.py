"""Invitations: ways into a workspace that an owner hands out. Not here: accepting one (api.invitations)."""

from __future__ import annotations

from django.db import models

from outsidein.server.models.workspaces import Role, Workspace, new_id


class Invitation(models.Model):
    """A way in, good for one person; only the hash of its secret is kept. With ``email`` only that one may use it."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=10, choices=Role.choices)
    hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey("outsidein.User", on_delete=models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey("outsidein.User", on_delete=models.SET_NULL, null=True, related_name="+")
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "outsidein_invitation"
