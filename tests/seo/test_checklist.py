"""The checklist itself: a good page passes; what breaks one rule is told by that rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from jobs.importer.publishing import publishing
from jobs.models import Employer, Job
from jobs.search import index
from jobs.templatetags.board import json_ld
from tests.make import make_employer, make_job
from tests.seo import checklist
from tests.seo.checklist import RULES, faults, sentence
from tests.seo.seen import Seen

pytestmark = pytest.mark.django_db
Posting = dict[str, Any]


def good() -> Job:
    """A job with everything that markup can tell."""
    make_employer("Quince", website="https://quince.example/")
    job = make_job(
        title="Pastry Chef",
        employer="Quince",
        description="<p>Bread &amp; rolls.</p>\n<ul>\n<li>Early</li>\n</ul>",
        places="Cork, IE; Toronto, ON, CA; Remote, US; Remote, California, US",
        arrangement="remote",
        job_type="full-time",
        salary_min=Decimal(30000),
        salary_max=Decimal("45000.50"),
        salary_currency="USD",
        salary_period="year",
        expires_on=date(2026, 12, 31),
    )
    return Job.objects.for_cards().select_related("feed").get(pk=job.pk)


def page_of(job: Job) -> str:
    return Client().get(job.get_absolute_url()).content.decode()


def retold(page: str, job: Job, change: Callable[[Posting], object]) -> str:
    """The page with another posting in place of its own."""
    seen = Seen(page, job)
    script = next(text for text in seen.scripts if "JobPosting" in text)
    posting = seen.posting
    change(posting)
    return page.replace(f'<script type="application/ld+json">{script}</script>', json_ld(posting))


def test_a_good_page_passes() -> None:
    job = good()

    assert faults(page_of(job), job) == []


def put(path: str, value: object) -> Callable[[Posting], object]:
    """Sets what stands at `baseSalary.value.unitText` or `jobLocation.0.address`."""

    def change(posting: Any) -> None:
        *way, last = (int(name) if name.isdigit() else name for name in path.split("."))
        for name in way:
            posting = posting[name]
        posting[last] = value

    return change


def without(*names: str) -> Callable[[Posting], object]:
    return lambda posting: [posting.pop(name) for name in names]


TOLD = [
    (checklist.posted, put("datePosted", "2026-12-01")),
    (checklist.every_place, without("jobLocation")),
    (checklist.canonical, put("url", "http://testserver.example/jobs/1/")),
    (checklist.canonical, put("url", "https://elsewhere.example/jobs/1/pastry-chef/")),
    (checklist.known_names, put("@context", "https://example.org")),
    (checklist.known_names, put("salary", 30000)),
    (checklist.known_names, put("hiringOrganization.website", "https://quince.example")),
    (checklist.known_names, put("jobLocation.0.@type", "Location")),
    (checklist.title_is_shown, put("title", "Chef")),
    (checklist.description_is_shown, put("description", "<p>Bread &amp; rolls.</p>")),
    (checklist.description_is_shown, put("description", "Bread & rolls. Early")),
    (checklist.description_is_shown, put("description", "&lt;p&gt;Bread&lt;/p&gt;")),
    (checklist.posted, without("datePosted")),
    (checklist.posted, put("datePosted", "2026-10-31")),
    (checklist.posted, put("datePosted", "1 November 2026")),
    (checklist.ends, without("validThrough")),
    (checklist.ends, put("validThrough", "2027-01-31T23:59:59Z")),
    (checklist.ends, put("validThrough", "2026-12-31")),
    (checklist.ends, put("validThrough", "soon")),
    (checklist.ends, put("validThrough", "2026-12-31T23:59:59")),
    (checklist.employer, put("hiringOrganization.name", "Quince GmbH")),
    (checklist.employer, put("hiringOrganization", "Quince")),
    (checklist.employer_addresses, put("hiringOrganization.sameAs", "quince")),
    (checklist.employer_addresses, put("hiringOrganization.logo", "/logos/1.webp")),
    (checklist.countries, put("jobLocation.0.address.addressCountry", "ie")),
    (checklist.countries, put("jobLocation.0.address.addressCountry", "Ireland")),
    (checklist.countries, put("jobLocation.0.address.addressCountry", "XX")),
    (checklist.locations_are_shown, put("jobLocation.0.address.addressRegion", "Munster")),
    (checklist.every_place, lambda posting: posting["jobLocation"].pop()),
    (checklist.remote_from, without("applicantLocationRequirements")),
    (checklist.remote_from, put("applicantLocationRequirements", [])),
    (checklist.remote_from, put("applicantLocationRequirements.0.name", "EMEA")),
    (checklist.remote_from, put("applicantLocationRequirements.1.name", "California")),
    (checklist.remote_is_said, without("jobLocationType", "applicantLocationRequirements")),
    (checklist.employment, put("employmentType", "full-time")),
    (checklist.employment, put("employmentType", ["FULL_TIME", "FREELANCE"])),
    (checklist.employment, put("employmentType", "PART_TIME")),
    (checklist.employment, without("employmentType")),
    (checklist.pay_is_stated, put("baseSalary.value.maxValue", 45000)),
    (checklist.pay_is_stated, put("baseSalary.currency", "EUR")),
    (checklist.pay_is_stated, put("baseSalary.value.unitText", "MONTH")),
    (checklist.pay_is_whole, put("baseSalary.value.unitText", "year")),
    (checklist.identifier, put("identifier", "a1")),
    (checklist.identifier, put("identifier.value", "a1")),
    (checklist.identifier, put("identifier.name", "The board")),
    (checklist.apply, put("directApply", True)),
    (checklist.apply, without("directApply")),
]
# What breaks these breaks another rule with them.
TWICE = [
    (checklist.pay_is_whole, put("baseSalary.@type", "PriceSpecification")),
    (checklist.remote_from, put("applicantLocationRequirements.0.@type", "Place")),
    (checklist.remote, put("jobLocationType", "HYBRID")),
    (checklist.somewhere, without("jobLocation", "jobLocationType")),
    (checklist.title_without_employer, put("title", "Pastry Chef - Quince")),
    (checklist.title_without_employer, put("title", "Pastry Chef at Quince")),
    (checklist.title_without_employer, put("title", "Pastry Chef (Quince)")),
    (checklist.title_without_place, put("title", "Pastry Chef in Cork")),
    (checklist.title_without_pay, put("title", "Pastry Chef, 45k")),
    (checklist.title_without_pay, put("title", "Pastry Chef €45,000")),
    (checklist.title_without_pay, put("title", "Pastry Chef, 45.000 EUR")),
    (checklist.title_without_code, put("title", "Pastry Chef #A1")),
    (checklist.title_without_code, put("title", "Pastry Chef, Req. 4711")),
    (checklist.description_tells, put("description", "<p>Pastry  chef</p>")),
    (checklist.description_tells, without("description")),
    (checklist.pay_is_shown, put("baseSalary.value.minValue", 20000)),
    (checklist.pay_is_whole, put("baseSalary.value.minValue", "30000")),
    (checklist.pay_is_whole, put("baseSalary.value.minValue", 90000)),
    (checklist.pay_is_whole, lambda posting: posting["baseSalary"]["value"].pop("maxValue")),
    (checklist.pay_is_whole, put("baseSalary.currency", "$")),
    (checklist.one_posting, put("@type", "Job")),
    (checklist.one_posting, lambda posting: posting.clear()),
]


@pytest.mark.parametrize(("broken", "change"), TOLD)
def test_markup_that_breaks_one_rule_is_told_by_it(
    broken: checklist.Rule, change: Callable[[Posting], object]
) -> None:
    job = good()

    assert faults(retold(page_of(job), job, change), job) == [sentence(broken)]


@pytest.mark.parametrize(("broken", "change"), TWICE)
def test_markup_that_breaks_several_rules_is_told_by_each(
    broken: checklist.Rule, change: Callable[[Posting], object]
) -> None:
    job = good()

    found = faults(retold(page_of(job), job, change), job)

    assert sentence(broken) in found
    assert len(found) > 1


def twice(page: str, _job: Job) -> str:
    return re.sub(r"(<script type=.application/ld.json.>.*?</script>)", r"\1\1", page)


def escaped_for_html(page: str, _job: Job) -> str:
    return page.replace('"@type":"JobPosting"', "&quot;@type&quot;:&quot;JobPosting&quot;")


def with_a_sign_of_html(page: str, _job: Job) -> str:
    return page.replace("\\u003cli\\u003e", "<li>")


def not_to_be_listed(page: str, _job: Job) -> str:
    return page.replace("<head>", '<head><meta name="robots" content="noindex">')


def closed(page: str, job: Job) -> str:
    changed(job, closed_at="2026-11-22T00:00:00Z")
    return page


def past_its_date(page: str, job: Job) -> str:
    changed(job, expires_on=date(2026, 11, 22))
    return page


def hybrid(page: str, job: Job) -> str:
    changed(job, arrangement="hybrid")
    return page


def silent_of_remote_work(page: str, _job: Job) -> str:
    return page.replace("Remote", "Anywhere")


def silent_of_pay(page: str, _job: Job) -> str:
    return page.replace("30,000", "plenty")


def without_apply(page: str, _job: Job) -> str:
    return page.replace("/apply/", "/")


def changed(job: Job, **facts: object) -> None:
    with publishing():
        Job.objects.filter(pk=job.pk).update(**facts)
    index.put([job.pk])
    job.refresh_from_db(fields=list(facts))


SHOWN = [
    (checklist.one_posting, twice),
    (checklist.escaped, with_a_sign_of_html),
    (checklist.permitted, not_to_be_listed),
    (checklist.live, closed),
    (checklist.remote, hybrid),
    (checklist.remote, silent_of_remote_work),
    (checklist.pay_is_shown, silent_of_pay),
    (checklist.apply, without_apply),
]


@pytest.mark.parametrize(("broken", "change"), SHOWN)
def test_a_page_that_breaks_one_rule_is_told_by_it(
    broken: checklist.Rule, change: Callable[[str, Job], str]
) -> None:
    job = good()

    assert faults(change(page_of(job), job), job) == [sentence(broken)]


def test_a_job_past_its_date_is_not_live() -> None:
    job = good()

    assert sentence(checklist.live) in faults(past_its_date(page_of(job), job), job)


def test_markup_escaped_as_html_is_none() -> None:
    job = good()

    found = faults(escaped_for_html(page_of(job), job), job)

    assert sentence(checklist.one_posting) in found


def test_every_rule_is_broken_once() -> None:
    assert {broken for broken, _ in [*TOLD, *TWICE, *SHOWN]} == set(RULES)


def test_every_rule_is_a_sentence_of_its_own() -> None:
    sentences = [sentence(one) for one in RULES]

    assert len(set(sentences)) == len(sentences)
    assert [one for one in sentences if not re.fullmatch(r"[A-Z].*\.", one)] == []


def test_what_is_left_out_is_no_fault() -> None:
    job = make_job(places="Cork, IE")
    Employer.objects.update(website="")

    assert faults(page_of(job), job) == []
