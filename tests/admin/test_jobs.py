"""What an editor does to jobs: correct, hide, close, reopen, delete."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from jobs.importer import twins
from jobs.models import ApplyClicks, Feed, Job, JobSkill, today
from tests.admin.pages import (
    act,
    deletion_of,
    errors,
    form_of,
    found,
    list_of,
    save,
    text,
    values_of,
)
from tests.make import make_employer, make_feed, make_job, make_skill

pytestmark = pytest.mark.django_db
LONG_AGO, LATER = datetime(2026, 1, 1, 8, tzinfo=UTC), datetime(2026, 2, 1, 8, tzinfo=UTC)


def words_stored() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM jobs_words")
        return int(cursor.fetchone()[0])


def test_a_saved_job_is_changed_now_and_found_by_its_new_words(admin_client: Client) -> None:
    job = make_job(title="Tailor", changed_at=LONG_AGO, first_seen_at=LONG_AGO)
    employer = make_employer("Needlework")

    answer = save(admin_client, form_of(job), title="Falconer", employer=employer.pk)

    assert answer.status_code == 302
    job.refresh_from_db()
    assert job.title == "Falconer"
    assert job.changed_at > LONG_AGO
    assert job.first_seen_at == LONG_AGO
    assert found("falconer") == found("needlework") == [job]
    assert found("tailor") == []


def test_an_added_and_a_removed_skill_are_searched_at_once(admin_client: Client) -> None:
    job = make_job(skills=("Juggling", "Archery"))
    added = {"skill": make_skill("Falconry").pk, "position": 99}

    answer = save(
        admin_client, form_of(job), {"skill_links": [added]}, **{"skill_links-0-DELETE": "on"}
    )

    assert answer.status_code == 302
    assert [skill.name for skill in job.skill_list] == ["Archery", "Falconry"]
    assert found("falconry") == [job]
    assert found("juggling") == []


def test_a_row_that_an_editor_adds_stands_after_those_of_the_feed(admin_client: Client) -> None:
    job = make_job(skills=("Zeal",))
    shown = admin_client.get(form_of(job)).content.decode()

    assert 'name="skill_links-__prefix__-position" value="99"' in shown


def test_a_skill_given_twice_is_refused(admin_client: Client) -> None:
    job = make_job(skills=("Archery",))
    again = {"skill": make_skill("Archery").pk, "position": 1}

    answer = save(admin_client, form_of(job), {"skill_links": [again]})

    assert "duplicate" in errors(answer)
    assert JobSkill.objects.count() == 1


def test_the_description_is_cleaned_when_it_is_saved(admin_client: Client) -> None:
    job = make_job()
    hostile = '<p onclick="x()">Good</p>\r\n<script>alert(1)</script><a href="javascript:x">y</a>'

    save(admin_client, form_of(job), description=hostile)

    job.refresh_from_db()
    assert job.description.startswith("<p>Good</p>")
    for trace in ("script", "onclick", "\r", "&#13;", "alert"):
        assert trace not in job.description


def test_a_description_written_as_plain_text_gets_its_paragraphs(admin_client: Client) -> None:
    job = make_job()

    save(admin_client, form_of(job), description="One\r\nline & more\r\n\r\nTwo")

    job.refresh_from_db()
    assert job.description == "<p>One<br>line &amp; more</p><p>Two</p>"


def test_saving_a_form_untouched_changes_no_fact_of_the_job(admin_client: Client) -> None:
    job = make_job(
        description="<h3>Duties:</h3>\n<ul>\n<li>One</li>\n<li>Two &amp; three</li>\n</ul>",
        skills=("Archery", "Falconry"),
        places="Bern, Switzerland",
        level="Senior",
        salary_min=Decimal("27.89"),
        salary_currency="USD",
        salary_period="hour",
        salary_text="from $27.89/h",
    )
    twins.renew([job.pk])
    before = Job.objects.values().get()

    assert save(admin_client, form_of(job)).status_code == 302

    assert Job.objects.values().get() == before
    assert [skill.name for skill in job.skill_list] == ["Archery", "Falconry"]


def test_the_preview_is_clean_even_if_the_stored_text_is_not(admin_client: Client) -> None:
    job = make_job(description="<h3>Duties</h3><img src=x onerror=alert(1)><p>Work</p>")

    shown = admin_client.get(form_of(job)).content.decode()

    assert "<h3>Duties</h3>" in shown
    assert "<img src=x" not in shown


def test_the_form_shows_where_the_job_is_in_public(admin_client: Client) -> None:
    job = make_job(title="Baker")

    shown = admin_client.get(form_of(job)).content.decode()

    address = f"http://testserver.example/jobs/{job.pk}/baker/"
    assert f'<a href="{address}">{address}</a>' in shown


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"apply_url": "javascript:alert(1)"}, "expected an http(s) address"),
        ({"apply_url": "https://me:pw@host.example/"}, "without a user name"),
        ({"apply_url": ""}, "required"),
        ({"salary_min": "500", "salary_max": "400"}, "Expected at least the minimum, 500, got 400"),
        ({"salary_min": "-1"}, "Pay cannot be negative"),
        ({"salary_currency": "XQZ"}, "Expected a currency of ISO 4217"),
        ({"title": ""}, "required"),
    ],
)
def test_facts_that_cannot_be_are_refused_with_the_reason(
    admin_client: Client, changes: dict[str, str], message: str
) -> None:
    job = make_job(title="Baker", apply_url="https://bread.example/")

    answer = save(admin_client, form_of(job), **changes)

    assert message in errors(answer)
    assert "Constraint" not in errors(answer)
    assert Job.objects.values_list("title", "apply_url").get() == (
        "Baker",
        "https://bread.example/",
    )


def test_addresses_and_currencies_are_stored_in_one_form(admin_client: Client) -> None:
    job = make_job()

    save(
        admin_client,
        form_of(job),
        apply_url="HTTPS://Bücher.example/a b".replace(" ", "%20"),
        salary_min="10",
        salary_currency="chf",
        salary_period="hour",
    )

    job.refresh_from_db()
    assert job.apply_url == "https://xn--bcher-kva.example/a%20b"
    assert (job.salary_currency, job.pay_from) == ("CHF", Decimal("20800.00"))


def test_what_the_feed_and_the_board_tell_cannot_be_changed(admin_client: Client) -> None:
    job = make_job(external_id="a1")
    feed = job.feed_id

    save(
        admin_client,
        form_of(job),
        external_id="b2",
        feed="999",
        closed_reason="editor",
        first_seen_at_0="2020-01-01",
        pay_to="1",
    )

    job.refresh_from_db()
    assert (job.external_id, job.feed_id, job.closed_reason) == ("a1", feed, "")


def test_hiding_takes_jobs_from_the_public_and_showing_brings_them_back(
    admin_client: Client,
) -> None:
    first, second, other = make_job(), make_job(), make_job(title="Other")

    assert "2 jobs hidden." in text(act(admin_client, "hide", first, second))
    assert list(Job.objects.live()) == [other]
    assert "1 job shown again." in text(act(admin_client, "show", first, other))
    assert set(Job.objects.live()) == {first, other}


def test_closing_is_by_an_editor_and_keeps_the_time_a_feed_has_closed_a_job(
    admin_client: Client,
) -> None:
    opened, vanished = make_job(), make_job(closed_at=LONG_AGO, closed_reason="vanished")

    assert "2 jobs closed." in text(act(admin_client, "close", opened, vanished))

    opened.refresh_from_db()
    vanished.refresh_from_db()
    assert opened.closed_reason == vanished.closed_reason == Job.ClosedReason.EDITOR
    assert opened.closed_on == today()
    assert vanished.closed_at == LONG_AGO
    nothing = text(act(admin_client, "close", opened, vanished))
    assert "None of these jobs could be closed: nothing was changed." in nothing


def test_a_job_tells_when_it_was_first_seen_and_last_confirmed_however_it_closes(
    admin_client: Client,
) -> None:
    job = make_job(feed=make_feed(confirmed_at=LATER), first_seen_at=LONG_AGO)
    shown = text(admin_client.get(form_of(job)))

    act(admin_client, "close", job)
    Feed.objects.update(confirmed_at=datetime(2026, 3, 1, tzinfo=UTC))

    job = Job.objects.get()
    assert "First seen at: 1 Jan 2026, 08:00" in shown
    assert "Last confirmed: 1 Feb 2026, 08:00" in shown
    assert (job.first_seen_at, job.last_confirmed_at) == (LONG_AGO, LATER)
    act(admin_client, "reopen", job)
    assert Job.objects.get().last_confirmed_at == LATER  # no run has found it since


def test_reopening_makes_closed_jobs_live(admin_client: Client) -> None:
    closed, live = make_job(closed_at=LONG_AGO, closed_reason="editor"), make_job()

    assert "1 job reopened." in text(act(admin_client, "reopen", closed, live))

    closed.refresh_from_db()
    assert (closed.is_live, closed.closed_reason) == (True, "")


def test_an_action_is_in_the_history_of_each_job_that_it_changed(admin_client: Client) -> None:
    first, hidden = make_job(), make_job(hidden=True)

    act(admin_client, "hide", first, hidden)

    lines = LogEntry.objects.values_list("object_id", "change_message", "user__username")
    assert list(lines) == [(str(first.pk), "hidden: “no” → “yes”", "admin")]


def test_who_may_only_view_has_no_actions(client: Client) -> None:
    job = make_job()
    person = User.objects.create_user("reader", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename="view_job"))
    client.force_login(person)

    act(client, "hide", job)

    assert Job.objects.live().exists()
    assert b'value="hide"' not in client.get(list_of(Job)).content


@pytest.mark.parametrize("several", [False, True])
def test_a_deleted_job_leaves_no_search_words(admin_client: Client, several: bool) -> None:
    job, other = make_job(skills=("Archery",)), make_job(title="Other")

    if several:
        ids = {"action": "delete_selected", "_selected_action": [job.pk], "post": "yes"}
        admin_client.post(list_of(Job), ids)
    else:
        admin_client.post(deletion_of(job), {"post": "yes"})

    assert list(Job.objects.all()) == [other]
    assert words_stored() == 1
    assert found("archery") == []


def test_clicks_of_the_last_thirty_days_are_shown_and_cannot_be_changed(
    admin_client: Client,
) -> None:
    job = make_job()
    for days, count in ((0, 4321), (29, 8765), (30, 9999)):
        ApplyClicks.objects.create(job=job, day=today() - timedelta(days=days), count=count)

    shown = text(admin_client.get(form_of(job)))
    save(admin_client, form_of(job), **{"apply_clicks-0-count": "1"})

    for days, told in ((0, "4,321"), (29, "8,765")):
        assert f"{date_format(today() - timedelta(days=days), 'j M Y')} {told}" in shown
    assert "9,999" not in shown
    assert set(ApplyClicks.objects.values_list("count", flat=True)) == {4321, 8765, 9999}


def test_a_failure_after_the_rows_undoes_the_whole_edit(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = make_job(title="Tailor", skills=("Archery",))

    def fail(_ids: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("jobs.search.index.put", fail)
    with pytest.raises(RuntimeError, match="disk"):
        save(admin_client, form_of(job), title="Falconer", **{"skill_links-0-DELETE": "on"})

    job.refresh_from_db()
    assert job.title == "Tailor"
    assert [skill.name for skill in job.skill_list] == ["Archery"]


def test_what_an_editor_changed_is_noted_and_can_be_given_back(admin_client: Client) -> None:
    job = make_job(salary_min=Decimal(5), places="Cork, IE")
    skill = make_skill("Rust")

    save(
        admin_client,
        form_of(job),
        {"skill_links": [{"skill": skill.pk, "position": 1}]},
        title="Edited",
        salary_min="6",
        hidden="on",
    )
    job.refresh_from_db()
    noted = job.edited
    act(admin_client, "follow", job)
    job.refresh_from_db()

    pay = ["salary_currency", "salary_max", "salary_min", "salary_period", "salary_text"]
    assert noted == [*pay, "skills", "title"]
    assert (job.edited, job.title, job.salary_min) == ([], "Backend Engineer", Decimal(5))
    assert (job.skill_list, job.hidden) == ([], True)


def test_line_ends_of_a_browser_are_no_edit(admin_client: Client) -> None:
    job = make_job(description="<p>One</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>")
    before = job.description

    save(admin_client, form_of(job), description=before.replace("\n", "\r\n"), hidden="on")

    job.refresh_from_db()
    assert (job.description, job.edited, job.hidden) == (before, [], True)


def test_a_form_opened_before_an_import_does_not_undo_the_import(admin_client: Client) -> None:
    job = make_job(title="Old")
    stale = {"title": "Old", "seen": "2026-01-01T00:00:00+00:00", "hidden": "on"}
    Job.objects.filter(pk=job.pk).update(title="New from the feed")

    refused = save(admin_client, form_of(job), **stale)
    job.refresh_from_db()

    assert "The feed or another editor has changed this job" in errors(refused)
    assert (job.title, job.edited, job.hidden) == ("New from the feed", [], False)


@pytest.mark.parametrize(
    "meanwhile", [{"hidden": True}, {"featured_until": date(2030, 1, 1)}, {"apart": True}]
)
def test_a_form_opened_before_another_editor_decided_does_not_undo_that(
    admin_client: Client, meanwhile: dict[str, Any]
) -> None:
    job = make_job()
    opened = values_of(admin_client, form_of(job))
    Job.objects.filter(pk=job.pk).update(**meanwhile)  # as an act on a list: it is no edit

    refused = admin_client.post(form_of(job), opened | {"title": "Chef"})

    assert "The feed or another editor has changed this job" in errors(refused)
    assert Job.objects.filter(pk=job.pk, title=job.title, **meanwhile).exists()


def test_an_editor_reads_why_search_engines_see_no_job_posting(admin_client: Client) -> None:
    job = make_job(places="Cork, IE")
    assert "On its page, for search engines" in text(admin_client.get(form_of(job)))

    save(admin_client, form_of(job), posted_on="")

    reason = "None: the day on which it was posted is not known."
    assert reason in text(admin_client.get(form_of(job)))


def test_a_form_whose_rows_an_import_replaced_is_shown_again(admin_client: Client) -> None:
    job = make_job(skills=("Baking", "Kneading"), places="Leeds; York")
    opened = values_of(admin_client, form_of(job))
    for rows in (job.skill_links, job.place_links):
        rows.all().delete()
    Job.objects.filter(pk=job.pk).update(changed_at=timezone.now())

    answer = admin_client.post(form_of(job), opened | {"title": "Chef"})

    assert answer.status_code == 200
    assert "changed this job since you opened it" in errors(answer)
    assert Job.objects.get(pk=job.pk).title == job.title
