"""The usual way to import jobs with Django, as most boards have it: one job after the other.

Plain and honest: it cleans, looks every term up, saves the job and sets its links, and writes no
search words at all. What it leaves out makes it faster than it would be.
"""

from __future__ import annotations

import time
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils import timezone

from jobs.lib import html
from jobs.lib.dates import parse_date
from jobs.lib.money import parse_salary
from jobs.lib.text import slug
from jobs.models import Category, Employer, Feed, Industry, Job, JobType, Level, Place, Skill
from tests.bench.limits import records

SAMPLE = 300  # jobs


def update_or_create(path: Path) -> float:
    """Seconds for the first SAMPLE jobs of the feed, of which none is stored. Leaves no rows."""
    feed = Feed.objects.create(name="Usual", slug="usual", address="/usual.xml")
    sample = list(islice(records(path), SAMPLE))
    began = time.perf_counter()
    for record in sample:
        _import(feed, record)
    spent = time.perf_counter() - began
    feed.jobs.all().delete()
    feed.delete()
    for model in (Category, Employer, Industry, JobType, Level, Place, Skill):
        model.objects.all().delete()
    return spent


def _import(feed: Feed, record: dict[str, str]) -> None:
    salary = parse_salary(record["Salaryrange"])
    facts = {
        "title": record["Title"],
        "description": html.clean(record["Description"]),
        "apply_url": record["Applyto"],
        "employer": _term(Employer, record["Employername"]),
        "category": _term(Category, record["Category"]),
        "industry": _term(Industry, record["Industry"]),
        "job_type": _term(JobType, record["Jobtype"]),
        "level": _term(Level, record["Experiencelevel"]),
        "arrangement": record["Workarrangement"],
        "salary_min": salary.minimum,
        "salary_max": salary.maximum,
        "salary_currency": salary.currency,
        "salary_period": salary.period,
        "salary_text": salary.text,
        "posted_on": parse_date(record["Postedate"]),
        "changed_at": timezone.now(),
    }
    job, _created = Job.objects.update_or_create(
        feed=feed, external_id=record["externalid"], defaults=facts
    )
    job.skills.set([_term(Skill, name.strip()) for name in record["Skills"].split(",")])
    job.places.set([_term(Place, name.strip()) for name in record["Location"].split(";")])


def _term(model: Any, name: str) -> Any:
    if not name:
        return None
    return model.objects.get_or_create(slug=slug(name), defaults={"name": name})[0]
