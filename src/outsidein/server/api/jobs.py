"""Jobs: watching them and ending them. They are begun by the operations whose work they do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from outsidein.server import jobs
from outsidein.server.access import Act, Entered, entered, needs
from outsidein.server.models import Job
from outsidein.server.problems import not_found

router = Router(tags=["jobs"])


class JobOut(Schema):
    """A job: ``state`` is queued, running, done, failed or cancelled; ``done`` of ``total`` while it runs.

    ``result`` is what it gave, ``diagnostics`` why it failed.
    """

    id: str
    kind: str
    state: str
    done: float
    total: float
    doing: str
    result: dict[str, Any] | None
    diagnostics: list[dict[str, Any]]
    by: str
    created: datetime
    ended: datetime | None


def job_out(job: Job) -> JobOut:
    """A job as the API shows it."""
    return JobOut(
        id=job.id,
        kind=job.kind,
        state=job.state,
        done=job.done,
        total=job.total,
        doing=job.doing,
        result=job.result,
        diagnostics=job.diagnostics,
        by=job.by,
        created=job.created,
        ended=job.ended,
    )


def _find(came: Entered, id: str) -> Job:
    job = Job.objects.filter(workspace=came.here, id=id).first()
    if job is None:
        raise not_found()
    return job


@router.get("/workspaces/{workspace}/jobs", response=list[JobOut], **needs(Act.EDIT))
def list_jobs(request: HttpRequest, workspace: str) -> list[JobOut]:
    """The last fifty jobs of a workspace, the newest first."""
    return [job_out(job) for job in Job.objects.filter(workspace=entered(request).here).order_by("-created")[:50]]


@router.get("/workspaces/{workspace}/jobs/{job}", response=JobOut, **needs(Act.EDIT))
def read_job(request: HttpRequest, workspace: str, job: str) -> JobOut:
    """How far a job is, and what came of it."""
    return job_out(_find(entered(request), job))


@router.delete("/workspaces/{workspace}/jobs/{job}", response={202: JobOut}, **needs(Act.EDIT))
def cancel_job(request: HttpRequest, workspace: str, job: str) -> tuple[int, JobOut]:
    """End a job; what it had half done is undone. One that was quicker is done."""
    found = _find(entered(request), job)
    jobs.cancel(found)
    found.refresh_from_db()
    return 202, job_out(found)
