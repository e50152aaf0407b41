"""Jobs of one title, told apart for those who hear the links of a page without what is beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django import template
from django.utils.formats import date_format

from jobs.models import Job
from jobs.search.cards import Card
from jobs.templatetags.board import days_ago
from jobs.templatetags.following import facts as shown

register = template.Library()
Shown = Card | Job  # a live job, or one that closed


@register.simple_tag
def told_apart(
    jobs: Sequence[Shown], beside: Sequence[Shown] | None = None
) -> list[tuple[Shown, str]]:
    """Each job of a list with what its link says behind the title: ", Quince, Cork, Ireland".

    No more than differs from all others of that title, in the list and in the one `beside` it on
    the page; "" where there are none.
    """
    called: dict[str, dict[int, Shown]] = defaultdict(dict)
    for job in (*jobs, *(beside or ())):
        called[job.title][job.pk] = job
    facts = {
        pk: _facts(job) for same in called.values() if len(same) > 1 for pk, job in same.items()
    }
    return [(job, _difference(job.pk, called[job.title], facts)) for job in jobs]


def _facts(job: Shown) -> list[str]:
    """What the card of the job shows, in its order."""
    if isinstance(job, Job):
        return [job.employer.name, *([date_format(job.closed_on)] if job.closed_on else [])]
    posted = [days_ago(job.posted_on)] if job.posted_on else []
    return [job.employer.name, *shown(job), *posted]


def _difference(pk: int, same: Iterable[int], facts: Mapping[int, list[str]]) -> str:
    own = facts.get(pk, [])
    others = [facts[other] for other in same if other != pk]
    number = 0
    while number < len(own) and any(other[:number] == own[:number] for other in others):
        number += 1
    return "".join(f", {fact}" for fact in own[:number])
