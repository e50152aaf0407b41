"""Places that an earlier version stored are the places that imports look for now."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command

from jobs.lib.places import parse_places
from jobs.models import FormerSlug, JobPlace, Place, PlaceAlias
from tests import searched
from tests.admin.pages import found as searched_for
from tests.make import make_job

pytestmark = pytest.mark.django_db
migration = import_module("jobs.migrations.0010_places_by_one_name")
MUNICH = {"city": "Munich", "region": "Bavaria", "country": "de"}


def stored(key: str, name: str, **facts: object) -> Place:
    """A place as the version before wrote it."""
    slug = name.lower().replace(", ", "-").replace(" ", "-")
    place: Place = Place.objects.create(name=name, slug=slug, **facts)
    PlaceAlias.objects.create(key=key, text=name, term=place)
    return place


def found(text: str) -> Place:
    [place] = Place.objects.parsed(parse_places(text)).values()
    return place


def test_a_place_keeps_its_address_and_is_written_as_a_new_one() -> None:
    munich = stored("at|munchen||de", "München, Germany", city="München", country="de")
    town = stored("at|kaltstadt||de", "Kaltstadt, Germany", city="Kaltstadt", country="de")

    migration.read_again(apps, None)

    assert found("Munich, Bavaria, DE") == munich
    assert found("Kaltstadt, Germany") == town
    assert list(Place.objects.values_list("slug", "name", "city", "region")) == [
        ("kaltstadt-germany", "Kaltstadt, Germany", "Kaltstadt", ""),
        (munich.slug, "Munich, Bavaria, Germany", "Munich", "Bavaria"),
    ]


@pytest.mark.parametrize(
    ("key", "city", "region", "country", "name"),
    [
        ("at|berlin||de", "BERLIN", "", "Germany", "Berlin, Germany"),
        ("at|zurich||ch", "Zürich", "", "Switzerland", "Zurich, Switzerland"),
        ("at|leeds||gb", "leeds", "", "United Kingdom", "Leeds, England, United Kingdom"),
        ("at|sao paulo||br", "sao paulo", "", "Brazil", "São Paulo, Brazil"),
        ("at|rotterdam||nl", "ROTTERDAM", "", "Netherlands", "Rotterdam, Netherlands"),
        ("at|montreal|quebec|ca", "MONTREAL", "Quebec", "Canada", "Montreal, Quebec, Canada"),
        ("at|bad kaltstadt||de", "BAD KALTSTADT", "", "Germany", "Bad Kaltstadt, Germany"),
    ],
)
def test_a_place_is_written_as_on_a_board_that_begins_today(
    key: str, city: str, region: str, country: str, name: str
) -> None:
    told = ", ".join(part for part in (city, region, country) if part)
    place = stored(key, told, city=city, region=region, country=key.rpartition("|")[2])

    migration.read_again(apps, None)

    assert (found(told), found(told).name) == (place, name)
    Place.objects.all().delete()
    assert found(told).name == name


def test_two_places_that_are_one_become_one_with_the_jobs_and_addresses_of_both() -> None:
    usual = stored("at|munich|bavaria|de", "Munich, Bavaria, Germany", **MUNICH)
    other = stored("at|munchen||de", "München, Germany", city="München", country="de")
    both, one = make_job(), make_job()
    for position, (job, place) in enumerate([(both, other), (both, usual), (one, other)]):
        JobPlace.objects.create(job=job, place=place, position=position)

    migration.read_again(apps, None)
    call_command("migrate", verbosity=0)

    assert Place.objects.get() == usual == found("München, Germany")
    assert list(both.places.all()) == list(one.places.all()) == [usual]
    assert JobPlace.objects.get(job=both).position == 0
    former = FormerSlug.objects.values_list("kind", "slug", "term", "name")
    assert list(former) == [("place", "münchen-germany", usual.pk, "München, Germany")]
    assert searched.remembered() == searched.expected()
    assert list(searched_for("bavaria")) == [one, both]


def test_two_places_stay_two_where_an_editor_wrote_one_of_them() -> None:
    kept = stored("at|munich|bavaria|de", "Minga", **MUNICH)
    other = stored("at|munchen||de", "München, Germany", city="München", country="de")

    migration.read_again(apps, None)

    assert set(Place.objects.values_list("pk", "name")) == {
        (kept.pk, "Minga"),
        (other.pk, "München, Germany"),
    }


def test_a_spelling_that_an_editor_moved_does_not_rename_its_place() -> None:
    berlin = stored("at|berlin||de", "Berlin, Germany", city="Berlin", country="de")
    PlaceAlias.objects.create(key="at|potsdam||de", text="Potsdam, Germany", term=berlin)

    migration.read_again(apps, None)

    assert found("Potsdam, Germany") == found("Berlin, DE") == berlin
    assert Place.objects.get().name == "Berlin, Germany"


def test_what_an_editor_renamed_stays_so() -> None:
    berlin = stored("at|berlin||de", "The capital", city="Berlin", country="de")

    migration.read_again(apps, None)

    assert found("Berlin, Germany") == berlin
    assert Place.objects.get() == berlin
    assert (found("Berlin, DE").name, found("Berlin, DE").region) == ("The capital", "")


def test_of_two_spellings_the_place_with_more_jobs_is_meant() -> None:
    stored("at|koln||de", "Köln, Germany", city="Köln", country="de")
    usual = stored("at|cologne||de", "Cologne, Germany", city="Cologne", country="de")
    make_job().places.add(usual)

    migration.read_again(apps, None)

    assert found("Köln, Deutschland") == usual


def test_places_known_by_their_text_are_read_again() -> None:
    remote = stored("remote|remote", "Remote", remote=True)
    emea = stored("remote|remote - emea", "Remote - EMEA", remote=True)

    migration.read_again(apps, None)

    assert (found("Work from home"), found("Remote, EMEA")) == (remote, emea)
    migration.read_again(apps, None)
    assert PlaceAlias.objects.count() == 4
