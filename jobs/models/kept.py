"""What an editor decided about single jobs, kept against every later import."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from jobs.models.feed import Feed
from jobs.models.job import Job


class FeedValueQuerySet(models.QuerySet[Any]):
    def news(self) -> FeedValueQuerySet:
        """What feeds have said since the edit, where it still means something else."""
        return self.filter(is_news=True, differs=True)


class FeedValue(models.Model):
    """What its feed says of a field that an editor wrote: shown beside the editor's own value, and
    what the job has again when the field is released.
    """

    job = models.ForeignKey(
        Job, on_delete=models.CASCADE, related_name="feed_values", db_index=False
    )
    field = models.CharField(max_length=20, help_text="One of `Job.edited`")
    value = models.JSONField(help_text="In the words of the feed: terms by their spellings")
    told_at = models.DateTimeField(help_text="When an import last saw another value, or the first")
    differs = models.BooleanField(default=True, help_text="It means another value than the job's")
    is_news = models.BooleanField(
        default=False, help_text="It came after the edit, and no editor has saved the job since"
    )
    objects = FeedValueQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["job", "field"], name="feed_value_once_per_field")
        ]

    def __str__(self) -> str:
        return f"{self.field} of {self.job_id}"


class Block(models.Model):
    """A job that does not come back: not by its id in its feed, nor by its Apply address in any.

    It outlives the job's row and its feed.
    """

    feed = models.ForeignKey(Feed, on_delete=models.SET_NULL, null=True, related_name="blocks")
    external_id = models.CharField(max_length=255)
    apply_key = models.BigIntegerField(
        null=True, db_index=True, help_text="`Job.apply_key` of the job when it was blocked"
    )
    title = models.CharField(max_length=300, help_text="Of the job when it was blocked")
    employer = models.CharField(max_length=200, help_text="Its name at that time")
    reason = models.CharField(max_length=300, blank=True)
    user = models.BigIntegerField(help_text="Primary key of the editor who blocked it")
    blocked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-blocked_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed", "external_id"], name="block_once_per_job")
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.employer}"


def blocked(*, by_address: bool = True) -> Q:
    """Of jobs, those that a Block names: by their id in their feed, or by their Apply address."""
    by_id = Block.objects.filter(feed=OuterRef("feed"), external_id=OuterRef("external_id"))
    if not by_address:
        return Q(Exists(by_id))
    return Q(Exists(by_id)) | Q(Exists(Block.objects.filter(apply_key=OuterRef("apply_key"))))
