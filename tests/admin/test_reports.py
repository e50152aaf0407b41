"""The list of reports, and deciding from it or on a report's own page."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from lxml import html

from jobs.models import Block, Job, Report
from tests.admin.pages import act, deletion_of, form_of, list_of, listed, text
from tests.make import make_feed, make_job

pytestmark = pytest.mark.django_db


def report(job: Job, **facts: Any) -> Report:
    return Report.objects.create(**{"job": job, "reason": "scam"} | facts)


def decide(client: Client, decision: str, *rows: Report, **told: str) -> Any:
    sent = {"action": decision, "_selected_action": [row.pk for row in rows], "index": 0}
    sent |= {"seen": Report.objects.latest("pk").pk}
    return client.post(list_of(Report), {**sent, "sure": "on", **told}, follow=True)


def test_what_waits_is_listed_the_latest_first_and_the_rest_on_demand(
    admin_client: Client,
) -> None:
    baker, cook = make_job(title="Baker"), make_job(title="Cook")
    report(baker, text="Old")
    report(cook, reason="closed")
    report(cook, reason="other", decision="dismissed")

    waiting = admin_client.get(list_of(Report))

    scam, closed = "It asks for money, or looks like a fraud", "The job is no longer open"
    assert listed(waiting) == [f"{closed}: Cook", f"{scam}: Baker"]
    assert [row.number for row in waiting.context["cl"].result_list] == [2, 1]
    decided = admin_client.get(list_of(Report), {"decided": "yes"})
    assert listed(decided) == ["Something else: Cook"]
    assert len(listed(admin_client.get(list_of(Report), {"decided": "all"}))) == 3
    narrowed = admin_client.get(list_of(Report), {"reason__exact": "closed"})
    assert listed(narrowed) == [f"{closed}: Cook"]


def test_the_list_asks_no_more_for_more_reports(
    admin_client: Client, django_assert_num_queries: Any
) -> None:
    for rows in (1, 3):
        while Report.objects.count() < rows:
            report(make_job(feed=make_feed(), employer=f"Employer {Report.objects.count()}"))
        with django_assert_num_queries(4):
            admin_client.get(list_of(Report))


def test_an_action_asks_first_and_names_jobs_and_reports(admin_client: Client) -> None:
    baker, cook = make_job(title="Baker"), make_job(title="Cook")
    chosen, other = report(baker), report(cook)
    report(baker, reason="closed")

    asked = act(admin_client, "hidden", chosen, other)

    assert "this decides 3 reports of 2 jobs" in text(asked)
    assert Report.objects.waiting().count() == 3
    done = decide(admin_client, "hidden", chosen, other)
    assert "3 reports decided: job hidden." in text(done)
    assert list(Job.objects.values_list("hidden", flat=True)) == [True, True]
    assert "None of these waits any more." in text(act(admin_client, "hidden", chosen))
    assert listed(admin_client.get(list_of(Report))) == []


def test_a_report_is_decided_on_its_own_page(admin_client: Client) -> None:
    job = make_job(title="Baker")
    one = report(job, text="They ask for 200 euros.")
    report(job, reason="other", text="I saw it too.")

    page = admin_client.get(form_of(one))

    assert "They ask for 200 euros." in text(page)
    assert "Another report of the same job waits and is decided with it" in text(page)
    assert "I saw it too." in text(page)
    decide(admin_client, "blocked", one, reason="Fraud")
    assert list(Block.objects.values_list("title", "reason")) == [("Baker", "Fraud")]
    decided = text(admin_client.get(form_of(one)))
    assert "Job blocked for ever, by admin, 23 Nov 2026" in decided
    assert "Nothing to do" not in decided  # nothing is left to decide


def test_what_came_while_a_page_was_read_waits_on_and_is_told(admin_client: Client) -> None:
    job = make_job()
    one = report(job)
    form = html.fromstring(act(admin_client, "dismissed", one).content.decode())
    (seen,) = form.xpath("//form[@class='decide']/input[@name='seen']/@value")
    later = report(job, text="New")

    done = decide(admin_client, "dismissed", one, seen=seen)

    assert "1 report decided: nothing to do. 1 report came meanwhile and still waits." in text(done)
    assert list(Report.objects.waiting()) == [later]


@pytest.mark.parametrize("seen", ["", "x", "-1", str(10**30), "1\0"])
def test_what_was_seen_has_to_be_said(admin_client: Client, seen: str) -> None:
    one = report(make_job())

    asked = decide(admin_client, "dismissed", one, seen=seen)

    assert "this decides 1 report of 1 job" in text(asked)
    assert Report.objects.waiting().count() == 1


def test_a_flood_of_reports_is_shown_as_numbers(admin_client: Client) -> None:
    job = make_job()
    flooded = report(job, times=1_200, dropped=7)
    report(job, reason="other", text="I saw it too.")

    assert "sent: 1,200 times; other words of 7 were not kept" in " ".join(
        text(admin_client.get(form_of(flooded))).lower().split()
    )
    rows = admin_client.get(list_of(Report)).context["cl"].result_list
    assert [row.number for row in rows] == [1_201, 1_201]
    other = admin_client.get(form_of(Report.objects.latest("pk")))
    assert "It asks for money, or looks like a fraud (1200 times)" in text(other)


def test_a_reason_that_does_not_fit_is_asked_for_again(admin_client: Client) -> None:
    one = report(make_job())

    answer = decide(admin_client, "blocked", one, reason="x" * 301)

    assert "at most 300 characters" in text(answer)
    assert not Block.objects.exists()
    assert Report.objects.waiting().count() == 1


def test_who_may_not_change_jobs_reads_and_decides_nothing(client: Client) -> None:
    one = report(make_job())
    reader = User.objects.create_user("reader", is_staff=True)
    names = ["view_report", "change_report", "delete_report"]
    reader.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(reader)

    page = client.get(form_of(one))

    assert page.status_code == 200
    assert "Nothing to do" not in text(page)
    decide(client, "hidden", one)
    assert Report.objects.waiting().count() == 1
    assert not Job.objects.get().hidden


def test_a_report_is_neither_added_nor_changed_nor_deleted_by_hand(admin_client: Client) -> None:
    one = report(make_job(), text="As sent")

    assert admin_client.get("/admin/jobs/report/add/").status_code == 403
    assert admin_client.post(form_of(one), {"text": "Other"}).status_code == 403
    assert admin_client.post(deletion_of(one), {"post": "yes"}).status_code == 403
    assert Report.objects.get().text == "As sent"


def test_a_job_that_was_reported_can_be_deleted_and_its_reports_go_along(
    admin_client: Client,
) -> None:
    job = make_job()
    report(job)

    assert admin_client.post(deletion_of(job), {"post": "yes"}).status_code == 302
    assert (Job.objects.count(), Report.objects.count()) == (0, 0)
