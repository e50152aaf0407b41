"""A job as the public read API tells it. Documented in docs/api.md."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from jobs.lib.money.numbers import plain


def job_as_dict(job: Any, source: str, source_url: str) -> dict[str, Any]:
    """Slugs where the address takes slugs; empty text or null for what is not known.

    `job` is a Job of `for_cards`, or a card of the search: their facts are called the same.
    `source` asks to be named for it; empty for nobody.
    """
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
            "min": None if job.salary_min is None else plain(job.salary_min),
            "max": None if job.salary_max is None else plain(job.salary_max),
            "currency": job.salary_currency,
            "period": job.salary_period,
            "text": job.salary_text,
        },
        "skills": [skill.name for skill in job.skill_list],
        "category": job.category.name if job.category else "",
        "industry": job.industry.name if job.industry else "",
        "posted": job.posted_on.isoformat() if job.posted_on else None,
        "apply_url": settings.SITE_URL + reverse("apply", args=[job.pk]),
        "source": {"name": source, "url": source_url} if source else None,
    }
