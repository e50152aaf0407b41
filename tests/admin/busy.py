"""A board on which something waits on every page of the admin."""

from __future__ import annotations

from axes.models import AccessAttempt
from django.contrib.auth.models import Group, User
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from jobs.curation import acts, history, merging
from jobs.models import (
    ApplyClicks,
    BoardDay,
    Category,
    Employer,
    EmptySearch,
    Feed,
    FeedValue,
    ImportRun,
    Job,
    Report,
    RunChange,
    Trial,
    today,
)
from tests.make import make_employer, make_feed, make_job

NOW = timezone.now()


def busy(user: User, number: int) -> None:
    """So many more of everything."""
    start = Job.objects.count()
    for i in range(start, start + number):
        _wait_for(user, i)


def _wait_for(user: User, i: int) -> None:
    feed = make_feed(health="failing", last_run_at=NOW, confirmed_at=NOW)
    job = make_job(
        feed=feed,
        title=f"Cook {i}",
        employer=f"Kitchen {i}",
        skills=(f"Soup {i}",),
        places=f"Town {i}, Germany",
        job_type=f"seasonal {i}",
        level=f"level {i}",
        category=f"Category {i}",
        industry=f"Industry {i}",
        edited=["title"],
        missing_since=NOW,
    )
    make_job(feed=feed, employer=f"Kitchen-{i}", skills=(f"Soup-{i}",), hidden=True)
    scam = make_job(feed=feed, employer=f"Nowhere {i}", skills=())
    acts.block(Job.objects.filter(pk=scam.pk), "It asks for money.", user=user.pk)
    Category.objects.filter(name=f"Category {i}").update(reviewed=False)
    FeedValue.objects.create(job=job, field="title", value="Chef", told_at=NOW, is_news=True)
    Report.objects.create(job=job, reason="scam", text="It asks for money.")
    ApplyClicks.objects.create(job=job, day=today(), count=i)
    BoardDay.objects.get_or_create(day=today(), defaults={"live": 5})
    EmptySearch.objects.create(day=today(), words=f"words {i}", count=2)
    _run(feed, job)
    kept, gone = (make_employer(name).pk for name in (f"Pan {i}", f"Pot {i}"))
    merging.merge(Employer, kept, [gone], user=user.pk)
    Trial.objects.create(address=f"https://new.example/{i}", user=user.pk, finished_at=NOW)
    Group.objects.create(name=f"Group {i}")
    TOTPDevice.objects.create(user=User.objects.create_user(f"user {i}"), name="phone")
    AccessAttempt.objects.create(
        username=f"user {i}", ip_address="192.0.2.1", failures_since_start=1
    )
    history.note(user.pk, [job], "title: “Cook” → “Chef”")


def _run(feed: Feed, job: Job) -> None:
    run = ImportRun.objects.create(
        feed=feed, status="held", seen=9, held=1, rejected=1, hold_reason="Too many", problems=[]
    )
    RunChange.objects.create(run=run, kind="held", job=job.pk, title=job.title)
