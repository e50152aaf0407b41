"""What search engines and link previews read of the page of a job."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from jobs.lib.excerpts import excerpt
from jobs.lib.text import shorten
from jobs.models import Job
from jobs.seo.meta import DESCRIPTION, TITLE, Crumb, Meta, absolute


def job_meta(job: Job, others: Iterable[Job], *, crumbs: Iterable[Crumb] = ()) -> Meta:
    """A closed job keeps its page for a while, and asks to be forgotten.

    What `others` of the employer say too is not what the page is found by.
    """
    told = {"title": job.title, "employer": job.employer.name}
    said = gettext("%(title)s at %(employer)s.") % told
    places = [name for place in job.place_list for name in (place.label, place.name, place.city)]
    words = excerpt(
        job.description,
        [other.description for other in others],
        DESCRIPTION - len(said) - 1,
        shown=(job.title, job.employer.name, *places),
    )
    return Meta(
        title=_title(job),
        description=shorten(f"{said} {words}".strip(), DESCRIPTION),
        canonical=absolute(job.get_absolute_url()) if job.is_live else "",
        robots="" if job.is_live else "noindex",
        crumbs=tuple(crumbs),
    )


def gone_meta() -> Meta:
    """Of the page that a job has left for good."""
    told = gettext("It closed more than a month ago, so its page has ended.")
    return Meta(gettext("This job is gone"), told, robots="noindex")


def _title(job: Job) -> str:
    """The title of the job first; its employer and its one place as far as they fit behind it."""
    title = shorten(job.title, TITLE)
    places = job.place_list
    behind = [job.employer.name, *(place.city or place.label for place in places[:1])]
    for more in behind[: 2 if len(places) == 1 else 1]:
        longer = f"{title}, {more}"
        if len(longer) <= TITLE:
            title = longer
    return title
