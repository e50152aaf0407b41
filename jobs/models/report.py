"""What visitors say is wrong with a job."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from jobs.models.daily import Salt
from jobs.models.job import Job
from jobs.models.life import today

TEXT = 1000  # characters
OF_A_JOB = 10  # that wait at once, each with its words
IN_ALL = 1_000  # while more wait, only the first of a job is kept with its words


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
    times = models.PositiveIntegerField(default=1, help_text="How many reports it stands for")
    dropped = models.PositiveIntegerField(
        default=0, help_text="How many of these had other words, which were not kept"
    )
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

    @staticmethod
    def take(job: Job, reason: str, text: str) -> None:
        """Keeps a report in the caller's transaction; where there are too many, as a number.

        What was said before counts there, and so do other words where there is no room for them:
        nobody can fill the database or hide a job's first report in a flood.
        """
        Salt.objects.select_for_update().filter(day=today()).first()  # one by one
        waiting = Report.objects.waiting()
        of_job = waiting.filter(job=job)
        number = of_job.count()
        has_room = number == 0 or (number < OF_A_JOB and waiting[:IN_ALL].count() < IN_ALL)
        same = of_job.filter(reason=reason)
        if said := same.filter(text=text).first():
            Report.objects.filter(pk=said.pk).update(times=F("times") + 1)
        elif has_room:
            Report.objects.create(job=job, reason=reason, text=text)
        elif alike := same.first():
            dropped = F("dropped") + (1 if text else 0)
            Report.objects.filter(pk=alike.pk).update(times=F("times") + 1, dropped=dropped)
        else:
            Report.objects.create(job=job, reason=reason, dropped=1 if text else 0)
