"""The way out: to the stored address only, counted, and nothing kept of the visitor."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from jobs.importer import twins
from jobs.models import ApplyClicks, Job, Once, Salt, today
from tests.make import make_job
from tests.together import together
from tests.visitors import ANOTHER, PERSON

pytestmark = pytest.mark.django_db


def clicks() -> list[tuple[int, int]]:
    return list(ApplyClicks.objects.filter(day=today()).values_list("job", "count"))


def apply(client: Client, job: Job, headers: dict[str, str] = PERSON, **more: Any) -> int:
    return client.get(f"/jobs/{job.pk}/apply/", headers=headers, **more).status_code


def test_apply_leads_to_the_stored_address_and_counts(client: Client) -> None:
    job = make_job(apply_url="https://apply.example/x?job=1&ref=b")

    response = client.get(
        f"/jobs/{job.pk}/apply/?url=https://evil.example&next=//evil.example", headers=PERSON
    )

    assert (response.status_code, response["Location"]) == (
        302,
        "https://apply.example/x?job=1&ref=b",
    )
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert clicks() == [(job.pk, 1)]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Moz": "prefetch"},
        {"X-Purpose": "preview"},
    ],
)
def test_a_browser_that_fetches_ahead_is_not_counted(
    client: Client, headers: dict[str, str]
) -> None:
    job = make_job()

    assert apply(client, job, PERSON | headers) == 302
    assert (clicks(), Once.objects.count()) == ([], 0)


@pytest.mark.parametrize("name", ["", "Mozilla/5.0 (compatible; Googlebot/2.1)", "curl/8.0"])
def test_a_program_is_not_counted(client: Client, name: str) -> None:
    job = make_job()

    assert apply(client, job, {"User-Agent": name} if name else {}) == 302
    assert (clicks(), Once.objects.count()) == ([], 0)


def test_asking_for_headers_alone_is_not_counted(client: Client) -> None:
    job = make_job()

    assert client.head(f"/jobs/{job.pk}/apply/", headers=PERSON).status_code == 302
    assert clicks() == []


def test_a_visitor_counts_once_for_each_job_and_day(client: Client) -> None:
    baker, cook = make_job(title="Baker"), make_job(title="Cook")
    for job in (baker, baker, cook, baker):
        apply(client, job)
    assert sorted(clicks()) == [(baker.pk, 1), (cook.pk, 1)]

    with time_machine.travel(datetime.now(UTC) + timedelta(days=1)):
        apply(client, baker)
        assert clicks() == [(baker.pk, 1)]
        assert [salt.day for salt in Salt.objects.all()] == [today()]
        assert [one.day for one in Once.objects.all()] == [today()]


def test_two_browsers_and_two_addresses_are_three_visitors(client: Client) -> None:
    job = make_job()
    apply(client, job)
    apply(client, job, ANOTHER)
    apply(client, job, REMOTE_ADDR="192.0.2.7")

    assert clicks() == [(job.pk, 3)]


def test_behind_a_proxy_visitors_are_told_apart_by_what_it_wrote(
    client: Client, settings: Any
) -> None:
    job = make_job()
    settings.BEHIND_PROXY = True
    for told in ("192.0.2.1", "203.0.113.9, 192.0.2.1", "192.0.2.2"):  # the first part is a claim
        apply(client, job, PERSON | {"X-Forwarded-For": told})

    assert clicks() == [(job.pk, 2)]


def test_nothing_is_kept_from_which_a_visitor_could_be_known(client: Client) -> None:
    job = make_job()
    apply(client, job, REMOTE_ADDR="192.0.2.7")

    (salt,), (once,) = Salt.objects.values(), Once.objects.values()
    assert (set(salt), len(bytes(salt["salt"]))) == ({"day", "salt"}, 32)
    assert (set(once), once["count"]) == ({"digest", "day", "count"}, 1)
    assert 0 <= once["digest"] < 2**63


def test_a_repeat_reads_twice_and_writes_nothing(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    job = make_job()
    apply(client, job)
    with django_assert_num_queries(3) as asked:
        apply(client, job)

    assert [one["sql"].split()[0] for one in asked.captured_queries] == ["SELECT"] * 3


@pytest.mark.django_db(transaction=True)
def test_many_hits_at_once_of_one_client_are_one_click() -> None:
    job = make_job()

    def hit() -> None:
        client = Client()
        for _ in range(50):
            assert apply(client, job) == 302

    assert together(*[hit] * 8) == []
    assert clicks() == [(job.pk, 1)]


@pytest.mark.django_db(transaction=True)
def test_visitors_who_click_at_the_same_moment_all_count() -> None:
    job = make_job()
    addresses = [f"192.0.2.{number}" for number in range(24)]
    hits = [partial(apply, Client(), job, REMOTE_ADDR=address) for address in addresses]

    assert together(*hits) == []
    assert clicks() == [(job.pk, 24)]


@pytest.mark.django_db(transaction=True)
def test_the_way_out_does_not_wait_for_who_writes_and_the_log_tells(
    caplog: pytest.LogCaptureFixture,
) -> None:
    job = make_job()
    apply(Client(), job, ANOTHER)
    taken: list[float] = []

    def importing() -> None:
        with transaction.atomic():
            twins.lock()
            Salt.objects.select_for_update().get()
            ApplyClicks.objects.update(count=5)
            time.sleep(2.5)

    def clicking() -> None:
        time.sleep(0.5)
        begun = time.monotonic()
        assert apply(Client(), job) == 302
        taken.append(time.monotonic() - begun)

    assert together(importing, clicking) == []
    assert taken[0] < 1.9
    assert [record.getMessage() for record in caplog.records] == [f"not counted: apply {job.pk}"]
    assert clicks() == [(job.pk, 5)]
    assert apply(Client(), job) == 302  # and was not noted either: it counts when it can
    assert clicks() == [(job.pk, 6)]


@pytest.mark.django_db(transaction=True)
def test_a_table_that_cannot_be_written_does_not_bar_the_way_out(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    job = make_job()
    with connection.schema_editor() as editor:
        editor.delete_model(Once)
    try:
        assert apply(client, job) == 302
    finally:
        with connection.schema_editor() as editor:
            editor.create_model(Once)
    assert "not counted" in caplog.text


def test_apply_of_a_closed_job_leads_back_to_its_page(client: Client) -> None:
    job = make_job(closed_at=datetime.now(UTC))

    response = client.get(f"/jobs/{job.pk}/apply/", headers=PERSON)

    assert (response.status_code, response["Location"]) == (302, job.get_absolute_url())
    assert clicks() == []


def test_apply_of_a_hidden_or_unknown_job_is_a_404(client: Client) -> None:
    job = make_job(hidden=True)

    assert client.get(f"/jobs/{job.pk}/apply/").status_code == 404
    assert client.get("/jobs/999999/apply/").status_code == 404


def test_apply_takes_no_post(client: Client) -> None:
    assert client.post(f"/jobs/{make_job().pk}/apply/").status_code == 405
