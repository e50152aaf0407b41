"""What others read of a job's page."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as example_settings
from hypothesis import strategies as st
from PIL import Image

from jobs.lib.text import shorten
from jobs.models import Employer, Job
from jobs.seo.job_meta import job_meta
from jobs.seo.meta import DESCRIPTION, SHORTEST, TITLE, Crumb, Meta
from jobs.seo.preview import picture_address
from tests.make import make_job
from tests.views.reading import read, said_of

pytestmark = pytest.mark.django_db
HOST = "http://testserver.example"
BREAD = "<p>Bread &amp; rolls for two towns.</p><ul><li>Early</li></ul>"
LONG = "Senior Frontend Engineer for Payments and for Partner Integrations"


def test_a_live_job_may_be_listed_under_its_one_address() -> None:
    job = make_job(title="Baker", places="Cork, IE", description=BREAD)

    assert job_meta(job, [], crumbs=[Crumb("Jobs", "/jobs/")]) == Meta(
        title="Baker, Harbourline, Cork",
        description="Baker at Harbourline. Cork, Ireland. Bread & rolls for two towns. Early",
        canonical=f"{HOST}/jobs/{job.pk}/baker/",
        image=picture_address(job),
        crumbs=(Crumb("Jobs", "/jobs/"),),
    )


def test_a_closed_job_asks_to_be_forgotten_and_has_no_address_to_be_listed_under() -> None:
    meta = job_meta(make_job(closed_at=datetime.now(UTC)), [])

    assert (meta.robots, meta.canonical, meta.image) == ("noindex", "", "")
    assert not meta.is_listed


@pytest.mark.parametrize(
    ("title", "employer", "places", "told"),
    [
        ("Baker", "Quince", "", "Baker, Quince"),
        ("Baker", "Quince", "Cork, IE", "Baker, Quince, Cork"),
        ("Baker", "Quince", "Remote, Canada", "Baker, Quince, Remote, Canada"),
        ("Baker", "Quince", "Cork, IE; Galway, IE", "Baker, Quince"),
        ("Baker", "Quince " * 8 + "Ltd", "Cork, IE", "Baker, Cork"),
        ("Baker " * 9 + "Mate", "Quince", "", "Baker " * 9 + "Mate"),
        (LONG, "Quince", "Cork, IE", "Senior Frontend Engineer for Payments and for Partner…"),
    ],
)
def test_the_title_of_the_job_comes_first_and_what_fits_behind_it(
    title: str, employer: str, places: str, told: str
) -> None:
    job = make_job(title=title, employer=employer, places=places)

    assert job_meta(job, []).title == told


def test_a_description_fits_where_it_is_shown() -> None:
    described = job_meta(make_job(description="<p>" + "word " * 1000 + "</p>"), []).description

    assert len(described) <= DESCRIPTION
    assert described.endswith("…")


def test_a_description_that_says_little_says_what_the_page_has() -> None:
    job = make_job(title="Cook", description="<p>You cook</p>")

    assert job_meta(job, []).description == (
        "Cook at Harbourline. You cook. Place, pay and skills as the employer states them."
    )


def test_a_description_tells_what_other_jobs_of_the_employer_do_not() -> None:
    about = "<p>Harbourline has fed the harbours of the north since the days of sail.</p>"
    make_job(title="Cook", description=f"{about}<p>You cook.</p>")
    job = make_job(title="Baker", description=f"{about}<p>You bake rye bread and white.</p>")

    assert job_meta(job, Job.objects.exclude(pk=job.pk)).description == (
        "Baker at Harbourline. You bake rye bread and white."
    )


words = st.lists(st.text("ab", min_size=1, max_size=30), min_size=1, max_size=30).map(" ".join)


@example_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=words, employer=words, description=words)
def test_whatever_a_job_is_called_both_fit(title: str, employer: str, description: str) -> None:
    job = Job(pk=1, title=title, description=description, employer=Employer(name=employer))

    meta = job_meta(job, [])

    assert len(meta.title) <= TITLE
    assert meta.title.startswith(shorten(title, TITLE))
    assert SHORTEST <= len(meta.description) <= DESCRIPTION


def test_the_page_carries_it(client: Client) -> None:
    job = make_job(title="Baker")

    page = client.get(job.get_absolute_url()).content.decode()

    assert f'<link rel="canonical" href="{HOST}/jobs/{job.pk}/baker/">' in page
    assert "<title>Baker, Harbourline – Job board</title>" in page


def test_a_preview_of_a_job_shows_a_picture_that_is_there_and_of_the_size_it_is_told(
    client: Client,
) -> None:
    job = make_job(title="Baker")

    page = read(client.get(job.get_absolute_url()).content.decode())

    told = {name: said_of(page, name) for name in ("og:image", "og:image:alt", "twitter:card")}
    assert told == {
        "og:image": picture_address(job),
        "og:image:alt": "Baker, Harbourline",
        "twitter:card": "summary_large_image",
    }
    image = Image.open(BytesIO(client.get(told["og:image"].removeprefix(HOST)).content))
    sizes = tuple(int(said_of(page, f"og:image:{side}")) for side in ("width", "height"))
    assert image.size == sizes == (1200, 630)


def test_other_pages_show_no_picture_that_is_not_theirs(client: Client) -> None:
    make_job(title="Baker", closed_at=datetime.now(UTC))

    for path in ("/", "/jobs/", "/about/", Job.objects.get().get_absolute_url()):
        page = read(client.get(path).content.decode())
        assert (said_of(page, "og:image"), said_of(page, "twitter:card")) == ("", ""), path
