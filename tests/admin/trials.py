"""Trials of feeds as an editor asks for them, carried out in this process."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from jobs.models import Feed, Trial
from tests.admin.pages import new


def page_of(trial: Trial) -> str:
    return reverse("admin:jobs_feed_trial", args=[trial.pk])


def look(client: Client, address: object, **rules: str) -> Any:
    """Asks to look at an address and carries it out; the page it leads to."""
    return _carried_out(client, client.post(new(Feed), {"address": str(address), **rules}))


def try_out(client: Client, feed: Feed, **rules: str) -> Any:
    """A test run by the feed's own rules, or by these."""
    return _carried_out(client, client.post(reverse("admin:jobs_feed_try", args=[feed.pk]), rules))


def _carried_out(client: Client, answer: Any) -> Any:
    """The first answer itself when it is no redirect: nothing was asked for then."""
    if answer.status_code != 302:
        return answer
    trial = Trial.objects.latest("pk")
    assert answer["Location"] == page_of(trial)
    call_command("try_feed", str(trial.pk))
    return client.get(page_of(trial))


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but those of trials and of who is signed in."""
    left_out = {"jobs_trial", "django_session"}
    dump = {}
    with connection.cursor() as cursor:
        for name in sorted(set(connection.introspection.table_names(cursor)) - left_out):
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608
            dump[name] = sorted(cursor.fetchall(), key=repr)
    return dump
