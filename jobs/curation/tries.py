"""What is known of those who tried to sign in, and when it is forgotten."""

from __future__ import annotations

from datetime import timedelta

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone

KEPT = timedelta(days=1)


def forget() -> None:
    """Deletes failed tries of longer ago, and sessions that are over.

    Tries count for minutes, and the next one of anybody deletes what no longer does (see
    jobboard/throttle.py): this is for a site where nobody tries any more.
    """
    now = timezone.now()
    AccessAttempt.objects.filter(attempt_time__lt=now - KEPT).delete()
    Session.objects.filter(expire_date__lt=now).delete()
