"""Whole runs of a feed that a real server on this machine sends, well or badly."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from pytest_django import Settings

from jobs.importer.fetching import Allowed
from jobs.importer.pipeline import Options, run_feed
from jobs.importer.sources import feed_for, register
from jobs.models import Feed, ImportRun, Job
from tests.importer.fetching.servers import Site, head, running
from tests.make import record, yubhub

pytestmark = pytest.mark.django_db
Run = Callable[..., ImportRun]
BOTH = yubhub(record("a"), record("b"))
NOT_MODIFIED = head(304)


@pytest.fixture
def site(settings: Settings) -> Iterator[Site]:
    with running(Site()) as serving:
        settings.FEED_ALLOWED_HOSTS = Allowed.parse([f"127.0.0.1:{serving.server_port}"])
        settings.FEED_TIMEOUT = 2
        yield serving


@pytest.fixture
def run(site: Site) -> Run:
    """Runs the feed at /feed of the site once more."""

    def again(**options: bool) -> ImportRun:
        feed = feed_for(f"{site.url}/feed")
        register(feed)
        return run_feed(feed, Options(**options))

    return again


def told(run: ImportRun) -> tuple[str, int, int]:
    return run.status, run.created, run.unchanged


def test_validators_are_kept_only_of_what_was_applied(site: Site, run: Run) -> None:
    site.page("/feed", b"<job>", ETag='"broken"')
    site.page("/feed", BOTH.encode(), ETag='"good"', Last_Modified="Mon, 23 Nov 2026 00:00:00 GMT")
    site.raw("/feed", NOT_MODIFIED)

    assert [told(run()) for _ in range(3)] == [
        ("rejected", 0, 0),
        ("applied", 2, 0),
        ("unchanged", 0, 2),
    ]
    asked = [headers.get("if-none-match") for _path, headers in site.seen]
    assert asked == [None, None, '"good"']
    assert Feed.objects.get().confirmed_at == ImportRun.objects.latest().finished_at


def test_a_feed_of_refused_records_is_neither_confirmed_nor_taken_for_unchanged(
    site: Site, run: Run
) -> None:
    site.page("/feed", yubhub(record("a", Title="")).encode(), ETag='"1"')

    statuses = [run().status for _ in range(2)]

    feed = Feed.objects.get()
    assert statuses == ["rejected", "rejected"]
    assert (feed.etag, feed.confirmed_at) == ("", None)


@pytest.mark.parametrize("change", ["rules", "overrides", "acceptance"])
def test_other_rules_and_accepted_removals_ask_for_the_whole_document(
    site: Site, run: Run, change: str
) -> None:
    site.page("/feed", BOTH.encode(), ETag='"1"')
    run()
    if change == "rules":
        Feed.objects.update(applied_rules="0:")
    if change == "overrides":
        Feed.objects.update(overrides="strip: x")

    run(accept_removals=change == "acceptance")

    assert "if-none-match" not in site.seen[-1][1]


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500, 503])
def test_an_outage_closes_nothing(site: Site, run: Run, status: int) -> None:
    site.page("/feed", BOTH.encode())
    site.page("/feed", b"<jobs/>", status, Retry_After="3600")
    run()

    failed = run()

    assert failed.status == "failed"
    assert f"got {status}" in failed.message
    assert Job.objects.live().count() == 2
    feed = Feed.objects.get()
    assert (feed.gone_since is not None) is (status in (404, 410))
    waits = feed.not_before - failed.finished_at if feed.not_before else None
    assert waits == (timedelta(hours=1) if status in (429, 500, 503) else None)


def test_a_body_that_breaks_off_closes_nothing(site: Site, run: Run) -> None:
    body = BOTH.encode()
    site.page("/feed", body)
    site.raw("/feed", head(200, Content_Length=str(len(body))) + body[:-40])
    run()

    assert run().status == "failed"
    assert Job.objects.live().count() == 2


def test_a_redirect_into_the_house_is_refused_and_nothing_is_changed(site: Site, run: Run) -> None:
    with running(Site()) as inside:
        inside.page("/feed", yubhub(record("c")).encode())
        site.page("/feed", BOTH.encode())
        site.redirect("/feed", f"{inside.url}/feed")
        run()
        before = list(Job.objects.order_by("pk").values())

        refused = run()

        assert (refused.status, inside.connections) == ("rejected", 0)
        assert "FEED_ALLOWED_HOSTS" in refused.message
        assert list(Job.objects.order_by("pk").values()) == before


def test_the_secret_of_a_feed_comes_from_the_environment(
    site: Site, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.page("/feed", BOTH.encode())
    run()
    slug = Feed.objects.get().slug.upper().replace("-", "_")
    monkeypatch.setenv(f"FEED_AUTH_{slug}", "X-Api-Key: letmein")

    run()

    assert [headers.get("x-api-key") for _path, headers in site.seen] == [None, "letmein"]


def test_a_secret_that_cannot_be_read_rejects_the_feed_and_is_not_shown(
    site: Site, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.page("/feed", BOTH.encode())
    run()
    slug = Feed.objects.get().slug.upper().replace("-", "_")
    monkeypatch.setenv(f"FEED_AUTH_{slug}", "letmein")

    refused = run()

    assert refused.status == "rejected"
    assert "FEED_AUTH_" in refused.message
    assert "letmein" not in refused.message


@pytest.mark.parametrize(
    ("declared", "header", "written"),
    [
        ("utf-8", "", "utf-8"),
        ("utf-8", "iso-8859-1", "iso-8859-1"),  # the server knows better
        ("windows-1251", "", "windows-1251"),
        ("utf-16", "", "utf-16"),
    ],
)
def test_the_encoding_is_told_by_bom_server_or_declaration(
    site: Site, run: Run, declared: str, header: str, written: str
) -> None:
    title = "Пекарь" if declared == "windows-1251" else "Bäcker"
    document = yubhub(record("a", Title=title)).replace("UTF-8", declared)
    kind = f"application/xml; charset={header}" if header else "application/xml"
    site.page("/feed", document.encode(written), Content_Type=kind)

    assert run().repairs == {}
    assert Job.objects.get().title == title


def test_a_packed_feed_is_unpacked(site: Site, run: Run) -> None:
    site.page("/feed", gzip.compress(BOTH.encode()), Content_Type="application/gzip")

    assert told(run()) == ("applied", 2, 0)


def test_a_monitor_is_told_of_good_runs_only(site: Site, run: Run) -> None:
    site.page("/ping", b"")
    site.page("/feed", BOTH.encode())
    site.page("/feed", b"<jobs>")
    site.page("/feed", BOTH.encode())
    run()
    Feed.objects.update(ping_url=f"{site.url}/ping")

    for _ in range(2):
        run()

    assert [path for path, _headers in site.seen] == ["/feed", "/feed", "/feed", "/ping"]


def test_a_monitor_that_does_not_answer_fails_no_import(site: Site, run: Run) -> None:
    site.page("/feed", BOTH.encode())
    run()
    Feed.objects.update(ping_url="http://10.0.0.1/ping")

    assert run().status == "unchanged"
