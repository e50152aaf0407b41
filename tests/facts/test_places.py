"""Places as a careful person reads them."""

from __future__ import annotations

import pytest

from jobs.lib.places import places_of_job
from tests.facts.cases import cases

CASES = cases("places")


def written(text: str, country: str) -> str:
    """The places of a text as the table writes them."""
    return " + ".join(
        "|".join((place.city, place.region, place.country, "remote" if place.remote else ""))
        for place in places_of_job(text, country=country)
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text']}, {case['country']}")
def test_a_place_is_what_a_person_reads(case: dict[str, str]) -> None:
    assert written(case["text"], case["country"]) == case["places"]


def test_no_case_stands_twice() -> None:
    asked = [(case["text"], case["country"]) for case in CASES]

    assert len(set(asked)) == len(asked)
