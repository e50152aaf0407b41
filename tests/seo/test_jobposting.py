"""What search engines are told of one job, and of which jobs they are told nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from jobs.models import Employer, Job, JobType, Logo
from jobs.seo.jobposting import job_posting
from tests.importer.logos.images import png
from tests.make import make_employer, make_feed, make_job

pytestmark = pytest.mark.django_db
HOST = "http://testserver.example"


def posting(places: str = "Cork, IE", **facts: Any) -> dict[str, Any] | None:
    return job_posting(loaded(make_job(places=places, **facts)))


def loaded(job: Job) -> Job:
    return Job.objects.for_cards().select_related("feed").get(pk=job.pk)


def told(name: str, places: str = "Cork, IE", **facts: Any) -> Any:
    found = posting(places, **facts)
    assert found is not None
    return found.get(name)


def test_a_job_that_tells_much_is_told_whole() -> None:
    image = png()
    logo = Logo.objects.create(digest=Logo.digest_of(image), image=image, width=64, height=64)
    make_employer("Quince", website="https://quince.example/", logo=logo)
    job = make_job(
        external_id="a1",
        title="Pastry Chef",
        employer="Quince",
        description="<p>Bread &amp; <strong>rolls</strong>.</p>",
        places="Cork, IE; Remote, US",
        arrangement="remote",
        job_type="full-time",
        level="senior",
        skills=("Baking",),
        salary_min=Decimal(30000),
        salary_max=Decimal("45000.50"),
        salary_currency="EUR",
        salary_period="year",
        expires_on=date(2026, 12, 31),
    )

    assert job_posting(loaded(job)) == {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Pastry Chef",
        "description": "<p>Bread &amp; <strong>rolls</strong>.</p>",
        "datePosted": "2026-11-01",
        "validThrough": "2026-12-31T23:59:59Z",
        "employmentType": "FULL_TIME",
        "hiringOrganization": {
            "@type": "Organization",
            "name": "Quince",
            "sameAs": "https://quince.example/",
            "logo": f"{HOST}/logos/{logo.pk}.webp",
        },
        "identifier": {"@type": "PropertyValue", "name": "Quince", "value": "a1"},
        "jobLocation": [
            {
                "@type": "Place",
                "address": {
                    "@type": "PostalAddress",
                    "addressLocality": "Cork",
                    "addressCountry": "IE",
                },
            }
        ],
        "jobLocationType": "TELECOMMUTE",
        "applicantLocationRequirements": [{"@type": "Country", "name": "United States"}],
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "EUR",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": 30000,
                "maxValue": 45000.5,
                "unitText": "YEAR",
            },
        },
        "url": f"{HOST}/jobs/{job.pk}/pastry-chef/",
        "directApply": False,
    }


def test_what_is_unknown_is_left_out() -> None:
    job = make_job(external_id="a1", title="Pastry Chef", places="Ireland")

    assert job_posting(loaded(job)) == {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Pastry Chef",
        "description": "<p>Build the thing.</p>",
        "datePosted": "2026-11-01",
        "hiringOrganization": {"@type": "Organization", "name": "Harbourline"},
        "identifier": {"@type": "PropertyValue", "name": "Harbourline", "value": "a1"},
        "jobLocation": [
            {"@type": "Place", "address": {"@type": "PostalAddress", "addressCountry": "IE"}}
        ],
        "url": f"{HOST}/jobs/{job.pk}/pastry-chef/",
        "directApply": False,
    }


PAST = datetime(2026, 11, 20, tzinfo=UTC)
SILENT: list[dict[str, Any]] = [
    {"closed_at": PAST},
    {"hidden": True},
    {"expires_on": date(2026, 11, 22)},
    {"posted_on": None},
    {"description": ""},
    {"description": "<p>BACKEND  Engineer</p>"},
    {"places": ""},
    {"places": "Cork"},
    {"places": "Remote, US"},
    {"places": "Remote, US", "arrangement": "hybrid"},
    {"places": "Remote", "arrangement": "remote"},
    {"places": "Remote, EMEA", "arrangement": "remote"},
    {"places": "Cork, IE; Remote, EMEA", "arrangement": "remote"},
    {"title": "Backend Engineer, Cork (Ireland)"},
    {"title": "Backend Engineer — Harbourline (a startup)"},
    {"title": "Backend Engineer #4711"},
    {"title": "Backend Engineer €60,000"},
]


@pytest.mark.parametrize("facts", SILENT, ids=str)
def test_of_some_jobs_nothing_is_told(facts: dict[str, Any]) -> None:
    assert posting(**facts) is None


def test_a_job_that_expires_today_is_told_of() -> None:
    assert told("validThrough", expires_on=date(2026, 11, 23)) == "2026-11-23T23:59:59Z"


def test_a_feed_without_markup_has_none() -> None:
    assert posting(feed=make_feed(has_markup=False)) is None
    assert posting(feed=make_feed(has_markup=True)) is not None


def test_the_same_job_of_another_feed_has_no_markup() -> None:
    speaker = make_job(places="Cork, IE")

    assert posting(same_as=speaker) is None


def country(name: str) -> dict[str, str]:
    return {"@type": "Country", "name": name}


def state(name: str) -> dict[str, str]:
    return {"@type": "State", "name": name}


AREAS = [
    ("Remote, US", [country("United States")]),
    ("Remote, US; Remote, Germany", [country("United States"), country("Germany")]),
    ("Remote, California, US", [state("California, United States")]),
    ("Remote, US; Remote, EMEA", [country("United States")]),
    ("Cork, IE; Remote, US", [country("United States")]),
    ("Cork, IE; Dublin, IE", [country("Ireland")]),
    ("Toronto, ON, CA; Remote", [country("Canada")]),
    ("Ireland", [country("Ireland")]),
]


@pytest.mark.parametrize(("places", "areas"), AREAS)
def test_a_remote_job_is_done_from_its_areas_else_from_its_countries(
    places: str, areas: list[dict[str, str]]
) -> None:
    found = posting(places, arrangement="remote")

    assert found is not None
    assert (found["jobLocationType"], found["applicantLocationRequirements"]) == (
        "TELECOMMUTE",
        areas,
    )


@pytest.mark.parametrize("arrangement", ["", "onsite", "hybrid"])
def test_only_what_is_all_remote_is_told_to_be(arrangement: str) -> None:
    found = posting("Cork, IE; Remote, IE", arrangement=arrangement)

    assert found is not None
    assert found.keys() & {"jobLocationType", "applicantLocationRequirements"} == set()


LOCATIONS = [
    ("Cork, IE; Toronto, ON, CA", "", [("Cork", None, "IE"), ("Toronto", "Ontario", "CA")]),
    ("Cork, IE; Nowheretown", "", [("Cork", None, "IE")]),
    ("Ireland", "onsite", [(None, None, "IE")]),
    ("Ireland; Cork, IE", "remote", [("Cork", None, "IE")]),
    ("California, US", "remote", [(None, "California", "US")]),
    ("Remote, US", "remote", None),
    ("Ireland", "remote", None),
]


@pytest.mark.parametrize(("places", "arrangement", "locations"), LOCATIONS)
def test_every_place_of_a_known_country_is_a_location(
    places: str, arrangement: str, locations: list[tuple[str | None, ...]] | None
) -> None:
    found = told("jobLocation", places, arrangement=arrangement)
    names = ("addressLocality", "addressRegion", "addressCountry")

    assert (
        found and [tuple(one["address"].get(name) for name in names) for one in found]
    ) == locations


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("full-time", "FULL_TIME"),
        ("part-time", "PART_TIME"),
        ("contract", "CONTRACTOR"),
        ("freelance", "CONTRACTOR"),
        ("temporary", "TEMPORARY"),
        ("internship", "INTERN"),
        ("volunteer", "VOLUNTEER"),
        ("other", "OTHER"),
        ("contract-to-hire", None),
        ("", None),
    ],
)
def test_employment_is_told_in_googles_words(kind: str, word: str | None) -> None:
    assert told("employmentType", job_type=kind) == word


def test_every_kind_of_employment_of_the_board_has_a_word() -> None:
    kinds = JobType.named([word.slug for word in JobType.words()])

    assert {told("employmentType", job_type=kind) for kind in kinds} >= {"FULL_TIME", "OTHER"}
    assert [kind for kind in kinds if told("employmentType", job_type=kind) is None] == []


PAY = {
    "salary_min": Decimal(20),
    "salary_max": Decimal(25),
    "salary_currency": "EUR",
    "salary_period": "hour",
}
HALF: list[dict[str, Any]] = [
    {"salary_min": None},
    {"salary_max": None},
    {"salary_currency": ""},
    {"salary_period": ""},
    {"salary_min": None, "salary_max": None, "salary_text": "20 an hour"},
]


@pytest.mark.parametrize("facts", HALF, ids=str)
def test_pay_that_is_not_known_whole_is_not_told(facts: dict[str, Any]) -> None:
    assert told("baseSalary", **PAY | facts) is None


def test_one_amount_of_pay_is_no_range() -> None:
    assert told("baseSalary", **PAY | {"salary_max": Decimal(20)})["value"] == {
        "@type": "QuantitativeValue",
        "value": 20,
        "unitText": "HOUR",
    }


@pytest.mark.parametrize("number", [1, 3])
def test_markup_asks_the_database_nothing(
    django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for _ in range(number):
        make_job(places="Cork, IE; Remote, US", skills=("Baking",), **PAY)
    jobs = list(Job.objects.for_cards().select_related("feed"))

    with django_assert_num_queries(0):
        assert len(list(filter(None, map(job_posting, jobs)))) == number


def test_an_employer_may_be_called_like_a_part_of_the_title() -> None:
    make_employer("Amazon")

    assert told("title", title="Cloud Engineer, Amazon Web Services", employer="Amazon")


def test_a_page_of_a_live_job_alone_has_markup(client: Client) -> None:
    job = make_job(places="Cork, IE", skills=("Baking",), category="Food")
    closed = make_job(places="Cork, IE", closed_at=datetime(2026, 11, 22, tzinfo=UTC))
    gone = make_job(places="Cork, IE", closed_at=datetime(2026, 8, 1, tzinfo=UTC))
    twin = make_job(feed=make_feed(), places="Cork, IE", same_as=job)
    employer = Employer.objects.get().get_absolute_url()
    lists = ["/", "/jobs/", "/employers/", "/skills/", employer, "/skills/baking/"]
    lists += ["/categories/food/", "/places/cork-ireland/", "/saved/"]

    answers = {
        path: client.get(path)
        for path in [*(one.get_absolute_url() for one in (job, closed, gone, twin)), *lists]
    }

    marked = [path for path, answer in answers.items() if b"JobPosting" in answer.content]
    assert marked == [job.get_absolute_url()]
    statuses = [answer.status_code for answer in answers.values()]
    assert statuses == [200, 200, 410, 301, *[200] * len(lists)]
