"""What a run did to single jobs."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jobs.models.feed import ImportRun


class RunChange(models.Model):
    """One job that a run created, changed, closed, reopened, or whose removal it held.

    Of no key to the job, which it may outlive. Refused records are in `ImportRun.problems`.
    Removals that are held again are told by the last run that held them.
    """

    class Kind(models.TextChoices):
        CREATED = "created", "New"
        UPDATED = "updated", "Changed"
        CLOSED = "closed", "Closed"
        REOPENED = "reopened", "Reopened"
        HELD = "held", "Removal held"

    run = models.ForeignKey(
        ImportRun, on_delete=models.CASCADE, related_name="changes", db_index=False
    )
    kind = models.CharField(max_length=8, choices=Kind)
    job = models.BigIntegerField(help_text="Primary key of the job")
    title = models.CharField(max_length=300, help_text="Of the job when the run ended with it")
    before = models.JSONField(
        null=True,
        help_text="Of a job written anew: the fields that changed, as a person reads them",
    )
    after = models.JSONField(null=True, help_text="The same fields, afterwards")

    class Meta:
        ordering = ("job",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "kind", "job"], name="change_once_per_run")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"
