"""What a year of curation leaves on a synthetic board: runs, clicks, history, locks, reports."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from typing import Any

from django.contrib.admin.models import CHANGE
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max

from jobs.curation import merging
from jobs.models import (
    Block,
    BoardDay,
    Category,
    Employer,
    EmptySearch,
    Feed,
    FeedValue,
    ImportRun,
    Job,
    Merge,
    Report,
    RunChange,
    today,
)
from tests.bench.fill import load, loading

FEEDS, RUNS, CHANGES, CLICKS, ENTRIES, VALUES = 100, 2_000, 200_000, 1_000_000, 100_000, 5_000
HELD, REPORTS, BLOCKS, MERGES, NEW_WORDS, WORDS = 300, 150, 1_000, 300, 30, 500
DAYS = 90
CHUNK = 100_000
KINDS = [str(kind) for kind in RunChange.Kind]
TABLES = ("jobs_runchange", "jobs_applyclicks", "django_admin_log")


def curate() -> None:
    """Fills the tables of curation of a board that has none of it yet."""
    chance = random.Random(8)
    jobs = Job.objects.aggregate(most=Max("pk"))["most"]
    user = User.objects.create_superuser("bench")
    runs = _runs(chance)
    with loading(TABLES):
        _load("jobs_runchange", "id run_id kind job title before after", _changes(runs))
        _load("jobs_applyclicks", "id job_id day count", _clicks(jobs))
        told = "id action_time user_id content_type_id object_id object_repr action_flag"
        _load("django_admin_log", f"{told} change_message", _entries(user.pk, jobs))
    _decisions(chance, jobs, user.pk)
    _numbers(chance)


def _load(table: str, columns: str, rows: Iterator[tuple[object, ...]]) -> None:
    while part := list(islice(rows, CHUNK)):
        load(table, columns.split(), part)


def _at(days: float) -> datetime:
    return datetime.combine(today(), time(6), UTC) - timedelta(days=days)


def _runs(chance: random.Random) -> list[int]:
    number = Feed.objects.count()
    Feed.objects.bulk_create(
        Feed(
            name=f"Feed {i} of a partner",
            slug=f"partner-{i}",
            address=f"https://partner.example/{i}.xml",
            health=chance.choice(["well", "well", "well", "failing", "held", ""]),
            enabled=i % 9 > 0,
            confirmed_at=_at(i % 5),
            last_run_at=_at(i % 2),
        )
        for i in range(number, FEEDS)
    )
    feeds = list(Feed.objects.order_by("pk").values_list("pk", flat=True))
    problem = {"title": "Cook", "field": "salary", "value": "x" * 300, "reason": "No number"}
    problems = [problem | {"external_id": f"x{i}", "refused": i % 2 == 0} for i in range(100)]
    made = ImportRun.objects.bulk_create(
        ImportRun(
            feed_id=feeds[i % 7 and i % len(feeds)],
            started_at=_at((RUNS - i) * 30 / RUNS),
            finished_at=_at((RUNS - i) * 30 / RUNS) + timedelta(seconds=9),
            status=chance.choice(["applied", "applied", "unchanged", "held", "failed"]),
            seen=100_000 // (i % 9 + 1),
            created=i % 90,
            updated=i % 70,
            closed=i % 50,
            problems=problems if i % 10 == 0 else [],
        )
        for i in range(RUNS)
    )
    return [run.pk for run in made]


def _changes(runs: list[int]) -> Iterator[tuple[object, ...]]:
    """Half of them of the latest run, as when a large feed is new."""
    before, after = json.dumps({"title": "Cook", "salary": "10"}), json.dumps({"title": "Chef"})
    for i in range(CHANGES):
        run = runs[-1] if i % 2 else runs[i // 2 % len(runs)]
        kind = KINDS[i // 2 % len(KINDS)]
        told = (before, after) if kind == "updated" else (None, None)
        yield (i + 1, run, kind, i + 1, f"Cook of the house {i}", *told)


def _clicks(jobs: int) -> Iterator[tuple[object, ...]]:
    for i in range(CLICKS):
        day = today() - timedelta(days=i // jobs * 9 + i % 9)
        yield (i + 1, i * 7 % jobs + 1, day.isoformat(), i % 13 + 1)


def _entries(user: int, jobs: int) -> Iterator[tuple[object, ...]]:
    kind = ContentType.objects.get_for_model(Job).pk
    for i in range(ENTRIES):
        when = _at((ENTRIES - i) * 300 / ENTRIES).isoformat(" ")
        told = "title: “Cook” → “Chef”; level: none → “Senior”"
        yield (i + 1, when, user, kind, str(i % jobs + 1), f"Cook {i}", CHANGE, told)


def _decisions(chance: random.Random, jobs: int, user: int) -> None:
    some = chance.sample(range(1, jobs + 1), HELD + REPORTS + VALUES // 5)
    held, reported, edited = some[:HELD], some[HELD : HELD + REPORTS], some[HELD + REPORTS :]
    open_ = Job.objects.filter(closed_at=None)
    open_.filter(pk__in=held).update(missing_since=_at(1), missing_runs=3)
    fields = ["title", "level", "category", "description", "employer"]
    Job.objects.filter(pk__in=edited).update(edited=sorted(fields))
    FeedValue.objects.bulk_create(
        FeedValue(job_id=job, field=field, value=f"{field} of the feed", told_at=_at(2))
        for job in edited
        for field in fields
    )
    Report.objects.bulk_create(
        Report(job_id=job, reason="wrong", text="The pay is another.", made_at=_at(job % 9))
        for job in reported
    )
    Block.objects.bulk_create(
        Block(
            feed_id=1,
            external_id=f"blocked-{i}",
            apply_key=i,
            title=f"Cook {i}",
            employer="Harbourline",
            user=user,
        )
        for i in range(BLOCKS)
    )
    kept, gone = Employer.objects.order_by("-pk").values_list("pk", flat=True)[:2]
    merging.merge(Employer, kept, [gone], user=user)
    merged = Merge.objects.get()
    Merge.objects.bulk_create(
        Merge(kind="employer", survivor=kept, told=f"{i}", jobs=i, user=user, was=merged.was)
        for i in range(MERGES)
    )
    Category.objects.filter(pk__in=_last(Category.objects.all())).update(reviewed=False)


def _last(terms: Any) -> list[int]:
    return list(terms.order_by("-pk").values_list("pk", flat=True)[:NEW_WORDS])


def _numbers(chance: random.Random) -> None:
    days = [today() - timedelta(days=i) for i in range(DAYS)]
    BoardDay.objects.all().delete()  # merging has noted today
    BoardDay.objects.bulk_create(BoardDay(day=day, live=chance.randint(9, 99_999)) for day in days)
    EmptySearch.objects.bulk_create(
        EmptySearch(day=day, words=f"words nobody has {i}", count=i % 9 + 1)
        for day in days
        for i in range(WORDS)
    )
