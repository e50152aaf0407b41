"""`indexnow` as cron and a person run it: exit codes, one at a time, its report."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from jobs.importer.lock import indexnow_lock, logo_lock
from jobs.indexnow import telling
from jobs.models import Announced, Job
from tests.commands.board import Board
from tests.importer.fetching.servers import Site, head, running
from tests.indexnow.engine import Engine, engine
from tests.make import make_job, record, yubhub
from tests.together import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def bing() -> Iterator[Engine]:
    with engine() as started:
        yield started


def run(**options: Any) -> str:
    out = StringIO()
    call_command("indexnow", stdout=out, **options)
    return out.getvalue()


def test_the_report_counts_what_was_told(bing: Engine) -> None:
    stays, goes = make_job(), make_job()
    assert run() == "IndexNow: told: 2 opened.\n"

    make_job()
    Job.objects.filter(pk=stays.pk).update(changed_at=timezone.now())
    goes.delete()

    assert run(dry_run=True) == "IndexNow: to tell: 1 opened, 1 changed, 1 closed.\n"
    assert len(bing.requests()) == 1
    assert run() == "IndexNow: told: 1 opened, 1 changed, 1 closed.\n"
    assert run() == "IndexNow: told: nothing.\n"


def test_without_a_key_it_says_so_and_is_content(bing: Engine, settings: Settings) -> None:
    settings.INDEXNOW_KEY = ""
    make_job()

    assert run() == "IndexNow is off: there is no INDEXNOW_KEY.\n"
    assert run(dry_run=True) == "IndexNow is off: there is no INDEXNOW_KEY.\n"
    assert bing.requests() == []


def test_a_run_tells_of_so_many_jobs_and_the_next_goes_on(bing: Engine) -> None:
    for _number in range(3):
        make_job()

    assert run(limit=2) == "IndexNow: told: 2 opened.\n"
    assert run(limit=2) == "IndexNow: told: 1 opened.\n"


def test_a_second_one_beside_it_does_nothing(bing: Engine) -> None:
    make_job()
    told: list[str] = []
    with indexnow_lock() as free, logo_lock() as logos_are_free:
        assert (free, logos_are_free) == (True, True)
        assert together(lambda: told.append(run())) == []

    assert told == ["Another indexnow is running; nothing was done.\n"]
    assert bing.requests() == []


@pytest.mark.parametrize(("status", "code"), [(429, 75), (500, 75), (403, 78), (422, 78)])
def test_an_answer_that_is_no_yes_has_its_exit_code(
    bing: Engine, status: int, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "JOBS", 1)
    make_job()
    make_job()
    bing.answers(200, status)
    out = StringIO()

    with pytest.raises(CommandError, match=f"got {status} from {bing.url}") as caught:
        call_command("indexnow", stdout=out)

    assert caught.value.returncode == code
    assert out.getvalue() == "IndexNow: told: 1 opened.\n"
    assert Announced.objects.count() == 1


def test_a_destination_that_is_refused_wants_a_person(bing: Engine, settings: Settings) -> None:
    settings.INDEXNOW_URL = "http://10.0.0.1/indexnow"
    make_job()

    with pytest.raises(CommandError, match="expected a public address, got 10") as caught:
        run()
    assert caught.value.returncode == 78


@pytest.mark.parametrize(("number", "code"), [(signal.SIGKILL, -9), (signal.SIGTERM, 75)])
def test_one_that_is_ended_while_it_waits_has_told_nothing_and_the_next_does(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    with running(Site()) as site:
        key = {"INDEXNOW_KEY": "a-key-of-tests", "INDEXNOW_URL": f"{site.url}/in"}
        board = Board(tmp_path, site, **key)
        feed = tmp_path / "feed.xml"
        feed.write_text(yubhub(record("a"), record("b")))
        assert board.wait(board.start("import_feed", str(feed)))[0] == 0
        site.page("/in")
        assert board.wait(board.start("indexnow", "--limit", "1"))[1].endswith("1 opened.\n")

        site.pages.clear()
        site.raw("/in", 30.0, head(200))
        first = board.start("indexnow")
        end = time.monotonic() + 30
        while len(site.bodies) < 2 and time.monotonic() < end:
            time.sleep(0.01)
        first.send_signal(number)

        assert board.wait(first)[0] == code
        assert board.rows("SELECT count(*) FROM jobs_announced") == [(1,)]

        site.pages.clear()
        site.page("/in")
        assert board.wait(board.start("indexnow")) == (0, "IndexNow: told: 1 opened.\n")
        assert site.bodies[2] == site.bodies[1]
