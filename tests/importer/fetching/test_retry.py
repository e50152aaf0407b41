"""Trying again, and when."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from jobs.importer.fetching import Allowed
from jobs.importer.records import Unreachable
from tests.importer.fetching.conftest import Fetch
from tests.importer.fetching.servers import Site, free_port, running


def test_a_server_in_trouble_is_asked_three_times(get: Fetch, site: Site) -> None:
    for status in (503, 429, 200):
        site.page("/feed", status=status)

    assert get(f"{site.url}/feed")
    assert len(site.seen) == 3


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_after_three_attempts_the_run_gives_up(get: Fetch, site: Site, status: int) -> None:
    with pytest.raises(Unreachable, match=f"got {status}"):
        get(site.page("/feed", status=status))

    assert len(site.seen) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 206])
def test_what_another_attempt_cannot_change_is_asked_once(
    get: Fetch, site: Site, status: int
) -> None:
    with pytest.raises(Unreachable):
        get(site.page("/feed", status=status))

    assert len(site.seen) == 1


def test_a_server_that_comes_up_late_is_reached(get: Fetch, site: Site) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}/feed"
    late = threading.Timer(
        0.15, lambda: stack.enter_context(running(Site(port=port))).page("/feed")
    )
    with ExitStack() as stack:
        late.start()
        changes = {"backoff": (0.3,), "allowed": Allowed.parse([f"127.0.0.1:{port}"])}
        assert get(address, **changes)
        late.join()


def test_a_server_that_stays_away_is_unreachable(get: Fetch) -> None:
    port = free_port()
    with pytest.raises(Unreachable, match=r"no connection to 127\.0\.0\.1"):
        get(f"http://127.0.0.1:{port}/", allowed=Allowed.parse(["127.0.0.1"]))


def test_a_short_pause_that_the_server_asks_for_is_kept(get: Fetch, site: Site) -> None:
    site.page("/feed", status=503, Retry_After="1")
    site.page("/feed")
    begun = time.monotonic()

    assert get(f"{site.url}/feed", attempts=2)
    assert time.monotonic() - begun >= 1


def in_seconds(seconds: int) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [
        ("3600", 3600, 3600),
        ("99999999999", 21600, 21600),
        (3600, 3500, 3600),  # as a date
        (86400 * 365, 21600, 21600),
        ("Mon, 23 Nov 2099 12:00:00 -0000", 21600, 21600),
    ],
)
def test_a_pause_longer_than_the_run_is_handed_on(
    get: Fetch, site: Site, value: str | int, least: int, most: int
) -> None:
    pause = in_seconds(value) if isinstance(value, int) else value
    with pytest.raises(Unreachable, match="got 429") as caught:
        get(site.page("/feed", status=429, Retry_After=pause))

    assert least <= (caught.value.retry_after or 0) <= most
    assert len(site.seen) == 1


@pytest.mark.parametrize("value", ["", "soon", "-5", "1.5", "١", "Mon, 99 Nov 2026 12:00:00 GMT"])
def test_an_unreadable_pause_is_no_pause(get: Fetch, site: Site, value: str) -> None:
    with pytest.raises(Unreachable) as caught:
        get(site.page("/feed", status=503, Retry_After=value))

    assert caught.value.retry_after is None
    assert len(site.seen) == 3
