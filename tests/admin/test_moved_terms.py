"""What an editor gives another address is found under the old one as well, for good."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from jobs.models import Category, Employer, FormerSlug, Industry, JobType, Level, Place, Skill
from tests.admin.pages import errors, form_of, new, save
from tests.make import make_employer, make_job, make_skill

pytestmark = pytest.mark.django_db
FACTS: dict[str, Any] = {"employer": "Quince", "category": "Quince", "industry": "Quince"}
FACTS |= {"skills": ("Quince",), "places": "Quince"}
PAGES = {"employers": Employer, "skills": Skill, "categories": Category, "places": Place}


def move(client: Client, model: Any, old: str, slug: str) -> Any:
    return save(client, form_of(model.objects.get(slug=old)), slug=slug)


def former() -> list[tuple[str, str, str]]:
    rows = FormerSlug.objects.order_by("kind", "slug").values_list("kind", "slug", "name")
    return list(rows)


@pytest.mark.parametrize("kind", PAGES)
def test_the_old_address_leads_to_the_new_one_with_the_search(
    admin_client: Client, client: Client, kind: str
) -> None:
    make_job(**FACTS)

    assert move(admin_client, PAGES[kind], "quince", "Cydonia Tree").status_code == 302

    answer = client.get(f"/{kind}/quince/?type=x&page=2")
    assert (answer.status_code, answer["Location"], answer["Cache-Control"]) == (
        301,
        f"/{kind}/cydonia-tree/?type=x&page=2",
        "no-cache",
    )
    assert client.get(f"/{kind}/cydonia-tree/").status_code == 200
    assert former() == [(PAGES[kind].__name__.lower(), "quince", "Quince")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/skills/quince/in/quince/", "/skills/cydonia/in/cydonia/"),
        ("/categories/quince/in/cydonia/", "/categories/cydonia/in/cydonia/"),
        ("/skills/quince/remote/", "/skills/cydonia/remote/"),
    ],
)
def test_pages_of_two_terms_lead_to_where_both_are_in_one_step(
    admin_client: Client, client: Client, old: str, new: str
) -> None:
    make_job(**FACTS)
    for model in PAGES.values():
        move(admin_client, model, "quince", "cydonia")

    answer = client.get(f"{old}?type=x")

    assert (answer.status_code, answer["Location"]) == (301, f"{new}?type=x")
    assert client.get(new).status_code == 200


@pytest.mark.parametrize("key", ["employer", "skill", "category", "place", "industry"])
def test_a_search_by_an_old_slug_is_one_by_the_new(
    admin_client: Client, client: Client, key: str
) -> None:
    job = make_job(**FACTS)
    make_job(employer="Sloe")
    models = {"employer": Employer, "skill": Skill, "category": Category, "place": Place}
    model = models.get(key, Industry)
    client.get(f"/jobs.json?{key}=quince")  # which remembers the old one

    move(admin_client, model, "quince", "cydonia")

    for query in (f"{key}=quince", f"{key}=cydonia", f"{key}=quince&{key}=cydonia"):
        found = client.get(f"/jobs.json?{query}").json()
        chosen = [one["value"] for one in found["facets"][key] if one["selected"]]
        assert ([one["id"] for one in found["results"]], found["notices"]) == ([job.pk], [])
        assert chosen == ["cydonia"]


def test_moves_and_merges_in_a_row_are_one_step(admin_client: Client, client: Client) -> None:
    quince = make_skill("Quince")
    for old, slug in (("quince", "b"), ("b", "c")):
        move(admin_client, Skill, old, slug)
    medlar = make_skill("Medlar")
    merge = f"/admin/jobs/skill/merge/?term={quince.pk}&term={medlar.pk}"
    asked = {"term": [quince.pk, medlar.pk], "survivor": medlar.pk}
    assert admin_client.post(merge, asked).status_code == 302
    move(admin_client, Skill, "medlar", "mespilus")

    for old in ("quince", "b", "c", "medlar"):
        answer = client.get(f"/skills/{old}/")
        assert (answer.status_code, answer["Location"]) == (301, "/skills/mespilus/")


def test_a_term_that_moves_back_leaves_no_circle(admin_client: Client, client: Client) -> None:
    make_skill("Quince")
    move(admin_client, Skill, "quince", "cydonia")

    assert move(admin_client, Skill, "cydonia", "quince").status_code == 302

    assert client.get("/skills/quince/").status_code == 200
    assert client.get("/skills/cydonia/")["Location"] == "/skills/quince/"
    assert former() == [("skill", "cydonia", "Quince")]


def test_nobody_else_gets_a_former_address(admin_client: Client) -> None:
    make_employer("Quince")
    move(admin_client, Employer, "quince", "cydonia")
    refused = "“quince” is a former address of Quince, and leads there."

    assert refused in errors(save(admin_client, new(Employer), name="Sloe", slug="quince"))
    make_employer("Medlar")
    assert refused in errors(move(admin_client, Employer, "medlar", "quince"))
    assert "already exists" in errors(move(admin_client, Employer, "medlar", "cydonia"))
    Employer.objects.get(slug="cydonia").aliases.all().delete()
    assert make_employer("Quince").slug == "quince-2"  # as an import makes it


def test_saving_a_term_where_it_is_leaves_no_former_address(admin_client: Client) -> None:
    make_skill("Quince")

    for slug in ("quince", " QUINCE ", ""):
        assert move(admin_client, Skill, "quince", slug).status_code == 302

    assert former() == []


@pytest.mark.parametrize("model", [JobType, Level])
def test_the_fixed_words_keep_their_slugs(admin_client: Client, model: Any) -> None:
    term = model.named(["full-time", "senior"])["senior" if model is Level else "full-time"]

    save(admin_client, form_of(term), slug="changed")

    assert not model.objects.filter(slug="changed").exists()
