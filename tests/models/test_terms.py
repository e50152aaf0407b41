"""Terms: spellings map to one record, whatever an editor did to it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from jobs.lib.places import parse_places
from jobs.models import (
    Employer,
    EmployerAlias,
    Feed,
    JobType,
    Level,
    Place,
    PlaceAlias,
    Skill,
    SkillAlias,
)
from tests.make import make_feed

pytestmark = pytest.mark.django_db


def test_the_first_spelling_names_an_employer() -> None:
    named = Employer.named(["Acme  Inc", "ACME INC", "Ácme Inc", "Other", "", "  "])

    assert {name: employer.name for name, employer in named.items()} == {
        "Acme  Inc": "Acme  Inc",
        "ACME INC": "Acme  Inc",
        "Ácme Inc": "Acme  Inc",
        "Other": "Other",
    }
    assert Employer.objects.count() == 2


def test_a_sign_for_and_is_the_word() -> None:
    named = Skill.named(["Care & Repair", "care and repair", "Care&Repair"])

    assert {skill.name for skill in named.values()} == {"Care & Repair"}


def test_a_renamed_employer_is_still_found_by_its_old_name() -> None:
    employer = Employer.named(["Acme"])["Acme"]
    Employer.objects.filter(pk=employer.pk).update(name="Acme Holding")

    assert Employer.named(["acme"])["acme"].name == "Acme Holding"


def test_an_alias_maps_a_spelling_to_its_employer() -> None:
    employer = Employer.named(["Acme"])["Acme"]
    EmployerAlias.objects.create(text="Acme Ltd.", term=employer)

    assert Employer.named(["ACME LTD."]) == {"ACME LTD.": employer}


def test_an_alias_has_one_owner() -> None:
    one, other = Employer.named(["One", "Other"]).values()
    EmployerAlias.objects.create(text="Shared", term=one)

    with pytest.raises(IntegrityError):
        EmployerAlias.objects.create(text="SHARED", term=other)


def test_known_skills_get_their_usual_name_and_all_their_spellings() -> None:
    named = Skill.named(["javascript", "JS", "JavaScript"])

    assert {skill.name for skill in named.values()} == {"JavaScript"}
    assert SkillAlias.objects.filter(term__name="JavaScript", key="js").exists()


@pytest.mark.parametrize("spellings", [("hive-keeping", "Hive keeping"), ("Hive-keeping",)])
def test_a_skill_nobody_knows_is_one_with_and_without_hyphens(spellings: tuple[str, ...]) -> None:
    first = [Skill.named([spelling])[spelling] for spelling in spellings]

    assert set(first) == {Skill.named(["HIVE KEEPING"])["HIVE KEEPING"]}


def test_a_tag_is_named_as_a_person_writes_it() -> None:
    names = Skill.named(["queen-rearing", "e-bike", "Sub-zero", "on-call-work", "wax"])

    assert [skill.name for skill in names.values()] == [
        "queen rearing", "e-bike", "Sub-zero", "on-call-work", "wax",
    ]  # fmt: skip


def test_a_tag_is_the_skill_that_was_there_before() -> None:
    skill = Skill.named(["Hive keeping"])["Hive keeping"]

    assert Skill.named(["hive-keeping"]) == {"hive-keeping": skill}


def test_languages_with_signs_have_addresses_of_their_own() -> None:
    names = ["C", "C++", "C#", ".NET", "R", "F#", "Objective-C", "Go"]

    assert [skill.slug for skill in Skill.named(names).values()] == [
        "c", "c-plus-plus", "c-sharp", "dotnet", "r", "f-sharp", "objective-c", "go",
    ]  # fmt: skip


def test_a_spelling_an_editor_gave_to_another_skill_stays_there() -> None:
    skill = Skill.named(["Join Stitching"])["Join Stitching"]
    SkillAlias.objects.create(text="JS", term=skill)

    named = Skill.named(["JS", "JavaScript"])

    assert {name: found.name for name, found in named.items()} == {
        "JS": "Join Stitching",
        "JavaScript": "JavaScript",
    }


def test_a_forgotten_alias_leads_back_to_the_skill_of_the_usual_name() -> None:
    skill = Skill.named(["JavaScript"])["JavaScript"]
    SkillAlias.objects.filter(key="js").delete()

    assert Skill.named(["JS"]) == {"JS": skill}


def test_names_that_share_a_slug_are_numbered() -> None:
    named = Employer.named(["A.B", "A B", "A-B"])

    assert sorted(employer.slug for employer in named.values()) == ["a-b", "a-b-2", "a-b-3"]


def test_names_in_any_script_have_an_address() -> None:
    named = Employer.named(["日本電気", "✨", "עברית"])

    assert [employer.slug for employer in named.values()] == ["日本電気", "u2728", "עברית"]


def test_words_of_a_list_have_the_slugs_of_the_address() -> None:
    levels = Level.named(["Entry level", "senior", "Principal", "SENIOR"])
    kinds = JobType.named(["Fulltime", "FULL_TIME", "Contractor"])

    assert {name: level.slug for name, level in levels.items()} == {
        "Entry level": "entry",
        "senior": "senior",
        "Principal": "principal",
        "SENIOR": "senior",
    }
    assert {kind.slug for kind in kinds.values()} == {"full-time", "contract"}
    assert list(Level.objects.values_list("slug", flat=True)) == ["entry", "senior", "principal"]


def test_known_names_take_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    names = [f"Skill {number}" for number in range(30)]
    Skill.named(names)

    with django_assert_num_queries(1):
        Skill.named(names)


def test_spellings_of_a_place_are_one_place() -> None:
    spellings = ("Toronto, ON, CA", "toronto, Ontario, Canada", "Toronto, ON, Canada")
    parsed = [parse_places(text)[0] for text in spellings]

    found = Place.objects.parsed(parsed)

    assert {place.name for place in found.values()} == {"Toronto, Ontario, Canada"}
    assert PlaceAlias.objects.count() == 1


def test_a_text_an_editor_made_an_alias_is_that_place() -> None:
    [york, nickname] = parse_places("New York, NY, US; The Big Apple")
    place = Place.objects.parsed([york])[york]
    PlaceAlias.objects.create(text="The Big Apple", term=place)

    assert Place.objects.parsed([nickname]) == {nickname: place}


def test_a_remote_area_is_not_the_country() -> None:
    remote, country = parse_places("Remote, US; United States")

    found = Place.objects.parsed([remote, country])

    assert {place.slug for place in found.values()} == {"remote-united-states", "united-states"}


def test_a_place_that_is_not_understood_is_known_by_its_text() -> None:
    [parsed] = parse_places("Nether Wallopton")

    place = Place.objects.parsed([parsed])[parsed]

    assert (place.name, place.country, place.remote) == ("Nether Wallopton", "", False)


@pytest.mark.parametrize(
    ("place", "inside"),
    [
        ("Canada", ["Canada", "Ontario, Canada", "Toronto, ON, CA"]),
        ("Ontario, Canada", ["Ontario, Canada", "Toronto, ON, CA"]),
        ("Toronto, ON, CA", ["Toronto, ON, CA"]),
        ("Remote, Canada", ["Remote, Canada"]),
        ("Anywhere", ["Anywhere"]),
    ],
)
def test_a_place_holds_the_places_in_it(place: str, inside: list[str]) -> None:
    texts = [
        "Canada",
        "Ontario, Canada",
        "Toronto, ON, CA",
        "Remote, Canada",
        "Paris, FR",
        "Anywhere",
    ]
    parsed = {text: parse_places(text)[0] for text in texts}
    stored = Place.objects.parsed(parsed.values())

    within = set(Place.objects.within(stored[parsed[place]]))

    assert within == {stored[parsed[text]] for text in inside}


def test_a_feed_has_a_web_address_for_its_attribution() -> None:
    with pytest.raises(IntegrityError):
        make_feed(attribution_url="javascript:alert(1)")


def test_a_feed_is_due_when_its_interval_has_passed() -> None:
    never = make_feed()
    long_ago = make_feed(last_run_at="2026-11-01T00:00Z")
    recently = make_feed(last_run_at="2026-11-23T11:30Z")
    make_feed(enabled=False)
    make_feed(address="-")
    recently.refresh_from_db()
    noon = recently.last_run_at.replace(hour=12, minute=0)

    assert Feed.objects.due(noon) == [never, long_ago]
    assert Feed.objects.due(noon.replace(minute=30)) == [never, long_ago, recently]
