"""The page that follows a job; its fragment is asked again every second until the job is over."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from . import services
from .models import Job


@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    return render(request, "jobs/detail.html", _shown(job))


@require_safe
def progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    return render(request, "jobs/progress.html", _shown(job))


@require_POST
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    services.cancel_job(job=job)
    return redirect("jobs:detail", pk=job.pk)


@require_POST
def retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    services.retry_job(job=job)
    return redirect("jobs:detail", pk=job.pk)


@require_safe
def download(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The result, always as an attachment: no browser shows it under this site's name."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    if not job.result.name or not job.result.storage.exists(job.result.name) or not services.may_fetch(job):
        raise Http404
    return FileResponse(
        job.result.open("rb"), as_attachment=True, filename=job.result_name, content_type=job.result_type
    )


def _shown(job: Job) -> dict[str, Any]:
    return {"job": job, "closed": bool(job.result) and not services.may_fetch(job)}
