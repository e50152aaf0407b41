"""Jobs that no feed tells: an editor writes them, and nothing but an editor changes them."""

from __future__ import annotations

from uuid import uuid4

from jobs.lib.text import free_slug
from jobs.models import BY_HAND, Feed, Job

SLUG = "by-hand"
NAME = "Added by hand"


def feed() -> Feed:
    """What jobs added by hand belong to. Nothing is ever fetched for it.

    Where another feed has its address already, it gets the next free one.
    """
    others = Feed.objects.exclude(address=BY_HAND).filter(slug__startswith=SLUG)
    slug = free_slug(SLUG, set(others.values_list("slug", flat=True)))
    facts = {"slug": slug, "name": NAME, "enabled": False}
    made: Feed = Feed.objects.get_or_create(address=BY_HAND, defaults=facts)[0]
    return made


def new_id() -> str:
    """An external id that no other job of it has."""
    return uuid4().hex


def is_by_hand(job: Job) -> bool:
    return job.feed.address == BY_HAND
