"""How long ago a feed was last seen to have a job: to the hour while that is known and matters."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils import timezone

from jobs.templatetags.board import ago, days_ago

register = template.Library()


@register.filter
def last_seen(moment: datetime) -> str:
    """ "2 hours ago" within a day, then as `days_ago`."""
    passed = timezone.now() - moment
    return ago(moment) if passed < timedelta(days=1) else days_ago(moment.date())
