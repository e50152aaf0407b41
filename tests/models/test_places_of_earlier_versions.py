"""Places that an earlier version stored are the places that imports look for now."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from jobs.lib.places import parse_places
from jobs.models import Place, PlaceAlias
from tests.make import make_job

pytestmark = pytest.mark.django_db
migration = import_module("jobs.migrations.0010_places_by_one_name")


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
