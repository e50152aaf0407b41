"""A visitor reports a job: what is kept and what is refused, and that nobody is known by it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db.models import Sum
from django.test import Client
from django.utils import timezone
from lxml import html

from jobs.importer import twins
from jobs.models import Job, Once, Report
from jobs.models.report import IN_ALL, OF_A_JOB
from jobs.views.report import A_DAY, OF_AN_ADDRESS
from tests.make import make_feed, make_job
from tests.together import together

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36"
OURS = {"Sec-Fetch-Site": "same-origin", "User-Agent": FIREFOX}


def send(job: Job, headers: dict[str, str] | None = None, **told: Any) -> Any:
    """As a new visitor without a cookie sends the form."""
    data = {"reason": "scam"} | told
    return Client(headers=OURS | (headers or {})).post(f"/jobs/{job.pk}/report/", data)


def kept() -> list[tuple[int, str, str, str]]:
    rows = Report.objects.order_by("pk")
    return list(rows.values_list("job", "reason", "text", "decision"))


def text(answer: Any) -> str:
    main = html.fromstring(answer.content.decode()).xpath("//main")[0]
    return " ".join(" ".join(main.itertext()).split())


def test_a_report_is_kept_and_answered_with_thanks_on_a_page_of_its_own() -> None:
    job = make_job(title="Baker")

    answer = send(job, reason="scam", text=" They ask for money.\r\nBefore the interview. ")

    assert (answer.status_code, answer["Location"]) == (303, "?sent=1")
    thanks = Client().get(f"/jobs/{job.pk}/report/{answer['Location']}")
    assert "Thank you. An editor will look at it." in text(thanks)
    assert kept() == [(job.pk, "scam", "They ask for money.\nBefore the interview.", "")]
    assert not answer.cookies
    assert not thanks.cookies


def test_the_form_asks_for_a_reason_and_offers_those_that_there_are(client: Client) -> None:
    job = make_job(title="Baker <b>", employer="Quince & Co")

    answer = client.get(f"/jobs/{job.pk}/report/")

    page = html.fromstring(answer.content.decode())
    assert page.xpath("//input[@type='radio']/@value") == list(Report.Reason.values)
    assert "Baker <b> , Quince & Co" in text(answer)
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex, follow"]
    assert "no-store" in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies


def test_the_page_of_a_live_job_leads_to_the_form_and_that_of_a_closed_one_does_not(
    client: Client,
) -> None:
    job = make_job()

    def links() -> list[tuple[str, str]]:
        page = html.fromstring(client.get(job.get_absolute_url()).content.decode())
        found = page.xpath("//a[contains(@href, '/report/')]")
        return [(link.get("href"), link.get("rel")) for link in found]

    assert links() == [(f"/jobs/{job.pk}/report/", "nofollow")]
    Job.objects.filter(pk=job.pk).update(closed_at=timezone.now())
    assert links() == []


def test_what_is_not_live_leads_to_its_page_and_takes_no_report(client: Client) -> None:
    closed = make_job(title="Closed", closed_at=timezone.now())
    hidden = make_job(title="Hidden", hidden=True)
    first = make_job(title="Baker", places="Cork, IE")
    other = make_job(feed=make_feed(), title="Baker", places="Cork, IE")
    twins.renew([first.pk, other.pk])
    twin = Job.objects.exclude(same_as=None).get()

    for job, status in ((closed, 302), (hidden, 404), (twin, 302)):
        assert client.get(f"/jobs/{job.pk}/report/").status_code == status
        assert send(job).status_code == status
    assert client.get("/jobs/999999/report/").status_code == 404
    assert client.get(f"/jobs/{closed.pk}/report/")["Location"] == closed.get_absolute_url()
    assert kept() == []


@pytest.mark.parametrize(
    "told",
    [{"reason": ""}, {"reason": "bored"}, {"reason": "scam\0"}],
    ids=["none", "unknown", "hostile"],
)
def test_without_a_reason_that_is_known_it_is_asked_for_again(told: dict[str, str]) -> None:
    answer = send(make_job(), text="Do look", **told)

    assert answer.status_code == 422
    assert "Choose what is wrong." in text(answer)
    assert "Do look" in text(answer)
    assert kept() == []
    assert not Once.objects.exists()  # a slip of the pen is no report


def test_hostile_text_is_kept_as_text_alone(admin_client: Client) -> None:
    job = make_job()

    send(job, text="<script>alert(1)</script>\0\x1b[31m\u202egnihtemos\u200b")

    ((_job, _reason, told, _decision),) = kept()
    assert told == "<script>alert(1)</script>[31mgnihtemos"
    for path in ("", f"{Report.objects.get().pk}/change/"):
        page = admin_client.get(f"/admin/jobs/report/{path}").content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_a_text_is_kept_up_to_a_thousand_characters_however_lines_end() -> None:
    job, other = make_job(), make_job()
    lines = "\r\n".join(["x" * 99] * 10)  # 999 characters, 1008 as sent

    assert send(job, text=lines).status_code == 303
    too_long = send(other, text="y" * 1001)

    assert too_long.status_code == 422
    assert "1000" in text(too_long)
    assert kept() == [(job.pk, "scam", lines.replace("\r\n", "\n"), "")]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"User-Agent": "Mozilla/5.0 (compatible; Crawlbot/2.0)"},
        {"User-Agent": ""},
    ],
)
def test_other_sites_and_programs_are_refused(headers: dict[str, str]) -> None:
    assert send(make_job(), headers).status_code == 403
    assert kept() == []


def test_who_fills_in_what_nobody_sees_is_refused() -> None:
    assert send(make_job(), website="https://spam.example").status_code == 403
    assert kept() == []


def test_a_second_report_of_a_job_on_one_day_is_thanked_for_and_not_kept_twice() -> None:
    job = make_job()

    for _time in range(2):
        assert send(job, text="Twice").status_code == 303
    assert send(job, {"User-Agent": CHROME}, text="Somebody else").status_code == 303

    assert [row[2] for row in kept()] == ["Twice", "Somebody else"]


def test_a_visitor_reports_five_times_a_day_at_most() -> None:
    jobs = [make_job() for _number in range(A_DAY + 1)]

    statuses = [send(job).status_code for job in jobs]
    again, other = send(jobs[-1]), send(jobs[-1], {"User-Agent": CHROME})

    assert statuses == [303] * A_DAY + [429]
    assert again.status_code == 429
    assert "this one was not kept" in text(again)
    assert other.status_code == 303
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC)):
        assert send(jobs[0]).status_code == 303
    assert [row[3] for row in told()] == [2] + [1] * A_DAY  # a day later the first once more


def test_an_address_reports_twenty_times_a_day_whatever_browser_it_names() -> None:
    jobs = [make_job() for _number in range(OF_AN_ADDRESS + 1)]

    statuses = [
        send(job, {"User-Agent": f"{CHROME} {number}"}).status_code
        for number, job in enumerate(jobs)
    ]
    other = Client(headers=OURS).post(
        f"/jobs/{jobs[0].pk}/report/", {"reason": "scam"}, REMOTE_ADDR="192.0.2.7"
    )

    assert statuses == [303] * OF_AN_ADDRESS + [429]
    assert other.status_code == 303


def told() -> list[tuple[int, str, str, int, int]]:
    rows = Report.objects.order_by("pk")
    return list(rows.values_list("job", "reason", "text", "times", "dropped"))


def flood(job: Job, number: int, reason: str = "scam", text: str = "Words {}") -> list[int]:
    """As many visitors."""
    return [
        Client(headers=OURS)
        .post(
            f"/jobs/{job.pk}/report/",
            {"reason": reason, "text": text.format(one)},
            REMOTE_ADDR=f"192.0.{job.pk % 250}.{one}",
        )
        .status_code
        for one in range(number)
    ]


def test_the_same_words_of_many_visitors_are_one_report_with_a_number() -> None:
    job = make_job()

    assert flood(job, 30, text="Fraud") == [303] * 30

    assert told() == [(job.pk, "scam", "Fraud", 30, 0)]


def test_a_flood_closes_the_form_for_nobody_and_fills_nothing() -> None:
    job, other = make_job(), make_job()

    assert flood(job, 40) == [303] * 40
    assert send(job, reason="closed", text="It is gone").status_code == 303
    assert flood(other, 1) == [303]

    first = [(job.pk, "scam", f"Words {one}", 1, 0) for one in range(OF_A_JOB - 1)]
    assert told() == [
        *first,
        (job.pk, "scam", "Words 9", 31, 30),  # the latest of those that have room
        (job.pk, "closed", "", 1, 1),
        (other.pk, "scam", "Words 0", 1, 0),
    ]


def test_while_more_wait_than_are_read_a_job_keeps_the_words_of_its_first_report() -> None:
    flooded, job = make_job(), make_job()
    Report.objects.bulk_create(Report(job=flooded, reason="other") for _number in range(IN_ALL))

    assert flood(job, 3) == [303] * 3

    assert told()[IN_ALL:] == [(job.pk, "scam", "Words 0", 3, 2)]


def test_what_was_decided_makes_room() -> None:
    job = make_job()
    flood(job, OF_A_JOB)
    Report.objects.update(decision="dismissed")

    assert send(job, text="Words 0").status_code == 303

    assert told()[OF_A_JOB:] == [(job.pk, "scam", "Words 0", 1, 0)]


@pytest.mark.django_db(transaction=True)
def test_visitors_who_report_at_the_same_moment_are_all_counted() -> None:
    job = make_job()

    def report(one: int) -> None:
        answer = Client(headers=OURS).post(
            f"/jobs/{job.pk}/report/",
            {"reason": "scam", "text": f"{one}"},
            REMOTE_ADDR=f"192.0.2.{one}",
        )
        assert answer.status_code == 303

    assert together(*(partial(report, one) for one in range(16))) == []
    assert Report.objects.count() == OF_A_JOB
    assert Report.objects.aggregate(all=Sum("times"))["all"] == 16


def test_nothing_of_the_visitor_is_stored_with_a_report() -> None:
    job = make_job()

    send(job, text="Only this")

    row = Report.objects.values().get()
    assert {name: value for name, value in row.items() if name not in ("id", "made_at")} == {
        "job_id": job.pk,
        "reason": "scam",
        "text": "Only this",
        "times": 1,
        "dropped": 0,
        "decision": "",
        "decided_at": None,
        "decided_by": None,
    }


def test_only_what_reads_and_what_sends_is_allowed(client: Client) -> None:
    job = make_job()

    assert client.put(f"/jobs/{job.pk}/report/").status_code == 405
    assert client.head(f"/jobs/{job.pk}/report/").status_code == 200
