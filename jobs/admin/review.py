"""All that waits for an editor, in one list. Each sees what he may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from jobs.admin.approval import deciding, moment, page_of
from jobs.admin.base import counted, link
from jobs.curation import unmapped, waiting
from jobs.models import Feed, Term

FIRST = 10  # of each kind
MOST = 1_000  # are counted

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of what waits."""

    key: str
    title: str
    number: int  # MOST + 1 for any number of more
    address: str  # of all of them
    headings: Sequence[str]
    rows: Callable[[], Sequence[Row]]  # the first ones, asked when they are shown

    @property
    def told(self) -> str:
        return f"{MOST:,}+" if self.number > MOST else f"{self.number:,}"


def review_page(request: HttpRequest) -> HttpResponse:
    found = sections(request)
    context = {
        **admin.site.each_context(request),
        "title": "Review",
        "sections": [one for one in found if one.number],
        "done": [one for one in found if not one.number],
        "first": FIRST,
    }
    return TemplateResponse(request, "admin/review.html", context)


def sections(request: HttpRequest) -> list[Section]:
    """All kinds that the user may see, those of which nothing waits too."""
    user: Any = request.user
    return [make() for permission, make in _KINDS if user.has_perm(f"jobs.{permission}")]


def _reports() -> Section:
    found = waiting.reports()
    return Section(
        "reports",
        "Reports of visitors",
        _bounded(found),
        reverse("admin:jobs_report_changelist"),
        ("Job", "What is wrong", "Reported"),
        lambda: [
            (_to(report, report.job), report.get_reason_display(), moment(report.made_at))
            for report in found[:FIRST]
        ],
    )


def _held() -> Section:
    found = waiting.held()
    address = f"{reverse('admin:jobs_feed_changelist')}?{urlencode({'health__exact': 'held'})}"
    return Section(
        "held",
        "Removals that were held",
        sum(one.number for one in found),
        address,
        ("Feed", "What waits", "Since", "Decide"),
        lambda: list(_held_rows(found[:FIRST])),
    )


def _held_rows(found: Sequence[waiting.Held]) -> Iterator[Row]:
    runs = deciding().filter(feed=OuterRef("pk")).values("pk")[:1]
    feeds = Feed.objects.filter(pk__in=[one.feed for one in found])
    decides = dict(feeds.order_by().values_list("pk", Subquery(runs)))
    for one in found:
        run = decides.get(one.feed)
        feed = link(reverse("admin:jobs_feed_change", args=[one.feed]), one.name)
        decide = link(page_of(run), "Look at them") if run else ""
        yield feed, f"{counted(one.number, 'removal')} held", moment(one.since), decide


def _troubled() -> Section:
    found = waiting.troubled(timezone.now())
    return Section(
        "feeds",
        "Feeds that are not well",
        len(found),
        reverse("admin:jobs_feed_changelist"),
        ("Feed", "How it is", "Last good run"),
        lambda: [
            (_to(feed), told, moment(feed.confirmed_at) if feed.confirmed_at else "none")
            for feed, told in found[:FIRST]
        ],
    )


def _unmapped() -> Section:
    found = [
        (model, term)
        for model in unmapped.KINDS.values()
        for term in model._default_manager.filter(reviewed=False).order_by("-pk")
    ]
    return Section(
        "words",
        "New words of feeds",
        len(found),
        reverse("admin:unmapped"),
        ("Word", "Kind"),
        lambda: [(_to(term), model._meta.verbose_name) for model, term in found[:FIRST]],
    )


def _news() -> Section:
    found = waiting.news()
    address = f"{reverse('admin:jobs_job_changelist')}?{urlencode({'edited': 'news'})}"
    return Section(
        "news",
        "Edited jobs of which the feed says something new",
        _bounded(found),
        address,
        ("Job", "Edited by hand", "The feed says so since"),
        lambda: [
            (_to(job), ", ".join(job.edited).replace("_", " "), moment(job.told_at))
            for job in found[:FIRST]
        ],
    )


def _merges() -> Section:
    found = waiting.merges()
    return Section(
        "merges",
        "Suggestions for merging",
        sum(len(suggested) for _model, suggested in found),
        "",
        ("What", "Suggestions"),
        lambda: [
            (
                link(_suggestions(model), str(model._meta.verbose_name_plural).capitalize()),
                f"{len(suggested):,}",
            )
            for model, suggested in found
            if suggested
        ],
    )


def _suggestions(model: type[Term]) -> str:
    return reverse(f"admin:jobs_{model._meta.model_name}_suggestions")


def _bounded(rows: QuerySet[Any]) -> int:
    return rows.order_by().values("pk")[: MOST + 1].count()


def _to(row: Any, called: object = None) -> SafeString:
    address = reverse(f"admin:jobs_{row._meta.model_name}_change", args=[row.pk])
    return link(address, row if called is None else called)


_KINDS: Sequence[tuple[str, Callable[[], Section]]] = (
    ("view_report", _reports),
    ("change_job", _held),
    ("view_feed", _troubled),
    ("change_category", _unmapped),
    ("change_job", _news),
    ("delete_employer", _merges),
)
