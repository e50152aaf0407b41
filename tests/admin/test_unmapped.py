"""The list of new words, as an editor uses it."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from lxml import html

from jobs.curation.unmapped import waiting
from jobs.models import Category, Industry, Job, JobType, Level, Merge
from tests.admin.pages import text
from tests.make import make_feed, make_job

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/unmapped/"


def post(client: Client, **sent: Any) -> Any:
    return client.post(ADDRESS, sent, follow=True)


def helper(*allowed: str) -> Client:
    person = User.objects.create_user("helper", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__in=allowed))
    client = Client()
    client.force_login(person)
    return client


def test_each_word_stands_with_what_is_known_of_it(admin_client: Client) -> None:
    feed = make_feed(name="Alpha")
    make_job(feed=feed, title="Rare job", level="Grand Master")
    for _number in range(2):
        make_job(feed=feed, title="Usual job", level="Gaf-fer", category="Trade")
    gaffer = Level.named(["Gaffer"])["Gaffer"]
    Level.objects.filter(pk=gaffer.pk).update(reviewed=True)

    answer = admin_client.get(ADDRESS)

    told = text(answer)
    assert "All (3) Levels (2) · Keep all … Categories (1) · Keep all …" in told
    assert "Grand Master level 1 Rare job Alpha 23 Nov 2026" in told
    word = Level.objects.get(name="Gaf-fer")
    chosen = html.fromstring(answer.content.decode()).xpath(
        f"//select[@name='to-level-{word.pk}']/option[@selected]/@value"
    )
    assert chosen == [str(gaffer.pk)]
    other = Level.objects.get(name="Grand Master")
    options = html.fromstring(answer.content.decode()).xpath(
        f"//select[@name='to-level-{other.pk}']/option/@value"
    )
    assert options == ["", str(gaffer.pk)]


def test_one_click_maps_and_the_message_leads_to_the_way_back(admin_client: Client) -> None:
    job = make_job(level="Grand Master")
    senior = Level.named(["Senior"])["Senior"]
    key = f"level-{job.level_id}"

    answer = post(admin_client, map=key, **{f"to-{key}": senior.pk})

    assert "“Grand Master” means “Senior” from now on: 1 job moved. Undo …" in text(answer)
    assert f"/admin/jobs/merge/{Merge.objects.get().pk}/undo/" in answer.content.decode()
    assert "No word waits" in text(answer)
    assert Job.objects.get().level == senior


def test_several_are_mapped_or_kept_together_and_what_means_nothing_is_left(
    admin_client: Client,
) -> None:
    make_job(job_type="Gig", level="Grand Master", category="Trade", industry="Retail")
    senior = Level.named(["Senior"])["Senior"]
    gig, level = JobType.objects.get(name="Gig"), Level.objects.get(name="Grand Master")
    words = [f"jobtype-{gig.pk}", f"level-{level.pk}", "level-x", "feed-1", "-", "level-²"]

    answer = post(admin_client, map="", word=words, **{f"to-level-{level.pk}": senior.pk})
    assert "“Gig” was left: choose what it means." in text(answer)
    assert "“Grand Master” means “Senior” from now on" in text(answer)

    trade, retail = Category.objects.get(), Industry.objects.get()
    answer = post(admin_client, keep="", word=[f"category-{trade.pk}", f"industry-{retail.pk}"])
    assert "2 words kept." in text(answer)
    assert waiting() == 1

    for sent in ({"map": ""}, {"keep": ""}, {}):
        assert "Tick the words that you mean first." in text(post(admin_client, **sent))
    again = post(admin_client, map=f"level-{level.pk}")
    assert "Somebody has decided on one of these words before." in text(again)


def test_all_of_a_kind_are_kept_when_their_number_was_seen(admin_client: Client) -> None:
    for name in ("Trade", "Craft"):
        make_job(category=name, industry="Retail")
    address = f"{ADDRESS}keep/?kind=category"

    assert "2 categories stay as they are" in text(admin_client.get(address))
    assert "2 categories" in text(admin_client.post(address, {"confirmed": "1"}))
    assert waiting() == 3
    answer = admin_client.post(address, {"confirmed": "2"}, follow=True)

    assert "2 words kept as they are." in text(answer)
    assert waiting() == 1


def test_long_lists_have_pages_and_one_kind_can_be_looked_at(admin_client: Client) -> None:
    Category.named(f"Category {number}" for number in range(60))
    Industry.named(["Retail"])

    for query, rows in (("", 50), ("?p=2", 11), ("?p=99", 11), ("?kind=industry", 1), ("?p=x", 50)):
        shown = html.fromstring(admin_client.get(f"{ADDRESS}{query}").content.decode())
        assert len(shown.xpath("//tbody/tr")) == rows


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_often_for_many_as_for_few(
    admin_client: Client,
    django_assert_num_queries: Any,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
) -> None:
    monkeypatch.setattr(sys.modules["jobs.search.memory.current"], "FRESH", 3600)
    for one in range(number):
        make_job(feed=make_feed(), category=f"Category {one}", industry=f"Industry {one}")
    admin_client.get(ADDRESS)

    with django_assert_num_queries(22):
        admin_client.get(ADDRESS)


def test_who_may_only_look_decides_nothing() -> None:
    make_job(level="Grand Master", category="Trade")
    level, trade = Level.objects.get(), Category.objects.get()
    client = helper("view_level", "change_category")

    shown = text(client.get(ADDRESS))
    assert "Grand Master" in shown
    assert "Trade" not in shown
    for sent in (
        {"map": f"level-{level.pk}"},
        {"keep": f"level-{level.pk}"},
        {"map": f"category-{trade.pk}"},
    ):
        assert client.post(ADDRESS, sent).status_code == 403
    assert client.post(f"{ADDRESS}keep/?kind=level", {"confirmed": "1"}).status_code == 403
    assert client.get(f"{ADDRESS}keep/?kind=feed")["Location"] == ADDRESS
    assert waiting() == 2


def test_strangers_and_who_may_see_no_kind_see_nothing(client: Client) -> None:
    assert client.get(ADDRESS).status_code == 302
    assert helper("view_job").get(ADDRESS).status_code == 403
