"""The promise of the facets: a count is the number of results after choosing the value."""

from __future__ import annotations

import random
from itertools import chain

import pytest
from django.core.management import call_command
from django.http import QueryDict

from jobs.models import Job
from jobs.search.facets import FACETS
from jobs.search.page import results
from tests.gazetteer import LUND, MALMO, put

pytestmark = pytest.mark.django_db
COMBINATIONS = 500
WORDS = ("", "", "engineer", "senior -python", "c++", '"you will"', "nurs*", "harbourline")
SCANIA = {"lund-sweden": LUND, "malmo-sweden": MALMO}
State = dict[str, list[str]]


@pytest.fixture
def sample(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_sample")
    for slug, town in SCANIA.items():
        put(slug, town)


def params(state: State) -> QueryDict:
    made = QueryDict(mutable=True)
    for key, values in state.items():
        made.setlist(key, values)
    return made


def total(state: State) -> int:
    return results(params(state), facets=()).total


def chosen(state: State, key: str, value: str) -> State:
    """The state after a click on one value alone of a key, whose own selection is lifted."""
    return state | {key: [value]}


def wrong_counts(state: State, keys: list[str]) -> list[tuple[str, str, int, int]]:
    page = results(params(state), facets=keys)
    checked = [
        (key, value.value, value.count, total(chosen(state, key, value.value)))
        for key, facet in page.facets.items()
        for value in facet.values
    ]
    return [row for row in checked if row[2] != row[3]]


def test_every_count_of_the_sample_is_the_total_after_choosing_it(sample: None) -> None:
    page = results(QueryDict())

    assert page.total == Job.objects.live().count() == 236
    assert set(page.facets) == set(FACETS)
    assert {key for key, facet in page.facets.items() if not facet.values} == {"within"}
    assert wrong_counts({}, list(FACETS)) == []


def test_counts_are_true_in_random_combinations(sample: None) -> None:
    pick = random.Random(20261123)
    values = {
        key: [value.value for value in facet.values]
        for key, facet in results(QueryDict()).facets.items()
    }
    values |= {"currency": ["USD", "EUR", "CAD", "GBP"], "pay": ["stated"]}
    values |= {"place": [*SCANIA, "sweden", "utrecht-netherlands"], "within": ["10", "25"]}
    wrong = []
    for _ in range(COMBINATIONS):
        keys = pick.sample(sorted(values), pick.randint(1, 3))
        state = {
            key: pick.sample(values[key], min(len(values[key]), pick.randint(1, 2))) for key in keys
        }
        state["q"] = [pick.choice(WORDS)]
        looked_at = pick.sample(sorted(FACETS), 1)
        wrong += [(state, row) for row in wrong_counts(state, looked_at)]

    assert wrong == []


def test_choosing_more_values_of_a_key_never_loses_results(sample: None) -> None:
    for key, facet in results(QueryDict()).facets.items():
        if facet.single:
            continue
        first, second = (value.value for value in facet.values[:2])
        both = total({key: [first, second]})

        assert max(total({key: [first]}), total({key: [second]})) <= both
        assert both <= total({key: [first]}) + total({key: [second]})


def test_keys_narrow_each_other(sample: None) -> None:
    pairs = list(chain.from_iterable([[("country", "us")], [("arrangement", "remote")]]))
    alone = [total({key: [value]}) for key, value in pairs]

    assert total({key: [value] for key, value in pairs}) < min(alone)
