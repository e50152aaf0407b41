"""What is counted by the day (UTC), without anything about who did it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class BoardDay(models.Model):
    """How many jobs were live when the board was last written on that day."""

    day = models.DateField(primary_key=True)
    live = models.PositiveIntegerField()

    class Meta:
        ordering = ("-day",)

    def __str__(self) -> str:
        return f"{self.live} on {self.day}"


class EmptySearch(models.Model):
    """Words of searches that found no job."""

    day = models.DateField()
    words = models.CharField(max_length=100, help_text="Folded")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-day", "-count", "words")
        verbose_name_plural = "searches without results"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "words"], name="empty_search_once_per_day")
        ]

    def __str__(self) -> str:
        return self.words


class Salt(models.Model):
    """A secret of one day: digests that were made with it say nothing once it is deleted."""

    day = models.DateField(primary_key=True)
    salt = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return str(self.day)


class Once(models.Model):
    """That something was done today by somebody, as a digest by the day's salt of what was done,
    the address and the browser: enough to leave repeats out, and deleted with the day.
    """

    digest = models.BigIntegerField(primary_key=True)
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.day)
