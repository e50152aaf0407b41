"""Taking terms of any kind out of the filters, and offering them again."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.http import QueryDict
from django.test import Client

from jobs.models import Category, Employer, Industry, Job, Place, Skill
from jobs.search import page
from jobs.search.facets import directory
from tests.admin.pages import list_of, text
from tests.make import make_employer, make_job, make_skill

pytestmark = pytest.mark.django_db
KINDS = {
    Employer: "employer",
    Skill: "skill",
    Place: "place",
    Category: "category",
    Industry: "industry",
}


def confirmed(client: Client, action: str, number: int, *terms: Any, **sent: Any) -> Any:
    asked = {
        "action": action,
        "_selected_action": [term.pk for term in terms],
        "index": 0,
        "number": number,
    }
    return client.post(list_of(type(terms[0])), asked | sent, follow=True)


def offered(key: str, query: str = "") -> list[str]:
    return [value.value for value in page.results(QueryDict(query)).facets[key].values]


@pytest.mark.parametrize("model", KINDS)
def test_a_term_of_any_kind_leaves_the_filters_and_comes_back(
    admin_client: Client, client: Client, model: type[Any]
) -> None:
    for _number in range(6):
        make_job(
            employer="Quince", skills=("Quince",), category="Quince", industry="Quince",
            places="Quince, IE",
        )  # fmt: skip
    term, key = model.objects.get(), KINDS[model]
    assert offered(key) == [term.slug]

    assert "1 " in text(confirmed(admin_client, "withhold", 0, term))
    assert model.objects.get().in_facets
    answer = confirmed(admin_client, "withhold", 1, term)

    assert f"1 {key} taken out of the filters." in text(answer)
    assert offered(key) == []
    assert offered(key, f"{key}={term.slug}") == [term.slug]
    assert page.results(QueryDict(f"{key}={term.slug}")).total == 6
    others = {one: offered(KINDS[one]) for one in KINDS if one is not model}
    assert all(others.values())  # though their primary keys may be the same
    assert LogEntry.objects.get().change_message == "as a filter: “True” → “False”"
    assert client.get(f"/jobs.json?{key}={term.slug}").json()["total"] == 6
    if key in ("employer", "skill"):
        assert directory(key)[0] == []
    if hasattr(term, "get_absolute_url"):
        shown = client.get(term.get_absolute_url())
        assert "noindex" in shown.headers.get("X-Robots-Tag", "") + shown.content.decode()
        assert term.get_absolute_url() not in client.get("/sitemap-landings-1.xml").content.decode()

    confirmed(admin_client, "offer", 1, term)
    assert offered(key) == [term.slug]


def test_all_that_a_list_holds_are_confirmed_by_their_number(admin_client: Client) -> None:
    skills = [make_skill(f"Skill {number}") for number in range(60)]

    asked = {"select_across": 1}
    answer = confirmed(admin_client, "withhold", 1, skills[0], **asked)
    assert "60 skills would be taken out of the filters." in text(answer)
    assert "and 40 more" in text(answer)
    assert Skill.objects.filter(in_facets=False).count() == 0

    answer = confirmed(admin_client, "withhold", 60, skills[0], **asked)
    assert "60 skills taken out of the filters." in text(answer)
    assert Skill.objects.filter(in_facets=True).count() == 0
    assert LogEntry.objects.count() == 60


def test_who_may_not_change_them_is_not_asked() -> None:
    make_job(skills=("Quince",))
    person = User.objects.create_user("helper", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename="view_skill"))
    client = Client()
    client.force_login(person)

    confirmed(client, "withhold", 1, Job.objects.get().skill_list[0])

    assert Skill.objects.get().in_facets


def test_giving_employers_back_to_their_feeds_names_their_number(admin_client: Client) -> None:
    edited = [make_employer(name, edited=["website"]) for name in ("Medlar", "Quince")]
    plain = make_employer("Sloe")

    asked = confirmed(admin_client, "follow", 0, *edited, plain)
    assert "2 employers would be given back to the feeds. What is empty of them" in text(asked)
    assert Employer.objects.filter(edited=[]).count() == 1

    answer = confirmed(admin_client, "follow", 2, *edited, plain)
    assert "2 employers given back to the feeds." in text(answer)
    assert Employer.objects.filter(edited=[]).count() == 3
