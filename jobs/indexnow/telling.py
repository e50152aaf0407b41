"""Tells the news to one search engine, which passes it on to the others.

The protocol, and what the numbers of an answer mean: https://www.indexnow.org/documentation
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from jobs.importer.fetching.sending import Received, send
from jobs.importer.records import Rejected, Unreachable
from jobs.importer.sources import limits
from jobs.indexnow.news import news, remember
from jobs.models import Announced

JOBS = 5_000  # at once, with two addresses at most: a request may hold 10,000
SECONDS = 60.0  # for one request
CONTENT_TYPE = "application/json; charset=utf-8"
TAKEN = (200, 202)  # 202: taken, and the key is still to be looked at
TOO_MANY, SERVER_ERROR = 429, 500


def tell(most: int) -> Iterator[Counter[str]]:
    """Tells of at most so many jobs; how many of each kind, after each request that was taken.

    It can be ended at any moment: what was taken is remembered at once, and the rest is told by the
    next run. No job is told of twice: one that changes meanwhile waits for the next. Raises
    Unreachable for what may pass, Rejected for what a person has to put right.
    """
    Announced.objects.elsewhere().over().delete()  # nobody takes our word there
    done: set[int] = set()
    while len(done) < most:
        told = [one for one in news(min(most - len(done), JOBS)) if one.job not in done]
        if not told:
            return
        _submit([address for one in told for address in one.addresses])
        remember(told)
        done.update(one.job for one in told)
        yield Counter(one.kind for one in told)


def _submit(addresses: Sequence[str]) -> None:
    asked = {
        "host": urlsplit(settings.SITE_URL).netloc,
        "key": settings.INDEXNOW_KEY,
        "keyLocation": _key_location(),
        "urlList": addresses,
    }
    taken = replace(limits(), seconds=SECONDS)
    body = json.dumps(asked).encode()
    _expect(send(settings.INDEXNOW_URL, body, taken, content_type=CONTENT_TYPE))


def _expect(answer: Received) -> None:
    if answer.status in TAKEN:
        return
    problem = f"expected HTTP 200 or 202, got {answer.status} from {settings.INDEXNOW_URL}"
    if answer.status == TOO_MANY or answer.status >= SERVER_ERROR:
        pause = f", which asks for {answer.retry_after:.0f} s of rest" if answer.retry_after else ""
        raise Unreachable(f"{problem}{pause}; the next run goes on")
    raise Rejected(f"{problem}: {_advice(answer)}")


def _advice(answer: Received) -> str:
    if answer.location:
        return f"it redirects to {answer.location[:200]}; if you trust that, set INDEXNOW_URL to it"
    if answer.status == 403:
        return f"it does not believe the key; {_key_location()} must show it to everybody"
    if answer.status == 422:
        return f"it does not take our addresses; is SITE_URL right, {settings.SITE_URL}?"
    return "it does not understand us; is INDEXNOW_URL the address of an IndexNow service?"


def _key_location() -> str:
    return str(settings.SITE_URL + reverse("indexnow-key", args=[settings.INDEXNOW_KEY]))
