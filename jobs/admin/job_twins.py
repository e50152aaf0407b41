"""On a job's page: where else the same job is, in its feed or in others, and which is shown."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jobs.admin.base import counted, link
from jobs.models import Job

NAMED = 50


def elsewhere(job: Job) -> SafeString | str:
    """The job that is shown for all, and where else it is, each a link to its own page."""
    if job.apart:
        return "Apart: shown on its own, wherever else it is."
    speaker = job.same_as_id or job.pk
    group = Job.objects.filter(Q(pk=speaker) | Q(same_as=speaker)).exclude(pk=job.pk)
    others = group.exclude(pk=speaker).select_related("feed").order_by("feed__name", "pk")
    shown = group.filter(pk=speaker).select_related("feed").first()
    lines = [format_html("Shown as: {}", _named(shown))] if shown else []
    for one in others[:NAMED]:
        again = one.feed_id == job.feed_id
        told = "Again in its feed: {}, id {}" if again else "Also on: {}"
        lines.append(format_html(told, _named(one), one.external_id))
    more = others.count() - NAMED
    lines += [format_html("and {} more", counted(more, "job"))] if more > 0 else []
    return format_html_join("", "{}<br>", ((line,) for line in lines)) or "Nowhere else."


def _named(job: Job) -> SafeString:
    no = " (hidden)" if job.hidden else " (closed by an editor)" if job.closed_at else ""
    address = reverse("admin:jobs_job_change", args=[job.pk])
    return format_html("{}, {}{}", link(address, job.title), job.feed.name, no)
