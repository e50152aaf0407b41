"""A search engine on this machine that takes IndexNow, and forgets nothing it was sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import override_settings

from jobs.importer.fetching import Allowed
from tests.importer.fetching.servers import Site, running

SITE = "http://testserver.example"


class Engine:
    """Answers 200, unless `answers` says what comes next."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.url = f"{site.url}/indexnow"

    def answers(self, *statuses: int, **headers: str) -> None:
        """With these, one after the other; the last for ever."""
        self.site.pages.pop("/indexnow", None)
        for status in statuses:
            self.site.page("/indexnow", b"", status, **headers)

    def requests(self) -> list[dict[str, Any]]:
        return [json.loads(body) for body in self.site.bodies]

    def heard(self) -> list[list[str]]:
        """The addresses of each request since it was asked last, without the host."""
        found = [[one.removeprefix(SITE) for one in sent["urlList"]] for sent in self.requests()]
        self.site.bodies.clear()
        return found


@contextmanager
def engine() -> Iterator[Engine]:
    """One that the board tells of its jobs."""
    with running(Site()) as site:
        started = Engine(site)
        started.answers(200)
        allowed = Allowed.parse([f"127.0.0.1:{site.server_port}"])
        with override_settings(INDEXNOW_URL=started.url, FEED_ALLOWED_HOSTS=allowed):
            yield started
