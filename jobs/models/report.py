"""What visitors say is wrong with a job."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from jobs.models.job import Job

TEXT = 1000  # characters


class ReportQuerySet(models.QuerySet[Any]):
    def waiting(self) -> ReportQuerySet:
        """What no editor has decided yet."""
        return self.filter(decision="")


class Report(models.Model):
    """Sent without an account; nothing is kept of who sent it."""

    class Reason(models.TextChoices):
        CLOSED = "closed", gettext_lazy("The job is no longer open")
        SCAM = "scam", gettext_lazy("It asks for money, or looks like a fraud")
        WRONG = "wrong", gettext_lazy("A fact is wrong")
        DISCRIMINATES = "discriminates", gettext_lazy("It discriminates")
        OTHER = "other", gettext_lazy("Something else")

    class Decision(models.TextChoices):
        DISMISSED = "dismissed", "Nothing to do"
        HIDDEN = "hidden", "Job hidden"
        CLOSED = "closed", "Job closed"
        BLOCKED = "blocked", "Job blocked for ever"
        CORRECTED = "corrected", "Job corrected"

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=13, choices=Reason)
    text = models.CharField(max_length=TEXT, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(max_length=9, choices=Decision, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True, help_text="Primary key of the editor")

    objects: ClassVar[Any] = ReportQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        indexes: ClassVar = [
            models.Index(fields=["made_at"], condition=Q(decision=""), name="reports_undecided")
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.job}"
