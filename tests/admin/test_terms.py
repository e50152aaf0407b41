"""What an editor does to what jobs share: rename, add spellings, delete. Nothing is forgotten."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from jobs.lib.places import ParsedPlace, parse_places
from jobs.models import Category, Employer, Industry, Job, JobType, Level, Place, Skill
from tests.admin.pages import deletion_of, errors, form_of, found, list_of, new, save, text
from tests.make import make_employer, make_job, make_skill

pytestmark = pytest.mark.django_db
TERMS = (Employer, Skill, Category, Industry, JobType, Level, Place)


def spellings(term: Any) -> set[str]:
    return set(term.aliases.values_list("text", flat=True))


@pytest.mark.parametrize("model", TERMS)
def test_a_renamed_term_keeps_its_slug_and_means_both_names(
    admin_client: Client, model: type[Any]
) -> None:
    term = model.named(["Quince"])["Quince"]
    term.aliases.all().delete()

    answer = save(admin_client, form_of(term), name="  Quince   Tree ")

    assert answer.status_code == 302
    term.refresh_from_db()
    assert (term.name, term.slug) == ("Quince Tree", "quince")
    assert spellings(term) == {"Quince", "Quince Tree"}
    assert set(model.named(["QUINCE", "quince tree"]).values()) == {term}


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (Employer, "employer"),
        (Skill, "skills"),
        (Category, "category"),
        (Industry, "industry"),
        (Place, "places"),
    ],
)
def test_jobs_are_found_by_the_new_name_of_a_term(
    admin_client: Client, model: type[Any], field: str
) -> None:
    job = make_job(
        employer="Quince", skills=("Quince",), category="Quince", industry="Quince", places="Quince"
    )
    term = model.objects.get(name="Quince")

    save(admin_client, form_of(term), name="Medlar")

    assert found("medlar") == [job]
    assert Job.objects.get(**{field: term}) == job


def test_saving_without_a_new_name_leaves_the_search_words_alone(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = make_job(employer="Quince")
    written: list[Any] = []
    monkeypatch.setattr("jobs.search.index.put", written.append)

    save(admin_client, form_of(job.employer), website="https://quince.example")

    assert written == []
    assert Employer.objects.get().website == "https://quince.example"


def test_the_next_import_maps_a_renamed_place_by_what_feeds_call_it(admin_client: Client) -> None:
    make_job(places="Toronto, ON, CA")
    place = Place.objects.get()

    save(admin_client, form_of(place), {"aliases": [{"text": "T-Dot"}]}, name="Greater Toronto")

    for told, country in (
        ("Toronto, Ontario, Canada", ""),
        ("Greater Toronto", "Canada"),
        ("T-Dot", ""),
        ("T-Dot", "CA"),
    ):
        parsed = parse_places(told, country=country)
        assert set(Place.objects.parsed(parsed).values()) == {place}
    assert Place.objects.count() == 1


@pytest.mark.parametrize("model", TERMS)
def test_a_new_term_is_known_by_its_own_name(admin_client: Client, model: type[Any]) -> None:
    answer = save(admin_client, new(model), {"aliases": [{"text": "Cydonia"}]}, name="Quince")

    assert answer.status_code == 302
    term = model.objects.get()
    assert term.slug == "quince"
    assert spellings(term) == {"Quince", "Cydonia"}
    assert set(model.named(["quince", "CYDONIA"]).values()) == {term}


def test_a_name_that_is_also_given_as_a_spelling_is_stored_once(admin_client: Client) -> None:
    added = {"aliases": [{"text": "QUINCE"}]}

    assert save(admin_client, new(Skill), added, name="Quince").status_code == 302
    assert spellings(Skill.objects.get()) == {"QUINCE"}


@pytest.mark.parametrize(
    ("name", "slug", "stored"),
    [("C++", "", "c-plus-plus"), ("C#", "c/#", "c-sharp"), ("Go", "Go Lang", "go-lang")],
)
def test_a_slug_is_always_a_word_of_an_address(
    admin_client: Client, name: str, slug: str, stored: str
) -> None:
    save(admin_client, new(Skill), name=name, slug=slug)

    assert Skill.objects.get().slug == stored


def test_a_slug_that_is_taken_is_refused(admin_client: Client) -> None:
    make_skill("Quince")

    answer = save(admin_client, new(Skill), name="Medlar", slug="quince")

    assert "already exists" in errors(answer)


def test_a_name_that_is_the_spelling_of_another_term_is_refused(admin_client: Client) -> None:
    make_employer("Quince").aliases.create(text="Cydonia Ltd")
    other = make_employer("Medlar")

    renamed = save(admin_client, form_of(other), name="cydonia  LTD")
    added = save(admin_client, new(Employer), name="Cydonia Ltd")

    for answer in (renamed, added):
        assert "“cydonia ltd” is already a spelling of quince." in errors(answer).lower()
    assert Employer.objects.count() == 2


def test_a_spelling_of_another_term_is_refused_with_its_name(admin_client: Client) -> None:
    make_skill("Quince")
    other = make_skill("Medlar")

    answer = save(admin_client, form_of(other), {"aliases": [{"text": "QUINCE"}]})

    assert "“QUINCE” is already a spelling of Quince." in errors(answer)
    assert spellings(other) == {"Medlar"}


def test_a_name_may_change_to_another_spelling_of_the_same_term(admin_client: Client) -> None:
    skill = make_skill("Medlar")
    skill.aliases.create(text="Mespilus")

    assert save(admin_client, form_of(skill), name="mespilus").status_code == 302
    assert spellings(skill) == {"Medlar", "Mespilus"}


def test_a_place_cannot_take_the_name_of_another(admin_client: Client) -> None:
    make_job(places="Bern, Switzerland; Basel, Switzerland")
    basel = Place.objects.get(city="Basel")

    answer = save(admin_client, form_of(basel), name="Bern, Switzerland")

    assert "There is another place “Bern, Switzerland”." in errors(answer)


def test_a_text_given_to_a_place_is_that_place_whatever_it_reads_as(admin_client: Client) -> None:
    make_job(places="Bern, Switzerland; Basel, Switzerland")
    basel = Place.objects.get(city="Basel")

    save(admin_client, form_of(basel), {"aliases": [{"text": "Bern / Basel area"}]})

    assert set(Place.objects.parsed([ParsedPlace("Bern / Basel area")]).values()) == {basel}


@pytest.mark.parametrize(
    ("added", "message"),
    [
        (["MEDLAR"], "“MEDLAR” is already a spelling of Medlar."),
        (["Mespilus", "mespilus"], "“mespilus” is already a spelling of Medlar."),
        (["\u0301"], "Expected at least one letter"),
        (["\u200b"], "Expected at least one letter"),
        (["Med\u200blar"], "“Medlar” is already a spelling of Medlar."),
    ],
)
def test_a_spelling_is_given_once(admin_client: Client, added: list[str], message: str) -> None:
    skill = make_skill("Medlar")

    answer = save(admin_client, form_of(skill), {"aliases": [{"text": text} for text in added]})

    assert message in errors(answer)
    assert spellings(skill) == {"Medlar"}


def test_invisible_signs_are_no_part_of_a_spelling(admin_client: Client) -> None:
    skill = make_skill("Medlar")

    save(admin_client, form_of(skill), {"aliases": [{"text": "Mes\u200bpilus  nova"}]})

    assert Skill.named(["mespilus nova"]) == {"mespilus nova": skill}


def test_a_spelling_can_be_deleted_but_not_turned_into_another(admin_client: Client) -> None:
    skill = make_skill("Medlar")
    skill.aliases.create(text="Mespilus")
    skill.aliases.create(text="Typo")

    save(admin_client, form_of(skill), **{"aliases-1-text": "Other", "aliases-2-DELETE": "on"})

    assert spellings(skill) == {"Medlar", "Mespilus"}


@pytest.mark.parametrize("field", ["website", "logo_url"])
def test_an_employers_addresses_are_web_addresses(admin_client: Client, field: str) -> None:
    employer = make_employer("Quince")

    refused = save(admin_client, form_of(employer), **{field: "javascript:alert(1)"})
    save(admin_client, form_of(employer), **{field: " https://Quince.example/x "})

    assert "This address cannot be linked" in errors(refused)
    employer.refresh_from_db()
    assert getattr(employer, field) == "https://quince.example/x"


def test_a_places_country_is_a_known_code(admin_client: Client) -> None:
    make_job(places="Bern, Switzerland")
    place = Place.objects.get()

    refused = save(admin_client, form_of(place), country="xx")
    save(admin_client, form_of(place), country="DE")

    assert "Expected a code of ISO 3166-1" in errors(refused)
    place.refresh_from_db()
    assert place.country == "de"


@pytest.mark.parametrize("model", TERMS)
def test_a_term_that_jobs_have_cannot_be_deleted(admin_client: Client, model: type[Any]) -> None:
    job = make_job(
        title="The job in the way",
        skills=("Quince",),
        places="Bern, Switzerland",
        category="Quince",
        industry="Quince",
        job_type="Quince",
        level="Quince",
    )
    term = model.objects.get()
    selected = {"action": "delete_selected", "_selected_action": [term.pk], "post": "yes"}

    alone = admin_client.post(deletion_of(term), {"post": "yes"})
    together = admin_client.post(list_of(model), selected)

    for answer in (alone, together):
        assert "Cannot delete" in text(answer)
        assert "The job in the way" in text(answer)
    assert model.objects.get() == term
    assert (job.skills.count(), job.places.count()) == (1, 1)


@pytest.mark.parametrize("model", TERMS)
def test_a_term_without_jobs_can_be_deleted(admin_client: Client, model: type[Any]) -> None:
    term = model.named(["Quince"])["Quince"]

    admin_client.post(deletion_of(term), {"post": "yes"})

    assert not model.objects.exists()


@pytest.mark.parametrize("number", [1, 30])
def test_what_jobs_have_is_not_deleted_and_only_some_of_them_are_read(
    admin_client: Client, django_assert_num_queries: Any, number: int
) -> None:
    for _number in range(number):
        make_job(level="Senior")
    level = Level.objects.get()
    admin_client.get(deletion_of(level))

    with django_assert_num_queries(4):
        shown = text(admin_client.get(deletion_of(level)))
    admin_client.post(deletion_of(level), {"post": "yes"})

    assert shown.count("Job: Backend Engineer") == min(number, 20)
    assert ("and more" in shown) == (number == 30)
    assert Level.objects.count() == 1
