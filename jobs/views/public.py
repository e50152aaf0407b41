"""The public read API: what `/jobs.json` says of a page of results. Documented in docs/api.md."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse

from jobs.search.cards import Card
from jobs.search.found import SearchPage
from jobs.search.shown import FacetValue


def as_dict(found: SearchPage) -> dict[str, Any]:
    return {
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "notices": found.notices,
        "results": [job_as_dict(job) for job in found.jobs],
        "facets": {key: values_as_dicts(facet.values) for key, facet in found.facets.items()},
    }


def job_as_dict(job: Card) -> dict[str, Any]:
    """Slugs where the address takes slugs; empty text or null for what is not known."""
    return {
        "id": job.pk,
        "url": settings.SITE_URL + job.get_absolute_url(),
        "title": job.title,
        "employer": {"name": job.employer.name, "slug": job.employer.slug},
        "places": [
            {
                "city": place.city,
                "region": place.region,
                "country": place.country,
                "remote": place.remote,
                "text": place.name,
            }
            for place in job.place_list
        ],
        "type": job.job_type.slug if job.job_type else "",
        "level": job.level.slug if job.level else "",
        "arrangement": job.arrangement,
        "salary": {
            "min": _number(job.salary_min),
            "max": _number(job.salary_max),
            "currency": job.salary_currency,
            "period": job.salary_period,
            "text": job.salary_text,
        },
        "skills": [skill.name for skill in job.skill_list],
        "category": job.category.name if job.category else "",
        "industry": job.industry.name if job.industry else "",
        "posted": job.posted_on.isoformat() if job.posted_on else None,
        "apply_url": settings.SITE_URL + reverse("apply", args=[job.pk]),
    }


def values_as_dicts(values: Iterable[FacetValue]) -> list[dict[str, Any]]:
    return [
        {
            "value": value.value,
            "label": value.label,
            "count": value.count,
            "selected": value.selected,
        }
        for value in values
    ]


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else float(amount)
