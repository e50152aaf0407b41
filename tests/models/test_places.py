"""Coordinates of places: both or none, on the earth."""

from __future__ import annotations

import math

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from jobs.models import Place

pytestmark = pytest.mark.django_db
RIGHT = [(None, None), (0, 0), (51.898, -8.4706), (90, 180), (-90, -180)]
WRONG = [
    *((None, 5), (5, None), (90.1, 0), (-90.1, 0), (0, 180.1), (0, -180.1)),
    *((math.inf, 0), (0, -math.inf)),
]


@pytest.mark.parametrize(("latitude", "longitude"), RIGHT)
def test_a_place_on_earth_is_stored(latitude: float | None, longitude: float | None) -> None:
    place = Place(name="Cork", slug="cork", latitude=latitude, longitude=longitude)
    place.full_clean(exclude=["slug"])
    place.save()

    place.refresh_from_db()
    assert (place.latitude, place.longitude, place.located_by) == (latitude, longitude, "")


@pytest.mark.parametrize(("latitude", "longitude"), WRONG)
def test_the_database_refuses_what_is_no_place(
    latitude: float | None, longitude: float | None
) -> None:
    place = Place(name="Cork", slug="cork", latitude=latitude, longitude=longitude)

    with pytest.raises(ValidationError):
        place.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        place.save()


def test_what_was_never_located_says_so_without_being_told() -> None:
    """As rows are written by programs of before."""
    assert Place.objects.create(name="Cork", slug="cork").located_by == ""
    assert not Place.objects.from_gazetteer().exists()
