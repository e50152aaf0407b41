"""A synthetic board straight into the database, with everything the search keeps of it.

The importer would need a quarter of an hour for a million jobs; what is stored is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from django.db import connection

from jobs.lib.words import bare_words, stem
from jobs.models import Feed, SearchState, today
from jobs.search import packing
from jobs.search.backends import backend
from jobs.search.index import Facts, strengths_of
from jobs.search.rows import rules
from tests.bench.draw import DAYS, NOTHING, Chances, Drawn
from tests.bench.fill import load, loading
from tests.bench.names import CATEGORIES, INDUSTRIES, place_name
from tests.bench.terms import TABLES, Terms

SEED = 4
BATCH = 10_000
HOURS = 2_080  # of a year, by which the board compares hourly pay
JOB = """id feed_id external_id content_hash title employer_id description apply_url job_type_id
level_id arrangement category_id industry_id salary_min salary_max salary_currency salary_period
salary_text posted_on expires_on first_seen_at changed_at closed_at closed_reason hidden
missing_runs apart edited""".split()
LINKS = ("jobs_jobskill", "jobs_jobplace")


ARRANGEMENTS = packing.ARRANGEMENTS


def build(number: int) -> None:
    """Fills an empty database with `number` jobs; the same ones on the same day."""
    terms = Terms.of(number, SEED)
    words = ("jobs_words",) if connection.vendor == "postgresql" else ()
    with loading([*TABLES, "jobs_job", *LINKS, "jobs_searchrow", *words]):
        terms.write()
        feed = Feed.objects.create(name="Bench", slug="bench", address="/bench.xml")
        maker = _Maker(terms, feed.pk)
        for start in range(0, number, BATCH):
            maker.write(start, min(BATCH, number - start))
        state = {"version": _version(number), "terms": 1, "rules": rules()}
        SearchState.objects.update_or_create(pk=1, defaults=state)


def _version(job: int) -> int:
    return job // 500 + 1  # as the importer writes them, 500 at a time


class _Maker:
    def __init__(self, terms: Terms, feed: int) -> None:
        self.terms, self.feed, self.today = terms, feed, today()
        self.changed = int(datetime.combine(self.today, time(), UTC).timestamp())
        self.chances = Chances(terms)
        self.vocabulary = np.array(terms.names.words, dtype=object)
        self.stems = np.array([stem(word) for word in terms.names.words], dtype=object)
        self.places = [place_name(place) for place in terms.names.places]
        self.links = [0, 0]  # skills and places of jobs so far

    def write(self, start: int, number: int) -> None:
        chance = np.random.default_rng((SEED, start))
        drawn = list(enumerate(self.chances.jobs(chance, start, number), start=start + 1))
        load("jobs_job", JOB, (self._job(pk, job) for pk, job in drawn))
        for kind, (table, column) in enumerate(zip(LINKS, ("skill_id", "place_id"), strict=True)):
            links = [
                (pk, term + 1, position)
                for pk, job in drawn
                for position, term in enumerate((job.skills, job.places)[kind])
            ]
            first = self.links[kind] + 1
            rows = ((first + i, *link) for i, link in enumerate(links))
            load(table, ("id", "job_id", column, "position"), rows)
            self.links[kind] += len(links)
        backend().insert(
            "jobs_words", (backend().stored_form(pk, self._words(job)) for pk, job in drawn)
        )
        packed = ((pk, _version(pk), self._row(job)) for pk, job in drawn)
        load("jobs_searchrow", ("job", "version", "facts"), packed)

    def _job(self, pk: int, job: Drawn) -> tuple[object, ...]:
        text = " ".join(self.vocabulary[job.body].tolist())
        paid, hourly = bool(job.currency), job.hourly
        low, high = (amount // HOURS if hourly else amount for amount in job.pay)
        now = f"{self.today} 00:00:00+00:00"
        return (
            *(pk, self.feed, f"job-{pk}", f"{pk:064x}", " ".join(job.title), job.employer + 1),
            *(f"<p>{text}</p>", f"https://apply.example/jobs/{pk}", _key(job.job_type)),
            *(_key(job.level), ARRANGEMENTS[job.arrangement], _key(job.category)),
            *(_key(job.industry), low if paid else None, high if paid else None, job.currency),
            *(("hour" if hourly else "year") if paid else "", _pay_text(low, high, job)),
            *(_date(self._posted(job)), _date(self._ends(job)), now, now),
            *((now, "vanished") if job.closed else (None, "")),
            *(job.hidden, 0, False, "[]"),
        )

    def _words(self, job: Drawn) -> Sequence[Sequence[str]]:
        names, terms = self.terms.names, self.terms
        return strengths_of(
            Facts(
                title=" ".join(job.title),
                skills=[names.skills[skill] for skill in job.skills],
                employer=names.employers[job.employer],
                category=CATEGORIES[job.category],
                industry=INDUSTRIES[job.industry],
                job_type="" if job.job_type == NOTHING else terms.job_types[job.job_type].name,
                level="" if job.level == NOTHING else terms.levels[job.level].name,
                arrangement=ARRANGEMENTS[job.arrangement],
                places=[self.places[place] for place in job.places],
                body=self.stems[job.body].tolist(),
            )
        )

    def _row(self, job: Drawn) -> bytes | None:
        """As `search.rows` packs it."""
        if job.closed or job.hidden:
            return None
        posted, ends = self._posted(job), self._ends(job)
        pay = [amount // HOURS * HOURS if job.hourly else amount for amount in job.pay]
        low, high = (amount * 100 for amount in pay) if job.currency else [packing.UNKNOWN] * 2
        return packing.pack(
            packing.RowFacts(
                *(job.employer + 1, job.job_type + 1, job.level + 1, job.category + 1),
                *(job.industry + 1, job.arrangement, job.currency),
                *(bool(job.currency), bool(job.currency) and not job.hourly),
                *(posted.toordinal() if posted else 0, ends.toordinal() if ends else packing.NEVER),
                *(low, high, self.feed, self.changed, 0, [skill + 1 for skill in job.skills]),
                *([place + 1 for place in job.places], bare_words(" ".join(job.title))),
            )
        )

    def _posted(self, job: Drawn) -> date | None:
        return None if job.age == NOTHING else self.today - timedelta(days=job.age)

    def _ends(self, job: Drawn) -> date | None:
        return None if job.left == DAYS else self.today + timedelta(days=job.left)


def _key(number: int) -> int | None:
    return None if number == NOTHING else number + 1


def _date(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _pay_text(low: int, high: int, job: Drawn) -> str:
    if not job.currency:
        return ""
    return f"{low:,} to {high:,} {job.currency} {'an hour' if job.hourly else 'a year'}"
