"""What others read of a job's page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from jobs.models import Job
from jobs.seo.job_meta import job_meta
from jobs.seo.meta import DESCRIPTION, Meta
from tests.make import make_job

pytestmark = pytest.mark.django_db
HOST = "http://testserver.example"


def test_a_live_job_may_be_listed_under_its_one_address() -> None:
    job = make_job(title="Baker", description="<p>Bread &amp; rolls.</p><ul><li>Early</li></ul>")

    assert job_meta(job, []) == Meta(
        title="Baker, Harbourline",
        description="Baker at Harbourline. Bread & rolls. Early",
        canonical=f"{HOST}/jobs/{job.pk}/baker/",
    )


def test_a_closed_job_asks_to_be_forgotten() -> None:
    assert job_meta(make_job(closed_at=datetime.now(UTC)), []).robots == "noindex"


def test_a_description_fits_where_it_is_shown() -> None:
    described = job_meta(make_job(description="<p>" + "word " * 1000 + "</p>"), []).description

    assert len(described) <= DESCRIPTION
    assert described.endswith("…")


def test_a_description_tells_what_other_jobs_of_the_employer_do_not() -> None:
    about = "<p>Harbourline has fed the harbours of the north since the days of sail.</p>"
    make_job(title="Cook", description=f"{about}<p>You cook.</p>")
    job = make_job(title="Baker", description=f"{about}<p>You bake rye bread.</p>")

    assert job_meta(job, Job.objects.exclude(pk=job.pk)).description == (
        "Baker at Harbourline. You bake rye bread."
    )


def test_the_page_carries_it(client: Client) -> None:
    job = make_job(title="Baker")

    page = client.get(job.get_absolute_url()).content.decode()

    assert f'<link rel="canonical" href="{HOST}/jobs/{job.pk}/baker/">' in page
    assert "<title>Baker, Harbourline – Job board</title>" in page
