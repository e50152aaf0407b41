"""Where a place lies, as an editor says it."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.test import Client

from jobs.models import Place
from jobs.search.page import results
from tests.admin.pages import errors, form_of, new, save, values_of
from tests.gazetteer import COBH, CORK, put
from tests.make import make_job

pytestmark = pytest.mark.django_db
Row = tuple[float | None, float | None, str]


@pytest.fixture
def cork() -> Place:
    make_job(places="Cork, Ireland")
    return put("cork-ireland", CORK)


def row(place: Place) -> Row:
    place.refresh_from_db()
    return place.latitude, place.longitude, place.located_by


def test_coordinates_of_an_editor_are_the_editors(admin_client: Client, cork: Place) -> None:
    save(admin_client, form_of(cork), latitude="51.9")

    assert row(cork) == (51.9, -8.4706, "editor")


def test_coordinates_that_an_editor_took_away_stay_away(admin_client: Client, cork: Place) -> None:
    save(admin_client, form_of(cork), latitude="", longitude="")

    assert row(cork) == (None, None, "editor")


def test_a_place_can_be_handed_back(admin_client: Client, cork: Place) -> None:
    save(admin_client, form_of(cork), latitude="51.9")
    save(admin_client, form_of(cork), located_by="")

    assert row(cork) == (51.9, -8.4706, "")


@pytest.mark.parametrize(
    "changes", [{"city": "Cobh"}, {"region": "Munster"}, {"country": "us"}, {"remote": "on"}]
)
def test_another_town_is_looked_up_anew(
    admin_client: Client, cork: Place, changes: dict[str, str]
) -> None:
    save(admin_client, form_of(cork), **changes)

    assert row(cork) == (None, None, "")


def test_another_name_is_the_same_town(admin_client: Client, cork: Place) -> None:
    save(admin_client, form_of(cork), name="Cork city")

    assert row(cork) == (51.898, -8.4706, "gazetteer")


@pytest.mark.parametrize(
    ("changes", "stored"),
    [
        ({"name": "Cork city"}, (51.898, -8.4706, "gazetteer")),
        ({"city": "Cobh"}, (None, None, "")),  # where the other town lies
        ({"latitude": "1.5", "longitude": "2.5"}, (1.5, 2.5, "editor")),
    ],
)
def test_a_form_from_before_the_place_was_located(
    admin_client: Client, changes: dict[str, str], stored: Row
) -> None:
    make_job(places="Cork, Ireland")
    place = Place.objects.get()
    opened = values_of(admin_client, form_of(place))
    put(place.slug, CORK)

    assert admin_client.post(form_of(place), opened | changes).status_code == 302
    assert row(place) == stored


def test_what_an_editor_located_stays_where_it_is(admin_client: Client, cork: Place) -> None:
    save(admin_client, form_of(cork), latitude="51.9")
    save(admin_client, form_of(cork), region="Munster")

    assert row(cork) == (51.9, -8.4706, "editor")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"latitude": ""}, "Expected both coordinates or none."),
        ({"latitude": "90.5"}, "Ensure this value is less than or equal to 90."),
        ({"longitude": "-180.5"}, "Ensure this value is greater than or equal to -180."),
        ({"longitude": "nan"}, "Enter a number."),
        ({"latitude": "1", "remote": "on"}, "Expected none: only a town has coordinates."),
        ({"latitude": "1", "city": ""}, "Expected none: only a town has coordinates."),
        ({"located_by": "nobody"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_is_refused(
    admin_client: Client, cork: Place, changes: dict[str, str], message: str
) -> None:
    refused = save(admin_client, form_of(cork), **changes)

    assert message in errors(refused)
    assert row(cork) == (51.898, -8.4706, "gazetteer")


def test_a_new_place_can_have_coordinates_at_once(admin_client: Client) -> None:
    save(admin_client, new(Place), name="Quincetown", slug="", city="Quincetown", country="ie",
         latitude="51.9", longitude="-8.4")  # fmt: skip

    assert row(Place.objects.get()) == (51.9, -8.4, "editor")


def test_the_next_search_knows_what_an_editor_said(admin_client: Client, cork: Place) -> None:
    make_job(places="Cobh, Ireland")
    query = QueryDict("place=cork-ireland&within=25")
    assert results(query).total == 1

    cobh = Place.objects.get(slug="cobh-ireland")
    save(admin_client, form_of(cobh), latitude=str(COBH.latitude), longitude=str(COBH.longitude))

    assert results(query).total == 2
