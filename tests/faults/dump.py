"""A board as plain values, by natural keys: what two boards must have in common to be the same.

Without run reports, time stamps and surrogate ids, and without what is made of them.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import ForeignKey, Model

from jobs.models import Category, Employer, Feed, Industry, Job, JobType, Level, Place, Skill
from tests import searched

TERMS: tuple[type[Model], ...] = (Category, Employer, Industry, JobType, Level, Place, Skill)
STAMPS = {"id", "first_seen_at", "changed_at", "closed_at", "missing_since", "last_run_at"}
DERIVED = {"role_key", "apply_key", "missing_runs", "confirmed_at"}  # of ids, of how many runs
WORDS = {
    "sqlite": "SELECT rowid, title, skills, employer, body FROM jobs_words",
    "postgresql": "SELECT job_id, words::text FROM jobs_words",
}


def board() -> dict[str, Any]:
    words = _words()
    rows, true_rows = searched.remembered(), searched.expected()
    jobs = Job.objects.select_related("feed", "same_as__feed").prefetch_related(
        "skill_links__skill", "place_links__place"
    )
    found = {
        _name(job): _facts(job)
        | {
            "closed": job.closed_at is not None,
            "missing": job.missing_since is not None,
            "skills": [(link.position, link.skill.slug) for link in job.skill_links.all()],
            "places": [(link.position, link.place.slug) for link in job.place_links.all()],
            "words": words.pop(job.pk, None),
            "row is true": rows.pop(job.pk, None) == true_rows[job.pk],
        }
        for job in jobs.order_by()
    }
    return {
        "feeds": {feed.slug: _facts(feed) for feed in Feed.objects.all()},
        "jobs": found,
        "words of nothing": sorted(words),
        "rows of nothing": sorted(rows),
        "terms": {model.__name__: _terms(model) for model in TERMS},
    }


def ids() -> dict[str, int]:
    """The surrogate id of every job: addresses, clicks and edits hang on it."""
    return {_name(job): job.pk for job in Job.objects.select_related("feed").order_by()}


def difference(expected: Any, got: Any, where: str = "") -> list[str]:
    """Where two dumps differ, one line each."""
    if isinstance(expected, dict) and isinstance(got, dict):
        keys = sorted(expected.keys() | got.keys())
        pairs = ((f"{where}/{key}", expected.get(key), got.get(key)) for key in keys)
        return [line for name, one, two in pairs for line in difference(one, two, name)]
    return [] if expected == got else [f"{where}: expected {expected!r}, got {got!r}"]


def _name(job: Job) -> str:
    return f"{job.feed.slug} {job.external_id}"


def _facts(row: Model) -> dict[str, Any]:
    facts = {}
    for field in row._meta.concrete_fields:
        if field.name in STAMPS | DERIVED:
            continue
        value = getattr(row, field.name) if isinstance(field, ForeignKey) else None
        if isinstance(value, Job):
            facts[field.name] = _name(value)
        elif value is not None:
            facts[field.name] = value.slug
        else:
            facts[field.name] = str(getattr(row, field.attname))
    return facts


def _terms(model: type[Model]) -> dict[str, Any]:
    terms: Any = model._default_manager.prefetch_related("aliases")
    return {
        term.slug: _facts(term)
        | {"aliases": sorted([alias.key, alias.text] for alias in term.aliases.all())}
        for term in terms
    }


def _words() -> dict[int, list[str]]:
    with connection.cursor() as cursor:
        cursor.execute(WORDS[connection.vendor])
        return {row[0]: list(row[1:]) for row in cursor.fetchall()}
