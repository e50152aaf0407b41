"""The places that the page of a place lists."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from jobs.search.inside import places_inside
from jobs.search.page import results
from tests.make import make_job

pytestmark = pytest.mark.django_db


def test_the_places_in_a_country_are_those_with_jobs_and_choosing_one_finds_as_many() -> None:
    make_job(places="Cork, IE; Dublin, IE")
    make_job(places="Cork, IE")
    make_job(places="Austin, TX, US")
    make_job(places="Dallas, TX, US; Austin, TX, US")
    make_job(places="Ireland")
    make_job(places="United States")
    make_job(places="Remote, Ireland")

    inside = {
        place: [(one.label, one.count) for one in places_inside(place)]
        for place in ("ireland", "united-states", "cork-ireland", "nowhere")
    }

    assert inside == {
        "ireland": [("Cork, Ireland", 2), ("Dublin, Ireland", 1)],
        "united-states": [("Austin, Texas, United States", 2), ("Dallas, Texas, United States", 1)],
        "cork-ireland": [],
        "nowhere": [],
    }
    for one in places_inside("ireland"):
        assert results(QueryDict(f"place={one.value}")).total == one.count
