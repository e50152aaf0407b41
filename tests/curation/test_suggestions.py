"""What may be one is suggested with its evidence, from equal keys alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from jobs.curation.merging import merge
from jobs.curation.suggestions import suggested, suggestions
from jobs.importer.publishing import publishing
from jobs.lib.text import slug
from jobs.models import Category, Employer, EmployerAlias, NotSame, Place, Skill, Term
from tests.admin.pages import form_of, save
from tests.make import make_employer, make_skill

pytestmark = pytest.mark.django_db


def stored(model: type[Term], name: str, **facts: Any) -> int:
    """As it may have come to be before names were compared as they are today."""
    term = model.objects.create(name=name, slug=f"{slug(name)}-{model.objects.count()}", **facts)
    term.learn(name)
    return int(term.pk)


def shown(model: type[Term]) -> list[tuple[list[str], list[str]]]:
    names = dict(model.objects.values_list("pk", "name"))
    return [([names[term] for term in one.terms], list(one.evidence)) for one in suggestions(model)]


@pytest.mark.parametrize(
    ("websites", "told"),
    [
        (("", ""), "no website is known"),
        (("https://acme.com", ""), "no website but acme.com is known"),
        (
            ("https://acme.com", "https://www.acme-tools.com/x"),
            "their websites acme-tools.com and acme.com differ",
        ),
    ],
)
def test_employers_of_one_name(websites: tuple[str, str], told: str) -> None:
    stored(Employer, "Acme, Inc.", website=websites[0])
    stored(Employer, "ACME GmbH", website=websites[1])
    stored(Employer, "Acme Tools")

    assert shown(Employer) == [
        (["Acme, Inc.", "ACME GmbH"], [f"Same name but for the legal form; {told}"])
    ]


def test_employers_of_one_website() -> None:
    stored(Employer, "Acme", website="https://www.acme.co.uk/jobs")
    stored(Employer, "Umbrella", website="https://careers.acme.co.uk")
    stored(Employer, "Sloe", website="https://jobs.lever.co/acme")
    stored(Employer, "Plum", website="https://jobs.lever.co/plum")
    stored(Employer, "Pear", website="https://pear.co.uk")

    assert shown(Employer) == [(["Acme", "Umbrella"], ["Same website acme.co.uk"])]


def test_a_website_of_many_employers_is_nobodys_own() -> None:
    for number in range(6):
        stored(Employer, f"Employer {number}", website=f"https://e{number}.manyjobs.example")

    assert shown(Employer) == []


def test_several_reasons_are_told_together() -> None:
    stored(Employer, "Quill Mark", website="https://quillmark.com")
    stored(Employer, "Quill-mark GmbH", website="https://quillmark.com/de")

    assert shown(Employer) == [
        (
            ["Quill Mark", "Quill-mark GmbH"],
            [
                "Same name but for spaces and signs; no website but quillmark.com is known",
                "Same website quillmark.com",
            ],
        )
    ]


def test_skills_are_compared_without_spaces_and_signs_but_those_of_c() -> None:
    for name in ("Tig-Welding", "TIG welding", "C", "C++", "C#", "NET", ".NET"):
        stored(Skill, name)

    assert shown(Skill) == [
        (["Tig-Welding", "TIG welding"], ["Same name but for spaces and signs"])
    ]


def test_a_known_skill_and_its_spellings_are_no_suggestion() -> None:
    make_skill("Node JS")
    make_skill("Node.js")

    assert shown(Skill) == []


def test_places_with_and_without_a_region() -> None:
    facts = {"city": "Bern", "country": "ch"}
    stored(Place, "Bern, Switzerland", **facts)
    stored(Place, "Bern, Canton, Switzerland", region="Canton", **facts)
    stored(Place, "Remote, Bern, Switzerland", remote=True, **facts)

    assert shown(Place) == [
        (
            ["Bern, Switzerland", "Bern, Canton, Switzerland"],
            ["Same town and country, with and without a region"],
        )
    ]


def test_a_town_that_may_lie_in_two_regions_is_no_suggestion() -> None:
    for region in ("", "Illinois", "Missouri"):
        stored(Place, f"Springfield {region}", city="Springfield", country="us", region=region)

    assert shown(Place) == []


def test_places_in_other_spellings() -> None:
    stored(Place, "Saint-Denis, France", city="Saint-Denis", country="fr")
    stored(Place, "Saint Denis, France", city="Saint Denis", country="fr")
    stored(Place, "Nether Wallopton", city="Nether Wallopton")
    stored(Place, "Nether-Wallopton", city="Nether-Wallopton")

    assert [names for names, _evidence in shown(Place)] == [
        ["Saint-Denis, France", "Saint Denis, France"],
        ["Nether Wallopton", "Nether-Wallopton"],
    ]


def test_what_is_not_the_same_is_not_suggested_again() -> None:
    one, two, three = (
        stored(Category, name) for name in ("Health Care", "Health-Care", "HealthCare")
    )
    assert [one.terms for one in suggestions(Category)] == [(one, two, three)]

    NotSame.objects.remember(Category, [one, two], user=1)
    assert [one.terms for one in suggestions(Category)] == [(one, two, three)]  # by the third

    NotSame.objects.remember(Category, [one, three], user=1)
    assert [one.terms for one in suggestions(Category)] == [(two, three)]

    NotSame.objects.remember(Category, [three, two], user=1)
    NotSame.objects.remember(Category, [three, two], user=1)
    assert suggestions(Category) == []


def test_a_base_without_letters_joins_nothing() -> None:
    for name in ("---", "...", "***"):
        alias = EmployerAlias(term=Employer.objects.create(name=name, slug=f"s{ord(name[0])}"))
        alias.text = name
        alias.save()

    assert suggestions(Employer) == []


def test_a_part_of_a_group_is_told_with_the_group() -> None:
    stored(Employer, "Acme, Inc.")
    stored(Employer, "ACME GmbH", website="https://acme.com")
    stored(Employer, "Acme Ltd", website="https://acme.com/uk")

    assert shown(Employer) == [
        (
            ["Acme, Inc.", "ACME GmbH", "Acme Ltd"],
            [
                "Same name but for the legal form; no website but acme.com is known",
                "Same website acme.com (2 of them)",
            ],
        )
    ]


def test_places_of_signs_alone_are_not_one() -> None:
    for name in ("—", "???"):
        Place.objects.create(name=name, slug=f"s{ord(name[0])}", country="de")

    assert shown(Place) == []


def test_what_is_remembered_is_never_older_than_terms_and_what_was_said(
    admin_client: Client,
) -> None:
    one = make_skill("Oven welding")
    assert suggested(Skill) == []
    other = Skill.named(["Ovenwelding"])["Ovenwelding"]
    assert [one.terms for one in suggested(Skill)] == [(one.pk, other.pk)]
    assert suggested(Skill) is suggested(Skill)
    NotSame.objects.remember(Skill, [one.pk, other.pk], user=1)
    assert suggested(Skill) == []
    NotSame.objects.forget(Skill, [one.pk])
    assert len(suggested(Skill)) == 1
    save(admin_client, form_of(one), name="MIG welding", slug="mig")
    assert len(suggested(Skill)) == 1  # by its former name, which is a spelling
    merge(Skill, one.pk, [other.pk], user=User.objects.get().pk)
    assert suggested(Skill) == []


def test_a_website_that_an_import_tells_is_looked_at_at_once() -> None:
    one, other = make_employer("Quince"), make_employer("Medlar")
    assert suggested(Employer) == []

    with publishing():
        for employer in (one, other):
            Employer.objects.filter(pk=employer.pk).update(website="https://quince.example")

    assert [one.evidence for one in suggested(Employer)] == [("Same website quince.example",)]
