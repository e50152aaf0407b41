"""The picture that previews of links show of a job, as long as it is live."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from jobs.models import Job, Life
from jobs.pictures.drawing import drawn
from jobs.pictures.layout import Facts
from jobs.search.stated import arrangement, salary
from jobs.views.caching import for_every_site, public_page


@require_safe
@for_every_site  # a preview is on other people's pages
@public_page
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    found = Job.objects.for_cards().select_related("employer__logo", "same_as").filter(pk=pk)
    job = found.first()
    if job is None or job.life is Life.HIDDEN:
        raise Http404
    if job.life is Life.TWIN:
        return redirect("picture", pk=job.same_as_id, permanent=True)
    if not job.is_live:
        return HttpResponse(status=410)
    logo = job.employer.logo
    facts = Facts(
        title=job.title,
        employer=job.employer.name,
        places=tuple(place.label for place in job.place_list),
        arrangement=arrangement(job),
        pay=salary(job),
        site=settings.SITE_NAME,
        logo=bytes(logo.image) if logo else b"",
    )
    return HttpResponse(drawn(facts), content_type="image/png")
