"""Jobs that an editor writes: public at once, and nobody's but his."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from jobs.importer import twins
from jobs.models import BY_HAND, Feed, FeedValue, Job, Place
from tests.admin.pages import deletion_of, errors, form_of, found, new, save, text
from tests.make import make_employer, make_feed, make_job, make_skill

pytestmark = pytest.mark.django_db


def add(client: Client, rows: Any = None, **changes: Any) -> Any:
    facts = {"title": "Baker", "employer": make_employer("Quince").pk}
    return save(
        client, new(Job), rows, **facts | {"apply_url": "https://bread.example/1"} | changes
    )


def test_a_job_that_an_editor_adds_is_public_at_once(admin_client: Client, client: Client) -> None:
    skill = make_skill("Kneading")
    rows = {"skill_links": [{"skill": skill.pk, "position": 0}]}
    assert add(admin_client, rows, description="Bake.\n\nAt night.").status_code == 302

    job = Job.objects.get()
    assert job.feed.address == BY_HAND
    assert not job.feed.enabled
    assert job.description == "<p>Bake.</p><p>At night.</p>"
    assert job.posted_on == timezone.now().date()
    assert found("kneading") == found("quince") == [job]
    shown = text(client.get(job.get_absolute_url()))
    assert "Baker" in shown
    assert "Added by hand" not in shown
    assert job.last_confirmed_at
    assert Feed.objects.due(timezone.now()) == []


def test_a_feed_that_is_called_so_is_not_in_the_way(admin_client: Client) -> None:
    make_feed(slug="by-hand")

    assert add(admin_client).status_code == 302
    assert Feed.objects.get(address=BY_HAND).slug == "by-hand-2"
    assert add(admin_client, title="Cook").status_code == 302
    assert Job.objects.filter(feed__slug="by-hand-2").count() == 2


@pytest.mark.parametrize("lacking", ["title", "employer", "apply_url"])
def test_title_employer_and_address_are_needed(admin_client: Client, lacking: str) -> None:
    assert "required" in errors(add(admin_client, **{lacking: ""}))
    assert not Job.objects.exists()


def test_a_job_added_by_hand_is_edited_without_locks_and_deleted(admin_client: Client) -> None:
    add(admin_client)
    job = Job.objects.get()
    confirmed = job.last_confirmed_at

    save(admin_client, form_of(job), title="Head Baker", salary_min="12")

    job.refresh_from_db()
    assert (job.title, job.edited) == ("Head Baker", [])
    assert job.last_confirmed_at > confirmed
    assert not FeedValue.objects.exists()
    assert "Edited by hand" not in text(admin_client.get(form_of(job)))
    admin_client.post(deletion_of(job), {"post": "yes"})
    assert not Job.objects.exists()
    assert found("baker") == []


def test_two_jobs_are_two_and_the_twin_of_a_feed_is_known(admin_client: Client) -> None:
    told = make_job(title="Baker", employer="Quince", places="Bern, CH")
    twins.renew([told.pk])
    bern = {"place_links": [{"place": Place.objects.get().pk, "position": 0}]}

    add(admin_client, bern)
    add(admin_client, title="Cook", apply_url="https://bread.example/2")

    assert list(Job.objects.order_by("pk").values_list("title", "same_as")) == [
        ("Baker", None),
        ("Baker", told.pk),
        ("Cook", None),
    ]
    assert Feed.objects.filter(address=BY_HAND).count() == 1


def test_there_is_nothing_to_import(admin_client: Client) -> None:
    add(admin_client)

    with pytest.raises(CommandError, match="editors write these jobs in the admin") as refused:
        call_command("import_feed", "by-hand")
    assert refused.value.returncode == 64
