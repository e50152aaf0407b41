"""Looking at a feed before it is one, trying it by other rules, and running it now.

Nothing long happens in a request: a process of its own does it (`curation.errands`), and a page
that waits for it asks again by itself, without scripts.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from jobs.admin import feed_trial, feed_waiting
from jobs.admin.base import Page, counted
from jobs.admin.feed_form import LOOK, LookForm
from jobs.curation import errands, feeds, history, trying
from jobs.importer.lock import import_lock
from jobs.importer.publishing import publishing
from jobs.importer.sources import feed_for
from jobs.models import Feed, Trial

TEMPLATES = "admin/jobs/feed"
NOT_KEPT = (
    "What was found there is not kept any more: you looked at another feed before it was done, or "
    f"it is over {trying.KEPT.days} days ago. Look again, under Add feed or on the feed's page."
)


class FeedPages(Page):
    def get_urls(self) -> list[URLPattern]:
        pages: dict[str, tuple[str, Any]] = {
            "trial": ("trial/<int:pk>/", self.trial),
            "try": ("<int:pk>/try/", require_POST(self.try_out)),
            "run": ("<int:pk>/run/", self.run),
            "switch": ("<int:pk>/reading/", require_POST(self.switch)),
        }
        own = [
            path(route, self.admin_site.admin_view(view), name=f"jobs_feed_{name}")
            for name, (route, view) in pages.items()
        ]
        return [*own, *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Asks for the address alone; what is saved is what has been looked at."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = LookForm(request.POST or None, auto_id=LOOK)
        if not form.is_valid():
            return self._ask(request, form, title="Add feed")
        known = feed_for(form.cleaned_data["address"])
        if known.pk:
            self.message_user(request, f"{known} is that feed already.", messages.WARNING)
            return redirect("admin:jobs_feed_change", known.pk)
        return self._tried(request, None, form.cleaned_data)

    def try_out(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A test run, by the rules that are posted or, where there are none, by the feed's own."""
        feed = self._feed(request, pk)
        if not feeds.is_read(feed):
            return self._refused(request, feed)
        if "overrides" not in request.POST:
            return self._tried(request, feed, {name: getattr(feed, name) for name in feeds.READ_BY})
        form = LookForm(request.POST, auto_id=LOOK, known=feed.address)
        if not form.is_valid():
            return self._ask(request, form, title=f"Test run of {feed}", feed=feed)
        return self._tried(request, feed, form.cleaned_data)

    def trial(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        trial = Trial.objects.select_related("feed").filter(pk=pk).first()
        if trial is None:
            self.message_user(request, NOT_KEPT, messages.WARNING)
            return redirect("admin:jobs_feed_changelist")
        feed: Any = trial.feed
        own = trial.user == self.user_of(request) or request.user.has_perm("auth.change_user")
        allowed = self.has_change_permission(request, feed) if feed else True
        if not (own and allowed and self.has_add_permission(request)):
            raise PermissionDenied
        context = feed_trial.context_of(trial, timezone.now())
        if trial.finished_at and not trial.problem and not feed:
            shown = {"title": "Add feed", "show_save_and_add_another": False}
            return self.changeform_view(request, None, "", context | shown)
        if request.method == "POST" and feed and trial.finished_at and not trial.problem:
            return self._use(request, feed, trial)
        title = f"Test run of {feed}" if feed else "Add feed"
        answer = self._page(request, "trial.html", context | {"title": title, "original": feed})
        if context["waits"]:
            answer["Refresh"] = feed_waiting.SECONDS
        return answer

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        match = request.resolver_match
        if match and match.url_name == "jobs_feed_trial":
            return feed_trial.initial_of(Trial.objects.get(pk=match.kwargs["pk"]))
        return dict(super().get_changeform_initial_data(request))

    def run(self, request: HttpRequest, pk: int) -> HttpResponse:
        """POST starts a run; GET waits for it, and leads to its report."""
        feed = self._feed(request, pk)
        if request.method == "POST":
            return self._run(request, feed)
        state = feed_waiting.state_of(feed, request.GET.get("asked", ""), timezone.now())
        if state.report:
            return redirect("admin:jobs_importrun_change", state.report)
        context = {"title": f"Run of {feed}", "original": feed, "state": state}
        answer = self._page(request, "run.html", context)
        if not state.lost:
            answer["Refresh"] = feed_waiting.SECONDS
        return answer

    def switch(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Pauses a feed that is read, resumes one that is paused."""
        feed, user = self._feed(request, pk), self.user_of(request)
        if not feeds.is_read(feed):
            return self._refused(request, feed)
        chosen = Feed.objects.filter(pk=feed.pk)
        if "pause" in request.POST:
            feeds.pause(chosen, user=user)
            told = f"{feed} is paused: it is read again when you resume it."
        else:
            feeds.resume(chosen, user=user)
            told = f"{feed} is read again."
        self.message_user(request, told, messages.SUCCESS)
        if "list" in request.GET:
            return redirect("admin:jobs_feed_changelist")
        return redirect("admin:jobs_feed_change", feed.pk)

    def run_saved(self, request: HttpRequest, feed: Feed) -> HttpResponse | None:
        """Runs a feed that has just been saved, where that was asked for with it."""
        return self._run(request, feed) if "_run" in request.POST else None

    def _run(self, request: HttpRequest, feed: Feed) -> HttpResponse:
        if not feeds.is_read(feed):
            return self._refused(request, feed)
        with import_lock(feed.pk) as free:
            pass
        if free:
            history.note(self.user_of(request), [feed], "Run by hand.")
            transaction.on_commit(partial(errands.start, "import_feed", "--", feed.slug))
        else:
            told = "This feed is being imported already; nothing was started."
            self.message_user(request, told, messages.WARNING)
        asked = int(timezone.now().timestamp())
        return redirect(f"{reverse('admin:jobs_feed_run', args=[feed.pk])}?asked={asked}")

    def _tried(self, request: HttpRequest, feed: Feed | None, rules: Any) -> HttpResponse:
        trial = trying.ask(user=self.user_of(request), feed=feed, **rules)
        transaction.on_commit(partial(errands.start, "try_feed", str(trial.pk)))
        return redirect("admin:jobs_feed_trial", trial.pk)

    def _use(self, request: HttpRequest, feed: Feed, trial: Trial) -> HttpResponse:
        """Saves the rules of a test run."""
        with publishing():  # nobody gives the address to another feed meanwhile
            return self._used(request, get_object_or_404(Feed, pk=feed.pk), trial)

    def _used(self, request: HttpRequest, feed: Feed, trial: Trial) -> HttpResponse:
        before = {name: getattr(feed, name) for name in feeds.READ_BY}
        after = {name: getattr(trial, name) for name in feeds.READ_BY}
        changed = [name for name in feeds.READ_BY if before[name] != after[name]]
        for name in changed:
            setattr(feed, name, after[name])
        other = Feed.objects.filter(address=trial.address).exclude(pk=feed.pk).first()
        if other:  # since it was tried
            told = f"Nothing was saved: {trial.address} is the address of “{other}” by now."
            self.message_user(request, told, messages.ERROR)
            return redirect("admin:jobs_feed_change", other.pk)
        self.judged_anew(request, feeds.write(feed, changed))
        history.note(self.user_of(request), [feed], history.difference(before, after))
        self.message_user(request, "The rules that were tried are saved.", messages.SUCCESS)
        return redirect("admin:jobs_feed_change", feed.pk)

    def judged_anew(self, request: HttpRequest, number: int) -> None:
        if number:
            told = counted(number, "removal")
            self.message_user(request, f"{told} that waited: the feed's next run judges them anew.")

    def _ask(
        self, request: HttpRequest, form: LookForm, *, title: str, feed: Feed | None = None
    ) -> HttpResponse:
        context = {"title": title, "original": feed, "look": form}
        return self._page(request, "look.html", context)

    def _refused(self, request: HttpRequest, feed: Feed) -> HttpResponse:
        told = f"{feed} has no document that can be fetched, so there is nothing to read."
        self.message_user(request, told, messages.WARNING)
        return redirect("admin:jobs_feed_change", feed.pk)

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        shared = self.admin_site.each_context(request) | {"opts": self.opts}
        return TemplateResponse(request, f"{TEMPLATES}/{name}", shared | context)

    def _feed(self, request: HttpRequest, pk: int) -> Feed:
        feed = get_object_or_404(Feed, pk=pk)
        if not self.has_change_permission(request, feed):
            raise PermissionDenied
        return feed

    def user_of(self, request: HttpRequest) -> int:
        return int(request.user.pk or 0)
