"""A clean job as a row of its table, and what an editor wrote put back into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from jobs.importer.records import CleanJob
from jobs.importer.store.terms import Known, RunTerms
from jobs.importer.twin_keys import Keys, keys
from jobs.importer.twins import places_of
from jobs.models import Category, Employer, Feed, Industry, Job, JobType, Level

FIELDS = tuple(
    one for one in Job._meta.concrete_fields if not one.primary_key and not one.generated
)
_FIELDS = {one.attname: one for one in FIELDS}
COLUMNS = {one.attname: one.column for one in FIELDS}
_TOLD = (  # by the feed: a job has changed when one of these has
    "title employer description apply_url job_type level arrangement category industry "
    "salary_min salary_max salary_currency salary_period salary_text posted_on expires_on"
).split()
# By every import; the rest keeps what it was created with, and `changed_at` until it is true.
WRITTEN = ("content_hash", *_TOLD, "role_key", "apply_key", "text_key")
UPDATED, TOLD = (
    tuple(Job._meta.get_field(name).column for name in names)  # type: ignore[union-attr]
    for names in (WRITTEN, _TOLD)
)

Row = dict[str, Any]  # a value for each of FIELDS, by attribute


@dataclass(frozen=True, slots=True)
class Before:
    """The rows a batch meets: all their ids, and of those that an editor wrote in, which fields."""

    ids: frozenset[int]
    edited: Mapping[int, frozenset[str]] = field(default_factory=dict)
    keys: Mapping[str, Keys] = field(default_factory=dict)  # by external id
    places: Mapping[str, Sequence[int]] = field(default_factory=dict)  # an editor's, by external id

    def keeps(self, links: str) -> set[int]:
        """The jobs whose skills or places an editor wrote."""
        return {job for job, fields in self.edited.items() if links in fields}


def new_row(feed: Feed, now: datetime) -> Row:
    """What a job is created with, whatever its feed says of it, as the database takes it."""
    defaults = {one.attname: one.get_default() for one in FIELDS}
    return stored_form(defaults | {"feed_id": feed.pk, "first_seen_at": now, "changed_at": now})


def row_of(job: CleanJob, content_hash: str, terms: RunTerms) -> Row:
    """The values of a job that its feed tells."""
    return {
        "external_id": job.external_id,
        "content_hash": content_hash,
        "title": job.title,
        "employer_id": _key(terms.one(Employer, job.employer)),
        "description": job.description,
        "apply_url": job.apply_url,
        "job_type_id": _key(terms.one(JobType, job.job_type)),
        "level_id": _key(terms.one(Level, job.level)),
        "arrangement": job.arrangement,
        "category_id": _key(terms.one(Category, job.category)),
        "industry_id": _key(terms.one(Industry, job.industry)),
        "salary_min": job.salary.minimum,
        "salary_max": job.salary.maximum,
        "salary_currency": job.salary.currency,
        "salary_period": job.salary.period,
        "salary_text": job.salary.text,
        "posted_on": job.posted_on,
        "expires_on": job.expires_on,
    }


def stored_form(row: Row) -> Row:
    """The row as the database takes it: text and whole numbers, nearly all of it, as they are."""
    return {
        name: value
        if value is None or type(value) in (str, int)
        else _FIELDS[name].get_db_prep_save(value, connection)
        for name, value in row.items()
    }


def keep_edits(feed: Feed, rows: Mapping[str, Row]) -> Before:
    """Puts what an editor wrote back into the rows (by external id), and locks what is stored.

    Locked, so that no editor saves between this look and the write.
    """
    stored = Job.objects.filter(feed=feed, external_id__in=list(rows)).order_by("pk")
    facts = ("pk", "edited", "external_id", "role_key", "apply_key", "text_key")
    locked = list(stored.select_for_update().values_list(*facts))
    edited = {pk: frozenset(fields) for pk, fields, *_rest in locked if fields}
    own = {pk: name for pk, fields, name, *_keys in locked if "places" in fields}
    places = places_of(own)
    for job in Job.objects.filter(pk__in=edited):
        for name in edited[job.pk].intersection(WRITTEN):
            attribute = _attribute(name)
            rows[job.external_id][attribute] = getattr(job, attribute)
    return Before(
        frozenset(pk for pk, *_rest in locked),
        edited,
        {name: Keys(*old) for _pk, _fields, name, *old in locked},
        {name: places[pk] for pk, name in own.items()},
    )


def put_keys(row: Row, places: Iterable[int]) -> Keys:
    """By what the job is known where it stands again, once the row is as it will be stored."""
    made = keys(row["employer_id"], row["title"], row["apply_url"], places, row["description"])
    row |= {"role_key": made.role, "apply_key": made.apply, "text_key": made.text}
    return made


def _key(term: Known | None) -> int | None:
    return term.pk if term else None


def _attribute(name: str) -> str:
    one: Any = Job._meta.get_field(name)
    return str(one.attname)
