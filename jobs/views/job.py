"""The page of one job: live, closed for a while, and then gone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from jobs.lib.text import shorten
from jobs.lib.urls import host_of
from jobs.models import Job
from jobs.search.position import position
from jobs.search.similar import further
from jobs.seo.job_meta import gone_meta, job_meta
from jobs.seo.jobposting import job_posting
from jobs.seo.meta import Crumb
from jobs.views.caching import page_of_the_minute


HERE = 40  # characters of its own title in the way to a job; the heading below has all of them


@require_safe
@page_of_the_minute
def job(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """`request.GET` is the search that the job was found by, if there was one."""
    found = Job.objects.for_cards().select_related("feed", "same_as").filter(pk=pk).first()
    if found is None or found.hidden:
        raise Http404
    if found.same_as:
        return _right(found.same_as, request)
    if found.is_gone:
        return render(request, "410.html", {"job": found, "meta": gone_meta()}, status=410)
    if slug != found.slug:
        return _right(found, request)
    leads = further(found)
    others = Job.objects.filter(pk__in=[card.pk for card in leads.of_employer])
    stands = position(request.GET, pk)
    context = {
        "job": found,
        "meta": job_meta(found, others.only("description"), crumbs=() if stands else _way(found)),
        "apply_host": host_of(found.apply_url),
        "elsewhere": _elsewhere(found) if found.is_live else [],
        "further": leads,
        "position": stands,
        "posting": job_posting(found),
    }
    return render(request, "jobs/job.html", context)


def _way(job: Job) -> list[Crumb]:
    """To a job from above. In a search, the way back to its results stands there instead."""
    way = [Crumb(gettext("Jobs"), reverse("search")), Crumb(shorten(job.title, HERE), "")]
    if job.category:
        way.insert(1, Crumb(job.category.label, job.category.get_absolute_url()))
    return way


def _right(job: Job, request: HttpRequest) -> HttpResponse:
    """To the address of a job, in the search that it was found by.

    Never kept, as no redirect of a kept page is: two jobs may change roles, and a browser that
    kept both ways would run in a circle.
    """
    query = request.GET.urlencode()
    address = job.get_absolute_url()
    return redirect(f"{address}?{query}" if query else address, permanent=True)


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
