"""On the page of a job: what its feed says of the fields that an editor wrote, and the way back."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from lxml import html

from jobs.importer import store
from jobs.importer.records import CleanJob
from jobs.lib.money import Salary
from jobs.lib.places import parse_places
from jobs.models import Feed, FeedValue, Job
from tests.admin.pages import act, form_of, found, list_of, listed, save, text
from tests.make import make_feed, make_skill

pytestmark = pytest.mark.django_db
NOW, LATER = datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)
PAY = Salary(Decimal(12), Decimal(15), "EUR", "hour", "EUR 12 to 15 an hour")


@pytest.fixture
def feed() -> Feed:
    return make_feed()


def bring(feed: Feed, now: datetime = NOW, **changes: Any) -> Job:
    facts: dict[str, Any] = {
        "external_id": "a",
        "title": "Cook",
        "employer": "Acme",
        "description": "<p>Cook for <b>us</b>.</p>",
        "apply_url": "https://apply.example/4711",
        "skills": ("Knives",),
        "places": parse_places("Bern, CH"),
        "salary": PAY,
    }
    store.Writer(feed, now=now).write([(CleanJob(**facts | changes), "1" * 64)])
    job: Job = Job.objects.get()
    return job


def locks_of(client: Client, job: Job) -> list[str]:
    page = html.fromstring(client.get(form_of(job)).content.decode())
    notes = page.xpath("//span[@class='lock']")
    return [" ".join(note.text_content().split()).partition(" (told")[0] for note in notes]


def test_under_each_locked_field_stands_what_its_feed_says(
    admin_client: Client, feed: Feed
) -> None:
    job = bring(feed)
    rows = {"skill_links": [{"skill": make_skill("Forks").pk, "position": 99}]}
    save(
        admin_client,
        form_of(job),
        rows,
        title="Chef",
        salary_min="20",
        salary_max="",
        description="",
    )

    assert locks_of(admin_client, job) == [
        "Edited by hand. Its feed says: Cook",
        "Edited by hand. Its feed says: Cook for us.",
        "Edited by hand. Its feed says: EUR 12 to 15 an hour",
        "Edited by hand. Its feed says: Knives",
    ]
    bring(feed, LATER, title="Sous-chef <x>", salary=Salary(), skills=("Knives", "Forks"))
    assert locks_of(admin_client, job) == [
        "Edited by hand. Its feed says: Sous-chef <x>",
        "Edited by hand. Its feed says: Cook for us.",
        "Edited by hand. Its feed says nothing",
        "Edited by hand. Its feed says the same.",
    ]
    job.refresh_from_db()
    assert (job.title, job.salary_min, job.description) == ("Chef", 20, "")
    assert listed(admin_client.get(list_of(Job), {"edited": "news"})) == ["Chef"]


def test_news_is_what_a_feed_said_after_the_edit_until_an_editor_saves(
    admin_client: Client, feed: Feed
) -> None:
    job = bring(feed)
    save(admin_client, form_of(job), title="Chef")

    def listed_as(edited: str) -> list[str]:
        return listed(admin_client.get(list_of(Job), {"edited": edited}))

    value = FeedValue.objects.values_list("value", "differs", "is_news", "told_at")
    assert value.get() == ("Cook", True, False, NOW)
    bring(feed, LATER, employer="ACME")  # another spelling, and the title as it was
    assert value.get() == ("Cook", True, False, NOW)
    assert (listed_as("yes"), listed_as("differs"), listed_as("news")) == (["Chef"], ["Chef"], [])
    bring(feed, LATER, title="Head Cook")
    assert value.get() == ("Head Cook", True, True, LATER)
    assert listed_as("news") == ["Chef"]
    save(admin_client, form_of(job), hidden="on")
    assert value.get() == ("Head Cook", True, False, LATER)
    bring(feed, LATER, title="Chef")
    assert value.get() == ("Chef", False, False, LATER)
    assert (listed_as("yes"), listed_as("differs"), listed_as("unknown")) == (["Chef"], [], [])


def test_a_field_given_back_on_the_page_has_at_once_what_its_feed_says(
    admin_client: Client, feed: Feed
) -> None:
    job = bring(feed)
    save(admin_client, form_of(job), {}, title="Chef", salary_min="1", level="")
    bring(feed, LATER, title="Sous-chef")

    answer = admin_client.get(save(admin_client, form_of(job), follow="title")["Location"])

    job.refresh_from_db()
    assert "Follows its feed again: title." in text(answer)
    assert job.title == "Sous-chef"
    assert job.salary_min == 1
    assert "title" not in job.edited
    assert found("sous-chef") == [job]
    line = LogEntry.objects.filter(change_message__contains="Given back").get()
    assert line.change_message == "Given back to its feed: title. title: “Chef” → “Sous-chef”"
    save(admin_client, form_of(job), follow="salary_text")
    job.refresh_from_db()
    assert (job.edited, job.salary_min, job.salary_text) == ([], 12, PAY.text)
    assert not FeedValue.objects.exists()


def test_a_field_that_is_not_locked_cannot_be_given_back(admin_client: Client, feed: Feed) -> None:
    job = bring(feed)
    before = Job.objects.values().get()

    for name in ("title", "edited", "feed", "pk", "x" * 5000):
        assert save(admin_client, form_of(job), follow=name).status_code == 302

    assert Job.objects.values().get() == before


def test_the_locks_of_many_jobs_are_given_back_at_once(admin_client: Client, feed: Feed) -> None:
    job = bring(feed)
    rows = {"skill_links": [{"skill": make_skill("Forks").pk, "position": 99}]}
    save(
        admin_client,
        form_of(job),
        rows,
        title="Chef",
        posted_on="2026-11-01",
        **{"place_links-0-DELETE": "on"},
    )

    assert "1 job given back to the feed." in text(act(admin_client, "follow", job))

    job.refresh_from_db()
    assert (job.title, job.posted_on, job.edited) == ("Cook", None, [])
    assert [skill.name for skill in job.skill_list] == ["Knives"]
    assert [place.name for place in job.place_list] == ["Bern, Switzerland"]
    assert job.content_hash == "1" * 64
