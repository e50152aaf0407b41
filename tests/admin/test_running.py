"""Running a feed now: what is started, what the page that waits says, where it leads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from jobs.models import Feed, ImportRun, Job
from tests.admin.pages import form_of, save, text
from tests.admin.runs import LONG_AGO, import_beside, make_run
from tests.make import make_feed, record, yubhub

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    path = tmp_path / "feed.xml"
    path.write_text(yubhub(record("a")))
    return make_feed(name="Daily", address=str(path))


def page_of(feed: Feed) -> str:
    return reverse("admin:jobs_feed_run", args=[feed.pk])


def state_of(client: Client, address: str) -> tuple[str, str]:
    """Which sentence the page that waits says, and after how many seconds it asks again."""
    shown = client.get(address)
    told = text(shown)
    sentences = ("The run begins.", "is being imported since", "No run goes on")
    return next(one for one in sentences if one in told), shown.get("Refresh", "")


def test_a_run_is_started_waited_for_and_leads_to_its_report(
    admin_client: Client, feed: Feed, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as started:
        waits = admin_client.post(page_of(feed))["Location"]

    [errand] = started
    assert errand.args == ("import_feed", "--", feed.slug)
    assert LogEntry.objects.get().get_change_message() == "Run by hand."
    assert state_of(admin_client, waits) == ("The run begins.", "2")
    call_command("import_feed", feed.slug)
    ended = admin_client.get(waits)
    assert ended["Location"] == form_of(ImportRun.objects.get())
    assert Job.objects.get().title == "Job a"


def test_saving_a_feed_can_run_it(
    admin_client: Client, feed: Feed, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as started:
        answer = save(admin_client, form_of(feed), name="Nightly", _run="Save and run now")

    errands = [one for one in started if isinstance(one, partial)]
    assert [errand.args for errand in errands] == [("import_feed", "--", feed.slug)]
    assert answer["Location"].startswith(f"{page_of(feed)}?asked=")
    assert Feed.objects.get().name == "Nightly"


def test_a_feed_that_is_being_imported_is_not_started_again(
    admin_client: Client, feed: Feed, django_capture_on_commit_callbacks: Any
) -> None:
    make_run(feed, status="running", finished_at=None)

    with import_beside(feed):
        with django_capture_on_commit_callbacks() as started:
            answer = admin_client.post(page_of(feed), follow=True)
        assert state_of(admin_client, page_of(feed)) == ("is being imported since", "2")
        assert "Is running …" in text(admin_client.get(form_of(feed)))

    assert started == []
    assert "This feed is being imported already; nothing was started." in text(answer)
    assert state_of(admin_client, page_of(feed)) == ("No run goes on", "")  # it was killed


def test_a_run_that_never_begins_is_told(admin_client: Client, feed: Feed) -> None:
    make_run(feed)
    now = datetime.now(UTC)

    def at(moment: datetime) -> str:
        return f"{page_of(feed)}?asked={int(moment.timestamp())}"

    assert state_of(admin_client, at(now)) == ("The run begins.", "2")
    assert state_of(admin_client, at(now - timedelta(minutes=2))) == ("No run goes on", "")
    assert admin_client.get(at(LONG_AGO))["Location"] == form_of(ImportRun.objects.get())
    for asked in ("", "-1", "x", "²", "9" * 400):  # the latest report there is
        answer = admin_client.get(page_of(feed), {"asked": asked})
        assert answer["Location"] == form_of(ImportRun.objects.get())


def test_a_feed_that_never_ran_has_no_report_to_wait_for(admin_client: Client, feed: Feed) -> None:
    assert state_of(admin_client, page_of(feed)) == ("No run goes on", "")
