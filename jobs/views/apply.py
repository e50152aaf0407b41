"""The way out to the employer: counts the click and keeps nothing of the visitor."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobs.lib.urls import web_address
from jobs.models import ApplyClicks, Job, Life
from jobs.views.visitor import once_a_day


@require_safe
@never_cache
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """To the stored address of a live job, and nowhere else: no parameter has a say in it.

    A job that another feed's is shown for is live as long as both are open. What is not leads to
    the page that says so: somebody may have had the address from a page that was kept.
    """
    job = Job.objects.select_related("same_as").filter(pk=pk).first()
    if job is None or job.life is Life.HIDDEN:
        raise Http404
    speaker = job.same_as or job
    if job.closed_on or not speaker.is_live:
        return redirect(speaker)
    once_a_day(request, f"apply {pk}", partial(ApplyClicks.count_one, job))
    response = HttpResponseRedirect(web_address(job.apply_url))
    response["Referrer-Policy"] = "origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
