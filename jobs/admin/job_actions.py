"""Acts on jobs from their list or from the page of one: named, confirmed, done.

Each is an action of Django's list. The first POST shows what it means for how many jobs; the second
says that number again, and nothing happens where it is another by now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from jobs.admin.base import counted
from jobs.admin.job_acts import ACTS, Act
from jobs.admin.job_state import state_of, with_state
from jobs.curation import acts
from jobs.importer import twins
from jobs.models import blocked

SHOWN = 20  # jobs named before an act
MANY = 1000  # jobs that take seconds: imports and other editors wait for them
FROM_PAGE = "page"  # the name of a field: the act was chosen on the page of one job


def action(act: Act) -> Callable[..., HttpResponseBase | None]:
    """The act as an action of Django's list."""

    def run(page: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponseBase | None:
        return _ask(page, request, queryset, act)

    run.__name__ = act.name
    return admin.action(description=act.title, permissions=["change"])(run)


ACTIONS = tuple(map(action, ACTS.values()))


def _ask(
    page: Any, request: HttpRequest, chosen: QuerySet[Any], act: Act
) -> HttpResponseBase | None:
    """Asks first, then does it; `chosen` is what is ticked, or all that the list is narrowed to."""
    confirmed = "number" in request.POST
    form = act.form(request.POST if confirmed else None)
    with transaction.atomic():
        if confirmed:
            twins.lock()  # what is counted is what is done
        concerned = acts.CONCERNED[act.name](chosen).order_by(*chosen.query.order_by)
        number = acts.count(concerned)
        if not number:
            page.message_user(request, _none(act, chosen), messages.WARNING)
            return _back(request)
        if confirmed and form.is_valid():
            if request.POST["number"] == str(number):
                done = _do(act, concerned, form.cleaned_data, int(request.user.pk or 0))
                told = f"{counted(number, 'job')} {done}."
                page.message_user(request, told, messages.SUCCESS)
                return _back(request)
            told = "It is another number of jobs by now, so nothing was done. Look again."
            page.message_user(request, told, messages.WARNING)
    return _question(page, request, chosen, concerned, act, form, number)


def _question(
    page: Any,
    request: HttpRequest,
    chosen: QuerySet[Any],
    concerned: QuerySet[Any],
    act: Act,
    form: forms.Form,
    number: int,
) -> HttpResponseBase:
    jobs = with_state(concerned).select_related("employer", "feed")
    context = {
        **page.admin_site.each_context(request),
        "title": f"{act.verb.capitalize()} {counted(number, 'job')}?",
        "opts": page.model._meta,
        "media": page.media + form.media,
        "act": act,
        "form": form,
        "number": number,
        "jobs": [(job, state_of(job)) for job in jobs[:SHOWN]],
        "more": max(number - SHOWN, 0),
        "takes_long": number > MANY,
        "others": acts.count(chosen) - number,
        "button": f"Yes, {act.verb} {counted(number, 'job')}",
        "kept": _kept(request),
        "back": _address(request),
    }
    return TemplateResponse(request, "admin/jobs/job/act.html", context)


def _do(act: Act, jobs: QuerySet[Any], told: Mapping[str, Any], user: int) -> str:
    """Returns what was done, in words."""
    match act.name:
        case "feature":
            until = told["until"]
            acts.feature(jobs, until, user=user)
            return f"featured until {until:%Y-%m-%d}" if until else "no longer featured"
        case "block":
            acts.block(jobs, told["reason"], user=user)
        case plain:
            getattr(acts, plain)(jobs, user=user)
    return act.done


def _none(act: Act, chosen: QuerySet[Any]) -> str:
    if act.name == "show" and chosen.filter(blocked()).exists():
        return "Blocked jobs stay hidden: delete their block first. Nothing was shown again."
    return f"None of these jobs could be {act.done}: nothing was changed."


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """The selection as Django's list sent it: the jobs, or that it is all of them."""
    sent = request.POST
    across = [("select_across", "1")] if sent.get("select_across") == "1" else []
    ids = [(ACTION_CHECKBOX_NAME, pk) for pk in sent.getlist(ACTION_CHECKBOX_NAME)]
    page = [(FROM_PAGE, "1")] if FROM_PAGE in sent else []
    return [("action", sent["action"]), ("index", "0"), *across, *ids, *page]


def _address(request: HttpRequest) -> str:
    """The list as it was narrowed, or the page of the job where the act was chosen."""
    ids = request.POST.getlist(ACTION_CHECKBOX_NAME)
    if FROM_PAGE in request.POST and len(ids) == 1 and ids[0].isdecimal():
        return reverse("admin:jobs_job_change", args=ids)
    return request.get_full_path()


def _back(request: HttpRequest) -> HttpResponseBase:
    return HttpResponseRedirect(_address(request))
