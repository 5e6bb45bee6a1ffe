"""Jobs that people start, watch and cancel, and the files they send for them.

What lives here: Upload, Job and its states. Not here: doing jobs (server.jobs), where the bytes lie (server.uploads).
"""

from __future__ import annotations

from django.db import models

from outsidein.server.models.workspaces import Workspace, new_id


class Upload(models.Model):
    """A file on its way in: what was guessed of it, what a person decided. Its bytes lie in the workspace's folder."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="uploads")
    user = models.ForeignKey("outsidein.User", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    got = models.BigIntegerField(default=0)
    draft = models.JSONField(null=True, blank=True)
    """The Draft as plain data; null until the file was looked at."""
    known = models.JSONField(default=dict, blank=True)
    """What was known when it was looked at: touchpoints of the maps, sources whose mapping fits."""
    source = models.JSONField(null=True, blank=True)
    """The mapping as it stands, as plain data, with everything that was decided; it may not make sense yet."""
    decided = models.JSONField(default=list, blank=True)
    """Keys of the lines that a person decided."""
    fits = models.CharField(max_length=10, default="new")
    """Whether it is a source of its own (new), more of one (more), or a corrected file of one (corrects)."""
    of = models.CharField(max_length=300, blank=True)
    """The source that it is more of, or the file that it corrects."""
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "outsidein_upload"


class JobState(models.TextChoices):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(models.Model):
    """Something that takes a while, done in a process of its own. ``runner`` claimed it and ``beat`` says it lives."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="jobs")
    user = models.ForeignKey("outsidein.User", on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.CharField(max_length=200)
    upload = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="jobs")
    kind = models.CharField(max_length=12)
    about = models.JSONField(default=dict, blank=True)
    """What the process is told."""
    language = models.CharField(max_length=8, default="en")
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED, db_index=True)
    cancel = models.BooleanField(default=False)
    done = models.FloatField(default=0)
    total = models.FloatField(default=0)
    doing = models.CharField(max_length=200, blank=True)
    result = models.JSONField(null=True, blank=True)
    diagnostics = models.JSONField(default=list, blank=True)
    runner = models.CharField(max_length=100, blank=True)
    beat = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "outsidein_job"
