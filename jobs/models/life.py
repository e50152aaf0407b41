"""The life of a job: the only definition of it, for a row that was read and for a query.

It follows from a few facts and from the day, so nothing has to be written when a day ends.
Whatever a job was, it is live again, at the same address, once its facts say so.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from enum import Enum, auto

from django.db import models
from django.db.models import Q

CLOSED_PAGE_STAYS = timedelta(days=30)


class Life(Enum):
    LIVE = auto()  # in every public list; its page takes applications
    CLOSED = auto()  # in no list; for CLOSED_PAGE_STAYS its page says so and leads to similar jobs
    GONE = auto()  # in no list; its page has ended (410)
    TWIN = auto()  # in no list; its page leads to that of the job which speaks for it
    HIDDEN = auto()  # by an editor, or its speaker is: as if it had never been (404)


PUBLIC = Q(closed_at=None, hidden=False, same_as=None)  # live until its last day, or was
HIDDEN = Q(hidden=True) | Q(same_as__hidden=True)


def today() -> date:
    """Expiry is a date in UTC: a job ends at the same moment for every reader and process."""
    return datetime.now(UTC).date()


def live() -> Q:
    """Life.LIVE, of jobs."""
    return PUBLIC & (Q(expires_on=None) | Q(expires_on__gte=today()))


def is_featured(until: date | None) -> bool:
    """Whether a job whose last day in front of lists is known stands there today."""
    return until is not None and until >= today()


class Lived(models.Model):
    """Abstract. What the life of a job follows from."""

    class ClosedReason(models.TextChoices):
        VANISHED = "vanished", "Gone from its feed"
        EDITOR = "editor", "Closed by an editor"

    expires_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.CharField(max_length=10, choices=ClosedReason, blank=True)
    hidden = models.BooleanField(default=False, help_text="Kept from the public by an editor")
    same_as = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="twins",
        help_text="The same job, which is shown in place of this one",
    )

    class Meta:
        abstract = True

    @property
    def life(self) -> Life:
        """Asks for the job that speaks for this one, where it was not read along."""
        speaker, closed = self.same_as, self.closed_on
        if self.hidden or (speaker and speaker.hidden):
            return Life.HIDDEN
        if speaker:
            return Life.TWIN
        if closed is None:
            return Life.LIVE
        return Life.GONE if today() - closed > CLOSED_PAGE_STAYS else Life.CLOSED

    @property
    def is_live(self) -> bool:
        return self.life is Life.LIVE

    @property
    def is_gone(self) -> bool:
        return self.life is Life.GONE

    @property
    def closed_on(self) -> date | None:
        """The day on which the job itself ended, whoever speaks for it; None while it is open.

        Its last day, or when it was closed, whichever came first: a feed that drops what expired
        long ago does not begin its end anew.
        """
        return self.expires_on if self.has_expired else self._closed

    @property
    def has_expired(self) -> bool:
        """Whether its last day has passed, and had when it was closed."""
        return self.expires_on is not None and self.expires_on < (self._closed or today())

    @property
    def _closed(self) -> date | None:
        return self.closed_at.astimezone(UTC).date() if self.closed_at else None
