"""A job as a person reads it, field by field, and where two versions of it differ.

What a feed says is told in the names of the terms that its spellings mean, so that it compares
with what is stored: a spelling that is an alias is no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import override

from jobs.importer.foretold import Names
from jobs.importer.records import CleanJob
from jobs.lib.differing import changed_parts
from jobs.lib.html import to_text
from jobs.models import (
    Category,
    Employer,
    Industry,
    Job,
    JobPlace,
    JobSkill,
    JobType,
    Level,
    Place,
    Skill,
)
from jobs.models.job import PAY
from jobs.search import stated

Told = dict[str, str | list[str]]  # by the names of LABELS; "" and [] where unknown

LABELS = {
    "title": "Title",
    "employer": "Employer",
    "places": "Places",
    "arrangement": "Arrangement",
    "job_type": "Job type",
    "level": "Level",
    "category": "Category",
    "industry": "Industry",
    "skills": "Skills",
    "salary": "Pay",
    "posted_on": "Posted",
    "expires_on": "Last day",
    "apply_url": "Apply address",
    "description": "Description",
}
TEXT = 1_000  # characters of a description on each side of a difference
SALARY = ("salary_min", "salary_max", "salary_currency", "salary_period", "salary_text")
TERMS = ("employer", "job_type", "level", "category", "industry")
_OWN = ("title", "arrangement", "posted_on", "expires_on", "apply_url", "description")


def told(job: CleanJob, names: Names) -> Told:
    """The job as its feed has it. `names` knows its spellings: `foretold.names_for`."""

    def one(model: Any, spelling: str) -> str:
        return next(iter(names(model, [spelling])), "")

    pay = job.salary
    return in_words(
        {
            "title": job.title,
            "employer": one(Employer, job.employer),
            "places": names(Place, job.places),
            "arrangement": job.arrangement,
            "job_type": one(JobType, job.job_type),
            "level": one(Level, job.level),
            "category": one(Category, job.category),
            "industry": one(Industry, job.industry),
            "skills": names(Skill, job.skills),
            "salary": (pay.minimum, pay.maximum, pay.currency, pay.period, pay.text),
            "posted_on": job.posted_on,
            "expires_on": job.expires_on,
            "apply_url": job.apply_url,
            "description": job.description,
        }
    )


def stored(jobs: Collection[int]) -> dict[int, Told]:
    """Of these jobs (primary keys, at most BATCH), those that there are. Three queries."""
    skills, places = _linked(JobSkill, "skill", jobs), _linked(JobPlace, "place", jobs)
    columns = (*_OWN, *SALARY, *(f"{term}__name" for term in TERMS))
    rows = Job.objects.filter(pk__in=jobs).order_by().values("pk", *columns)
    return {
        row["pk"]: in_words(
            {name: row[name] for name in _OWN}
            | {term: row[f"{term}__name"] or "" for term in TERMS}
            | {"salary": tuple(row[name] for name in SALARY)}
            | {"skills": skills[row["pk"]], "places": places[row["pk"]]}
        )
        for row in rows
    }


def difference(before: Told, after: Told, kept: Collection[str] = ()) -> tuple[Told, Told]:
    """Both sides of what a person sees to differ, in the order of LABELS; of a long description
    the part that does. `kept` are the fields of `Job.edited`, which no import changes.
    """
    locked = {"salary" if name in PAY else name for name in kept}
    names = [
        name
        for name in LABELS
        if name in before and name not in locked and before[name] != after[name]
    ]
    old, new = ({name: version[name] for name in names} for version in (before, after))
    if "description" in names:
        was, now = str(before["description"]), str(after["description"])
        old["description"], new["description"] = changed_parts(was, now, TEXT)
    return old, new


def in_words(facts: Mapping[str, Any]) -> Told:
    """Facts by the names of LABELS, some or all: as stored, terms by their names, pay as SALARY."""
    return {
        name: _WORDS[name](facts[name]) if name in _WORDS else facts[name]
        for name in LABELS
        if name in facts
    }


def _linked(through: Any, name: str, jobs: Collection[int]) -> Mapping[int, list[str]]:
    links: defaultdict[int, list[str]] = defaultdict(list)
    rows = through.objects.filter(job__in=jobs).order_by("position", "pk")
    for job, term in rows.values_list("job_id", f"{name}__name"):
        links[job].append(term)
    return links


def _arrangement(value: str) -> str:
    with override("en"):
        return str(Job.Arrangement(value).label) if value else ""


def _salary(pay: Sequence[Any]) -> str:
    with override("en"):
        return stated.salary(Job(**dict(zip(SALARY, pay, strict=True))))


def _day(value: date | None) -> str:
    with override("en"):
        return date_format(value) if value else ""


_WORDS: dict[str, Callable[[Any], str | list[str]]] = {
    "arrangement": _arrangement,
    "salary": _salary,
    "posted_on": _day,
    "expires_on": _day,
    "description": to_text,
}
