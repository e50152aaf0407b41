"""What runs do to the jobs of one feed, from their first day to their return."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobs.importer import removals
from jobs.importer.outcome import rules_of
from jobs.models import Employer, Feed, ImportRun, Job, JobPlace, JobSkill, Place, Skill
from tests.make import make_job, record, yubhub

pytestmark = pytest.mark.django_db
Import = Callable[..., ImportRun]
COUNTS = ("seen", "created", "updated", "unchanged", "closed", "reopened", "held", "rejected")


def counts(run: ImportRun) -> dict[str, int]:
    return {name: getattr(run, name) for name in COUNTS if getattr(run, name)}


def all_rows() -> list[Any]:
    tables: list[type[Model]] = [Job, Employer, Skill, Place, JobSkill, JobPlace]
    return [sorted(table._default_manager.values_list()) for table in tables]


def test_a_first_run_creates_every_job(import_document: Import) -> None:
    run = import_document(yubhub(record("a"), record("b", Skills="Python, Go")))

    assert (run.status, counts(run)) == ("applied", {"seen": 2, "created": 2})
    assert run.dialect == "yubhub"
    assert Job.objects.live().count() == 2
    feed = Feed.objects.get()
    assert (feed.applied_rules, feed.confirmed_at) == (rules_of(feed), run.finished_at)


def test_the_same_feed_again_touches_no_row(import_document: Import) -> None:
    document = yubhub(record("a", Skills="Python", Location="Toronto, ON, CA"), record("b"))
    import_document(document)
    before = all_rows()

    run = import_document(document)

    assert (run.status, counts(run)) == ("unchanged", {"seen": 2, "unchanged": 2})
    assert all_rows() == before


def test_a_changed_job_is_updated_and_keeps_its_id(import_document: Import) -> None:
    import_document(yubhub(record("a", Skills="Python, Go", Location="Leeds, UK"), record("b")))
    before = Job.objects.get(external_id="a")

    run = import_document(yubhub(record("a", Title="New title", Skills="Rust"), record("b")))

    assert counts(run) == {"seen": 2, "updated": 1, "unchanged": 1}
    after = Job.objects.get(external_id="a")
    assert (after.pk, after.title, after.first_seen_at) == (
        before.pk,
        "New title",
        before.first_seen_at,
    )
    assert [skill.name for skill in after.skill_list] == ["Rust"]
    assert after.place_list == []
    assert after.changed_at > before.changed_at


def test_a_vanished_job_closes_and_comes_back_as_itself(import_document: Import) -> None:
    both, one = yubhub(record("a"), record("b")), yubhub(record("a"))
    import_document(both)
    before = Job.objects.get(external_id="b")

    closing = import_document(one)
    closed = Job.objects.get(external_id="b")
    opening = import_document(both)
    reopened = Job.objects.get(external_id="b")

    assert counts(closing) == {"seen": 1, "unchanged": 1, "closed": 1}
    assert (closed.closed_at, closed.closed_reason) == (closing.finished_at, "vanished")
    assert not closed.is_live
    assert counts(opening) == {"seen": 2, "unchanged": 1, "reopened": 1}
    assert (reopened.pk, reopened.get_absolute_url()) == (before.pk, before.get_absolute_url())
    assert reopened.is_live


def test_a_job_that_returns_changed_counts_once(import_document: Import) -> None:
    import_document(yubhub(record("a"), record("b")))
    import_document(yubhub(record("a")))

    run = import_document(yubhub(record("a"), record("b", Title="Other")))

    assert counts(run) == {"seen": 2, "unchanged": 1, "reopened": 1}
    assert Job.objects.live().get(external_id="b").title == "Other"


def test_a_job_an_editor_closed_stays_closed(import_document: Import) -> None:
    document = yubhub(record("a"), record("b"))
    import_document(document)
    Job.objects.filter(external_id="a").update(
        closed_at=datetime(2026, 11, 2, tzinfo=UTC), closed_reason="editor"
    )

    run = import_document(document)

    assert counts(run) == {"seen": 2, "unchanged": 2}
    assert not Job.objects.get(external_id="a").is_live


def test_a_feed_never_touches_the_jobs_of_another(import_document: Import) -> None:
    other = make_job(external_id="a", title="Somebody else's")

    import_document(yubhub(record("a", Title="Ours"), record("b")))
    run = import_document(yubhub(record("b")))

    other.refresh_from_db()
    assert counts(run) == {"seen": 1, "unchanged": 1, "closed": 1}
    assert (other.title, other.is_live) == ("Somebody else's", True)


def test_an_empty_feed_closes_nothing(import_document: Import) -> None:
    import_document(yubhub(record("a")))

    run = import_document(yubhub())

    assert (run.status, counts(run)) == ("held", {"held": 1})
    assert "--accept-removals" in run.message
    assert Job.objects.live().count() == 1


@pytest.mark.parametrize("page", ["<html><body><p>Maintenance</p></body></html>", "<rss/>"])
def test_an_error_page_is_no_empty_feed_even_to_a_person_in_a_hurry(
    import_document: Import, page: str
) -> None:
    import_document(yubhub(record("a")))

    run = import_document(page, accept_removals=True)

    assert (run.status, counts(run)) == ("rejected", {})
    assert Job.objects.live().count() == 1


def test_a_feed_of_which_every_record_is_refused_is_rejected(import_document: Import) -> None:
    run = import_document(yubhub(record("a", Title=""), record("b", Applyto="ftp://a.example")))

    assert (run.status, counts(run)) == ("rejected", {"seen": 2, "rejected": 2})
    assert run.message.startswith(
        "every record was refused, the first because: expected a title, got none; if it stands"
    )


def test_a_job_an_editor_closes_during_the_run_stays_closed(import_document: Import) -> None:
    import_document(yubhub(record("a"), record("b")))
    import_document(yubhub(record("a")))
    Job.objects.filter(external_id="b").update(closed_reason="editor")

    removals.reopen(Feed.objects.get(), [["b"]], now=timezone.now())

    assert not Job.objects.get(external_id="b").is_live


def test_a_person_can_accept_held_removals(import_document: Import) -> None:
    import_document(yubhub(record("a")))
    import_document(yubhub())

    run = import_document(yubhub(), accept_removals=True)

    assert (run.status, counts(run)) == ("applied", {"closed": 1})
    assert Job.objects.live().count() == 0


def test_many_refused_records_hold_the_removals(import_document: Import) -> None:
    import_document(yubhub(*(record(f"j{number}") for number in range(10))))
    good = [record(f"j{number}") for number in range(7)]
    bad = [record(f"new{number}", Applyto="ftp://files.example/") for number in range(2)]

    run = import_document(yubhub(*good, *bad))

    assert counts(run) == {"seen": 9, "unchanged": 7, "held": 3, "rejected": 2}
    assert run.status == "held"
    assert Job.objects.live().count() == 10


def test_a_dry_run_says_what_would_happen_and_writes_nothing(import_document: Import) -> None:
    import_document(yubhub(record("a"), record("b")))
    before = (all_rows(), list(Feed.objects.values()), ImportRun.objects.count())

    run = import_document(yubhub(record("b", Title="x"), record("c", Skills="Zig")), dry_run=True)

    assert counts(run) == {"seen": 2, "created": 1, "updated": 1, "closed": 1}
    assert run.pk is None
    assert (all_rows(), list(Feed.objects.values()), ImportRun.objects.count()) == before


def test_an_incomplete_document_changes_nothing(import_document: Import) -> None:
    document = yubhub(record("a"), record("b", Title="New"), record("c"))
    import_document(yubhub(record("a"), record("b")))
    before = all_rows()

    for cut in range(0, len(document) - 1, 7):
        run = import_document(document[:cut])

        assert (run.status, counts(run)) == ("rejected", {}), document[:cut]
    assert all_rows() == before


@pytest.mark.parametrize(("number", "analysed"), [(49, False), (50, True)])
def test_the_database_is_told_of_tables_that_have_grown(
    import_document: Import, number: int, analysed: bool
) -> None:
    document = yubhub(*(record(str(one)) for one in range(number)))

    with CaptureQueriesContext(connection) as captured:
        import_document(document)

    assert ('ANALYZE "jobs_job"' in [query["sql"] for query in captured]) == analysed


def test_the_first_of_two_records_with_one_id_wins(import_document: Import) -> None:
    run = import_document(yubhub(record("a", Title="First"), record("a", Title="Second")))

    assert (run.created, run.duplicates) == (1, 1)
    assert Job.objects.get().title == "First"


def test_refused_records_are_reported_with_their_reasons(import_document: Import) -> None:
    run = import_document(
        yubhub(
            record("good"),
            record("script", Applyto="javascript:alert(1)"),
            record("untitled", Title=" "),
            record("undated", Postedate="soon"),
        )
    )

    assert counts(run) == {"seen": 4, "created": 2, "rejected": 2}
    assert run.problems == [
        {
            "external_id": "script",
            "title": "Job script",
            "field": "apply_url",
            "value": "javascript:alert(1)",
            "reason": "expected an http(s) address, got 'javascript:alert(1)'",
            "refused": True,
            "fragment": "<externalid>script</externalid>\n<title>Job script</title>\n"
            "<description><p>Text</p></description>\n<employername>Harbourline</employername>\n"
            "<applyto>javascript:alert(1)</applyto>\n<postedate>2026-11-01</postedate>",
        },
        {
            "external_id": "untitled",
            "title": "",
            "field": "title",
            "value": "",
            "reason": "expected a title, got none; if it stands elsewhere, say so in the feed's "
            "overrides: `title = ELEMENT`, or `title := NAME`",
            "refused": True,
            "fragment": "<externalid>untitled</externalid>\n<title></title>\n"
            "<description><p>Text</p></description>\n<employername>Harbourline</employername>\n"
            "<applyto>https://apply.example/untitled</applyto>\n<postedate>2026-11-01</postedate>",
        },
        {
            "external_id": "undated",
            "title": "Job undated",
            "field": "posted",
            "value": "soon",
            "reason": "expected a date such as 2026-04-24; the job has no date",
            "refused": False,
        },
    ]
    assert ImportRun.objects.get().problems == run.problems


def test_a_stored_job_survives_a_record_that_is_refused(import_document: Import) -> None:
    import_document(yubhub(record("a"), record("b")))

    run = import_document(yubhub(record("a", Applyto="javascript:alert(1)"), record("b")))

    assert counts(run) == {"seen": 2, "unchanged": 1, "rejected": 1}
    assert Job.objects.live().get(external_id="a").apply_url == "https://apply.example/a"


def test_more_jobs_than_a_batch_are_written(import_document: Import) -> None:
    run = import_document(yubhub(*(record(str(number)) for number in range(1, 1102))))

    assert counts(run) == {"seen": 1101, "created": 1101}
    assert Job.objects.live().count() == 1101


def test_facts_as_long_as_they_may_be_are_stored(import_document: Import) -> None:
    address = "https://a.example/"
    longest = record(
        "x" * 255,
        Title="t" * 300,
        Employername="e" * 200,
        Employerdescription="d" * 20_000,
        Employerwebsite=address + "w" * (2000 - len(address)),
        Employerlogo=address + "l" * (2000 - len(address)),
        Applyto=address + "a" * (2000 - len(address)),
        Jobtype="j" * 900,
        Experiencelevel="v" * 900,
        Category="c" * 900,
        Industry="i" * 900,
        Skills=", ".join("s" * 300 + str(number) for number in range(200)),
        Location="; ".join("Town " + "p" * 300 + str(number) for number in range(50)),
        Salaryrange="$" + "9" * 400,
        Compensationmin="9" * 40,
        Compensationmax="9" * 40,
        Compensationcurrency="EUR" * 40,
        Description="<![CDATA[<p>" + "w " * 100_000 + "</p>]]>",
    )

    run = import_document(yubhub(longest))

    assert counts(run) == {"seen": 1, "created": 1}
    assert Job.objects.get().employer.website == address + "w" * (2000 - len(address))


def test_a_run_that_was_killed_is_said_to_have_failed(import_document: Import) -> None:
    import_document(yubhub(record("a")))
    killed = ImportRun.objects.create(feed=Feed.objects.get())

    import_document(yubhub(record("a")))

    killed.refresh_from_db()
    assert (killed.status, killed.message) == ("failed", "the import ended before it was done")


def test_what_an_editor_wrote_survives_every_later_import(import_document: Import) -> None:
    first = record("a", Skills="Python", Location="Cork, IE", Salaryrange="€50,000", Category="Law")
    import_document(yubhub(first, record("b")))
    job = Job.objects.get(external_id="a")
    job.title, job.salary_min = "Edited", None
    job.keep(["title", "salary_min", "skills"])
    job.save()

    changed = record("a", Title="New", Skills="Go", Location="Leeds, UK", Salaryrange="€1,000,000",
                     Category="Food")  # fmt: skip
    run = import_document(yubhub(changed, record("b")))

    job = Job.objects.get(external_id="a")
    assert counts(run) == {"seen": 2, "updated": 1, "unchanged": 1}
    assert (job.title, job.salary_min, job.salary_text) == ("Edited", None, "€50,000")
    assert [skill.name for skill in job.skill_list] == ["Python"]
    assert [place.name for place in job.place_list] == ["Leeds, England, United Kingdom"]
    assert job.category is not None
    assert job.category.name == "Food"
