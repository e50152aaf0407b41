"""The usual way to search with Django: words in the database, one GROUP BY for every facet.

The words are those of the board (a tsvector with its GIN index, FTS5 on SQLite); counts ignore the
selection of their own facet. What the board does beyond that (synonyms, ranking, ways out of an
empty page) is left out, which makes this faster than it would be.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Max, Q
from django.db.models.expressions import RawSQL

from jobs.lib.words import bare_words, stem
from jobs.models import Job, JobPlace, JobSkill, Place, today
from tests.bench.mix import Asked

MOST = 30  # values of a facet
CURRENCY = "USD"
MATCH = {
    "sqlite": "SELECT rowid FROM jobs_words WHERE jobs_words MATCH %s",
    "postgresql": "SELECT job_id FROM jobs_words WHERE words @@ %s::tsquery",
}
FIELDS = {"type": "job_type", "level": "level", "category": "category", "industry": "industry"}
FIELDS |= {"employer": "employer"}


def ask(asked: Asked) -> tuple[int, list[Job], dict[str, list[Any]]]:
    """Total, the 20 newest jobs, and the counts of all facets."""
    found = narrowed(asked)
    rows = list(found.for_cards()[:20])
    facets = {key: list(count(narrowed(asked, without=key))) for key, count in COUNTS.items()}
    return found.count(), rows, facets


def narrowed(asked: Asked, without: str = "") -> Any:
    jobs = Job.objects.live()
    if asked.words:
        jobs = jobs.filter(pk__in=RawSQL(MATCH[connection.vendor], [_typed(asked.words)]))
    stated = ("pay", "stated") in asked.filters
    for key, value in asked.filters:
        if key != without:
            jobs = _chosen(jobs, key, value, stated=stated)
    return jobs


def _typed(text: str) -> str:
    """All words of the text, as the database's own query."""
    words = bare_words(text)
    if text.endswith("*"):
        return f"'{words[0]}':*" if connection.vendor == "postgresql" else f'"{words[0]}"*'
    if connection.vendor == "postgresql":
        return " & ".join(f"'{stem(word)}'" for word in words)
    return " AND ".join(f'"{stem(word)}"' for word in words)


def _chosen(jobs: Any, key: str, value: str, *, stated: bool) -> Any:
    if key in FIELDS:
        return jobs.filter(**{f"{FIELDS[key]}__slug": value})
    if key == "skill":
        return jobs.filter(pk__in=JobSkill.objects.filter(skill__slug=value).values("job"))
    if key == "country":
        return jobs.filter(pk__in=JobPlace.objects.filter(place__country=value).values("job"))
    if key == "place":
        inside = Place.objects.within(Place.objects.get(slug=value))
        return jobs.filter(pk__in=JobPlace.objects.filter(place__in=inside).values("job"))
    if key == "posted":
        return jobs.filter(_since(int(value)))
    if key == "salary":
        return jobs.filter(_reaches(int(value), stated=stated))
    if key == "pay":
        return jobs.exclude(salary_min=None, salary_max=None)
    return jobs.filter(arrangement=value)


def _since(days: int) -> Q:
    return Q(posted_on__gte=today() - timedelta(days=days))


def _reaches(amount: int, *, stated: bool = False) -> Q:
    enough = Q(salary_currency=CURRENCY, pay_to__gte=amount)
    return enough if stated else enough | Q(pay_to=None, salary_currency__in=["", CURRENCY])


def _terms(field: str) -> Callable[[Any], Any]:
    def count(jobs: Any) -> Any:
        named = jobs.exclude(**{field: None}).values_list(f"{field}__slug", f"{field}__name")
        return named.annotate(jobs=Count("pk")).order_by("-jobs")[:MOST]

    return count


def _skills(jobs: Any) -> Any:
    links = JobSkill.objects.filter(job__in=jobs.values("pk"), skill__in_facets=True).order_by()
    named = links.values_list("skill__slug", "skill__name")
    return named.annotate(jobs=Count("job")).order_by("-jobs", "skill__name")[:MOST]


def _countries(jobs: Any) -> Any:
    links = JobPlace.objects.filter(job__in=jobs.values("pk")).exclude(place__country="")
    codes = links.order_by().values_list("place__country")
    return codes.annotate(jobs=Count("job", distinct=True)).order_by("-jobs")[:MOST]


def _arrangements(jobs: Any) -> Any:
    return jobs.order_by().values_list("arrangement").annotate(jobs=Count("pk"))


def _posted(jobs: Any) -> Any:
    counts = {f"within_{days}": Count("pk", filter=_since(days)) for days in (1, 3, 7, 30)}
    return jobs.aggregate(**counts).values()


def _salaries(jobs: Any) -> Any:
    top = Job.objects.live().filter(salary_currency=CURRENCY).aggregate(top=Max("pay_to"))["top"]
    steps = [int(top) * share // 100 for share in (10, 20, 30, 40, 50, 65)]
    counts = {f"at_least_{step}": Count("pk", filter=_reaches(step)) for step in steps}
    return jobs.aggregate(**counts).values()


COUNTS: dict[str, Callable[[Any], Any]] = {
    **{key: _terms(field) for key, field in FIELDS.items()},
    "skill": _skills,
    "country": _countries,
    "arrangement": _arrangements,
    "posted": _posted,
    "salary": _salaries,
}
