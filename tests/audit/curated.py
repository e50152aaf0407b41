"""What an editor finds on the sample in the morning: only what no public page shows."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User

from jobs.curation import history
from jobs.models import ApplyClicks, BoardDay, Job, Report, today

DAYS = 30


def curate(password: str) -> None:
    editor = User.objects.create_superuser("editor", password=password)
    jobs = list(Job.objects.live().order_by("pk")[:40])
    live = Job.objects.live().count()
    for ago in range(DAYS):
        day = today() - timedelta(days=ago)
        BoardDay.objects.update_or_create(day=day, defaults={"live": live - ago * 3 % 17})
        ApplyClicks.objects.bulk_create(
            ApplyClicks(job=job, day=day, count=1 + (number * ago) % 5)
            for number, job in enumerate(jobs)
        )
    Report.objects.create(job=jobs[3], reason="closed", text="The page behind Apply is gone.")
    Report.objects.create(job=jobs[9], reason="wrong")
    history.note(editor.pk, jobs[:1], history.difference({"level": ""}, {"level": "Senior"}))
