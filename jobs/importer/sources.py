"""Which feed a word on the command line means."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from jobs.importer.fetching import Limits, is_web
from jobs.importer.publishing import publishing
from jobs.lib.text import free_slug, slug
from jobs.lib.urls import host_of, web_address
from jobs.models import BY_HAND, STANDARD_INPUT, Feed, ImportRun


def limits() -> Limits:
    """What a fetch may take, from the settings."""
    size = settings.FEED_MAX_MEGABYTES * 2**20
    return Limits(
        raw=size,
        decoded=size,
        seconds=settings.FEED_TIMEOUT,
        contact=settings.FEED_CONTACT or settings.SITE_URL,
        allowed=settings.FEED_ALLOWED_HOSTS,
        folders=settings.FEED_FOLDERS,
    )


class UnknownFeed(Exception):
    """Neither a configured feed that can be read, nor an address, nor a file."""


def feed_for(word: str) -> Feed:
    """The feed with this slug or address; an address or a file becomes a new feed, named from it.

    A new feed is not saved yet: `register` does it. Raises UnknownFeed.
    """
    known = Feed.objects.filter(slug=word).first()
    if known and known.address == BY_HAND:
        raise UnknownFeed(f"{word}: editors write these jobs in the admin, nothing is imported")
    if known:
        return known
    address = _address(word)
    known = Feed.objects.filter(address=address).first()
    if known:
        return known
    name = _name(address)
    return Feed(name=name, slug=slug(name), address=address)


def register(feed: Feed) -> None:
    """Saves a new feed under the first free slug; a known one is left as it is."""
    if feed._state.adding:
        with publishing():
            alike = Feed.objects.filter(slug__startswith=feed.slug)
            feed.slug = free_slug(feed.slug, set(alike.values_list("slug", flat=True)))
            feed.save()


def switch_off(feed: Feed, run: ImportRun) -> None:
    """A new feed that is rejected at once is probably a mistyped one: cron need not repeat it."""
    with publishing():
        Feed.objects.filter(pk=feed.pk).update(enabled=False)
    run.message += (
        f". The new feed {feed.slug} is switched off until a run of it succeeds: correct it in the "
        "admin, or run it again by its slug"
    )
    run.save(update_fields=["message"])


def switch_on(feed: Feed) -> None:
    """A feed that `switch_off` has switched off has succeeded for the first time."""
    Status = ImportRun.Status
    if not feed.enabled and feed.runs.filter(status=Status.REJECTED).exists():
        succeeded = feed.runs.filter(status__in=(Status.APPLIED, Status.UNCHANGED, Status.HELD))
        if succeeded.count() == 1:
            with publishing():
                Feed.objects.filter(pk=feed.pk).update(enabled=True)


def _address(word: str) -> str:
    if word == STANDARD_INPUT:
        return word
    if is_web(word):
        try:
            return web_address(word)
        except ValueError as error:
            raise UnknownFeed(f"{word}: {error}") from error
    path = Path(word).resolve()
    if not path.is_file() and not Feed.objects.filter(address=str(path)).exists():
        slugs = ", ".join(Feed.objects.values_list("slug", flat=True)[:20]) or "none yet"
        raise UnknownFeed(
            f"expected a feed's slug ({slugs}), an http(s) address, a file or -; got {word!r}"
        )
    return str(path)


def _name(address: str) -> str:
    if address == STANDARD_INPUT:
        return "Standard input"
    if is_web(address):
        return f"{host_of(address)}{urlsplit(address).path.rstrip('/')}"[:200]
    return Path(address).stem[:200] or "Feed"
