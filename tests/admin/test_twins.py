"""The same job several times in the admin: seen, set apart, followed through every edit."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from jobs.importer import twins
from jobs.models import Feed, Job
from tests.admin.pages import act, deletion_of, form_of, list_of, listed, save, text
from tests.make import make_employer, make_feed, make_job

pytestmark = pytest.mark.django_db


def opening(feed: str, **changes: Any) -> Job:
    facts = {"title": "Baker", "places": "Cork, IE"} | changes
    known = Feed.objects.filter(name=feed).first()
    job = make_job(feed=known or make_feed(name=feed), **facts)
    twins.renew([job.pk])
    job.refresh_from_db()
    return job


def shown() -> dict[str, str | None]:
    """Feed to the feed whose job is shown in place of its own."""
    return dict(Job.objects.values_list("feed__name", "same_as__feed__name"))


@pytest.fixture
def pair() -> tuple[Job, Job]:
    return opening("One"), opening("Two")


def test_a_job_tells_where_else_it_is_and_which_one_is_shown(
    admin_client: Client, pair: tuple[Job, Job]
) -> None:
    third, other = opening("Three"), opening("Four", title="Cook")
    one, two = pair

    def told(job: Job) -> str:
        page = admin_client.get(form_of(job)).content.decode()
        return page[page.index("field-elsewhere") :].partition("</div>\n")[0]

    def named(job: Job) -> str:
        return f'<a href="{form_of(job)}">Baker</a>, {job.feed.name}'

    assert f"Also on: {named(third)}<br>Also on: {named(two)}<br>" in told(one)
    assert f"Shown as: {named(one)}<br>Also on: {named(third)}<br>" in told(two)
    assert "Nowhere else." in told(other)


def test_a_job_tells_how_often_its_feed_has_it(admin_client: Client) -> None:
    said = "You bake bread and rolls from four in the morning. " * 6
    first, *others = [opening("One", description=said) for _ in range(54)]
    also = opening("Two")

    told = text(admin_client.get(form_of(first)))
    assert f"Again in its feed: Baker , One, id {others[0].external_id} " in told
    assert told.count("Again in its feed") == 50
    assert "and 4 jobs more" in told
    told = text(admin_client.get(form_of(also)))
    assert "Shown as: Baker , One Also on: Baker , One" in told


def test_a_feed_tells_how_many_of_its_jobs_are_shown_as_another_one(admin_client: Client) -> None:
    said = "You bake bread and rolls from four in the morning. " * 6
    first, again, third = [opening("One", description=said) for _ in range(3)]
    other = opening("Two", description=said)
    assert other.same_as == first

    assert "2 jobs shown as another one of this feed" in text(admin_client.get(form_of(first.feed)))
    assert "shown as another one" not in text(admin_client.get(form_of(other.feed)))
    answer = admin_client.get(list_of(Job), {"feed__id__exact": first.feed_id, "twins": "again"})
    assert {job.pk for job in answer.context["cl"].result_list} == {again.pk, third.pk}


def test_a_hidden_speaker_is_told_to_be_hidden(admin_client: Client, pair: tuple[Job, Job]) -> None:
    act(admin_client, "hide", pair[1])

    assert "Shown as: Baker , Two (hidden)" in text(admin_client.get(form_of(pair[0])))


def test_a_job_is_set_apart_and_joined_again(admin_client: Client, pair: tuple[Job, Job]) -> None:
    assert shown() == {"One": None, "Two": "One"}

    save(admin_client, form_of(pair[1]), apart="on")
    assert shown() == {"One": None, "Two": None}
    assert "Apart: shown on its own" in text(admin_client.get(form_of(pair[1])))
    save(admin_client, form_of(pair[1]), apart=None)
    assert shown() == {"One": None, "Two": "One"}


def test_an_edit_parts_twins_and_joins_new_ones(
    admin_client: Client, pair: tuple[Job, Job]
) -> None:
    other = opening("Three", title="Cook", employer="Quince")

    save(admin_client, form_of(pair[0]), title="Cook")
    assert shown() == {"One": None, "Two": None, "Three": None}
    save(admin_client, form_of(pair[0]), employer=make_employer("Quince").pk)
    assert shown() == {"One": None, "Two": None, "Three": "One"}
    save(admin_client, form_of(other), **{"place_links-0-DELETE": "on"})
    assert shown() == {"One": None, "Two": None, "Three": None}


def test_an_edited_apply_address_joins(admin_client: Client) -> None:
    one = opening("One", apply_url="https://bread.example/1")
    two = opening("Two", apply_url="https://bread.example/2", title="Head Baker")
    assert shown() == {"One": None, "Two": None}

    save(admin_client, form_of(two), apply_url=f"{one.apply_url}?utm_source=two")

    assert shown() == {"One": None, "Two": "One"}


@pytest.mark.parametrize("undo", [("hide", "show"), ("close", "reopen")])
def test_what_is_hidden_or_closed_is_so_everywhere(
    admin_client: Client, pair: tuple[Job, Job], undo: tuple[str, str]
) -> None:
    act(admin_client, undo[0], pair[1])
    assert shown() == {"One": "Two", "Two": None}
    assert not Job.objects.live().exists()

    act(admin_client, undo[1], pair[1])
    assert shown() == {"One": None, "Two": "One"}


def test_hiding_by_the_form_hides_everywhere(admin_client: Client, pair: tuple[Job, Job]) -> None:
    save(admin_client, form_of(pair[1]), hidden="on")

    assert shown() == {"One": "Two", "Two": None}


@pytest.mark.parametrize("several", [False, True])
def test_when_a_speaker_is_deleted_the_next_one_speaks(
    admin_client: Client, pair: tuple[Job, Job], several: bool
) -> None:
    opening("Three")

    if several:
        ids = {"action": "delete_selected", "_selected_action": [pair[0].pk], "post": "yes"}
        admin_client.post(list_of(Job), ids)
    else:
        admin_client.post(deletion_of(pair[0]), {"post": "yes"})

    assert shown() == {"Two": None, "Three": "Two"}


def test_the_list_knows_twins(admin_client: Client, pair: tuple[Job, Job]) -> None:
    apart = opening("Three", title="Cook")
    save(admin_client, form_of(apart), apart="on")

    def titles(**query: str) -> list[int]:
        return [job.pk for job in admin_client.get(list_of(Job), query).context["cl"].result_list]

    assert titles(twins="speaks") == [pair[0].pk]
    assert titles(twins="shown") == titles(state="twin") == [pair[1].pk]
    assert titles(twins="apart") == [apart.pk]
    assert set(titles(state="live")) == {pair[0].pk, apart.pk}
    assert titles(state="expired") == []
    assert "Baker Shown as another" in text(admin_client.get(list_of(Job), {"state": "twin"}))
    assert listed(admin_client.get(list_of(Job), {"twins": "apart"})) == ["Cook"]
