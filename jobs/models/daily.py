"""What is counted by the day (UTC), without anything about who did it."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import IntegrityError, models, transaction
from django.db.models import F

from jobs.models.job import Job
from jobs.models.life import today

WORDS_KEPT = timedelta(days=90)
DIFFERENT_WORDS = 1_000  # a day
FEW, MANY = 2_000, 100_000  # digests that are deleted while a visitor waits, and by an import
OTHER_WORDS = ""  # all that were searched for when there were as many already


class BoardDay(models.Model):
    """How many jobs were live when the board was last written on that day."""

    day = models.DateField(primary_key=True)
    live = models.PositiveIntegerField()

    class Meta:
        ordering = ("-day",)

    def __str__(self) -> str:
        return f"{self.live} on {self.day}"

    @staticmethod
    def note(*, changed: bool = True) -> None:
        """Notes how many jobs are live now; where none has `changed`, once a day.

        And deletes what was kept for days that are over.
        """
        day = today()
        forget_days_before(day, at_once=MANY)
        if not changed and BoardDay.objects.filter(pk=day).exists():
            return
        now = BoardDay(day=day, live=Job.objects.live().count())
        BoardDay.objects.bulk_create(
            [now], update_conflicts=True, unique_fields=["day"], update_fields=["live"]
        )


class EmptySearch(models.Model):
    """Words of searches that found no job."""

    day = models.DateField()
    words = models.CharField(max_length=100, help_text="Folded; empty for all beyond 1,000 a day")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-day", "-count", "words")
        verbose_name_plural = "searches without results"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "words"], name="empty_search_once_per_day")
        ]

    def __str__(self) -> str:
        return self.words

    @staticmethod
    def count_one(words: str) -> None:
        """One search more for these words today, in the caller's transaction."""
        of_today = EmptySearch.objects.filter(day=today())
        if of_today.filter(words=words).update(count=F("count") + 1):
            return
        Salt.objects.select_for_update().filter(day=today()).first()  # new words, one by one
        kept = words if of_today.count() < DIFFERENT_WORDS else OTHER_WORDS
        first = EmptySearch(day=today(), words=kept)
        EmptySearch.objects.bulk_create([first], ignore_conflicts=True)
        of_today.filter(words=kept).update(count=F("count") + 1)


class Salt(models.Model):
    """A secret of one day: digests that were made with it say nothing once it is deleted."""

    day = models.DateField(primary_key=True)
    salt = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return str(self.day)

    @staticmethod
    def known() -> bytes:
        """That of today; empty before anybody asked for it."""
        found = Salt.objects.filter(day=today()).values_list("salt", flat=True).first()
        return bytes(found or b"")

    @staticmethod
    def of_today() -> bytes:
        """Made by whoever asks first; that of the day before goes."""
        day = today()
        salts = Salt.objects.filter(day=day).values_list("salt", flat=True)
        salt = salts.first()
        if salt is None:
            with transaction.atomic():
                made = Salt(day=day, salt=secrets.token_bytes(32))
                Salt.objects.bulk_create([made], ignore_conflicts=True)
                forget_days_before(day, at_once=FEW)
                salt = salts.get()
        return bytes(salt)


class Once(models.Model):
    """That something was done today by somebody, as a digest by the day's salt of what was done,
    the address and the browser: enough to leave repeats out, and deleted with the day.
    """

    digest = models.BigIntegerField(primary_key=True)
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.day)

    @staticmethod
    def times(digest: int) -> int:
        """How often it was done today, this time included: of two at once, one is the first."""
        done = Once.objects.filter(digest=digest)
        with transaction.atomic():
            if not done.update(count=F("count") + 1):
                try:
                    with transaction.atomic():
                        done.create(digest=digest, day=today())
                except IntegrityError:  # by another at this moment
                    done.update(count=F("count") + 1)
            return done.values_list("count", flat=True).get()


def forget_days_before(day: date, *, at_once: int) -> None:
    """Deletes the salts of earlier days, at most so many of their digests, and words of searches
    that are no news any more.

    What somebody else is deleting at this moment is left to him: nobody waits for it.
    """
    _delete_what_is_free(Salt.objects.filter(day__lt=day))
    _delete_what_is_free(Once.objects.filter(day__lt=day)[:at_once])
    _delete_what_is_free(EmptySearch.objects.filter(day__lt=day - WORDS_KEPT))


def _delete_what_is_free(rows: models.QuerySet[Any]) -> None:
    with transaction.atomic():
        free = rows.select_for_update(skip_locked=True).values("pk")
        rows.model._base_manager.filter(pk__in=free).delete()
