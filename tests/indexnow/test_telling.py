"""What a search engine hears of the life of jobs, whatever it answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from jobs.importer.records import Rejected, Unreachable
from jobs.indexnow import telling
from jobs.indexnow.news import counted
from jobs.models import Announced, Job
from tests.indexnow.engine import SITE, Engine, engine
from tests.make import make_feed, make_job

pytestmark = pytest.mark.django_db
ALL = 10**6


@pytest.fixture
def bing() -> Iterator[Engine]:
    with engine() as started:
        yield started


def tell(most: int = ALL) -> dict[str, int]:
    told: Counter[str] = Counter()
    for some in telling.tell(most):
        told += some
    return dict(told)


def change(job: Job, **facts: Any) -> None:
    Job.objects.filter(pk=job.pk).update(**facts)
    job.refresh_from_db()


def test_a_request_is_as_the_protocol_has_it(bing: Engine) -> None:
    job = make_job()

    assert tell() == {"opened": 1}
    assert bing.requests() == [
        {
            "host": "testserver.example",
            "key": "a-key-of-tests-2026",
            "keyLocation": f"{SITE}/a-key-of-tests-2026.txt",
            "urlList": [SITE + job.get_absolute_url()],
        }
    ]
    assert bing.site.seen[0][1]["content-type"] == "application/json; charset=utf-8"


def test_the_life_of_a_job_is_told_once_each(bing: Engine) -> None:
    job = make_job(title="Baker")
    address = job.get_absolute_url()
    assert (tell(), bing.heard()) == ({"opened": 1}, [[address]])
    assert (tell(), bing.heard()) == ({}, [])

    change(job, description="<p>New.</p>", changed_at=timezone.now())
    assert (tell(), bing.heard()) == ({"changed": 1}, [[address]])
    assert (tell(), bing.heard()) == ({}, [])

    change(job, closed_at=timezone.now())
    assert (tell(), bing.heard()) == ({"closed": 1}, [[address]])
    assert (tell(), bing.heard()) == ({}, [])

    change(job, closed_at=None)
    assert (tell(), bing.heard()) == ({"opened": 1}, [[address]])


def test_a_job_with_another_title_is_told_of_at_both_addresses(bing: Engine) -> None:
    job = make_job(title="Baker")
    tell()
    bing.heard()
    before = job.get_absolute_url()

    change(job, title="Cook", changed_at=timezone.now())

    assert (tell(), bing.heard()) == ({"changed": 1}, [[job.get_absolute_url(), before]])
    assert Announced.objects.get().address == SITE + job.get_absolute_url()


@pytest.mark.parametrize(
    "end",
    [
        {"hidden": True},
        {"closed_at": timezone.now()},
        {"expires_on": timezone.now().date() - timedelta(days=1)},
    ],
    ids=str,
)
def test_every_way_to_leave_is_told(bing: Engine, end: dict[str, Any]) -> None:
    job = make_job()
    tell()

    change(job, **end)

    assert tell() == {"closed": 1}
    assert not Announced.objects.exists()


def test_a_deleted_job_is_told_at_the_address_it_had(bing: Engine) -> None:
    job = make_job()
    address = job.get_absolute_url()
    tell()
    bing.heard()

    job.delete()

    assert (tell(), bing.heard()) == ({"closed": 1}, [[address]])


def test_a_job_that_is_shown_as_another_has_left(bing: Engine) -> None:
    one = make_job(title="Baker")
    tell()
    bing.heard()
    two = make_job(title="Baker")

    change(one, same_as=two)

    assert (tell(), bing.heard()) == (
        {"closed": 1, "opened": 1},
        [[one.get_absolute_url(), two.get_absolute_url()]],
    )


def test_who_closed_before_anybody_was_told_is_not_told(bing: Engine) -> None:
    make_job(closed_at=timezone.now())
    make_job(hidden=True)

    assert (tell(), bing.heard()) == ({}, [])


def test_what_closed_comes_first_and_then_the_newest(bing: Engine) -> None:
    now = timezone.now()
    gone = make_job(title="Gone")
    tell()
    change(gone, closed_at=now)
    jobs = [make_job(title="Job", changed_at=now - timedelta(days=day)) for day in (3, 1, 2)]
    bing.heard()

    assert tell(most=3) == {"closed": 1, "opened": 2}
    assert bing.heard() == [
        [job.get_absolute_url() for job in (gone, jobs[1], jobs[2])],
    ]
    assert (tell(), bing.heard()) == ({"opened": 1}, [[jobs[0].get_absolute_url()]])


def test_jobs_without_markup_are_pages_as_well(bing: Engine) -> None:
    make_job(feed=make_feed(has_markup=False, is_redistributed=False))

    assert tell() == {"opened": 1}


@pytest.mark.parametrize("status", [200, 202])
def test_what_was_taken_is_remembered(bing: Engine, status: int) -> None:
    bing.answers(status)
    job = make_job()

    tell()

    assert list(Announced.objects.values_list("job", "address", "changed_at")) == [
        (job.pk, SITE + job.get_absolute_url(), job.changed_at)
    ]


@pytest.mark.parametrize(
    ("status", "problem", "words"),
    [
        (429, Unreachable, "which asks for 90 s of rest; the next run goes on"),
        (500, Unreachable, "the next run goes on"),
        (503, Unreachable, "the next run goes on"),
        (400, Rejected, "it does not understand us; is INDEXNOW_URL the address"),
        (403, Rejected, f"{SITE}/a-key-of-tests-2026.txt must show it to everybody"),
        (404, Rejected, "it does not understand us; is INDEXNOW_URL the address"),
        (422, Rejected, "it does not take our addresses; is SITE_URL right"),
        (307, Rejected, "it redirects to https://a.example/; if you trust that, set INDEXNOW_URL"),
    ],
)
def test_what_was_not_taken_is_told_again(
    bing: Engine, status: int, problem: type[Exception], words: str
) -> None:
    location = {"Location": "https://a.example/"} if status == 307 else {}
    bing.answers(status, Retry_After="90", **location)
    make_job()

    with pytest.raises(problem) as caught:
        tell()
    assert words in str(caught.value)
    assert f"expected HTTP 200 or 202, got {status} from {bing.url}" in str(caught.value)
    assert not Announced.objects.exists()

    bing.answers(200)
    assert tell() == {"opened": 1}


def test_what_one_request_told_stays_told_when_the_next_fails(
    bing: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "JOBS", 2)
    for _number in range(5):
        make_job()
    bing.answers(200, 500)
    with pytest.raises(Unreachable):
        tell()
    assert [len(request) for request in bing.heard()] == [2, 2]

    bing.answers(200)
    assert tell() == {"opened": 3}
    assert [len(request) for request in bing.heard()] == [2, 1]


def test_a_job_that_changes_while_it_is_told_of_waits_for_the_next_run(
    bing: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "JOBS", 2)
    restless, *_others = [make_job() for _number in range(3)]
    told = []
    for some in telling.tell(ALL):
        told.append(dict(some))
        change(restless, changed_at=timezone.now())

    assert told == [{"opened": 2}, {"opened": 1}]
    assert tell() == {"changed": 1}


def test_no_request_has_more_addresses_than_it_may() -> None:
    assert 2 * telling.JOBS == 10_000


def test_a_board_at_another_address_tells_everything_there(
    bing: Engine, settings: Settings
) -> None:
    stays, goes = make_job(), make_job()
    tell()
    bing.heard()
    change(goes, closed_at=timezone.now())

    settings.SITE_URL = "https://jobs.example.org"

    assert counted() == {"opened": 1, "changed": 0, "closed": 0}
    assert tell() == {"opened": 1}
    (request,) = bing.requests()
    assert (request["host"], request["urlList"]) == (
        "jobs.example.org",
        [f"https://jobs.example.org{stays.get_absolute_url()}"],
    )
    assert Announced.objects.get().address == request["urlList"][0]


def test_a_site_whose_name_begins_alike_is_another(bing: Engine, settings: Settings) -> None:
    make_job()
    tell()

    settings.SITE_URL = SITE.removesuffix("le")

    assert counted() == {"opened": 1, "changed": 0, "closed": 0}


def test_queries_do_not_depend_on_the_number_of_jobs(bing: Engine) -> None:
    numbers = []
    for more in (1, 2):
        for _number in range(more):
            make_job()
        with CaptureQueriesContext(connection) as queries:
            tell()
        Announced.objects.all().delete()
        numbers.append(len(queries))

    assert numbers[0] == numbers[1] <= 14


DEEDS = ("open", "change", "rename", "close", "reopen", "hide", "show", "delete", "tell", "fail")


@hypothesis_settings(max_examples=40, deadline=None)
@given(lives=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 3)), max_size=25))
def test_the_engine_knows_in_the_end_what_is_open(
    lives: list[tuple[str, int]],
) -> None:
    """It believes an address to be open from when it was told of it while it was, until it is told
    again. After a run that was taken, that is every live job at its address, and nothing else.
    """
    Announced.objects.all().delete()
    Job.objects.all().delete()
    with engine() as bing:
        believed: dict[str, object] = {}
        for deed, number in [*lives, ("tell", 0)]:
            _do(deed, number, bing)
            live = {job.get_absolute_url(): job.changed_at for job in Job.objects.live()}
            for request in bing.heard() if deed == "tell" else ():
                for address in request:
                    now = live.get(address)
                    assert believed.pop(address, None) != now, "told of what it knew"
                    if now:
                        believed[address] = now
            if deed == "tell":
                assert believed == live


def _do(deed: str, number: int, bing: Engine) -> None:
    jobs = list(Job.objects.order_by("pk"))
    now = {"changed_at": timezone.now()}
    facts: dict[str, Any] = {
        "change": now,
        "rename": {"title": f"Job {len(bing.site.seen)} {number}", **now},
        "close": {"closed_at": timezone.now()},
        "reopen": {"closed_at": None, **now},
        "hide": {"hidden": True},
        "show": {"hidden": False, **now},
    }
    if deed == "open":
        make_job()
    elif deed == "tell":
        bing.answers(200)
        tell()
    elif deed == "fail":
        bing.answers(500)
        if any(counted().values()):
            with pytest.raises(Unreachable):
                tell()
        bing.heard()
    elif number < len(jobs) and deed == "delete":
        jobs[number].delete()
    elif number < len(jobs):
        change(jobs[number], **facts[deed])
