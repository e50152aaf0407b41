"""The way out: to the stored address only, counted, and nothing kept of the visitor."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from jobs.models import ApplyClicks, today
from tests.make import make_job

pytestmark = pytest.mark.django_db


def clicks() -> list[tuple[int, int]]:
    return list(ApplyClicks.objects.filter(day=today()).values_list("job", "count"))


def test_apply_leads_to_the_stored_address_and_counts(client: Client) -> None:
    job = make_job(apply_url="https://apply.example/x?job=1&ref=b")

    response = client.get(f"/jobs/{job.pk}/apply/?url=https://evil.example&next=//evil.example")

    assert (response.status_code, response["Location"]) == (
        302,
        "https://apply.example/x?job=1&ref=b",
    )
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert clicks() == [(job.pk, 1)]


@pytest.mark.parametrize(
    "headers", [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}]
)
def test_a_browser_that_fetches_ahead_is_not_counted(
    client: Client, headers: dict[str, str]
) -> None:
    job = make_job()

    assert client.get(f"/jobs/{job.pk}/apply/", headers=headers).status_code == 302
    assert clicks() == []


def test_asking_for_headers_alone_is_not_counted(client: Client) -> None:
    job = make_job()

    assert client.head(f"/jobs/{job.pk}/apply/").status_code == 302
    assert clicks() == []


def test_apply_of_a_closed_job_leads_back_to_its_page(client: Client) -> None:
    job = make_job(closed_at=datetime.now(UTC))

    response = client.get(f"/jobs/{job.pk}/apply/")

    assert (response.status_code, response["Location"]) == (302, job.get_absolute_url())
    assert clicks() == []


def test_apply_of_a_hidden_or_unknown_job_is_a_404(client: Client) -> None:
    job = make_job(hidden=True)

    assert client.get(f"/jobs/{job.pk}/apply/").status_code == 404
    assert client.get("/jobs/999999/apply/").status_code == 404


def test_apply_takes_no_post(client: Client) -> None:
    assert client.post(f"/jobs/{make_job().pk}/apply/").status_code == 405
