"""Tells the administrators when a feed's health changes, once, and a monitor that all is well."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import mail_admins
from django.urls import reverse

from jobs.importer.fetching import ping
from jobs.importer.records import FeedProblem
from jobs.importer.sources import limits
from jobs.models import Feed, ImportRun

log = logging.getLogger("jobs.import")
Health, Status = Feed.Health, ImportRun.Status
HEALTH = {
    Status.APPLIED: Health.WELL,
    Status.UNCHANGED: Health.WELL,
    Status.HELD: Health.HELD,
    Status.REJECTED: Health.FAILING,
    Status.FAILED: Health.FAILING,
}
SUBJECTS = {
    Health.WELL: "has recovered",
    Health.HELD: "waits for your decision",
    Health.FAILING: "is failing",
}


def tell(run: ImportRun) -> None:
    """After a run that was saved. Never raises: a report that cannot be sent fails no import."""
    feed = run.feed
    health = Health.FAILING if run.mostly_refused else HEALTH[Status(run.status)]
    before, feed.health = feed.health, health
    if before != health:
        # Only who turns the value tells of it, whatever runs beside us.
        turned = Feed.objects.filter(pk=feed.pk).exclude(health=health).update(health=health)
        if turned and (before, health) != (Health.NEW, Health.WELL):
            _mail(run, SUBJECTS[health])
    if health == Health.WELL and feed.ping_url:
        try:
            ping(feed.ping_url, limits())
        except FeedProblem as problem:
            log.warning("feed=%s its monitor was not reached: %s", feed.slug, problem)


def _mail(run: ImportRun, subject: str) -> None:
    page = reverse("admin:jobs_importrun_change", args=[run.pk])
    text = f"{run.status}: {run.message or 'all is well'}\n\n{settings.SITE_URL}{page}\n"
    try:
        mail_admins(f"feed {run.feed.name} {subject}", text)
    except (OSError, SMTPException) as error:
        log.error("feed=%s a mail to the administrators was not sent: %s", run.feed.slug, error)
