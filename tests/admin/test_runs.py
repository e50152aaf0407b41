"""Reports of runs, and the removals that wait for an editor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from jobs.importer.outcome import TO_DO
from jobs.models import BoardDay, Feed, ImportRun, Job
from tests.admin.pages import deletion_of, form_of, list_of, listed, new, text
from tests.admin.runs import LONG_AGO, import_beside, make_missing, make_run
from tests.make import make_feed, make_job

pytestmark = pytest.mark.django_db
LATER = LONG_AGO + timedelta(hours=1)
REASON = "none of the 9 open jobs is in the feed"


def held(number: int = 2, **facts: Any) -> ImportRun:
    """A run whose removals wait, and one job of its feed that does not."""
    feed = make_feed(name="Harbour feed", address="https://new.example/", health="held")
    make_job(feed=feed, title="Stayed")
    make_missing(feed, number)
    told = {"status": "held", "held": number, "hold_reason": REASON, "dialect": "yubhub"}
    return make_run(feed, **told | facts)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """The pages tell minutes, and a suite may take some."""
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False):
        yield


def approval_of(run: ImportRun) -> str:
    return reverse("admin:jobs_importrun_approve", args=[run.pk])


def keeping_of(run: ImportRun) -> str:
    return reverse("admin:jobs_importrun_keep", args=[run.pk])


def approve(client: Client, run: ImportRun) -> str:
    """Says yes on the page of confirmation; returns the page this leads to."""
    number = run.feed.jobs.waiting().count()
    return text(client.post(approval_of(run), {"number": number}, follow=True))


def open_jobs() -> int:
    return int(Job.objects.filter(closed_at=None).count())


def test_a_report_can_be_read_and_nothing_else(admin_client: Client) -> None:
    run = make_run(make_feed(), created=7, message="All is well")

    shown = text(admin_client.get(form_of(run)))

    assert "All is well" in shown
    assert "Took: 2.5 s" in shown
    assert admin_client.post(form_of(run), {"created": "9"}).status_code == 403
    assert admin_client.post(deletion_of(run), {"post": "yes"}).status_code == 403
    assert admin_client.get(new(ImportRun)).status_code == 403
    selected = {"action": "delete_selected", "_selected_action": [run.pk], "post": "yes"}
    admin_client.post(list_of(ImportRun), selected)
    run.refresh_from_db()
    assert run.created == 7


def test_reports_are_filtered_by_feed_and_status(admin_client: Client) -> None:
    first, second = make_feed(), make_feed()
    waiting, applied = make_run(first, status="held"), make_run(second)

    by_feed = admin_client.get(list_of(ImportRun), {"feed__id__exact": second.pk})
    by_status = admin_client.get(list_of(ImportRun), {"status__exact": "held"})

    assert listed(by_feed) == [str(applied)]
    assert listed(by_status) == [str(waiting)]


def test_what_was_refused_and_left_out_is_listed_and_harmless(admin_client: Client) -> None:
    hostile = "<script>alert('x')</script>{{ 7|add:7 }}%s{0}"
    names = ("external_id", "title", "field", "value", "reason", "fragment")
    refused = {name: f"{name} {hostile}" for name in names} | {"refused": True}
    left_out = {"external_id": "b2", "value": "soon", "field": "posted", "refused": False}
    run = make_run(make_feed(), problems=[refused, left_out], rejected=3, message=hostile)

    answer = admin_client.get(form_of(run), {"kind": "refused"})

    page = answer.content.decode()
    assert "<script>alert" not in page
    assert page.count("<pre>fragment &lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;") == 1
    assert "{{ 7|add:7 }}%s{0}" in page
    assert "2 more. The first 1 are kept." in text(answer)
    shown = text(admin_client.get(form_of(run), {"kind": "left-out"}))
    assert "External id Title Field Value Reason b2 posted soon" in shown


def test_a_run_without_problems_has_no_links_to_any_and_no_empty_sections(
    admin_client: Client,
) -> None:
    answer = admin_client.get(form_of(make_run(make_feed())))

    assert "Refused 0" in text(answer)
    assert "?kind=" not in answer.content.decode()
    assert "Mended" not in text(answer)
    assert "Removals that waited" not in text(answer)


def test_what_was_mended_is_counted_by_kind_and_where(admin_client: Client) -> None:
    repairs = {"bare ampersand": 12, "value: CDATA marker": 3}
    run = make_run(make_feed(), repairs=repairs)

    assert (
        "Kind Number Where "
        "bare ampersand 12 the document, so time alone closes no job "
        "CDATA marker 3 a value"
    ) in text(admin_client.get(form_of(run)))


def test_a_held_run_lists_the_jobs_that_wait_with_their_reason(admin_client: Client) -> None:
    run = held()

    answer = admin_client.get(form_of(run))

    shown = text(answer)
    assert (
        f"2 removals wait These jobs are gone from the feed and still open, because {REASON}"
        in shown
    )
    assert "Close these 2 jobs Keep these jobs" in shown
    now = "missing since 1 Jan 2026, 08:00, 2 complete runs without it"
    assert f"Job Now Missing 0 {now} Missing 1 {now}" in shown
    assert "Stayed" not in shown
    assert form_of(Job.objects.get(title="Missing 1")) in answer.content.decode()


def test_one_removal_is_told_in_the_singular(admin_client: Client) -> None:
    run = held(1)

    assert "1 removal waits This job is gone" in text(admin_client.get(form_of(run)))
    assert "Close this job" in text(admin_client.get(form_of(run)))
    assert "Close 1 job of the feed" in text(admin_client.get(approval_of(run)))


def test_all_waiting_jobs_are_listed_page_by_page(
    admin_client: Client, django_assert_max_num_queries: Any
) -> None:
    run = held(103)

    for address in (form_of(run), approval_of(run), keeping_of(run)):
        seen = []
        for number in (1, 2, 3):
            with django_assert_max_num_queries(13):
                shown = text(admin_client.get(address, {"page": number}))
            seen += [name for name in range(103) if f"Missing {name} missing" in shown]
        assert seen == list(range(103))


def test_the_page_of_confirmation_names_number_and_feed_and_closes_nothing(
    admin_client: Client,
) -> None:
    run = held()

    shown = text(admin_client.get(approval_of(run)))

    assert "Close 2 jobs of the feed Harbour feed ?" in shown
    assert f"The run held them back because {REASON}." in shown
    assert open_jobs() == 3


def test_approving_closes_the_waiting_jobs_and_accepts_the_feed_as_it_is(
    admin_client: Client,
) -> None:
    run = held()
    before = ImportRun.objects.values().get()

    shown = approve(admin_client, run)

    assert "2 jobs closed." in shown
    assert list(Job.objects.filter(closed_at=None).values_list("title", flat=True)) == ["Stayed"]
    assert set(Job.objects.exclude(closed_at=None).values_list("closed_reason", flat=True)) == {
        "vanished"
    }
    after = ImportRun.objects.values().get()
    assert after["approved_at"] is not None
    assert after | {"approved_at": None} == before
    feed = Feed.objects.get()
    assert (feed.applied_address, feed.applied_dialect, feed.health) == (
        "https://new.example/",
        "yubhub",
        "well",
    )
    assert "Approved at: 23 Nov 2026, 12:00" in shown
    assert "removals wait These" not in shown


def test_a_report_does_not_ask_for_what_was_decided(admin_client: Client) -> None:
    asked = f"removals wait: {REASON}. {TO_DO} Slow."
    approved = held(message=asked)
    page = approval_of(approved).removesuffix("approve/") + "change/"
    assert f"Message: {asked}" in text(admin_client.get(page))

    shown = approve(admin_client, approved)
    then = f"removals wait: {REASON}. They were approved 23 Nov 2026, 12:00: the jobs are closed."
    assert f"Message: {then} Slow." in shown


def test_a_report_says_that_its_jobs_were_kept(admin_client: Client) -> None:
    run = held(message=f"removals wait: {REASON}. {TO_DO}")

    shown = text(admin_client.post(keeping_of(run), {"number": 2}, follow=True))

    assert f"wait: {REASON}. The jobs were kept open 23 Nov 2026, 12:00." in shown


def test_an_approval_is_in_the_numbers_of_the_day(admin_client: Client) -> None:
    run = held()
    BoardDay.note()
    assert BoardDay.objects.get().live == 3

    approve(admin_client, run)

    assert BoardDay.objects.get().live == 1


def test_an_approval_is_in_the_history_of_the_feed(admin_client: Client) -> None:
    approve(admin_client, held())

    lines = LogEntry.objects.values_list(
        "content_type__model", "object_repr", "change_message", "user__username"
    )
    assert list(lines) == [
        (
            "feed",
            "Harbour feed",
            "Closed 2 jobs that the run of 1 Jan 2026, 08:00 held.",
            "admin",
        )
    ]


def test_a_feed_that_fails_since_goes_on_failing_when_its_removals_are_approved(
    admin_client: Client,
) -> None:
    run = held()
    make_run(run.feed, started_at=LATER, status="failed")
    Feed.objects.update(health="failing", applied_dialect="indeed")
    ImportRun.objects.filter(pk=run.pk).update(dialect="")

    assert "2 jobs closed." in approve(admin_client, run)
    assert Feed.objects.values_list("health", "applied_dialect").get() == ("failing", "indeed")


def test_a_second_click_closes_nothing_and_says_why(admin_client: Client) -> None:
    run = held()
    approve(admin_client, run)

    shown = approve(admin_client, run)

    assert "These removals were carried out before, 23 Nov 2026, 12:00" in shown
    assert LogEntry.objects.count() == 1
    assert "carried out before" in text(admin_client.get(approval_of(run), follow=True))


@pytest.mark.parametrize("status", ["held", "applied", "unchanged"])
def test_a_page_from_before_a_newer_run_closes_nothing_and_says_why(
    admin_client: Client, status: str
) -> None:
    run = held()
    make_run(run.feed, started_at=LATER, status=status)

    shown = approve(admin_client, run)

    assert "The feed was read again, 1 Jan 2026, 09:00, so nothing was done." in shown
    assert "removals wait These" not in shown
    assert open_jobs() == 3
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("status", ["failed", "rejected", "running", "locked"])
def test_a_run_that_could_not_read_the_feed_takes_no_decision_away(
    admin_client: Client, status: str
) -> None:
    run = held()
    newer = make_run(run.feed, started_at=LATER, status=status)

    assert "removals wait" not in text(admin_client.get(form_of(newer)))
    assert "2 jobs closed." in approve(admin_client, run)


def test_jobs_that_came_back_meanwhile_leave_nothing_to_approve(admin_client: Client) -> None:
    run = held()
    Job.objects.update(missing_since=None, missing_runs=0)

    assert "No removal of this run waits any more" in approve(admin_client, run)
    assert open_jobs() == 3


@pytest.mark.parametrize("address_of", [approval_of, keeping_of])
@pytest.mark.parametrize("number", ["2", "", "three"])
def test_nothing_is_decided_on_jobs_that_the_page_did_not_name(
    admin_client: Client, address_of: Callable[[ImportRun], str], number: str
) -> None:
    run = held()
    assert 'name="number" value="2"' in admin_client.get(address_of(run)).content.decode()
    make_missing(run.feed, 1)

    shown = text(admin_client.post(address_of(run), {"number": number}, follow=True))

    assert "It is another number of jobs by now, so nothing was done. Look again." in shown
    assert (open_jobs(), Job.objects.waiting().count()) == (4, 3)
    assert not LogEntry.objects.exists()


def test_nothing_is_closed_beside_an_import_of_the_feed(admin_client: Client) -> None:
    run = held()

    with import_beside(run.feed):
        shown = approve(admin_client, run)

    assert "An import of this feed is running" in shown
    assert open_jobs() == 3


def test_other_feeds_are_left_alone(admin_client: Client) -> None:
    run, other = held(), make_job(feed=make_feed(health="held"))
    Job.objects.filter(pk=other.pk).update(missing_since=LONG_AGO, missing_runs=1)

    approve(admin_client, run)

    other.refresh_from_db()
    assert (other.closed_at, other.missing_since, other.feed.health) == (None, LONG_AGO, "held")


def test_a_failure_undoes_the_whole_approval(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = held()

    def fail(*_args: Any, **_facts: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("django.contrib.admin.models.LogEntryManager.log_actions", fail)
    with pytest.raises(RuntimeError, match="disk"):
        approve(admin_client, run)

    run.refresh_from_db()
    assert (open_jobs(), run.approved_at, run.feed.health) == (3, None, "held")


def test_who_may_not_change_jobs_reads_what_waits_and_closes_none(client: Client) -> None:
    run = held()
    person = User.objects.create_user("reader", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(person)

    shown = text(client.get(form_of(run)))

    assert "Missing 1" in shown
    assert "Keep these" not in shown
    assert "Close these" not in shown
    assert "To decide, you need the permission to change jobs" in shown
    for address in (approval_of(run), keeping_of(run)):
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
    assert open_jobs() == 3


def test_who_may_change_jobs_but_not_read_reports_is_refused(client: Client) -> None:
    run = held()
    person = User.objects.create_user("editor", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename="change_job"))
    client.force_login(person)

    assert client.post(approval_of(run)).status_code == 403
    assert open_jobs() == 3


def test_a_run_that_is_no_more_is_not_found(admin_client: Client) -> None:
    run = held()
    ImportRun.objects.all().delete()

    assert admin_client.post(approval_of(run)).status_code == 404


def test_strangers_are_sent_to_sign_in(client: Client) -> None:
    run = held()

    assert client.post(approval_of(run)).status_code == 302
    assert open_jobs() == 3


def test_another_site_cannot_have_jobs_closed(admin_user: User) -> None:
    run = held()
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)

    assert client.post(approval_of(run)).status_code == 403
    assert open_jobs() == 3
