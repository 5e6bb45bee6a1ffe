"""Comments on a map: words and marks laid over it, which never change it."""

from __future__ import annotations

from django.db import models

from outsidein.server.models.workspaces import Map, new_id


class Sign(models.TextChoices):
    """What a mark says without words."""

    NONE = ""
    AGREE = "agree"
    DOUBT = "doubt"
    QUESTION = "question"
    IDEA = "idea"


class Comment(models.Model):
    """Something said about a record of a map (or the map: an empty ``record``), or answered to another comment."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    map = models.ForeignKey(Map, on_delete=models.CASCADE, related_name="comments")
    record = models.CharField(max_length=160, blank=True)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="answers")
    author = models.ForeignKey("outsidein.User", on_delete=models.SET_NULL, null=True, blank=True)
    name = models.CharField(max_length=100)
    text = models.TextField(blank=True)
    sign = models.CharField(max_length=10, choices=Sign.choices, blank=True)
    mentions = models.ManyToManyField("outsidein.User", related_name="mentioned_in", blank=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    edited = models.DateTimeField(null=True, blank=True)
    resolved = models.DateTimeField(null=True, blank=True)
    resolved_by = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "outsidein_comment"
        ordering = ("at", "id")
