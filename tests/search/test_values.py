"""All values of a facet: what is listed, in which order, and that the counts are true."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.http import QueryDict

from jobs.search import values as module
from jobs.search.page import results
from jobs.search.shown import FacetValue
from jobs.search.values import LISTED, ValuesPage, values
from tests.make import make_job

pytestmark = pytest.mark.django_db


def listed(key: str, query: str = "") -> list[tuple[str, int]]:
    return [(value.label, value.count) for value in values(QueryDict(query), key).values]


@pytest.fixture
def board() -> None:
    make_job(skills=("Élevage", "Zoology", "apiary work"), places="Cork, IE; Remote, Germany")
    make_job(skills=("Zoology",), places="Dublin, IE", employer="Acme", level="senior")
    make_job(title="Baker", skills=("Baking", "Zoology"), places="Guinea-Bissau", employer="Acme")


def test_the_most_frequent_values_stand_first_then_by_name(board: None) -> None:
    assert listed("skill") == [("Zoology", 3), ("apiary work", 1), ("Baking", 1), ("Élevage", 1)]
    assert listed("employer") == [("Acme", 2), ("Harbourline", 1)]
    assert listed("country") == [("Ireland", 2), ("Germany", 1), ("Guinea-Bissau", 1)]
    assert listed("level") == [("Senior", 1)]
    assert listed("industry") == []


def test_other_keys_and_words_narrow_and_the_own_selection_does_not(board: None) -> None:
    page = values(QueryDict("q=baker&employer=acme&skill=elevage&sort=newest"), "skill")

    assert page == ValuesPage(
        key="skill",
        label="All skills",
        headline="1 job matching “baker” at Acme",
        find="",
        values=(
            FacetValue("baking", "Baking", 1, selected=False),
            FacetValue("zoology", "Zoology", 1, selected=False),
        ),
        chosen=(FacetValue("elevage", "Élevage", 0, selected=True),),
        total=2,
        page=1,
        pages=1,
        address=page.address,
    )
    assert page.others == [("q", "baker"), ("employer", "acme"), ("sort", "newest")]
    assert [query for _value, query in page.rows] == [
        "q=baker&employer=acme&sort=newest&skill=baking",
        "q=baker&employer=acme&sort=newest&skill=zoology",
    ]


@pytest.mark.parametrize(
    ("key", "find", "labels"),
    [
        ("skill", "zoo", ["Zoology"]),
        ("skill", "ELEV", ["Élevage"]),
        ("skill", "work", ["apiary work"]),
        ("skill", "wor api", ["apiary work"]),
        ("skill", "logy", []),
        ("skill", "a", ["apiary work"]),
        ("skill", "* -", ["Zoology", "apiary work", "Baking", "Élevage"]),
        ("country", "ger", ["Germany"]),
        ("country", "biss gui", ["Guinea-Bissau"]),
        ("country", "many", []),
        ("employer", "\0", ["Acme", "Harbourline"]),
    ],
)
def test_every_word_to_find_begins_a_word_of_the_label(
    board: None, key: str, find: str, labels: list[str]
) -> None:
    params = QueryDict(mutable=True)
    params["find"] = find

    assert [value.label for value in values(params, key).values] == labels


def test_chosen_values_are_marked_and_those_not_on_the_page_are_kept(board: None) -> None:
    page = values(QueryDict("skill=baking&skill=zoology&find=zoo"), "skill")

    assert page.values == (FacetValue("zoology", "Zoology", 3, selected=True),)
    assert page.chosen == (FacetValue("baking", "Baking", 1, selected=True),)


def test_pages_hold_a_hundred_and_a_wrong_number_is_the_first(
    board: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PER_PAGE", 3)

    assert listed("skill", "page=2") == [("Élevage", 1)]
    assert listed("skill", "page=3") == listed("skill", "page=x") == listed("skill")
    assert len(listed("skill")) == 3
    assert values(QueryDict(), "skill").pages == 2


def test_a_term_that_is_new_since_the_names_were_read_stands_in_its_place(board: None) -> None:
    assert listed("employer") == [("Acme", 2), ("Harbourline", 1)]

    make_job(employer="Bakehouse")

    assert listed("employer") == [("Acme", 2), ("Bakehouse", 1), ("Harbourline", 1)]


def test_every_count_of_the_sample_is_the_total_after_choosing_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("load_sample")
    searches = ("", "q=engineer&arrangement=remote", "country=ca&skill=python")
    asked = [
        (value.count, query)
        for search in searches
        for key in LISTED
        for value, query in values(QueryDict(search), key).rows[::5]
    ]
    wrong = [
        (count, query, total)
        for count, query in asked
        if count != (total := results(QueryDict(query), facets=()).total)
    ]

    assert wrong == []
    assert len(asked) > 60


def test_the_list_is_as_long_as_the_facet_of_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_sample")
    facets = results(QueryDict("arrangement=hybrid")).facets

    for key in LISTED:
        page = values(QueryDict("arrangement=hybrid"), key)
        assert (page.total > len(facets[key].values)) == facets[key].more
        by_count = sorted(facets[key].values, key=lambda value: -value.count)
        assert [value.count for value in page.values[:30]] == [value.count for value in by_count]
