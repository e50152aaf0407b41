"""Writes jobs with their terms, links and search words, a batch a transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, models

from jobs.importer import twins
from jobs.importer.records import CleanJob
from jobs.importer.store import blocks, changes, rows, sides, told
from jobs.importer.store.merge import backend
from jobs.importer.store.terms import Known, RunTerms, Stale
from jobs.lib.words import body_words
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
from jobs.search.rows import linked

Rows = Sequence[tuple[CleanJob, str]]  # with content hashes
Bodies = Sequence[Sequence[str]]
Links = Mapping[int, Sequence[Known]]  # terms by job, each once, in the feed's order


class Writer:
    """Writes the jobs of one run of one feed. Remembers its terms from batch to batch.

    What it does to each job is kept by the report of the `run` (primary key), where there is one.
    """

    def __init__(self, feed: Feed, *, now: datetime, run: int | None = None) -> None:
        self._feed = feed
        self._now = now
        self._run = run
        self._terms = RunTerms()
        self._new = rows.new_row(feed, now)

    def write(self, batch: Rows) -> None:
        """Creates or updates these jobs (at most BATCH) with all their terms and search words."""
        bodies = [body_words(job.description) for job, _hash in batch]
        for left in (2, 1, 0):
            try:
                self._write(batch, bodies)
            except (Stale, IntegrityError):
                # A term that was remembered is another one's spelling by now, or gone: look again.
                self._terms.forget()
                if not left:
                    raise
            else:
                break

    def _write(self, batch: Rows, bodies: Bodies) -> None:
        terms = self._terms
        terms.learn([job for job, _hash in batch])
        incoming = {
            job.external_id: rows.row_of(job, content_hash, terms) for job, content_hash in batch
        }
        with twins.settling(self._feed.pk) as touched:
            terms.check()
            before = rows.keep_edits(self._feed, incoming)
            known = sides.columns_of(before.ids if self._run else ())
            made = {}
            for job, _hash in batch:
                towns = before.places.get(job.external_id)
                if towns is None:
                    towns = [place.pk for place in terms.all(Place, job.places)]
                made[job.external_id] = rows.put_keys(incoming[job.external_id], towns)
            whole = {job: self._new | rows.stored_form(row) for job, row in incoming.items()}
            ids = backend().save(whole, rows.COLUMNS, rows.UPDATED, rows.TOLD)
            touched.keys.update(made.values())
            for name, old in before.keys.items():
                touched.renewed(ids[name], old, made[name])
            jobs = {ids[job.external_id]: job for job, _hash in batch}
            skills = {pk: terms.all(Skill, job.skills) for pk, job in jobs.items()}
            places = {pk: terms.all(Place, job.places) for pk, job in jobs.items()}
            moved = {
                "skills": _link(JobSkill, "skill_id", skills, before, "skills"),
                "places": _link(JobPlace, "place_id", places, before, "places"),
            }
            told.note({pk: jobs[pk] for pk in before.edited}, before.edited, self._now)
            blocks.hide(ids.values())
            if any(moved.values()):
                others = [job for links in moved.values() for job in links]
                Job.objects.filter(pk__in=others).update(changed_at=self._now)
            facts = {
                pk: _facts(job, terms, skills[pk], places[pk], body)
                for (pk, job), body in zip(jobs.items(), bodies, strict=True)
                if pk not in before.edited
            }
            links = {pk: (_keys(skills[pk]), _keys(places[pk])) for pk in facts}
            self._record({ids[name]: row for name, row in incoming.items()}, known, moved)
            index.put_facts(facts, links, known=before.ids)
            index.put(before.edited)

    def _record(
        self,
        written: Mapping[int, sides.Row],
        known: Mapping[int, sides.Columns],
        moved: Mapping[str, Mapping[int, sides.Links]],
    ) -> None:
        """Keeps what was done to each job of a batch for the report, where there is one."""
        if self._run:
            titles = {pk: row["title"] for pk, row in written.items()}
            new = dict.fromkeys(pk for pk in written if pk not in known)
            both = sides.changed(known, written, moved)
            changes.add_written(self._run, titles, new | both)


def _link(
    through: type[models.Model], target: str, links: Links, before: rows.Before, name: str
) -> dict[int, sides.Links]:
    """Replaces the links of these jobs, called `name` where an editor keeps them.

    Returns the old and the new ones of the jobs that were stored and whose links are others now, or
    in another order.
    """
    keep, known = before.keeps(name), before.ids
    old = [job for job in links if job in known and job not in keep]
    stored = linked(through, target, old)
    changed: dict[int, sides.Links] = {
        job: (stored[job], keys) for job in old if stored[job] != (keys := _keys(links[job]))
    }
    if changed:
        through._default_manager.filter(job__in=changed).delete()
    new = (
        (job, term.pk, position)
        for job, terms in links.items()
        if job in changed or job not in known
        for position, term in enumerate(terms)
    )
    backend().add(through._meta.db_table, ("job_id", target, "position"), new)
    return changed


def _facts(
    job: CleanJob,
    terms: RunTerms,
    skills: Sequence[Known],
    places: Sequence[Known],
    body: Sequence[str],
) -> index.Facts:
    return index.Facts(
        title=job.title,
        skills=[skill.name for skill in skills],
        employer=_name(terms.one(Employer, job.employer)),
        category=_name(terms.one(Category, job.category)),
        industry=_name(terms.one(Industry, job.industry)),
        job_type=_name(terms.one(JobType, job.job_type)),
        level=_name(terms.one(Level, job.level)),
        arrangement=job.arrangement,
        places=[place.name for place in places],
        body=body,
    )


def _keys(terms: Sequence[Known]) -> list[int]:
    return [term.pk for term in terms]


def _name(term: Known | None) -> str:
    return term.name if term else ""
