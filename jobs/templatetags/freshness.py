"""How long ago a feed was last seen to have a job: to the hour while that is known and matters."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils import timezone

from jobs.templatetags.board import ago, days_ago

register = template.Library()


@register.filter
def last_seen(moment: datetime) -> str:
    """ "2 hours ago" within a day, then as `days_ago`. It changes with the minute, as `ago`."""
    then, now = (one.replace(second=0, microsecond=0) for one in (moment, timezone.now()))
    return ago(moment) if now - then < timedelta(days=1) else days_ago(moment.date())
