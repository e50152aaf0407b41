"""What hangs on a job: its skills and places in the feed's order, and the clicks on Apply."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F

from jobs.models.job import Job
from jobs.models.life import today
from jobs.models.place import Place
from jobs.models.skill import Skill


class JobSkill(models.Model):
    # The unique constraint begins with the job: an index of its own would only slow imports down.
    job = models.ForeignKey(
        Job, on_delete=models.CASCADE, related_name="skill_links", db_index=False
    )
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position",)  # as the feed wrote them
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["job", "skill"], name="skill_once_per_job")
        ]

    def __str__(self) -> str:
        return str(self.skill)


class JobPlace(models.Model):
    job = models.ForeignKey(
        Job, on_delete=models.CASCADE, related_name="place_links", db_index=False
    )
    place = models.ForeignKey(Place, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position",)  # as the feed wrote them
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["job", "place"], name="place_once_per_job")
        ]

    def __str__(self) -> str:
        return str(self.place)


class ApplyClicks(models.Model):
    """How often Apply was followed, by job and day (UTC); nothing is kept of who followed it."""

    # Looked up by the indexes below.
    job = models.ForeignKey(
        Job, on_delete=models.CASCADE, related_name="apply_clicks", db_index=False
    )
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "apply clicks"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["job", "day"], name="clicks_once_per_day")
        ]
        indexes: ClassVar = [
            # All that sums by day and by job need: they never read the table.
            models.Index(fields=["day", "job", "count"], name="clicks_of_day"),
            models.Index(fields=["job", "day", "count"], name="clicks_of_job"),
        ]

    def __str__(self) -> str:
        return f"{self.count} on {self.day}"

    @staticmethod
    def count_one(job: Job) -> None:
        """One click more today. Never reads before it writes, so that no click is lost."""
        clicks = ApplyClicks.objects.filter(job=job, day=today())
        if not clicks.update(count=F("count") + 1):
            first = ApplyClicks(job=job, day=today())
            ApplyClicks.objects.bulk_create([first], ignore_conflicts=True)
            clicks.update(count=F("count") + 1)
