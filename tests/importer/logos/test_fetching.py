"""Logos that a real server on this machine sends, well or badly, and what is kept of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from jobs.importer.fetching import Allowed
from jobs.importer.fetching.small import SmallFile
from jobs.importer.logos import keeping
from jobs.importer.logos.fetching import Told, Wish, fetch_logos, waiting
from jobs.importer.logos.picture import Picture
from jobs.models import Employer, Logo, LogoCopy
from tests.importer.fetching.servers import Site, free_port, head, running
from tests.importer.logos.images import png, seen
from tests.make import make_employer, make_job

pytestmark = pytest.mark.django_db
NOT_MODIFIED = head(304)
BLUE = (0, 0, 255, 255)
DAY = timedelta(days=1)


@pytest.fixture
def site(settings: Settings) -> Iterator[Site]:
    with running(Site()) as serving:
        settings.FEED_ALLOWED_HOSTS = Allowed.parse([f"127.0.0.1:{serving.server_port}"])
        settings.FEED_CONTACT = "board@jobs.example"
        yield serving


def run(*employers: str, **wish: Any) -> list[Told]:
    return list(fetch_logos(Wish(employers, pause=0, **wish)))


def statuses(told: list[Told]) -> list[tuple[str, str]]:
    return [(one.employer, one.status) for one in told]


def owner(site: Site, name: str = "Harbourline", path: str = "/logo.png") -> Employer:
    """An employer whose logo has this address."""
    return make_employer(name, logo_url=site.url + path)


def paths(site: Site) -> list[str]:
    return [path for path, _headers in site.seen]


def later(days: float) -> time_machine.travel:
    return time_machine.travel(timezone.now() + days * DAY)


def test_a_logo_is_copied_with_what_the_server_says_of_it(site: Site) -> None:
    site.page("/logo.png", png(256, 128), ETag='"1"', Last_Modified="Mon, 23 Nov 2026 00:00:00 GMT")
    owner(site)
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False):
        [told] = run()
        now = timezone.now()
    employer = Employer.objects.select_related("logo", "logo_copy").get()
    logo, copy = employer.logo, employer.logo_copy

    assert told == Told("harbourline", "copied", copy.address, logo.pk)
    assert (logo.width, logo.height) == (128, 64)
    assert seen(bytes(logo.image)).size == (128, 64)
    assert logo.pk == Logo.digest_of(bytes(logo.image))
    assert (copy.address, copy.etag, copy.last_modified, copy.problem, copy.failures) == (
        f"{site.url}/logo.png",
        '"1"',
        "Mon, 23 Nov 2026 00:00:00 GMT",
        "",
        0,
    )
    assert (copy.tried_at, copy.made_at, copy.not_before) == (now, now, now + 30 * DAY)


def test_the_server_is_told_who_asks_and_for_what(site: Site) -> None:
    site.page("/logo.png", png())
    owner(site)
    run()
    [(_path, headers)] = site.seen

    assert headers["user-agent"] == "jobboard (board@jobs.example)"
    assert headers["accept"].startswith("image/webp, image/png")
    assert headers["accept-encoding"] == "identity"
    assert "if-none-match" not in headers
    assert "cookie" not in headers


def test_employers_with_the_same_image_share_it(site: Site) -> None:
    site.page("/a.png", png(200, 200))
    site.page("/b.png", png(200, 200))
    owner(site, "A", "/a.png")
    owner(site, "B", "/b.png")
    run()

    assert Logo.objects.count() == 1
    assert Employer.objects.exclude(logo=None).count() == 2


def test_a_copy_is_asked_for_again_after_thirty_days_and_only_if_it_changed(site: Site) -> None:
    site.page("/logo.png", png(), ETag='"1"')
    site.raw("/logo.png", NOT_MODIFIED)
    site.page("/logo.png", png(colour=BLUE), ETag='"2"')
    owner(site)
    made = [run()]
    for days in (29, 31, 60, 62):
        with later(days):
            made.append(run())

    assert [statuses(told) for told in made] == [
        [("harbourline", "copied")],
        [],
        [("harbourline", "unchanged")],
        [],
        [("harbourline", "copied")],
    ]
    assert [headers.get("if-none-match") for _path, headers in site.seen] == [None, '"1"', '"1"']
    assert Logo.objects.count() == 1  # the old image is gone
    assert LogoCopy.objects.get().etag == '"2"'


def test_another_address_is_asked_at_once_and_without_the_words_of_the_old(site: Site) -> None:
    site.page("/old.png", png(), ETag='"1"')
    site.page("/new.png", png(colour=BLUE))
    employer = owner(site, path="/old.png")
    run()
    Employer.objects.filter(pk=employer.pk).update(logo_url=f"{site.url}/new.png")

    assert statuses(run()) == [("harbourline", "copied")]
    assert "if-none-match" not in site.seen[-1][1]
    assert Logo.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"<svg/>", "refused", "got SVG, which may hold scripts"),
        (b"<!doctype html><p>Sorry", "refused", "got a page or a document"),
        (b"", "refused", "got an empty file"),
        (png()[:99], "refused", "got a broken one"),
        (bytes(512 * 1024 + 1), "refused", "expected at most 512 KB, the file is larger"),
    ],
)
def test_a_new_file_that_is_no_logo_leaves_the_old_copy(
    site: Site, body: bytes, status: str, reason: str
) -> None:
    site.page("/logo.png", png(), ETag='"1"')
    site.page("/logo.png", body, ETag='"2"')
    employer = owner(site)
    run()
    old = Employer.objects.get().logo_id
    with later(31):
        [told] = run()
    employer.refresh_from_db()

    assert (told.status, reason in told.message) == (status, True)
    assert employer.logo_id == told.logo == old
    assert (employer.logo_copy.problem, employer.logo_copy.etag) == (told.message, '"1"')


def test_failures_are_tried_again_after_growing_pauses(site: Site) -> None:
    site.page("/logo.png", b"", status=404)
    owner(site)
    days, now = [], timezone.now()
    for _ in range(8):
        with time_machine.travel(now, tick=False):
            assert statuses(run()) == [("harbourline", "failed")]
            assert run() == []
            due = LogoCopy.objects.get().not_before
            days.append((due - now).days)
        now = due

    assert days == [1, 2, 4, 8, 16, 32, 32, 32]
    assert LogoCopy.objects.get().failures == 8
    assert LogoCopy.objects.get().problem.startswith("expected HTTP 200, got 404 from http://127")


def test_a_success_ends_the_row_of_failures(site: Site) -> None:
    site.page("/logo.png", b"", status=404)
    site.page("/logo.png", png())
    owner(site)
    run()
    with later(2):
        run()
    copy = LogoCopy.objects.get()

    assert (copy.failures, copy.problem) == (0, "")


def test_a_server_that_asks_for_a_pause_has_it_for_all_of_its_logos(site: Site) -> None:
    site.page("/a.png", b"", status=429, Retry_After="3600")
    site.page("/b.png", png())
    owner(site, "A", "/a.png")
    owner(site, "B", "/b.png")
    first = run()
    second = run()
    with later(2 / 24):
        third = run()

    assert statuses(first) == [("a", "failed")]
    assert second == []
    assert statuses(third) == [("b", "copied")]
    assert paths(site) == ["/a.png", "/b.png"]


def test_a_host_that_does_not_answer_is_asked_once_a_run(site: Site, settings: Settings) -> None:
    silent = f"localhost:{free_port()}"
    settings.FEED_ALLOWED_HOSTS = Allowed.parse([silent, f"127.0.0.1:{site.server_port}"])
    make_employer("A", logo_url=f"http://{silent}/a.png")
    make_employer("B", logo_url=f"http://{silent}/b.png")
    site.page("/c.png", png())
    owner(site, "C", "/c.png")

    assert statuses(run()) == [("a", "failed"), ("c", "copied")]


@pytest.mark.parametrize(
    "address",
    [
        "http://x2.evil.example/logo.png",
        "http://x1.evil.example:8001/logo.png",
        "http://user@evil.example/logo.png",
    ],
)
def test_another_name_or_port_is_no_other_host(address: str) -> None:
    resting = make_employer("A", logo_url="http://x1.evil.example/logo.png")
    rests = {"tried_at": timezone.now(), "host_rests_until": timezone.now() + DAY}
    LogoCopy.objects.create(employer=resting, address=resting.logo_url, **rests)
    make_employer("B", logo_url=address)

    assert run() == []


def test_a_server_that_knows_no_logo_is_asked_for_the_next(site: Site) -> None:
    site.page("/a.png", b"", status=404)
    site.page("/b.png", png())
    owner(site, "A", "/a.png")
    owner(site, "B", "/b.png")

    assert statuses(run()) == [("a", "failed"), ("b", "copied")]


def test_a_slow_server_costs_no_more_than_its_time(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobs.importer.logos.fetching.SECONDS", 0.3)
    site.raw("/logo.png", head(Content_Length="100"), *[b"x", 0.2] * 9)
    owner(site)
    [told] = run()

    assert told.status == "failed"
    assert told.message == f"expected {site.url}/logo.png within 0.3 s, it took longer"


def test_a_packed_image_is_not_unpacked(site: Site) -> None:
    site.page("/logo.png", b"\x1f\x8b", Content_Encoding="gzip")
    owner(site)
    [told] = run()

    assert (told.status, told.message) == (
        "refused",
        "expected Content-Encoding identity or none, got 'gzip'",
    )


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:1/logo.png",
        "http://[::1]/logo.png",
        "http://2130706433/logo.png",
        "file:///etc/passwd",
        "http://[broken/logo.png",
    ],
)
def test_an_address_that_is_not_public_is_refused(settings: Settings, address: str) -> None:
    settings.FEED_ALLOWED_HOSTS = Allowed()
    make_employer(logo_url=address)
    [told] = run()

    assert told.status == "refused"
    assert LogoCopy.objects.get().problem == told.message


def test_a_redirect_to_what_is_not_public_is_refused(site: Site) -> None:
    site.redirect("/logo.png", "http://127.0.0.1:1/secret")
    owner(site)

    assert run()[0].status == "refused"


def test_an_employer_without_an_address_loses_its_copy(site: Site) -> None:
    site.page("/logo.png", png())
    employer = owner(site)
    run()
    Employer.objects.filter(pk=employer.pk).update(logo_url="")

    assert run() == [Told("harbourline", "dropped")]
    assert (Logo.objects.count(), LogoCopy.objects.count()) == (0, 0)
    assert run() == []


def test_live_employers_are_asked_first_then_who_waits_longest(site: Site) -> None:
    for name in "abcd":
        site.page(f"/{name}.png", png())
    for name in "abc":
        owner(site, name, f"/{name}.png")
    assert statuses(run("b")) == [("b", "copied")]
    LogoCopy.objects.update(not_before=None)
    make_job(employer="d")
    owner(site, "d", "/d.png")
    run()

    assert paths(site) == ["/b.png", "/d.png", "/a.png", "/c.png", "/b.png"]


def test_what_a_run_does_not_come_to_waits_for_the_next(site: Site) -> None:
    for name in "abc":
        site.page(f"/{name}.png", png())
        owner(site, name, f"/{name}.png")

    assert statuses(run(limit=2)) == [("a", "copied"), ("b", "copied")]
    assert waiting() == 1
    assert run(seconds=0) == []
    assert statuses(run()) == [("c", "copied")]


def test_a_run_that_is_killed_has_kept_what_it_made(site: Site) -> None:
    for name in "ab":
        site.page(f"/{name}.png", png())
        owner(site, name, f"/{name}.png")
    broken = fetch_logos(Wish(pause=0))
    next(broken)
    broken.close()

    assert statuses(run()) == [("b", "copied")]


def test_again_asks_for_everything_anew(site: Site) -> None:
    site.page("/logo.png", png(), ETag='"1"')
    owner(site)
    run()

    assert statuses(run(again=True)) == [("harbourline", "unchanged")]
    assert [headers.get("if-none-match") for _path, headers in site.seen] == [None, None]


def test_an_address_that_is_changed_while_it_is_asked_keeps_nothing(site: Site) -> None:
    site.page("/logo.png", png())
    employer = owner(site)
    picture, file, now = Picture(b"RIFF", 64, 64), SmallFile(b""), timezone.now()
    old = employer.logo_url
    Employer.objects.update(logo_url=f"{site.url}/new.png")

    assert keeping.keep(employer.pk, old, picture, file, now=now) == ""
    keeping.confirm(employer.pk, old, now=now)
    keeping.note_problem(employer.pk, old, "expected better", now=now)
    assert keeping.drop(employer.pk) is False
    assert (Logo.objects.count(), LogoCopy.objects.count()) == (0, 0)
