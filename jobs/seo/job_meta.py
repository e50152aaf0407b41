"""What search engines and link previews read of the page of a job."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from jobs.lib.excerpts import excerpt
from jobs.lib.text import shorten
from jobs.models import Job, Place
from jobs.seo.meta import DESCRIPTION, SHORTEST, TITLE, Crumb, Meta, absolute, sentences
from jobs.seo.preview import picture_address

PLACES = 2  # that are named; of more, none is


def job_meta(job: Job, others: Iterable[Job], *, crumbs: Iterable[Crumb] = ()) -> Meta:
    """A closed job keeps its page for a while, and asks to be forgotten.

    What `others` of the employer say too is not what the page is found by.
    """
    return Meta(
        title=_title(job),
        description=_description(job, others),
        canonical=absolute(job.get_absolute_url()) if job.is_live else "",
        robots="" if job.is_live else "noindex",
        image=picture_address(job) if job.is_live else "",
        crumbs=tuple(crumbs),
    )


def gone_meta() -> Meta:
    """Of the page that a job has left for good."""
    told = gettext("It closed more than a month ago, so its page has ended.")
    return Meta(gettext("This job is gone"), told, robots="noindex")


def _title(job: Job) -> str:
    """The title of the job first; its employer and its one place as far as they fit behind it."""
    title = job.title
    where = [_town(place) for place in job.place_list] if len(job.place_list) == 1 else []
    for more in (job.employer.name, *where):
        if len(longer := f"{title}, {more}") <= TITLE:
            title = longer
    return shorten(title, TITLE)


def _town(place: Place) -> str:
    """The first of the names that a town is called by: those of its region and country are long."""
    is_town = place.city and not place.remote
    return place.label.partition(", ")[0] if is_town else place.label


def _description(job: Job, others: Iterable[Job]) -> str:
    """What is where, then the first words that say more than that."""
    told = {"title": job.title, "employer": job.employer.name}
    said = gettext("%(title)s at %(employer)s.") % told
    if 0 < len(job.place_list) <= PLACES:
        said += f" {'; '.join(place.label for place in job.place_list)}."
    places = [name for place in job.place_list for name in (place.label, place.name, place.city)]
    words = excerpt(
        job.description,
        [other.description for other in others],
        DESCRIPTION - len(said) - 1,
        shown=(job.title, job.employer.name, *places),
    )
    described = f"{said} {words}".strip()
    if len(described) < SHORTEST:
        more = gettext("Place, pay and skills as the employer states them.")
        described = sentences(described, more)
    return shorten(described, DESCRIPTION)
