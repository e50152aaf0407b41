"""What search engines have been told of our jobs: nothing is told twice, and nothing is lost."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from jobs.models.job import Job
from jobs.models.job_queries import JobQuerySet


class AnnouncedQuerySet(models.QuerySet["Announced"]):
    def here(self) -> AnnouncedQuerySet:
        """At the address that the board has today."""
        return self.filter(address__startswith=f"{settings.SITE_URL}/")

    def elsewhere(self) -> AnnouncedQuerySet:
        """At an address that the board had before."""
        return self.exclude(address__startswith=f"{settings.SITE_URL}/")

    def over(self) -> AnnouncedQuerySet:
        """What the public sees no longer: closed, expired, hidden, shown as another, deleted."""
        return self.exclude(Exists(Job.objects.live().filter(pk=OuterRef("job")).order_by()))

    def untold(self) -> JobQuerySet:
        """Live jobs that opened, moved or changed since they were last told of, or never were."""
        told = self.here().filter(job=OuterRef("pk"), changed_at=OuterRef("changed_at"))
        return Job.objects.live().exclude(Exists(told))


class Announced(models.Model):
    """A job that search engines know to be open. Of no key to the job, which it may outlive."""

    job = models.BigIntegerField(primary_key=True)
    address = models.CharField(max_length=2000, help_text="Of its page, absolute")
    changed_at = models.DateTimeField(help_text="The job's own, when it was told of")

    objects: ClassVar[Any] = AnnouncedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "announced"

    def __str__(self) -> str:
        return self.address
