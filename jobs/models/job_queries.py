"""Which jobs. `JobQuerySet.live` is what the public sees, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Case, F, OuterRef, Prefetch, Subquery, When
from django.db.models.functions import Coalesce, Greatest

from jobs.models.life import HIDDEN, PUBLIC, live


class JobQuerySet(models.QuerySet[Any]):
    def live(self) -> JobQuerySet:
        """What the public sees: open in its feed, not past its date, not hidden by an editor.

        Of a job that is there several times, the one that speaks for all of them.
        """
        return self.filter(live())

    def may_leave(self) -> JobQuerySet:
        """What is live and of a feed whose jobs may be passed on."""
        return self.live().filter(feed__is_redistributed=True)

    def public(self) -> JobQuerySet:
        """What is live until its date, or was."""
        return self.filter(PUBLIC)

    def waiting(self) -> JobQuerySet:
        """Open jobs that are gone from their feed, while the removal waits for a person."""
        return self.filter(closed_at=None).exclude(missing_since=None)

    def tell_anew(self) -> None:
        """Has the next run of their feeds write these jobs anew: also where the document is still
        the one that was read last, for which its validators vouch.
        """
        feed = self.model._meta.get_field("feed").related_model
        feeds = self.order_by().values("feed")
        feed._default_manager.filter(pk__in=feeds).update(etag="", last_modified="")
        self.update(content_hash="")

    def last_had(self) -> Case:
        """`Job.last_confirmed_at` as it is to be stored when a job is missing or closed."""
        feed = self.model._meta.get_field("feed").related_model
        read = feed._default_manager.filter(pk=OuterRef("feed_id")).values("confirmed_at")
        # SQLite has no greatest of nothing and something.
        latest = Greatest(Coalesce(Subquery(read), "first_seen_at"), "first_seen_at")
        there = When(closed_at=None, missing_since=None, then=Coalesce("confirmed_at", latest))
        return Case(there, default="confirmed_at")

    def repeated(self) -> JobQuerySet:
        """Shown as another job of their own feed."""
        return self.filter(same_as__feed=F("feed"))

    def shown_as(self, ids: Iterable[int]) -> dict[int, int]:
        """The job whose page each of these leads to: itself, or the one that speaks for it.

        Hidden jobs and those that do not exist lead nowhere.
        """
        shown = self.filter(pk__in=set(ids)).exclude(HIDDEN)
        return dict(shown.order_by().values_list("pk", Coalesce("same_as", "pk")))

    def for_cards(self) -> JobQuerySet:
        """With what a list of jobs shows: three queries for any number of rows."""
        terms = self.select_related("employer", "job_type", "level", "category", "industry")
        links = [
            Prefetch(f"{name}_links", self._links(name).select_related(name))
            for name in ("skill", "place")
        ]
        return terms.prefetch_related(*links)

    def _links(self, name: str) -> models.QuerySet[Any]:
        links: models.QuerySet[Any] = getattr(self.model, f"{name}_links").rel.related_model.objects
        return links
