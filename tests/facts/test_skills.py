"""What lists of skills name, as a person reads them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.lib.plain import listing
from jobs.lib.skill_lists import LONGEST_SKILL, MOST_SKILLS, split_skills
from jobs.lib.skills import known_skill
from jobs.lib.text import fold
from jobs.models import Skill
from tests.facts.cases import cases

CASES = cases("skills")


def shown(names: tuple[str, ...]) -> str:
    """The names on the job's page, "~" before what no filter offers."""
    new = [Skill.new(name) for name in names]
    return " + ".join(
        f"{'' if one.fields.get('in_facets', True) else '~'}{one.name}" for one in new
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_list_names_what_a_person_reads_in_it(case: dict[str, str]) -> None:
    assert shown(split_skills(listing(case["text"]))) == case["skills"]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 75


_BITS = [*",;|()/\n•-–.[]'\":", ", ", " and ", "Python", "CI/CD", "go", "N/A", "é", "5+ years"]
_BITS += ["fluent ", "Führerschein Klasse B", "C", "CE", "wax ", "Skills: ", "1. ", "x" * 60]
LISTS = st.one_of(st.text(), st.lists(st.sampled_from(_BITS)).map("".join))


@given(LISTS)
def test_any_text_gives_short_names_once_each_that_stand_in_it(text: str) -> None:
    names = split_skills(text)

    assert len(names) <= MOST_SKILLS
    assert len(set(map(fold, names))) == len(names)
    assert [name for name in names if not 0 < len(name) <= LONGEST_SKILL] == []
    letters = re.sub(r"[\W_]", "", text)
    told = [part for name in names for part in name.split(", ")]  # classes of a licence
    assert [part for part in told if re.sub(r"[\W_]", "", part) not in letters] == []


@given(LISTS)
def test_what_was_read_is_read_again(text: str) -> None:
    names = split_skills(text)

    assert split_skills(", ".join(names)) == names


@given(LISTS)
def test_no_filter_is_a_sentence(text: str) -> None:
    new = [Skill.new(name) for name in split_skills(text)]

    offered = [one for one in new if one.fields.get("in_facets", True)]
    assert [one.name for one in offered if len(one.name.split()) > 4] == []


def test_a_known_skill_is_named_in_few_words() -> None:
    names = [known_skill(name) for case in CASES for name in case["skills"].split(" + ")]

    assert [known[0] for known in names if known and len(known[0].split()) > 4] == []
