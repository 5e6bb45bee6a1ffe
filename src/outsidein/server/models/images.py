"""Pictures that people put on maps: re-encoded by us, so that nothing but the picture is in them."""

from __future__ import annotations

from django.db import models

from outsidein.server.models.workspaces import Workspace


class Image(models.Model):
    """A picture, named by the hash of its bytes; the file lies in the workspace's folder, under ``images/``."""

    id = models.BigAutoField(primary_key=True)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="images")
    name = models.CharField(max_length=80)
    """Sixteen hexadecimal digits and an ending; what cards and personas name."""
    width = models.IntegerField()
    height = models.IntegerField()
    size = models.IntegerField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "outsidein_image"
        constraints = (models.UniqueConstraint(fields=["workspace", "name"], name="one_image_of_a_name"),)
