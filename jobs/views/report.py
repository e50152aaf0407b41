"""A visitor says what is wrong with a job: no account, no cookie, nothing kept of who it was."""

from __future__ import annotations

from enum import Enum
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from jobs.lib.text import printable
from jobs.models import Job, Life, Report
from jobs.models.report import TEXT
from jobs.seo.meta import list_meta
from jobs.views import visitor

A_DAY = 5  # reports of one visitor,
OF_AN_ADDRESS = 20  # and of one address, by whatever browsers


class Words(forms.CharField):
    """Lines without characters that nobody sees."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python("\n".join(map(printable, str(value or "").splitlines()))))


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        choices=Report.Reason.choices,
        error_messages={
            "required": _("Choose what is wrong."),
            "invalid_choice": _("Choose what is wrong."),
        },
    )
    text = Words(max_length=TEXT, required=False)
    website = forms.CharField(required=False)  # nobody sees it, so nobody fills it in


class Answer(Enum):
    THANKS = "thanks"
    OFTEN = "often"  # this visitor has sent enough for a day


@csrf_exempt  # its token would need a cookie; `visitor.is_ours` asks instead
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, for a live job; what is not live leads to the page that says so."""
    job = Job.objects.select_related("employer", "same_as").filter(pk=pk).first()
    if job is None or job.life is Life.HIDDEN:
        raise Http404
    if not job.is_live:
        return redirect(job.same_as or job)
    form = ReportForm(request.POST or None)
    if request.method != "POST":
        return _page(request, job, form, Answer.THANKS if "sent" in request.GET else None)
    if not visitor.is_ours(request) or visitor.is_bot(request) or request.POST.get("website"):
        raise PermissionDenied
    if not form.is_valid():
        return _page(request, job, form, None, status=422)
    answer = _take(request, job, form.cleaned_data)
    if answer is Answer.THANKS:
        return HttpResponseRedirect("?sent=1", status=303)
    return _page(request, job, form, answer, status=429)


def _take(request: HttpRequest, job: Job, told: dict[str, Any]) -> Answer:
    """Keeps the report, once for each visitor and day, unless he has sent too many."""
    visitor.salt_of_today()
    with transaction.atomic():
        if visitor.times_today(request, "report") > A_DAY:
            return Answer.OFTEN
        if visitor.times_today(request, "report", any_browser=True) > OF_AN_ADDRESS:
            return Answer.OFTEN
        if visitor.times_today(request, f"report {job.pk}") == 1:
            Report.take(job, told["reason"], told["text"])
    return Answer.THANKS


def _page(
    request: HttpRequest, job: Job, form: ReportForm, answer: Answer | None, *, status: int = 200
) -> HttpResponse:
    title = gettext("Report a job")
    context = {
        "meta": list_meta(
            title,
            gettext("Tell the editors of this board what is wrong with a job, without an account."),
            path="",
        ),
        "job": job,
        "form": form,
        "reasons": Report.Reason.choices,
        "answer": answer.value if answer else "",
        "most": TEXT,
    }
    return render(request, "jobs/report.html", context, status=status)
