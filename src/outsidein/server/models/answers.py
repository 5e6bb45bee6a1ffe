"""Answers kept for a day, so that a request sent twice is done once. Not here: keeping them (idempotency)."""

from __future__ import annotations

from django.db import models


class KeptAnswer(models.Model):
    """What a request with an ``Idempotency-Key`` was answered. ``status`` None: it is still being worked on.

    Only a hash of the key is kept; the body is sealed with the key itself, as an answer may hold a secret.
    """

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey("outsidein.User", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    request = models.CharField(max_length=64)
    """SHA-256 of method, address and body: the same key for something else is a mistake."""
    status = models.IntegerField(null=True, blank=True)
    headers = models.JSONField(default=dict, blank=True)
    body = models.BinaryField(default=b"")
    created = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        db_table = "outsidein_kept_answer"
        constraints = (models.UniqueConstraint(fields=["user", "key"], name="one_answer_a_key"),)
