"""A feed is looked at before it is one, and tried by other rules before they are its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html
from pytest_django import Settings

from jobs.curation import roles, trying
from jobs.importer.fetching import Allowed, Folders
from jobs.importer.pipeline import Options, run_feed
from jobs.models import Employer, Feed, ImportRun, Job, Skill, Trial
from jobs.models.term import key_of
from tests.access.people import entered, person
from tests.admin.pages import errors, form_of, list_of, new, save, text
from tests.admin.runs import import_beside
from tests.admin.trials import everything, look, page_of, try_out
from tests.importer.fetching.servers import Site, running
from tests.make import make_feed, record, yubhub

pytestmark = pytest.mark.django_db
FeedFile = Callable[..., Path]
Import = Callable[..., ImportRun]
SIGNED = (
    "<![CDATA[<p>Text <b>of</b> it</p><script>alert(1)</script>"
    '<p style="x">From <a href="https://jobfeed.example">Jobfeed</a></p>]]>'
)
DOCUMENT = yubhub(
    record("a", Title="Baker &amp;lt;b&amp;gt;", Perk="Bread", Description=SIGNED),
    *(record(name, Description=SIGNED) for name in "bcdefg"),
    record("h", Applyto="javascript:alert(1)", Description=SIGNED),
)


def facts_of(answer: Any) -> dict[str, str]:
    """What the page says at its top."""
    found = html.fromstring(answer.content.decode()).xpath("//div[@id='found']/dl/div")
    return {one[0].text_content(): " ".join(one[1].text_content().split()) for one in found}


def table_after(answer: Any, heading: str) -> list[list[str]]:
    page = html.fromstring(answer.content.decode())
    rows = page.xpath(f"//h3[starts-with(., '{heading}')]/following-sibling::div[1]//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def test_a_feed_is_looked_at_and_saved_as_it_was_tried(
    admin_client: Client, feed_file: FeedFile
) -> None:
    file = feed_file(DOCUMENT)
    before = everything()

    answer = look(admin_client, file, overrides="skills = perk")

    assert everything() == before
    told = facts_of(answer)
    assert told.pop("Size").endswith("s")
    assert told == {
        "Read as": "YubHub / JBoard (found out from its first records)",
        "Records": "8",
        "Refused": "1",
        "Jobs": "7",
        "Attribution": "Jobfeed, https://jobfeed.example",
        "Note": "1 of 8 records were refused",
    }
    page = html.fromstring(answer.content.decode())
    jobs = page.xpath("//article[@class='sample']")
    assert [job.findtext("h4") for job in jobs] == ["Baker", *(f"Job {one}" for one in "bcde")]
    assert [cell.text_content() for cell in jobs[0].xpath(".//dd")] == [
        "Harbourline",
        "Bread",
        "1 Nov 2026",
        "https://apply.example/a",
    ]
    assert html.tostring(jobs[0].find(".//div[@class='prose']")).decode().strip() == (
        '<div class="prose" dir="auto"><p>Text <b>of</b> it</p></div>'
    )
    assert table_after(answer, "Refused")[0][:3] == ["Job h", "apply_url", "javascript:alert(1)"]

    saved = save(admin_client, page_of(Trial.objects.get()))

    assert saved.status_code == 302, errors(saved)
    feed = Feed.objects.values(
        "name", "slug", "address", "overrides", "attribution_name", "attribution_url", "enabled"
    ).get()
    assert feed == {
        "name": "Jobfeed",
        "slug": "jobfeed",
        "address": str(file),
        "overrides": "skills = perk\n",
        "attribution_name": "Jobfeed",
        "attribution_url": "https://jobfeed.example",
        "enabled": True,
    }
    assert not Job.objects.exists()


def test_what_is_not_understood_is_told_with_a_rule_for_it(
    admin_client: Client, feed_file: FeedFile
) -> None:
    answer = look(admin_client, feed_file(DOCUMENT))
    assert table_after(answer, "Not understood") == [["perk", "1", "Bread"]]
    assert "such as skills = perk ." in text(answer)

    answer = look(admin_client, feed_file(DOCUMENT), overrides="skills = perk")
    assert "Every element of its first records is read." in text(answer)


def test_a_feed_of_a_server_is_looked_at(admin_client: Client, settings: Settings) -> None:
    with running(Site()) as site:
        settings.FEED_ALLOWED_HOSTS = Allowed.parse([f"127.0.0.1:{site.server_port}"])
        address = site.page("/all.xml", DOCUMENT.encode())

        assert facts_of(look(admin_client, address))["Jobs"] == "7"
        missing = look(admin_client, site.page("/none.xml", b"", 404))
        web_page = look(admin_client, site.page("/", b"<html><body>Hello</body></html>"))

    assert "could not be read as a feed, and nothing was saved: " in text(missing)
    assert "404" in text(missing)
    assert "got an HTML page" in text(web_page)
    assert not Feed.objects.exists()


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"address": ""}, "This field is required"),
        ({"address": "-"}, "by the command import_feed alone"),
        ({"address": "by hand"}, "expected an address without spaces"),
        ({"address": "ftp://feeds.example/"}, "expected an http(s) address"),
        ({"address": "http://me:pw@feeds.example/"}, "without a user name"),
        ({"address": "/no/such/feed.xml"}, "Only files in the folders that the setting"),
        ({"address": f"{gettempdir()}/no.xml"}, f"There is no file {gettempdir()}/no.xml"),
        ({"overrides": "title = a\nnonsense"}, "line 2: expected `field = element`"),
        ({"dialect": "klingon"}, "Select a valid choice"),
    ],
)
def test_what_could_never_be_read_is_not_tried(
    admin_client: Client, asked: dict[str, str], message: str
) -> None:
    answer = admin_client.post(new(Feed), {"address": "https://feeds.example/"} | asked)

    assert message in errors(answer)
    assert "Nothing was read." in text(answer)
    assert not Trial.objects.exists()


@pytest.mark.parametrize("name", [".env", "environ", "db.sqlite3", "feed.xml"])
def test_a_file_that_is_not_called_as_a_feed_is_never_quoted(
    admin_client: Client, tmp_path: Path, name: str
) -> None:
    secret = tmp_path / (".env" if name == "feed.xml" else name)
    secret.write_text("SECRET_KEY=quince")
    if name == "feed.xml":
        (tmp_path / name).symlink_to(secret)

    answer = look(admin_client, tmp_path / name)

    assert "The name of a feed's file ends in .xml" in errors(answer)
    assert "quince" not in text(answer)
    assert not Trial.objects.exists()


@pytest.mark.parametrize("folders", [[], ["mine"], ["mine/deeper", "min"]])
def test_a_file_outside_of_the_folders_of_the_setting_is_not_looked_at(
    admin_client: Client, tmp_path: Path, settings: Settings, folders: list[str]
) -> None:
    settings.FEED_FOLDERS = Folders.parse([str(tmp_path / name) for name in folders])
    (tmp_path / "mine").mkdir()
    file = tmp_path / "feed.xml"
    file.write_text(DOCUMENT)
    link = tmp_path / "mine" / "link.xml"
    link.symlink_to(file)

    for address in (file, link, tmp_path / "mine" / ".." / "feed.xml", "/etc/none.xml"):
        answer = admin_client.post(new(Feed), {"address": str(address)})
        assert "Only files in the folders that the setting FEED_FOLDERS names" in errors(answer)
    assert not Trial.objects.exists()


def test_a_file_that_became_a_link_out_of_the_folders_is_read_no_more(
    admin_client: Client, tmp_path: Path, settings: Settings
) -> None:
    settings.FEED_FOLDERS = Folders.parse([str(tmp_path / "mine")])
    (tmp_path / "mine").mkdir()
    file, secret = tmp_path / "mine" / "feed.xml", tmp_path / "secret.xml"
    secret.write_text(DOCUMENT)
    file.write_text(DOCUMENT)
    feed = make_feed(name="Filed", address=str(file))
    admin_client.post(new(Feed), {"address": str(file.with_name("no.xml"))})
    file.unlink()
    file.symlink_to(secret)

    answer = try_out(admin_client, feed)

    assert "leads out of them" in text(answer)
    run = run_feed(feed, Options())
    assert (run.status, Job.objects.count()) == ("rejected", 0)
    assert run.message == f"expected a file in a folder of FEED_FOLDERS, {file} leads out of them"


def test_a_trial_reads_no_file_that_left_the_folders_meanwhile(
    tmp_path: Path, settings: Settings, feed_file: FeedFile
) -> None:
    file = feed_file(DOCUMENT)
    trial = trying.ask(str(file), user=1, dialect="", overrides="")
    settings.FEED_FOLDERS = Folders.parse([str(tmp_path / "other")])

    call_command("try_feed", str(trial.pk))

    trial.refresh_from_db()
    assert trial.report == {}
    assert trial.problem == f"{file} is in no folder that the setting FEED_FOLDERS names"


def test_a_file_that_the_command_was_given_is_tried_and_run_wherever_it_lies(
    admin_client: Client, feed_file: FeedFile, settings: Settings
) -> None:
    settings.FEED_FOLDERS = Folders()
    file = feed_file(DOCUMENT)
    call_command("import_feed", str(file))
    feed = Feed.objects.get()
    assert Job.objects.count() == 7

    tried = try_out(admin_client, feed, address=str(file), dialect="", overrides="skills = perk")
    moved = try_out(admin_client, feed, address=f"{file}.gz", dialect="", overrides="")

    assert facts_of(tried)["Records"] == "8"
    assert "Only files in the folders" in errors(moved)
    assert save(admin_client, form_of(feed), name="Called otherwise").status_code == 302
    assert run_feed(Feed.objects.get(), Options()).status == "unchanged"


@pytest.mark.parametrize(
    ("document", "rules", "message"),
    [
        ("<jobs><job>", {}, "could not be read as a feed"),
        (DOCUMENT, {"overrides": "record: vacancy"}, "could not be read as a feed"),
        (yubhub(record(Title="")), {}, "every record was refused"),
    ],
)
def test_a_feed_that_cannot_be_read_is_told_and_asked_for_again(
    admin_client: Client, feed_file: FeedFile, document: str, rules: dict[str, str], message: str
) -> None:
    file = feed_file(document)

    answer = look(admin_client, file, **rules)

    assert message in text(answer)
    page = html.fromstring(answer.content.decode())
    assert page.xpath("string(//input[@id='look_address']/@value)") == str(file)
    assert not page.xpath("//form[@id='feed_form']")
    assert not Feed.objects.exists()


def test_an_address_that_is_a_feed_leads_to_it(admin_client: Client) -> None:
    feed = make_feed(name="Known", address="https://feeds.example/all.xml")

    answer = admin_client.post(new(Feed), {"address": "HTTPS://feeds.example/all.xml"}, follow=True)

    assert answer.request["PATH_INFO"] == form_of(feed)
    assert "Known is that feed already." in text(answer)
    assert not Trial.objects.exists()


def test_a_test_run_tells_what_the_next_run_would_do_and_does_nothing(
    admin_client: Client, feed_file: FeedFile, import_document: Import
) -> None:
    known = [record(f"k{number}") for number in range(9)]
    import_document(yubhub(*known, record("a", Title="Cook"), record("b"), record("c")))
    import_document(yubhub(*known, record("a", Title="Cook"), record("b")))  # c is closed
    feed = Feed.objects.get()
    Job.objects.filter(external_id="b").update(edited=["title"], title="By an editor")
    Employer.objects.get().aliases.create(text="Quay Line", key=key_of("Quay Line"))
    feed_file(
        yubhub(
            *known[1:],
            record("a", Title="Chef", Employername="Quay Line"),
            record("b", Title="Of the feed", Skills="Baking"),
            record("c"),
            record("new"),
            record("bad", Applyto=""),
        )
    )
    before = everything()

    answer = try_out(admin_client, feed)

    assert everything() == before
    told = facts_of(answer)
    assert told.pop("Size").endswith("s")
    assert told == {
        "Read as": "YubHub / JBoard (found out from its first records)",
        "Records": "13",
        "Refused": "1",
        "New": "1",
        "Changed": "2",
        "Unchanged": "8",
        "Closed": "0",
        "Reopened": "1",
        "Held": "1: 1 of 13 records were refused, more than 5%",
        "Attribution": "none found",
        "Note": told["Note"],
    }
    assert not Skill.objects.exists()
    page = html.fromstring(answer.content.decode())
    changes = page.xpath("//div[@id='found']//table[caption]")
    assert [
        (
            one.findtext("caption/a"),
            [[cell.text_content() for cell in row] for row in one[2]],
        )
        for one in changes
    ] == [
        ("Cook", [["Title", "Cook", "Chef"]]),
        ("By an editor", [["Skills", "nothing", "Baking"]]),
    ]
    lists = page.xpath("//h3[starts-with(., 'Gone') or starts-with(., 'Would')]")
    assert [(one.text, [item.text_content() for item in one.getnext()]) for one in lists] == [
        ("Gone from the feed", ["Job k0"]),
        ("Would be open again", ["Job c"]),
    ]


def test_other_rules_are_previewed_and_then_saved(
    admin_client: Client, import_document: Import
) -> None:
    import_document(DOCUMENT)
    feed = Feed.objects.get()
    before = everything()

    answer = try_out(admin_client, feed, address=feed.address, overrides="skills = perk")

    assert everything() == before
    assert facts_of(answer)["Changed"] == "7 (1 of them for visitors)"
    saved = admin_client.post(page_of(Trial.objects.get()), follow=True)
    assert saved.request["PATH_INFO"] == form_of(feed)
    assert "The rules that were tried are saved." in text(saved)
    feed.refresh_from_db()
    assert (feed.overrides, feed.etag) == ("skills = perk\n", "")
    assert LogEntry.objects.latest("pk").get_change_message() == (
        "overrides: none → “skills = perk\n”"
    )


def test_rules_that_are_none_are_not_tried(admin_client: Client) -> None:
    feed = make_feed(address="https://feeds.example/")

    answer = try_out(admin_client, feed, address=feed.address, overrides="nonsense")

    assert "line 1: expected `field = element`" in errors(answer)
    assert not Trial.objects.exists()


def test_a_feed_that_is_being_imported_is_not_tried(
    admin_client: Client, feed_file: FeedFile
) -> None:
    feed = make_feed(address=str(feed_file(DOCUMENT)))

    with import_beside(feed):
        answer = try_out(admin_client, feed)

    assert "another import of this feed is running" in text(answer)


def test_a_page_waits_for_its_trial_and_says_when_nobody_works_on_it_any_more(
    admin_client: Client,
) -> None:
    trial = trying.ask("https://feeds.example/", user=1)
    waiting = admin_client.get(page_of(trial))
    long_ago = datetime.now(UTC) - trying.LONGEST - timedelta(minutes=2)
    Trial.objects.update(asked_at=long_ago)
    dead = admin_client.get(page_of(trial))

    assert waiting["Refresh"] == "2"
    assert "Reading https://feeds.example/ since" in text(waiting)
    assert "Refresh" not in dead
    assert "has ended without a word" in text(dead)


def test_one_trial_of_a_user_at_a_time_and_old_ones_go(admin_client: Client) -> None:
    other, given_up = (trying.ask("https://feeds.example/", user=user) for user in (2, 1))
    done, old = (trying.ask("https://feeds.example/", user=3) for _ in range(2))
    Trial.objects.filter(pk=old.pk).update(asked_at=datetime.now(UTC) - timedelta(days=8))
    done = Trial.objects.create(address="/done", user=1, finished_at=datetime.now(UTC))

    latest = trying.ask("https://feeds.example/", user=1)
    call_command("try_feed", str(given_up.pk))  # its process comes too late

    assert set(Trial.objects.values_list("pk", flat=True)) == {other.pk, done.pk, latest.pk}


def test_a_trial_that_was_given_up_for_another_leads_on(admin_client: Client) -> None:
    first = trying.ask("https://feeds.example/", user=1)
    trying.ask("https://other.example/", user=1)

    answer = admin_client.get(page_of(first), follow=True)

    assert answer.request["PATH_INFO"] == list_of(Feed)
    assert "you looked at another feed before it was done" in text(answer)


def test_rules_that_were_tried_at_the_address_of_another_feed_are_not_saved(
    admin_client: Client, feed_file: FeedFile
) -> None:
    feed, address = make_feed(name="Near"), str(feed_file(DOCUMENT))
    try_out(admin_client, feed, address=address, overrides="skills = perk")
    other = make_feed(name="Far", address=address)

    answer = admin_client.post(page_of(Trial.objects.get()), follow=True)

    assert answer.request["PATH_INFO"] == form_of(other)
    assert f"Nothing was saved: {address} is the address of “Far” by now." in text(answer)
    assert Feed.objects.get(pk=feed.pk).overrides == ""


def test_a_trial_is_shown_to_who_asked_for_it_and_to_administrators(feed_file: FeedFile) -> None:
    erin, other = person("erin"), person("other")
    chief = person("chief", roles.ADMINISTRATORS)
    trial = trying.ask(str(feed_file(DOCUMENT)), user=erin.pk, dialect="", overrides="")
    call_command("try_feed", str(trial.pk))
    whole = {"name": "Taken", "slug": "taken", "address": trial.address, "interval": 60}

    shown = [entered(user).get(page_of(trial)).status_code for user in (erin, chief, other)]

    assert shown == [200, 200, 403]
    assert entered(other).post(page_of(trial), whole).status_code == 403
    assert not Feed.objects.exists()


def test_who_may_not_add_or_change_feeds_sees_and_tries_none(
    client: Client, feed_file: FeedFile
) -> None:
    feed = make_feed(address=str(feed_file(DOCUMENT)))
    user = User.objects.create_user("looker", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_feed"))
    client.force_login(user)
    trial = trying.ask(feed.address, user=user.pk, feed=feed)

    shown = text(client.get(form_of(feed)))
    answers = [
        client.get(new(Feed)),
        client.post(new(Feed), {"address": feed.address}),
        client.get(page_of(trial)),
        *(
            client.post(reverse(f"admin:jobs_feed_{name}", args=[feed.pk]))
            for name in ("try", "run", "switch")
        ),
    ]

    assert [answer.status_code for answer in answers] == [403] * 6
    assert not [name for name in ("Run now", "Test run", "Pause") if name in shown]


def test_a_trial_is_shown_by_few_queries_however_much_it_found(
    admin_client: Client, import_document: Import, feed_file: FeedFile
) -> None:
    def asked(number: int) -> int:
        feed_file(yubhub(*(record(f"a{one}", Title=f"New {one}") for one in range(number))))
        try_out(admin_client, Feed.objects.get())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            admin_client.get(page_of(Trial.objects.latest("pk")))
        return len(queries)

    import_document(yubhub(*(record(f"a{one}") for one in range(3))))

    assert asked(1) == asked(3)
