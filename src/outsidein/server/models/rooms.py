"""What is kept of live maps: every update ever stored, snapshots to open from, and the versions people gave a name.

What lives here: the tables. Not here: reading and writing them (rooms.store, rooms.history), what is in an update.
"""

from __future__ import annotations

from django.db import models

from outsidein.server.models.workspaces import new_id


class RoomUpdate(models.Model):
    """A row of a map's log: one Yjs update of one author. Never changed; the serials of a map have no holes."""

    map = models.ForeignKey("outsidein.Map", on_delete=models.CASCADE, related_name="updates", db_index=False)
    serial = models.BigIntegerField()
    data = models.BinaryField()
    author = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=100, blank=True)
    at = models.BigIntegerField()
    """Milliseconds since 1970."""
    kind = models.CharField(max_length=12, default="edit")

    class Meta:
        db_table = "outsidein_room_update"
        constraints = (models.UniqueConstraint(fields=["map", "serial"], name="one_update_of_a_serial"),)


class RoomSnapshot(models.Model):
    """The whole document of a map after the row ``upto``, compressed. A new ``epoch`` means that it was rewritten."""

    map = models.ForeignKey("outsidein.Map", on_delete=models.CASCADE, related_name="snapshots", db_index=False)
    upto = models.BigIntegerField()
    data = models.BinaryField()
    epoch = models.CharField(max_length=64)
    at = models.BigIntegerField()

    class Meta:
        db_table = "outsidein_room_snapshot"
        indexes = (models.Index(fields=["map", "upto"], name="snapshots_of_a_map"),)


class MapVersion(models.Model):
    """A version that somebody gave a name; its document is kept as it was, whatever becomes of the log."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    map = models.ForeignKey("outsidein.Map", on_delete=models.CASCADE, related_name="versions")
    serial = models.BigIntegerField()
    name = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    author = models.CharField(max_length=100)
    at = models.DateTimeField()
    document = models.JSONField()
    """Record id → flat fields."""
    approved_by = models.CharField(max_length=100, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "outsidein_map_version"
        ordering = ("-serial", "-at")
