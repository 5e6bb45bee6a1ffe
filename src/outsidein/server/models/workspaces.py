"""Workspaces, who belongs to them in which role, and the maps in them.

What lives here: Workspace, Membership, Group, Map. Not here: what stands on a map (its room's log), invitations and
tokens (their own modules).
"""

from __future__ import annotations

import secrets

from django.db import models

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def new_id() -> str:
    """A short random id (60 bits), safe in addresses and hard to guess; never a secret."""
    return "".join(secrets.choice(_LETTERS) for _ in range(12))


class Role(models.TextChoices):
    """What a member may do; each may do what those before it may."""

    VIEWER = "viewer"
    COMMENTER = "commenter"
    EDITOR = "editor"
    OWNER = "owner"


class Workspace(models.Model):
    """A workspace. ``folder`` is where its evidence, mappings and written-out maps lie."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    folder = models.CharField(max_length=1000)
    created = models.DateTimeField(auto_now_add=True)
    settings = models.JSONField(default=dict, blank=True)

    class Meta:
        db_table = "outsidein_workspace"


class Membership(models.Model):
    """That a person belongs to a workspace, and in which role."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey("outsidein.User", on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "outsidein_membership"
        constraints = (models.UniqueConstraint(fields=["workspace", "user"], name="one_membership_each"),)


class Group(models.Model):
    """Members of a workspace under one name; ``role`` is the least that each of them may do."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.VIEWER)
    members = models.ManyToManyField("outsidein.User", related_name="circles", blank=True)

    class Meta:
        db_table = "outsidein_group"
        constraints = (models.UniqueConstraint(fields=["workspace", "name"], name="one_group_of_a_name"),)


class Map(models.Model):
    """A map; what stands on it is in its room. The rest is kept here for lists, and follows the room."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="maps")
    key = models.CharField(max_length=100)
    """The name of its file, ``maps/<key>.map.yaml``: the key of its journey record unless people named the file."""
    title = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=60)
    state = models.CharField(max_length=10, blank=True)
    owner = models.CharField(max_length=200, blank=True)
    reviewed = models.CharField(max_length=10, blank=True)
    review_every = models.IntegerField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    """Records by type."""
    epoch = models.CharField(max_length=24, blank=True)
    locked_by = models.CharField(max_length=100, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now_add=True)
    changed_by = models.CharField(max_length=100, blank=True)
    deleted = models.DateTimeField(null=True, blank=True)
    written = models.CharField(max_length=64, blank=True)
    """SHA-256 of the file as this server last wrote it; another on disk means that somebody edited the file."""

    class Meta:
        db_table = "outsidein_map"
        constraints = (
            models.UniqueConstraint(
                fields=["workspace", "key"], condition=models.Q(deleted=None), name="one_map_of_a_key"
            ),
        )
