"""What was done by whom: append-only, for owners to read."""

from __future__ import annotations

from django.db import models

from outsidein.server.models.workspaces import Workspace


class AuditEntry(models.Model):
    """One act. ``who`` stays readable after the person is gone; ``about`` holds ids and names, never contents."""

    id = models.BigAutoField(primary_key=True)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, null=True, blank=True, related_name="audit")
    user = models.ForeignKey("outsidein.User", on_delete=models.SET_NULL, null=True, blank=True)
    who = models.CharField(max_length=200)
    act = models.CharField(max_length=60)
    about = models.JSONField(default=dict, blank=True)
    when = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        db_table = "outsidein_audit"
