"""Jobs that travel: written in a format of ours, and read as the importer reads any feed."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from jobs.importer import reading
from jobs.importer.dialects import detect
from jobs.importer.normalise import normalise
from jobs.importer.records import CleanJob, Problem, RawJob
from jobs.lib.footers import footer
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
from jobs.models.place import new_place
from jobs.models.term import NewTerm
from jobs.syndication import FORMATS, Channel

TODAY = date(2026, 11, 23)
CHANNEL = Channel(
    title="Jobs in Toronto",
    home="http://testserver.example/jobs/?place=toronto",
    own="http://testserver.example/jobs.xml?place=toronto",
    updated=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    total=2,
)


def facts(job: Job) -> dict[str, Any]:
    """What a job says, field by field, as values to be compared.

    Where its amounts were refused, the row may still have their currency: that is no pay.
    """
    employer = job.employer
    paid = job.salary_min is not None or job.salary_max is not None
    return {
        "title": job.title,
        "description": job.description,
        "employer": employer.name,
        "website": employer.website,
        "logo": employer.logo_url,
        "about": employer.description,
        "type": job.job_type and (job.job_type.slug, job.job_type.name),
        "level": job.level and (job.level.slug, job.level.name),
        "arrangement": job.arrangement,
        "category": job.category and job.category.name,
        "industry": job.industry and job.industry.name,
        "skills": [skill.name for skill in job.skill_list],
        "places": [
            (place.name, place.city, place.region, place.country, place.remote)
            for place in job.place_list
        ],
        "pay": (job.salary_min, job.salary_max, job.salary_currency, job.salary_period)
        if paid
        else None,
        "stated": job.salary_text,
        "posted": job.posted_on,
        "expires": job.expires_on,
        "apply": job.apply_url,
    }


def document(name: str, jobs: Iterable[Job]) -> bytes:
    form = FORMATS[name]
    return b"".join((form.begin(CHANNEL), form.between.join(map(form.item, jobs)), form.end()))


def read(text: bytes) -> tuple[str, list[RawJob], set[str]]:
    """The dialect that the importer finds, what it reads, and what it mended to read it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "feed.xml"
        path.write_bytes(text)
        encoding = reading.encoding_of(path, "")
        sketch = reading.sketch(path, encoding)
        dialect = detect(sketch)
        assert dialect is not None
        repairs: Counter[str] = Counter()
        records = list(reading.records(path, encoding, sketch, repairs))
        assert not any(record.fault for record in records)
        return dialect.name, [dialect.raw_job(record, sketch) for record in records], set(repairs)


def understood(raw: RawJob) -> CleanJob | Problem:
    return normalise(raw, today=TODAY, signature=footer(raw.description))


def stored(clean: CleanJob, feed: Feed | None = None) -> Job:
    """The job as a new board would have it, without a database."""
    told = clean.employer_facts
    job = Job(
        pk=4711,
        feed=feed or Feed(),
        title=clean.title,
        employer=Employer(
            name=clean.employer,
            website=told.get("website", ""),
            logo_url=told.get("logo_url", ""),
            description=told.get("description", ""),
        ),
        description=clean.description,
        apply_url=clean.apply_url,
        job_type=_term(JobType, clean.job_type),
        level=_term(Level, clean.level),
        arrangement=clean.arrangement,
        category=_term(Category, clean.category),
        industry=_term(Industry, clean.industry),
        salary_min=clean.salary.minimum,
        salary_max=clean.salary.maximum,
        salary_currency=clean.salary.currency,
        salary_period=clean.salary.period,
        salary_text=clean.salary.text,
        posted_on=clean.posted_on,
        expires_on=clean.expires_on,
    )
    skills = [_made(Skill, Skill.new(name)) for name in clean.skills]
    places = [_made(Place, new_place(place)) for place in clean.places]
    job._prefetched_objects_cache = {
        "skill_links": [JobSkill(skill=skill) for skill in skills],
        "place_links": [JobPlace(place=place) for place in places],
    }
    return job


def _term(model: Any, name: str) -> Any:
    return _made(model, model.new(name)) if name else None


def _made(model: Any, new: NewTerm) -> Any:
    return model(name=new.name, slug=new.slug or new.name.lower(), **new.fields)
