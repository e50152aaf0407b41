"""What the jobs of a feed have in common: their employers, and the paragraph that ends them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jobs.importer.store.terms import RunTerms
from jobs.models import Employer, Feed, ImportRun, Job
from tests.make import record, yubhub

pytestmark = pytest.mark.django_db
Import = Callable[..., ImportRun]
SIGNED = (
    "<![CDATA[<p>Text of {0}</p>"
    '<p style="color:#666">Gathered by <a href="https://gatherer.example">Gatherer</a></p>]]>'
)


def test_the_first_description_of_an_employer_stays(import_document: Import) -> None:
    wordings = ("Makes harbours.", "Harbours are what it makes.", "A maker of harbours.")
    records = [
        record(f"j{number}", Employerdescription=wording, Employerwebsite="https://harbour.example")
        for number, wording in enumerate(wordings)
    ]

    import_document(yubhub(*records))
    import_document(yubhub(*reversed(records), record("new", Employerdescription="Newest.")))

    employer = Employer.objects.get()
    assert (employer.description, employer.website) == (
        "Makes harbours.",
        "https://harbour.example",
    )


def test_a_fact_that_an_editor_emptied_stays_empty(import_document: Import) -> None:
    facts = {"Employerdescription": "Makes harbours.", "Employerwebsite": "https://harbour.example"}
    import_document(yubhub(record("a", **facts)))
    Employer.objects.update(description="", website="", edited=["description"])

    import_document(yubhub(record("a", **facts), record("b", **facts)))

    employer = Employer.objects.get()
    assert (employer.description, employer.website) == ("", "https://harbour.example")


def test_an_employer_is_known_with_and_without_its_legal_form(import_document: Import) -> None:
    own = {"Employerwebsite": "https://harbourline.example"}
    others = {"Employerwebsite": "https://harbour-line.example"}
    document = yubhub(
        record("a", Employername="Harbourline, Inc.", **own),
        record("b", Employername="HARBOURLINE GmbH"),
        record("c", Employername="Harbourline AG", **others),
        record("d", Employername="Harbourline Ltd", **own),
        record("e", Employername="Harbourline plc", **others),
    )
    import_document(document)
    found = dict(Job.objects.values_list("external_id", "employer__name"))

    assert found == {
        "a": "Harbourline, Inc.",
        "b": "Harbourline, Inc.",
        "c": "Harbourline AG",
        "d": "Harbourline, Inc.",
        "e": "Harbourline AG",
    }
    Job.objects.update(content_hash="")
    import_document(document)
    assert dict(Job.objects.values_list("external_id", "employer__name")) == found
    assert Employer.objects.count() == 2


def test_the_host_of_apply_is_not_the_employer(import_document: Import) -> None:
    import_document(
        yubhub(
            record("a", Applyto="https://jobs.acme.example/1", Employername="Acme"),
            record("b", Applyto="https://elsewhere.example/2", Employername="Acme GmbH"),
            record("c", Applyto="https://jobs.acme.example/3", Employername=""),
        )
    )

    assert list(Employer.objects.values_list("name", "website")) == [("Acme", "")]
    assert sorted(Job.objects.values_list("external_id", flat=True)) == ["a", "b"]


def test_spellings_of_an_employer_are_one_employer(import_document: Import) -> None:
    import_document(
        yubhub(
            record("a"),
            record("b", Employername="  HARBOURLINE "),
            record("c", Employername="Hárbourline"),
        )
    )

    assert Employer.objects.get().name == "Harbourline"
    assert Job.objects.filter(employer__name="Harbourline").count() == 3


def test_the_shared_last_paragraph_becomes_the_attribution_of_the_feed(
    import_document: Import,
) -> None:
    import_document(
        yubhub(
            record("a", Description=SIGNED.format("a")), record("b", Description=SIGNED.format("b"))
        )
    )

    feed = Feed.objects.get()
    assert (feed.attribution_name, feed.attribution_url) == ("Gatherer", "https://gatherer.example")
    assert list(Job.objects.order_by("external_id").values_list("description", flat=True)) == [
        "<p>Text of a</p>",
        "<p>Text of b</p>",
    ]


def test_a_last_paragraph_of_one_job_stays_in_its_text(import_document: Import) -> None:
    import_document(
        yubhub(record("a", Description=SIGNED.format("a")), *(record(name) for name in "bcd"))
    )

    assert Feed.objects.get().attribution_name == ""
    assert "Gathered by" in Job.objects.get(external_id="a").description


def test_an_editors_attribution_is_kept(import_document: Import) -> None:
    signed = yubhub(
        record("a", Description=SIGNED.format("a")), record("b", Description=SIGNED.format("b"))
    )
    import_document(yubhub(record("a")))
    Feed.objects.update(attribution_name="The Gatherers", attribution_url="https://g.example")

    import_document(signed)

    assert Feed.objects.get().attribution_name == "The Gatherers"
    assert "Gathered by" not in Job.objects.get(external_id="a").description


def test_an_attribution_that_is_written_during_a_run_is_kept(
    import_document: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = RunTerms.learn

    def written_meanwhile(terms: RunTerms, jobs: Any) -> None:
        real(terms, jobs)
        Feed.objects.update(attribution_name="The Gatherers", attribution_url="https://g.example")

    monkeypatch.setattr(RunTerms, "learn", written_meanwhile)
    import_document(yubhub(*(record(one, Description=SIGNED.format(one)) for one in "ab")))

    stored = Feed.objects.values_list("attribution_name", "attribution_url").get()
    assert stored == ("The Gatherers", "https://g.example")


def test_spellings_of_skills_are_one_skill_a_job_links_once(import_document: Import) -> None:
    import_document(
        yubhub(record("a", Skills="Javascript, JS, C++, C#, C, .NET, Python/Java, CI/CD"))
    )

    job = Job.objects.get()
    assert [(skill.name, skill.slug) for skill in job.skill_list] == [
        ("JavaScript", "javascript"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("C", "c"),
        (".NET", "dotnet"),
        ("Python", "python"),
        ("Java", "java"),
        ("CI/CD", "ci-cd"),
    ]


def test_an_unknown_level_becomes_a_word_of_its_own(import_document: Import) -> None:
    import_document(yubhub(record("a", Experiencelevel="Principal", Jobtype="FULL_TIME")))

    job = Job.objects.get()
    assert (job.level.slug, job.level.name, job.job_type.slug) == (
        "principal",
        "Principal",
        "full-time",
    )
