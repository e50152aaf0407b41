"""Where the picture of a job is that previews of links show."""

from __future__ import annotations

from hashlib import blake2b

from django.conf import settings
from django.urls import reverse

from jobs.models import Job
from jobs.seo.meta import absolute


def picture_address(job: Job) -> str:
    """Absolute, and another one whenever the picture may show something else: whoever shows
    previews keeps what he fetched for weeks.
    """
    shown = (job.changed_at.timestamp(), job.employer.name, job.logo, settings.SITE_NAME)
    version = blake2b(repr(shown).encode(), digest_size=6).hexdigest()
    return absolute(f"{reverse('picture', args=[job.pk])}?v={version}")
