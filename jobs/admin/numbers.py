"""What visitors did, as far as it is counted: clicks on Apply, and searches that found nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from jobs.admin.base import is_key
from jobs.admin.charts import sparkline
from jobs.curation import numbers
from jobs.lib.spreadsheet import lines

RANGES, USUAL = (7, 30, 90), 30  # days
SHOWN = 50  # rows of each table
OTHERS = "(other words)"

may_look = permission_required("jobs.view_job", raise_exception=True)


@require_safe
@may_look
def numbers_page(request: HttpRequest) -> TemplateResponse:
    days, by = _days(request), _by(request)
    kind = numbers.KINDS[by]
    context = {
        **admin.site.each_context(request),
        "title": "Numbers",
        "days": days,
        "ranges": RANGES,
        "live": sparkline(numbers.live_by_day(days), f"Live jobs, {days} days"),
        "clicks": sparkline(numbers.clicks_by_day(days), f"Clicks on Apply, {days} days"),
        "by": by,
        "kinds": [(name, one.model._meta) for name, one in numbers.KINDS.items()],
        "opts": kind.model._meta,
        "most": numbers.most_clicked(kind, days, SHOWN),
        "searches": numbers.empty_searches(days, SHOWN),
        "shown": SHOWN,
        "others": OTHERS,
    }
    return TemplateResponse(request, "admin/numbers.html", context)


@require_safe
@may_look
def clicks_csv(request: HttpRequest) -> StreamingHttpResponse:
    """By job, employer or feed (`by`), or of one of them: `?employer=7`."""
    days = _days(request)
    one = next((name for name in numbers.KINDS if name in request.GET), "")
    by, only = (one, _key(request.GET[one])) if one else (_by(request), None)
    kind = numbers.KINDS[by]
    header = ("day", by, *(name.removesuffix("__name") for name in kind.named), "clicks")
    name = f"clicks-by-{by}-{days}-days" if only is None else f"clicks-{by}-{only}-{days}-days"
    return _csv(name, header, numbers.clicks_of_each(kind, days, only))


@require_safe
@may_look
def searches_csv(request: HttpRequest) -> StreamingHttpResponse:
    days = _days(request)
    told = numbers.empty_searches_of_each(days)
    rows = ((day, words or OTHERS, times) for day, words, times in told)
    return _csv(f"searches-without-results-{days}-days", ("day", "words", "searches"), rows)


def _days(request: HttpRequest) -> int:
    asked = request.GET.get("days", "")
    return next((days for days in RANGES if str(days) == asked), USUAL)


def _by(request: HttpRequest) -> str:
    asked = request.GET.get("by", "")
    return asked if asked in numbers.KINDS else "job"


def _key(text: str) -> int:
    """A primary key; 404 for what can be none."""
    if not is_key(text):
        raise Http404(f"Expected the number of a row, got {text[:50]!r}.")
    return int(text)


def _csv(
    name: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        lines(chain([header], rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
