"""Rows for tests: plain functions with sensible defaults; every argument is a change to them."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from jobs.lib.places import parse_places
from jobs.models import (
    Category,
    Employer,
    Feed,
    Industry,
    Job,
    JobPlace,
    JobSkill,
    JobType,
    Level,
    Place,
    Skill,
)
from jobs.search import index

_numbers = count(1)


def make_feed(**changes: Any) -> Feed:
    number = next(_numbers)
    facts = {"name": f"Feed {number}", "slug": f"feed-{number}", "address": f"/feeds/{number}.xml"}
    return Feed.objects.create(**facts | changes)


def make_employer(name: str = "Harbourline", **changes: Any) -> Employer:
    employer = Employer.named([name])[name]
    for field, value in changes.items():
        setattr(employer, field, value)
    employer.save()
    return employer


def make_skill(name: str = "Python") -> Skill:
    return Skill.named([name])[name]


def make_job(
    *,
    feed: Feed | None = None,
    employer: str = "Harbourline",
    skills: tuple[str, ...] = (),
    places: str = "",
    job_type: str = "",
    level: str = "",
    category: str = "",
    industry: str = "",
    **changes: Any,
) -> Job:
    """A live job with its terms and search words, as the importer would have stored it."""
    number = next(_numbers)
    facts: dict[str, Any] = {
        "feed": feed or Feed.objects.first() or make_feed(),
        "external_id": f"job-{number}",
        "content_hash": f"{number:064}",
        "title": "Backend Engineer",
        "employer": make_employer(employer),
        "description": "<p>Build the thing.</p>",
        "apply_url": f"https://apply.example/{number}",
        "job_type": JobType.named([job_type]).get(job_type),
        "level": Level.named([level]).get(level),
        "category": Category.named([category]).get(category),
        "industry": Industry.named([industry]).get(industry),
        "posted_on": date(2026, 11, 1),
    }
    job = Job.objects.create(**facts | changes)
    for position, skill in enumerate(dict.fromkeys(Skill.named(skills).values())):
        JobSkill.objects.create(job=job, skill=skill, position=position)
    found = Place.objects.parsed(parse_places(places)).values()
    for position, place in enumerate(dict.fromkeys(found)):
        JobPlace.objects.create(job=job, place=place, position=position)
    index.put([job.pk])
    return job


def yubhub(*records: str) -> str:
    """A YubHub document of these records."""
    return f'<?xml version="1.0" encoding="UTF-8"?><source><jobs>{"".join(records)}</jobs></source>'


def record(external_id: str = "a1", **elements: str) -> str:
    """A YubHub record; `elements` are raw XML by name and replace or extend the defaults."""
    facts = {
        "Title": f"Job {external_id}",
        "Description": "<![CDATA[<p>Text</p>]]>",
        "Employername": "Harbourline",
        "Applyto": f"https://apply.example/{external_id}",
        "Postedate": "2026-11-01",
    }
    children = "".join(f"<{name}>{value}</{name}>" for name, value in (facts | elements).items())
    return f"<job><externalid>{external_id}</externalid>{children}</job>"
