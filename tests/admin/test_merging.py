"""Merging as an editor does it: from the list, or from what is suggested."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from lxml import html

from jobs.models import Employer, Job, NotSame, Place, Skill
from tests.admin.pages import act, errors, form_of, list_of, new, save, text
from tests.make import make_employer, make_job, make_skill, record, yubhub

pytestmark = pytest.mark.django_db


def page_of(model: type[Any], name: str) -> str:
    return reverse(f"admin:jobs_{model._meta.model_name}_{name}")


def merge(client: Client, survivor: Any, *others: Any) -> Any:
    terms = [survivor.pk, *(one.pk for one in others)]
    sent = {"term": terms, "survivor": survivor.pk}
    return client.post(page_of(type(survivor), "merge"), sent, follow=True)


def test_the_list_leads_to_a_page_that_shows_what_would_move(admin_client: Client) -> None:
    make_job(title="Baker", employer="Quince")
    for title in ("Cook", "Pilot", "Hidden"):
        make_job(title=title, employer="Medlar", hidden=title == "Hidden")
    quince, medlar = Employer.objects.get(slug="quince"), Employer.objects.get(slug="medlar")
    medlar.aliases.create(text="Mespilus")
    Employer.objects.filter(pk=medlar.pk).update(website="https://medlar.example")

    answer = act(admin_client, "merge", quince, medlar)

    assert "Which of these 2 employers stays?" in text(answer)
    assert "Medlar medlar 2 3 https://medlar.example Medlar; Mespilus Hidden; Pilot; Cook" in (
        text(answer)
    )
    assert "Quince quince 1 1 – Quince Baker" in text(answer)
    shown = html.fromstring(answer.content.decode())
    assert shown.xpath("//input[@name='survivor' and @checked]/@value") == [str(medlar.pk)]
    assert Employer.objects.count() == 2


def test_a_confirmed_merge_says_what_it_did_and_shows_the_survivor(admin_client: Client) -> None:
    job = make_job(employer="Medlar")
    quince = make_employer("Quince")

    answer = merge(admin_client, quince, job.employer)

    assert "2 were merged into “Quince”: 1 job and 1 spelling moved." in text(answer)
    assert answer.request["PATH_INFO"] == form_of(quince)
    assert Job.objects.get().employer == quince


@pytest.mark.parametrize("number", [1, 21])
def test_one_or_too_many_are_not_merged(admin_client: Client, number: int) -> None:
    skills = [make_skill(f"Skill {one}") for one in range(number)]

    answer = act(admin_client, "merge", *skills)

    assert "Choose 2 to 20 to merge into one." in text(answer)
    assert answer.request["PATH_INFO"] == list_of(Skill)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"term": ["1", "99999999"], "survivor": "1"}, "not there any more"),
        ({"term": ["1", "2"]}, "Expected the one to keep"),
        ({"term": ["1", "2"], "survivor": "3"}, "Expected the one to keep"),
        ({"term": ["x", "-1", "²", "1" * 30], "survivor": "x"}, "Expected the one to keep"),
        ({}, "Expected the one to keep"),
    ],
)
def test_what_is_gone_or_broken_is_refused(
    admin_client: Client, sent: dict[str, Any], told: str
) -> None:
    pks = {"1": str(make_skill("One").pk), "2": str(make_skill("Two").pk)}
    sent = {
        key: [pks.get(one, one) for one in values] if isinstance(values, list) else
        pks.get(values, values) for key, values in sent.items()
    }  # fmt: skip

    answer = admin_client.post(page_of(Skill, "merge"), sent, follow=True)
    opened = admin_client.get(page_of(Skill, "merge"), sent, follow=True)

    assert told in text(answer)
    assert opened.status_code == 200
    assert Skill.objects.count() == 2


def test_who_may_not_delete_may_not_merge(client: Client) -> None:
    person = User.objects.create_user("helper", is_staff=True)
    allowed = ("view_employer", "change_employer", "delete_skill", "view_skill")
    person.user_permissions.set(Permission.objects.filter(codename__in=allowed))
    client.force_login(person)
    one, other = make_employer("Acme"), make_employer("Ac-me")

    for model in (Employer, Skill):
        assert "Merge into one" not in text(client.get(list_of(model)))
        assert "Suggestions" not in text(client.get(list_of(model)))
        for name in ("merge", "suggestions"):
            assert client.get(page_of(model, name)).status_code == 403
            assert client.post(page_of(model, name)).status_code == 403
    assert merge(client, one, other).status_code == 403
    assert Employer.objects.count() == 2


def test_suggestions_lead_to_the_merge_and_are_counted_in_the_list(admin_client: Client) -> None:
    make_job(employer="Ac-me")
    one, other = Employer.objects.get(), make_employer("Acme")

    assert "Suggestions for merging (1)" in text(admin_client.get(list_of(Employer)))
    answer = admin_client.get(page_of(Employer, "suggestions"))

    told = "Same name but for spaces and signs; no website is known"
    assert f"Ac-me (1 live job) Acme (0 live jobs) {told} Merge …" in text(answer)
    address = html.fromstring(answer.content.decode()).xpath("//td//a[@class='button']/@href")[0]
    opened = admin_client.get(address)
    assert [row["term"] for row in opened.context["terms"]] == [one, other]


def test_what_is_not_the_same_is_gone_from_the_suggestions(admin_client: Client) -> None:
    terms = [make_skill("Acme").pk, make_skill("Ac me").pk]

    answer = admin_client.post(page_of(Skill, "suggestions"), {"term": terms}, follow=True)

    assert "No two skills look like one." in text(answer)
    assert "Suggestions for merging" not in text(admin_client.get(list_of(Skill)))
    assert NotSame.objects.pairs(Skill) == {(min(terms), max(terms))}
    told = LogEntry.objects.filter(change_message__startswith="Said not to be the same: “")
    assert {int(entry.object_id) for entry in told} == set(terms)


def test_of_what_is_not_there_nothing_is_remembered(admin_client: Client) -> None:
    quince = make_skill("Quince")

    admin_client.post(page_of(Skill, "suggestions"), {"term": [quince.pk, 99999998, 99999999]})

    assert NotSame.objects.pairs(Skill) == set()


@pytest.mark.parametrize("most", [1, 2])
def test_a_merge_that_takes_long_says_so(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr("jobs.admin.merge.LONG", most)
    jobs = [make_job(title=name, employer=name) for name in ("Quince", "Medlar")]

    page = act(admin_client, "merge", *(job.employer for job in jobs))

    told = "There are 2 jobs: a merge of so many can take minutes, in which imports wait."
    assert (told in text(page)) == (most == 1)


@pytest.mark.parametrize("number", [2, 6])
def test_suggestions_ask_as_often_for_many_as_for_few(
    admin_client: Client,
    django_assert_num_queries: Any,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
) -> None:
    monkeypatch.setattr(sys.modules["jobs.search.memory.current"], "FRESH", 3600)
    for one in range(number):
        make_employer(f"Number {one}")
        make_employer(f"Number-{one}")
    admin_client.get(page_of(Employer, "suggestions"))

    with django_assert_num_queries(5):
        answer = admin_client.get(page_of(Employer, "suggestions"))

    assert text(answer).count("Merge …") == number


def test_a_page_of_merged_terms_leads_to_the_survivor(admin_client: Client, client: Client) -> None:
    make_job(employer="Medlar", skills=("Medlar",), category="Medlar", places="Medlar")
    make_job(employer="Quince", skills=("Quince",), category="Quince", places="Quince")
    for kind in ("employer", "skill", "category", "place"):
        model: Any = Job._meta.get_field({"skill": "skills", "place": "places"}.get(kind, kind))
        terms = model.related_model.objects
        merge(admin_client, terms.get(slug="quince"), terms.get(slug="medlar"))

    for kind in ("employers", "skills", "categories", "places"):
        answer = client.get(f"/{kind}/medlar/?type=x&page=2")
        assert (answer.status_code, answer["Location"], answer["Cache-Control"]) == (
            301,
            f"/{kind}/quince/?type=x&page=2",
            "no-cache",
        )
        assert client.head(f"/{kind}/medlar/")["Location"] == f"/{kind}/quince/"
        assert client.get(f"/{kind}/quince/").status_code == 200
        assert client.get(f"/{kind}/nobody/").status_code == 404


def test_a_new_term_cannot_take_a_former_address(admin_client: Client) -> None:
    merge(admin_client, make_skill("Quince"), make_skill("Medlar"))

    answer = save(admin_client, new(Skill), name="Medlar tree", slug="medlar")

    assert "“medlar” is a former address of Quince, and leads there." in errors(answer)


def test_a_deleted_term_leaves_nothing_behind(admin_client: Client, client: Client) -> None:
    quince, sloe = make_skill("Quince"), make_skill("Sloe")
    merge(admin_client, quince, make_skill("Medlar"))
    NotSame.objects.remember(Skill, [quince.pk, sloe.pk], user=1)

    admin_client.post(reverse("admin:jobs_skill_delete", args=[quince.pk]), {"post": "yes"})

    assert client.get("/skills/medlar/").status_code == 404
    assert NotSame.objects.pairs(Skill) == set()
    assert make_skill("Medlar").slug == "medlar"


def test_facts_that_an_editor_wrote_or_emptied_are_noted(admin_client: Client) -> None:
    employer = make_employer("Quince", description="Makes\njam.", website="https://quince.example")

    save(admin_client, form_of(employer), name="Quince Tree")
    employer.refresh_from_db()
    assert employer.edited == []

    save(admin_client, form_of(employer), website="")
    employer.refresh_from_db()
    assert (employer.website, employer.edited) == ("", ["website"])
    assert "website" in text(admin_client.get(form_of(employer)))


def test_an_employer_given_back_to_the_feeds_is_filled_by_the_next_run(
    admin_client: Client, import_document: Callable[..., Any]
) -> None:
    document = yubhub(record("a", Employerdescription="Makes jam."))
    import_document(document)
    employer = Employer.objects.get()
    save(admin_client, form_of(employer), description="")
    import_document(document)
    assert Employer.objects.get().description == ""

    answer = act(admin_client, "follow", employer)
    import_document(document)

    assert "1 employer given back to the feeds." in text(answer)
    employer.refresh_from_db()
    assert (employer.description, employer.edited) == ("Makes jam.", [])


def test_a_fact_that_a_feed_tells_while_the_form_is_open_stays(admin_client: Client) -> None:
    employer = make_employer("Quince")
    shown = html.fromstring(admin_client.get(form_of(employer)).content.decode())
    values = dict(shown.xpath("//form[@id='employer_form']")[0].form_values())
    Employer.objects.update(description="Makes jam.")

    admin_client.post(form_of(employer), {**values, "name": "Quince Tree"})

    employer.refresh_from_db()
    assert (employer.name, employer.description, employer.edited) == (
        "Quince Tree",
        "Makes jam.",
        [],
    )


def test_places_are_merged_as_well(admin_client: Client) -> None:
    make_job(places="Nether Wallopton; Upper Wallopton")
    kept, gone = Place.objects.order_by("name")

    merge(admin_client, kept, gone)

    assert [place.name for place in Job.objects.get().place_list] == ["Nether Wallopton"]
