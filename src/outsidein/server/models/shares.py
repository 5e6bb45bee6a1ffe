"""Links that show a part of a map to whoever has them."""

from __future__ import annotations

from django.db import models

from outsidein.server.models.workspaces import Map, new_id


class Share(models.Model):
    """A read-only link; only the hash of its secret is kept. ``lanes`` are the keys of what may be seen."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    map = models.ForeignKey(Map, on_delete=models.CASCADE, related_name="shares")
    name = models.CharField(max_length=200, blank=True)
    hash = models.CharField(max_length=64, unique=True)
    lanes = models.JSONField(default=list)
    personas = models.JSONField(null=True, blank=True)
    """Ids of the personas to show; null shows all."""
    evidence = models.BooleanField(default=True)
    quotes = models.BooleanField(default=False)
    owners = models.BooleanField(default=False)
    embed = models.BooleanField(default=False)
    language = models.CharField(max_length=8, blank=True)
    password = models.CharField(max_length=200, blank=True)
    expires = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    created_by = models.CharField(max_length=100)
    revoked = models.DateTimeField(null=True, blank=True)
    seen = models.IntegerField(default=0)
    last_seen = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "outsidein_share"
