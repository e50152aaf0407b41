"""Deciding on many jobs: every act names its number first, and does that and no more."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from jobs.admin.job_actions import MANY
from jobs.curation import acts
from jobs.curation.merging import merge
from jobs.curation.undoing import undo
from jobs.importer import store, twins
from jobs.importer.records import CleanJob
from jobs.lib.places import parse_places
from jobs.models import Block, BoardDay, Feed, Job, Place, today
from tests.admin.pages import act, deletion_of, form_of, list_of, listed, save, text
from tests.make import make_feed, make_job

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def ask(client: Client, action: str, query: str = "", **sent: Any) -> Any:
    return client.post(f"{list_of(Job)}?{query}", {"action": action, "index": 0} | sent)


def brought(feed: Feed, **changes: Any) -> Job:
    """What an import of one record makes."""
    facts: dict[str, Any] = {
        "external_id": "a",
        "title": "Cook",
        "employer": "Acme",
        "description": "<p>Cook.</p>",
        "apply_url": "https://apply.example/jobs/4711",
        "places": parse_places("Bern, CH"),
    }
    store.Writer(feed, now=NOW).write([(CleanJob(**facts | changes), "1" * 64)])
    job: Job = Job.objects.get(feed=feed, external_id=(facts | changes)["external_id"])
    return job


def test_a_selection_over_all_pages_is_asked_about_by_number_and_then_done(
    admin_client: Client,
) -> None:
    wanted = [make_job(title=f"Cook {number}", arrangement="remote") for number in range(60)]
    hidden, other = make_job(arrangement="remote", hidden=True), make_job()
    narrowed = "arrangement__exact=remote"
    page = [job.pk for job in wanted[:50]]

    asked = ask(admin_client, "hide", narrowed, select_across="1", _selected_action=page)

    shown = text(asked)
    assert "Hide 60 jobs?" in shown
    assert "Of the jobs you chose, 1 is left out" in shown
    assert "And 40 more." in shown
    assert Job.objects.filter(hidden=True).count() == 1
    sent = {"select_across": "1", "_selected_action": page}
    done = ask(admin_client, "hide", narrowed, **sent, number=60)
    assert done["Location"] == f"{list_of(Job)}?{narrowed}"
    assert list(Job.objects.filter(hidden=False)) == [other]
    assert LogEntry.objects.filter(change_message="hidden: “no” → “yes”").count() == 60
    assert not LogEntry.objects.filter(object_id=hidden.pk).exists()
    assert BoardDay.objects.get().live == 1


def test_another_number_than_was_confirmed_is_asked_about_again(admin_client: Client) -> None:
    job, _other = make_job(), make_job()

    asked = ask(admin_client, "close", select_across="1", _selected_action=[job.pk], number=1)

    assert "It is another number of jobs by now, so nothing was done." in text(asked)
    assert asked.context["number"] == 2
    assert not Job.objects.exclude(closed_at=None).exists()


@pytest.mark.parametrize("number", ["", "x", "-1", "1e9", "2\x00"])
def test_a_number_that_is_none_does_nothing(admin_client: Client, number: str) -> None:
    job = make_job()

    ask(admin_client, "hide", _selected_action=[job.pk], number=number)

    assert not Job.objects.get().hidden


def test_an_act_from_the_page_of_a_job_leads_back_to_it(admin_client: Client) -> None:
    job = make_job()
    sent = {"_selected_action": [job.pk], "page": "1", "number": 1}

    assert ask(admin_client, "hide", **sent)["Location"] == form_of(job)
    buttons = text(admin_client.get(form_of(job)))
    assert "Show to the public again" in buttons
    assert "Hide from the public" not in buttons


def test_featuring_asks_for_a_day_that_is_to_come_and_none_ends_it(admin_client: Client) -> None:
    job, soon = make_job(), today() + timedelta(days=3)

    assert "Expected today or a later day" in text(
        act(admin_client, "feature", job, until=str(today() - timedelta(days=1)))
    )
    assert Job.objects.get().featured_until is None
    told = text(act(admin_client, "feature", job, until=str(soon)))
    assert f"1 job featured until {soon}." in told
    assert Job.objects.get().featured_until == soon
    assert listed(admin_client.get(list_of(Job), {"featured": "now"})) == [job.title]
    assert "1 job no longer featured." in text(act(admin_client, "feature", job, until=""))
    lines = LogEntry.objects.order_by("pk").values_list("change_message", flat=True)
    assert list(lines) == [
        f"featured until: none → “{soon}”",
        f"featured until: “{soon}” → none",
    ]


def test_featuring_is_no_news_of_the_job_but_pages_show_it_at_once(admin_client: Client) -> None:
    job, soon = make_job(), today() + timedelta(days=3)
    page = admin_client.get(job.get_absolute_url())["ETag"]

    assert save(admin_client, form_of(job), featured_until=str(soon)).status_code == 302

    stored = Job.objects.get()
    assert (stored.featured_until, stored.changed_at) == (soon, job.changed_at)
    assert admin_client.get(job.get_absolute_url())["ETag"] != page


def test_many_jobs_are_said_to_take_a_while(admin_client: Client) -> None:
    job = make_job()
    assert "take a while" not in text(ask(admin_client, "hide", _selected_action=[job.pk]))
    Job.objects.bulk_create(
        Job(
            feed=job.feed,
            external_id=f"many-{number}",
            title="Cook",
            employer=job.employer,
            apply_url=job.apply_url,
            content_hash=f"{number:064}",
        )
        for number in range(MANY)
    )

    asked = ask(admin_client, "hide", select_across="1", _selected_action=[job.pk])

    assert "This many jobs take a while, and imports wait for them." in text(asked)


def test_closing_and_reopening_are_told_with_what_was_before(admin_client: Client) -> None:
    job = make_job(closed_at=NOW, closed_reason="vanished")

    act(admin_client, "close", job)
    act(admin_client, "reopen", job)

    lines = LogEntry.objects.order_by("pk").values_list("change_message", flat=True)
    assert list(lines) == [
        "closed: “Gone from its feed” → “Closed by an editor”",
        "closed: “Closed by an editor” → none",
    ]


def test_a_blocked_job_does_not_come_back_by_its_id_or_its_address(admin_client: Client) -> None:
    feed, other = make_feed(), make_feed()
    job = brought(feed)

    act(admin_client, "block", job, reason="Asks for money")

    block = Block.objects.get()
    assert (block.feed, block.external_id, block.reason) == (feed, "a", "Asks for money")
    assert brought(feed, title="Cook again").hidden
    admin_client.post(deletion_of(job), {"post": "yes"})
    assert brought(feed).hidden
    assert brought(feed, external_id="b", title="Chef").hidden
    assert brought(other, external_id="z").hidden
    assert not brought(other, external_id="c", places=parse_places("Basel, CH")).hidden
    assert Job.objects.live().count() == 1


def test_a_job_that_is_there_elsewhere_is_hidden_with_the_one_that_is_blocked() -> None:
    one, two = brought(make_feed()), brought(make_feed(), title="Something else")
    assert two.same_as is None
    editor = User.objects.create_superuser("editor")

    assert acts.block(Job.objects.filter(pk=one.pk), "", user=editor.pk) == 1

    assert set(Job.objects.values_list("hidden", flat=True)) == {True}


def test_an_address_where_several_jobs_are_applied_for_blocks_none_of_them() -> None:
    feed = make_feed()
    one, _other = brought(feed), brought(feed, external_id="b", title="Pilot")
    editor = User.objects.create_superuser("editor")

    acts.block(Job.objects.filter(pk=one.pk), "", user=editor.pk)

    assert Block.objects.get().apply_key is None
    assert [job.title for job in Job.objects.live()] == ["Pilot"]
    assert not brought(feed, external_id="c", title="Tailor").hidden


def test_a_block_follows_a_job_that_its_source_renumbers() -> None:
    from_feed = make_feed()
    job = brought(from_feed)
    editor = User.objects.create_superuser("editor")
    acts.block(Job.objects.filter(pk=job.pk), "", user=editor.pk)
    store.blocks.rebind(from_feed, {"a": "new"})

    assert Block.objects.get().external_id == "new"


def test_an_address_stays_blocked_when_its_place_is_merged_and_when_that_is_undone() -> None:
    feed, editor = make_feed(), User.objects.create_user("erin")
    job = brought(feed)
    kept = Place.objects.parsed(parse_places("Basel, CH")).popitem()[1]
    bern = job.places.get()
    acts.block(Job.objects.filter(pk=job.pk), "", user=editor.pk)
    before = Block.objects.get().apply_key

    done = merge(Place, kept.pk, [bern.pk], user=editor.pk)
    assert brought(feed, external_id="merged").hidden
    Job.objects.filter(external_id="merged").delete()
    undo(done.merge, user=editor.pk)

    assert Block.objects.get().apply_key == before
    assert brought(feed, external_id="undone").hidden


def test_blocked_jobs_stay_hidden_until_they_are_unblocked_and_shown(admin_client: Client) -> None:
    job = brought(make_feed())
    act(admin_client, "block", job)

    assert "Blocked jobs stay hidden" in text(act(admin_client, "show", job))
    assert "This job is blocked" in text(save(admin_client, form_of(job), hidden=None))
    assert "Cook Blocked" in text(admin_client.get(list_of(Job), {"state": "blocked"}))
    assert listed(admin_client.get(list_of(Job), {"state": "hidden"})) == []
    block = Block.objects.get()
    shown = text(admin_client.get(list_of(Block)))
    assert "Cook Acme" in shown
    assert "Look at it" in shown

    admin_client.post(deletion_of(block), {"post": "yes"})
    assert Job.objects.get().hidden
    assert "1 job shown again." in text(act(admin_client, "show", job))
    assert Job.objects.live().get() == job
    lines = LogEntry.objects.filter(object_id=job.pk, content_type__model="job").order_by("pk")
    assert [line.change_message for line in lines] == [
        "Blocked for ever",
        "hidden: “no” → “yes”",
        "No longer blocked",
        "hidden: “yes” → “no”",
    ]


def test_twins_are_settled_by_an_act(admin_client: Client) -> None:
    one, two = brought(make_feed()), brought(make_feed())
    twins.renew([one.pk, two.pk])
    assert Job.objects.get(pk=two.pk).same_as == one

    act(admin_client, "hide", one)

    assert not Job.objects.live().exists()
    act(admin_client, "show", one)
    assert list(Job.objects.live()) == [one]


def test_who_may_only_view_is_not_asked(client: Client) -> None:
    reader = User.objects.create_user("reader", is_staff=True)
    client.force_login(reader)

    assert client.post("/admin/jobs/job/preview/", {"title": "x"}).status_code == 403


def test_a_preview_shows_what_is_in_the_form_and_saves_nothing(admin_client: Client) -> None:
    job = make_job(title="Cook")
    sent = {
        "title": "Chef <b>",
        "description": '<h3>You</h3><p onclick="x()">cook</p><script>alert(1)</script>',
        "apply_url": "https://jobs.example/1",
        "employer": job.employer_id,
    }

    answer = admin_client.post("/admin/jobs/job/preview/", sent)

    shown = answer.content.decode()
    assert "Chef &lt;b&gt;" in shown
    assert "<h3>You</h3><p>cook</p>" in shown
    assert "alert(1)" not in shown
    assert "Harbourline · Apply leads to jobs.example" in text(answer)
    assert Job.objects.values_list("title", "posted_on").get() == ("Cook", date(2026, 11, 1))
    assert admin_client.get("/admin/jobs/job/preview/").status_code == 405
    hostile = {"apply_url": "javascript:alert(1)", "employer": "1 OR 1"}
    told = text(admin_client.post("/admin/jobs/job/preview/", hostile))
    assert "No employer yet · the Apply address cannot be linked" in told
