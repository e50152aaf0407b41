"""What a run keeps of each job it changed: for the page of the run, and for nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.importer import differences
from jobs.importer.store import changes
from jobs.models import Feed, ImportRun, Job, RunChange
from tests.make import record, yubhub

pytestmark = pytest.mark.django_db
Import = Callable[..., ImportRun]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MANY = [f"m{number:02}" for number in range(30)]


def at(hours: float) -> Any:
    return time_machine.travel(NOON + timedelta(hours=hours), tick=False)


def kept(run: ImportRun) -> list[tuple[Any, ...]]:
    rows = run.changes.order_by("kind", "job")
    return [(row.kind, row.title, row.before, row.after) for row in rows]


def of_kind(run: ImportRun, kind: str) -> list[str]:
    return list(run.changes.filter(kind=kind).values_list("title", flat=True))


def test_new_changed_closed_and_reopened_jobs_are_kept_and_no_others(
    import_document: Import,
) -> None:
    first = import_document(yubhub(record("same"), record("other"), record("leaves")))
    second = import_document(
        yubhub(
            record("same"), record("other", Title="Chef", Experiencelevel="Senior"), record("comes")
        )
    )
    third = import_document(yubhub(record("same"), record("leaves"), record("comes")))

    new = [("created", f"Job {one}", None, None) for one in ("same", "other", "leaves")]
    assert kept(first) == new
    assert kept(second) == [
        ("closed", "Job leaves", None, None),
        ("created", "Job comes", None, None),
        (
            "updated",
            "Chef",
            {"title": "Job other", "level": ""},
            {"title": "Chef", "level": "Senior"},
        ),
    ]
    assert kept(third) == [
        ("closed", "Chef", None, None),
        ("reopened", "Job leaves", None, None),
    ]


def test_a_run_that_changes_nothing_and_a_dry_one_keep_nothing(import_document: Import) -> None:
    import_document(yubhub(record("a")))

    assert kept(import_document(yubhub(record("a")))) == []
    import_document(yubhub(record("b")), dry_run=True)
    assert RunChange.objects.count() == 1


def test_a_job_that_comes_back_changed_is_kept_once_with_both(import_document: Import) -> None:
    import_document(yubhub(record("a"), record("b"), record("c")))
    import_document(yubhub(record("a")))

    back = import_document(yubhub(record("a"), record("b", Title="Chef"), record("c")))

    assert kept(back) == [
        ("reopened", "Chef", {"title": "Job b"}, {"title": "Chef"}),
        ("reopened", "Job c", None, None),
    ]


def test_a_job_written_anew_without_a_visible_difference_is_not_kept(
    import_document: Import,
) -> None:
    import_document(yubhub(record("a", Employersite="https://one.example")))
    Job.objects.update(content_hash="")

    run = import_document(
        yubhub(record("a", Description="<![CDATA[<div>Text</div>]]>", Employername="HARBOURLINE"))
    )

    assert (run.updated, kept(run)) == (1, [])


def test_what_an_editor_keeps_is_no_change_of_the_feed(import_document: Import) -> None:
    import_document(yubhub(record("a", Experiencelevel="Senior", Tags="oars, sails")))
    job = Job.objects.get()
    job.title = "By hand"
    job.keep(["title", "skills"])
    job.save()
    job.skill_links.all().delete()

    run = import_document(yubhub(record("a", Title="Chef", Experiencelevel="Lead", Tags="keels")))

    assert kept(run) == [("updated", "By hand", {"level": "Senior"}, {"level": "Lead"})]


def test_held_removals_are_kept_by_the_last_run_that_holds_them(import_document: Import) -> None:
    import_document(yubhub(*map(record, MANY)))
    with at(1):
        first = import_document(yubhub(record(MANY[0])))
    assert of_kind(first, "held") == [f"Job {one}" for one in MANY[1:]]
    with at(2):
        second = import_document(yubhub(record(MANY[0]), record(MANY[1])))

    assert of_kind(first, "held") == [f"Job {MANY[1]}"]
    assert of_kind(second, "held") == [f"Job {one}" for one in MANY[2:]]
    with at(30):
        last = import_document(yubhub(record(MANY[0]), record(MANY[1])))
    assert (last.held, last.closed) == (0, 28)
    assert of_kind(last, "closed") == [f"Job {one}" for one in MANY[2:]]
    assert of_kind(last, "held") == []


@pytest.mark.parametrize("decided", ["approved_at", "kept_at"])
def test_what_a_person_decided_on_stays_listed_where_it_was_decided(
    import_document: Import, decided: str
) -> None:
    import_document(yubhub(*map(record, MANY)))
    first = import_document(yubhub(record(MANY[0])))
    ImportRun.objects.filter(pk=first.pk).update(**{decided: NOON})

    again = import_document(yubhub(record(MANY[0])))

    assert len(of_kind(first, "held")) == len(of_kind(again, "held")) == 29


def test_a_renumbered_job_is_changed_and_not_new(import_document: Import) -> None:
    import_document(yubhub(record("1", Applyto="https://apply.example/jobs/77123")))

    run = import_document(
        yubhub(
            record(
                "2",
                Title="Job 1",
                Experiencelevel="Lead",
                Applyto="https://apply.example/jobs/77123",
            )
        )
    )

    assert kept(run) == [("updated", "Job 1", {"level": ""}, {"level": "Lead"})]


def test_a_thousand_jobs_are_kept_with_few_queries(
    import_document: Import, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    import_document(yubhub(*(record(f"a{number}") for number in range(600))))
    run = ImportRun.objects.get()

    with django_assert_max_num_queries(5):  # two batches, and what they are
        changes.add(run, RunChange.Kind.CLOSED, Job.objects.values_list("pk", flat=True))

    assert run.changes.filter(kind="closed").count() == 600


def test_changes_of_long_ago_are_forgotten_and_their_reports_stay(
    import_document: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "RUNS_KEPT", 2)
    monkeypatch.setattr(changes, "FORGOTTEN", 3)
    for number in range(3):
        with at(number):
            import_document(yubhub(record("a"), *(record(f"{number}{one}") for one in "bcde")))
    runs = list(ImportRun.objects.order_by("pk"))
    seen = [[run.changes.count() for run in runs]]
    for minutes in range(4):
        with at(24 * 30 + 1.5 + minutes / 60):  # the third run is not old yet
            import_document(yubhub(record("a"), *(record(f"2{one}") for one in "bcde")))
        seen.append([run.changes.count() for run in runs])

    assert seen == [[5, 8, 8], [2, 8, 8], [0, 7, 8], [0, 4, 8], [0, 1, 8]]
    assert ImportRun.objects.count() == 7


def test_the_last_runs_keep_their_changes_however_old_they_are(import_document: Import) -> None:
    with at(0):
        first = import_document(yubhub(record("a")))
    with at(24 * 365):
        import_document(yubhub(record("a")))

    assert len(kept(first)) == 1


def test_another_feeds_changes_are_not_forgotten(
    import_document: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "RUNS_KEPT", 1)
    with at(0):
        run = import_document(yubhub(record("a")))
    other = Feed.objects.create(name="Other", slug="other", address="/other.xml")
    ImportRun.objects.filter(pk=run.pk).update(feed=other)
    for number in range(2):
        with at(24 * 40 + number):
            import_document(yubhub(record("a")))

    assert len(kept(run)) == 1


VERSIONS = st.fixed_dictionaries(
    {},
    optional={
        "Title": st.sampled_from(["Chef", "Cook &amp; baker"]),
        "Experiencelevel": st.sampled_from(["Senior", "Lead"]),
        "Tags": st.sampled_from(["oars", "oars, sails", "sails, oars"]),
        "Location": st.sampled_from(["Bern", "Leeds"]),
        "Salaryrange": st.sampled_from(
            ["EUR 40000 per year", "EUR 40000 - 50000 per year", "good"]
        ),
        "Description": st.sampled_from(["<![CDATA[<p>Bake.</p>]]>", "<![CDATA[<p>Cook.</p>]]>"]),
        "Postedate": st.sampled_from(["2026-11-02", "2026-11-03"]),
    },
)
DOCUMENTS = st.lists(
    st.dictionaries(st.sampled_from("abc"), VERSIONS, min_size=1), min_size=2, max_size=6
)


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(DOCUMENTS)
def test_what_the_runs_kept_of_a_job_leads_from_what_it_was_to_what_it_is(
    import_document: Import, documents: list[dict[str, dict[str, str]]]
) -> None:
    Job.objects.all().delete()
    told: dict[int, dict[str, Any]] = {}
    for document in documents:
        run = import_document(yubhub(*(record(one, **facts) for one, facts in document.items())))
        for change in run.changes.all():
            if change.kind == "created":
                assert change.job not in told
                told |= differences.stored([change.job])
            elif change.after:
                known = told[change.job]
                assert change.before == {name: known[name] for name in change.after}
                assert list(change.before) == list(change.after)
                known |= change.after

        assert told == differences.stored(Job.objects.values_list("pk", flat=True))
