"""A job field by field in words, as FeedValue holds them.

Texts, a list of skills, a list of the facts of places; "" and [] where nothing is known.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from jobs.importer.records import CleanJob
from jobs.lib.places import ParsedPlace
from jobs.models import Job, Place

TERMS = ("employer", "job_type", "level", "category", "industry")
TEXTS = (
    *("title", "description", "apply_url", "arrangement"),
    *("salary_currency", "salary_period", "salary_text"),
)
AMOUNTS = ("salary_min", "salary_max")
DAYS = ("posted_on", "expires_on")


def words_of(job: CleanJob) -> dict[str, Any]:
    """What a feed says of a job: terms by its own spellings."""
    pay = job.salary
    return {
        "title": job.title,
        "employer": job.employer,
        "description": job.description,
        "apply_url": job.apply_url,
        "job_type": job.job_type,
        "level": job.level,
        "arrangement": str(job.arrangement),
        "category": job.category,
        "industry": job.industry,
        "skills": list(job.skills),
        "places": [asdict(place) for place in job.places],
        "salary_min": _amount(pay.minimum),
        "salary_max": _amount(pay.maximum),
        "salary_currency": pay.currency,
        "salary_period": str(pay.period),
        "salary_text": pay.text,
        "posted_on": _day(job.posted_on),
        "expires_on": _day(job.expires_on),
    }


def _amount(number: Decimal | None) -> str:
    return "" if number is None else f"{number:.2f}"


def _day(told: date | None) -> str:
    return told.isoformat() if told else ""


def in_words(jobs: Collection[int]) -> dict[int, dict[str, Any]]:
    """What is stored of these jobs (primary keys): terms by their names."""
    return {job.pk: _in_words(job) for job in Job.objects.filter(pk__in=jobs).for_cards()}


def _in_words(job: Job) -> dict[str, Any]:
    terms = {name: str(getattr(job, name) or "") for name in TERMS}
    amounts = {name: _amount(getattr(job, name)) for name in AMOUNTS}
    days = {name: _day(getattr(job, name)) for name in DAYS}
    texts = {name: getattr(job, name) for name in TEXTS}
    links: dict[str, Any] = {
        "skills": [skill.name for skill in job.skill_list],
        "places": [_facts(place) for place in job.place_list],
    }
    return texts | terms | amounts | days | links


def _facts(place: Place) -> dict[str, Any]:
    told = ParsedPlace(place.name, place.city, place.region, place.country, place.remote)
    return asdict(told) | {"id": place.pk}
