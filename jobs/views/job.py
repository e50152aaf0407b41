"""The page of one job: live, closed for a while, and then gone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from jobs.lib.urls import host_of
from jobs.models import Job
from jobs.seo.meta import job_meta


@require_safe
def job(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    found = Job.objects.for_cards().select_related("feed").filter(pk=pk).first()
    if found is None or found.hidden:
        raise Http404
    if found.is_gone:
        return render(request, "410.html", status=410)
    if slug != found.slug:
        return redirect(found, permanent=True)
    others = Job.objects.live().filter(employer=found.employer_id).exclude(pk=pk)
    context = {
        "job": found,
        "meta": job_meta(found),
        "apply_host": host_of(found.apply_url),
        "others": others.for_cards()[:4],
    }
    return render(request, "jobs/job.html", context)
