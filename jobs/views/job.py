"""The page of one job: live, closed for a while, and then gone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from jobs.lib.urls import host_of
from jobs.models import Job
from jobs.seo.meta import job_meta
from jobs.views.caching import page_of_the_minute


@require_safe
@page_of_the_minute
def job(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    found = Job.objects.for_cards().select_related("feed", "same_as").filter(pk=pk).first()
    if found is None or found.hidden:
        raise Http404
    if found.same_as:
        return _to_speaker(found.same_as)
    if found.is_gone:
        return render(request, "410.html", status=410)
    if slug != found.slug:
        return redirect(found, permanent=True)
    same_employer = Job.objects.live().filter(employer=found.employer_id).exclude(pk=pk)
    others = list(same_employer.for_cards()[:4])
    context = {
        "job": found,
        "meta": job_meta(found, others),
        "apply_host": host_of(found.apply_url),
        "elsewhere": _elsewhere(found) if found.is_live else [],
        "others": others,
    }
    return render(request, "jobs/job.html", context)


def _to_speaker(speaker: Job) -> HttpResponse:
    """The two may change roles: a browser that kept this for ever would then run in a circle."""
    response = redirect(speaker, permanent=True)
    response["Cache-Control"] = "no-cache"
    return response


def _elsewhere(speaker: Job) -> list[Job]:
    """The same job of other feeds, where it is open too: each feed once, however often it has it.

    What the speaker's own feed has again says nothing new: it speaks when this one is gone.
    """
    twins = speaker.twins.filter(hidden=False).exclude(feed=speaker.feed_id)
    by_feed: dict[int, Job] = {}
    for twin in twins.select_related("feed").order_by("feed__name", "pk"):
        if twin.closed_on is None:
            by_feed.setdefault(twin.feed_id, twin)
    return list(by_feed.values())
