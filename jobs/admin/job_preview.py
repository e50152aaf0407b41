"""What is in the form of a job as the public would read it, before it is saved."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from jobs.lib import html
from jobs.lib.text import printable, squeeze
from jobs.lib.urls import host_of, web_address
from jobs.models import Employer, Job


@require_POST
def preview_page(request: HttpRequest, page: Any) -> HttpResponse:
    """Nothing is saved. A fact that could not be saved is left out, or told to be wrong."""
    sent = request.POST
    description = sent.get("description", "").replace("\r\n", "\n")
    employer = sent.get("employer", "")
    context = {
        **page.admin_site.each_context(request),
        "title": "Preview",
        "opts": page.model._meta,
        "job": Job(
            title=squeeze(printable(sent.get("title", ""))), description=html.clean(description)
        ),
        "employer": Employer.objects.filter(pk=employer).first() if employer.isdecimal() else None,
        "host": _host(sent.get("apply_url", "")),
    }
    return TemplateResponse(request, "admin/jobs/job/preview.html", context)


def _host(address: str) -> str:
    """Where Apply would lead; empty for an address that cannot be linked."""
    try:
        return host_of(web_address(address)) if address else ""
    except ValueError:
        return ""
