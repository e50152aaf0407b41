"""When a feed has one job several times, and when it has several jobs that look alike."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from jobs.importer.twin_repeats import Opening, repeats
from tests.importer.openings import Groups, boards, ids, opening, sets

ONE, TWO = sets({1, 2}), sets({1}, {2})


def found(*openings: Opening) -> Groups:
    return ids(repeats(openings))


def beside(first: dict[str, Any], second: dict[str, Any]) -> Groups:
    facts: dict[str, Any] = {"title": "Baker", "text": 7}
    return found(opening(1, 1, **facts | first), opening(2, 1, **facts | second))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({}, {}, ONE),
        ({"apply": 10}, {"apply": 20}, ONE),  # each with a number of its own
        ({}, {"text": 8}, TWO),
        ({"text": None}, {"text": None}, TWO),
        ({}, {"role": 2}, TWO),
        ({"role": None}, {"role": None}, TWO),  # the places are not known
        ({"apply": 10}, {"apply": 10, "text": 8}, ONE),
        ({"apply": 10, "text": None}, {"apply": 10, "text": None}, ONE),
        ({"apply": 10}, {"apply": 10, "role": 2, "title": "Baker, Cork"}, ONE),
        ({"apply": 10}, {"apply": 10, "role": 2, "title": "Baker, Cork", "text": 8}, TWO),
        ({"apply": 10}, {"apply": 10, "role": 2, "title": "Cook"}, TWO),
        (
            {"apply": 10, "title": "Head Baker"},
            {"apply": 10, "role": 2, "title": "Night Baker"},
            TWO,
        ),
    ],
)
def test_two_of_role_address_and_text_make_one_job(
    first: dict[str, Any], second: dict[str, Any], expected: Groups
) -> None:
    assert beside(first, second) == expected


@pytest.mark.parametrize(
    "address", ["https://bread.example/v2/apply", "https://bread.example/2026"]
)
def test_an_address_without_a_number_of_its_own_tells_nothing(address: str) -> None:
    facts = {"apply": 10, "apply_url": address, "text": None}

    assert beside(facts, facts) == TWO


def test_the_address_of_other_jobs_too_tells_nothing() -> None:
    bakers = [opening(pk, 1, apply=10, title="Baker") for pk in (1, 2)]
    cook = opening(3, 1, role=2, apply=10, title="Cook")

    assert found(*bakers) == sets({1, 2})
    assert found(*bakers, cook) == sets({1}, {2}, {3})


PAY = {"salary_min": Decimal(20), "salary_currency": "EUR", "salary_period": "HOUR"}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (PAY, PAY, ONE),
        (PAY, {}, ONE),
        (PAY, PAY | {"salary_text": "20 \u20ac"}, ONE),
        (PAY, PAY | {"salary_min": Decimal(21)}, TWO),
        (PAY, PAY | {"salary_currency": "USD"}, TWO),
        ({"salary_text": "Grade 9"}, {"salary_text": "Grade 13"}, TWO),
        ({"job_type": 1}, {"job_type": 1}, ONE),
        ({"job_type": 1}, {}, ONE),
        ({"job_type": 1}, {"job_type": 2}, TWO),
        ({"level": 1}, {"level": 2}, TWO),
        ({"arrangement": "remote"}, {}, ONE),
        ({"arrangement": "remote"}, {"arrangement": "onsite"}, TWO),
        (PAY, {"job_type": 1}, ONE),
    ],
)
def test_what_contradicts_is_another_job(
    first: dict[str, Any], second: dict[str, Any], expected: Groups
) -> None:
    assert beside(first, second) == expected


def test_what_states_nothing_belongs_to_none_of_those_that_contradict() -> None:
    several = [
        opening(pk, 1, text=7, arrangement=told)
        for pk, told in enumerate(["remote", "", "onsite", "", "remote"])
    ]

    assert found(*several) == sets({0, 4}, {1, 3}, {2})


def test_steps_lead_to_one_job() -> None:
    first = opening(1, 1, apply=10, text=7)
    second = opening(2, 1, apply=20, text=7)
    third = opening(3, 1, apply=20, text=8)

    assert found(first, second, third) == sets({1, 2, 3})
    assert found(first, second._replace(arrangement="remote"), third) == sets({1, 2, 3})
    assert found(first, third) == sets({1}, {3})


def test_what_only_another_job_held_together_falls_apart() -> None:
    first = opening(1, 1, apply=10, text=7, arrangement="onsite")
    between = opening(2, 1, apply=20, text=7, arrangement="remote")
    third = opening(3, 1, apply=20, text=8, arrangement="onsite")

    assert found(first, between, third) == sets({1}, {2}, {3})


@given(boards())
def test_each_has_two_of_three_in_common_with_another_and_contradicts_nobody(
    board: list[Opening],
) -> None:
    of_feed = [one._replace(feed=1) for one in board]
    groups = list(repeats(of_feed))

    assert sorted(one.pk for group in groups for one in group) == [one.pk for one in of_feed]
    for group in groups:
        for one in group:
            partners = [other for other in group if other is not one and _common(one, other) > 1]
            assert partners or len(group) == 1
            for other in group:
                assert {one.salary_text, other.salary_text} != {"10 EUR", "20 EUR"}
                assert {one.arrangement, other.arrangement} != {"onsite", "remote"}


@given(boards())
def test_what_was_joined_stays_joined_on_its_own(board: list[Opening]) -> None:
    of_feed = [one._replace(feed=1) for one in board]

    for group in repeats(of_feed):
        assert list(repeats(group)) == [group]


def _common(one: Opening, other: Opening) -> int:
    pairs = ((one.role, other.role), (one.apply, other.apply), (one.text, other.text))
    return sum(mine is not None and mine == theirs for mine, theirs in pairs)
