"""Reading a feed to see what it is, without importing it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from jobs.models.feed import Feed


class Trial(models.Model):
    """A feed as an editor wants to see it read: a new address, or a feed by other rules.

    A process of its own carries it out; until it has ended, `finished_at` is empty.
    """

    feed = models.ForeignKey(
        Feed,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="trials",
        help_text="What the document is compared with; empty for an address that is no feed yet",
    )
    address = models.CharField(max_length=1000)
    dialect = models.CharField(max_length=50, blank=True)
    overrides = models.TextField(blank=True)
    user = models.BigIntegerField(help_text="Primary key of the editor who asked")
    asked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True, help_text="Why nothing could be read")
    report = models.JSONField(default=dict, help_text="What was found, once it has ended")

    class Meta:
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return self.address
