"""In which order results stand. Ties go to the newer job, then to the later stored one."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, Q, Value, When

from jobs.models import JobQuerySet
from jobs.search.backends import STRENGTHS, backend
from jobs.search.query import Query

SORTS = {"relevance": "Relevance", "newest": "Newest", "salary": "Pay"}
NEWEST = (F("posted_on").desc(nulls_last=True), F("pk").desc())


def ordered(jobs: JobQuerySet, sort: str, query: Query, currency: str) -> JobQuerySet:
    if sort == "salary":
        highest = F("pay_from").desc(nulls_last=True)
        return jobs.order_by(_currency_first(currency), "salary_currency", highest, *NEWEST)
    if sort == "relevance" and query.wanted:
        return jobs.order_by(_strength(query), *NEWEST)
    return jobs.order_by(*NEWEST)


def _currency_first(currency: str) -> Any:
    """Amounts are only compared within a currency: the chosen one, the others, the unknown."""
    return Case(
        When(Q(salary_currency=currency), then=Value(0)),
        When(~Q(salary_currency=""), then=Value(1)),
        default=Value(2),
    )


def _strength(query: Query) -> Any:
    """All words in the title, then in title or skills, then with the employer, then anywhere."""
    strongest = Query(query.wanted)
    tiers = [
        When(pk__in=backend().matching(strongest, strengths), then=Value(strengths))
        for strengths in range(1, STRENGTHS)
    ]
    return Case(*tiers, default=Value(STRENGTHS))
