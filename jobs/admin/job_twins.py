"""On a job's page: which other feeds have the same job, and which of them is shown."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jobs.admin.base import link
from jobs.models import Job


def elsewhere(job: Job) -> SafeString | str:
    """The job that is shown for all, and where else it is, each a link to its own page."""
    if job.apart:
        return "Apart: shown on its own, whatever other feeds have."
    speaker = job.same_as_id or job.pk
    group = Job.objects.filter(Q(pk=speaker) | Q(same_as=speaker)).exclude(pk=job.pk)
    found = {one.pk: one for one in group.select_related("feed").order_by("feed__name", "pk")}
    shown = found.pop(speaker, None)
    lines = [format_html("Shown as: {}", _named(shown))] if shown else []
    lines += [format_html("Also on: {}", _named(one)) for one in found.values()]
    return format_html_join("", "{}<br>", ((line,) for line in lines)) or "No other feed has it."


def _named(job: Job) -> SafeString:
    no = " (hidden)" if job.hidden else " (closed by an editor)" if job.closed_at else ""
    address = reverse("admin:jobs_job_change", args=[job.pk])
    return format_html("{}, {}{}", link(address, job.title), job.feed.name, no)
