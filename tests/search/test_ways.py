"""Out of a search without results, and what is no filter at all."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from jobs.models import Skill
from jobs.search.page import Way, results
from tests.make import make_job

pytestmark = pytest.mark.django_db


def test_each_way_out_is_counted_and_dead_ends_are_left_out() -> None:
    make_job(title="Baker", arrangement="remote", category="Food")
    make_job(title="Cook", arrangement="onsite", category="Food")
    make_job(title="Chef", arrangement="onsite", category="Food")

    found = results(QueryDict("q=baker&arrangement=onsite&category=food&posted=30"))

    assert (found.total, found.ways) == (
        0,
        [
            Way("\u201cbaker\u201d", "arrangement=onsite&category=food&posted=30", 2),
            Way("On-site", "q=baker&category=food&posted=30", 1),
        ],
    )


def test_the_words_alone_are_the_way_out_when_no_single_step_helps() -> None:
    make_job(title="Baker", arrangement="remote", category="Food")
    make_job(title="Cook", arrangement="onsite", category="Ships")

    found = results(QueryDict("q=baker&arrangement=onsite&category=ships&sort=newest"))

    assert found.ways == [
        Way("\u201cbaker\u201d", "arrangement=onsite&category=ships&sort=newest", 1)
    ]
    nothing = results(QueryDict("q=baker&arrangement=hybrid&category=ships&sort=newest"))
    assert nothing.ways == [Way("", "q=baker&sort=newest", 1)]


def test_a_search_with_results_needs_no_way_out() -> None:
    make_job(title="Baker")

    assert results(QueryDict("q=baker")).ways == []


def test_sentences_are_kept_on_the_job_but_are_no_filter() -> None:
    sentence = "ability to explain difficult things to others"
    job = make_job(skills=("Baking", sentence))

    found = results(QueryDict(""))

    assert [skill.name for skill in job.skill_list] == ["Baking", sentence]
    assert [value.label for value in found.facets["skill"].values] == ["Baking"]
    assert Skill.objects.get(name=sentence).in_facets is False


@pytest.mark.parametrize("words", ["full-time", "senior", "hybrid", "bakeries"])
def test_the_facts_of_a_job_are_words_of_it(words: str) -> None:
    make_job(job_type="full-time", level="senior", arrangement="hybrid", industry="Bakeries")

    assert results(QueryDict(f"q={words}")).total == 1
