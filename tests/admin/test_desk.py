"""The start page and the list of what waits, as each may see them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from jobs.admin.paginator import MOST, BoundedPaginator
from jobs.curation.finding import found
from jobs.curation.glance import Today, today_in_numbers
from jobs.curation.waiting import troubled
from jobs.models import FeedValue, FormerSlug, ImportRun, Job, Report
from tests.admin.pages import text
from tests.make import make_feed, make_job

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def test_the_board_today_follows_every_change() -> None:
    job = make_job(featured_until=NOW.date())
    make_job(first_seen_at=NOW - timedelta(days=2), closed_at=NOW, closed_reason="editor")
    make_job(hidden=True, featured_until=NOW.date())
    assert today_in_numbers() == Today(live=1, new=2, closed=1, featured=1)
    make_job(feed=job.feed)
    assert today_in_numbers() == Today(live=2, new=3, closed=1, featured=1)


def test_what_waits_leads_to_where_it_is_decided(admin_client: Client) -> None:
    feed = make_feed(name="Harbour feed")
    run = ImportRun.objects.create(feed=feed, status="held", held=1)
    job = make_job(feed=feed, title="Cook", missing_since=NOW, edited=["title"])
    Report.objects.create(job=job, reason="scam")
    FeedValue.objects.create(job=job, field="title", value="Chef", told_at=NOW, is_news=True)
    shown = admin_client.get("/admin/review/").content.decode()
    assert [
        address in shown
        for address in (
            f"/admin/jobs/importrun/{run.pk}/change/",
            f"/admin/jobs/report/{Report.objects.get().pk}/change/",
            f"/admin/jobs/job/{job.pk}/change/",
        )
    ] == [True, True, True]


def test_who_may_see_nothing_sees_nothing_of_the_board(client: Client) -> None:
    make_job(title="Cook")
    user = User.objects.create_user("reader", is_staff=True)
    client.force_login(user)
    told = text(client.get("/admin/"))
    assert ("Live jobs" in told, "Waits for an editor" in told, "Runs" in told) == (False,) * 3
    user.user_permissions.add(Permission.objects.get(codename="view_job"))
    assert "Live jobs" in text(client.get("/admin/"))


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"last_run_at": NOW, "health": "well"}, []),
        ({"last_run_at": NOW, "health": "failing"}, ["failing"]),
        ({"last_run_at": NOW - timedelta(hours=1, minutes=59), "interval": 60}, []),
        ({"last_run_at": NOW - timedelta(hours=2, minutes=1), "interval": 60}, ["late"]),
        ({"last_run_at": NOW - timedelta(days=9), "enabled": False}, []),
        ({"last_run_at": NOW, "gone_since": NOW}, ["gone"]),
        ({"gone_since": NOW, "enabled": False}, ["gone, paused"]),
        ({}, ["not read yet"]),
    ],
)
def test_a_feed_that_is_not_well_is_told(facts: dict[str, object], told: list[str]) -> None:
    make_feed(**facts)
    assert [one.told for one in troubled(NOW)] == told


def test_jobs_are_found_by_words_ids_and_addresses_whatever_their_state() -> None:
    cook = make_job(title="Pastry cook", employer="Quince Works", hidden=True)
    other = make_job(title="Welder", employer="Medlar", external_id="W-7/x", skills=("Soldering",))

    def titles(typed: str) -> set[str]:
        return {job.title for job in found(Job.objects.all(), typed)}

    assert titles("pastry") == titles("past") == titles("quince works") == {"Pastry cook"}
    assert titles("W-7/x") == titles("solder") == {"Welder"}
    assert titles(other.apply_url[:-1]) >= {"Welder"}
    assert titles("build") == titles("???") == set()  # of descriptions, and no word at all
    assert titles("cook welder") == set()
    assert found(Job.objects.filter(hidden=False), cook.title).count() == 0


def test_a_list_is_counted_to_ten_thousand_and_no_further() -> None:
    slugs = FormerSlug.objects.order_by("pk")
    FormerSlug.objects.bulk_create(
        FormerSlug(kind="skill", slug=f"s{i}", term=i) for i in range(MOST)
    )
    pages = BoundedPaginator(slugs, 50)
    assert (pages.count, pages.is_more, pages.num_pages) == (MOST, False, 200)
    FormerSlug.objects.bulk_create(
        FormerSlug(kind="skill", slug=f"t{i}", term=i) for i in range(60)
    )
    more = BoundedPaginator(slugs, 50)
    assert (more.count, more.is_more, more.num_pages) == (MOST + 1, True, 200)
    assert [row.slug for row in more.page(200).object_list] == [f"s{i}" for i in range(9950, MOST)]
