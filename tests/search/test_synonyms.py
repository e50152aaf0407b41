"""Synonyms: what editors and feeds call the same is found by each of its spellings."""

from __future__ import annotations

from itertools import chain

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from jobs.models import EmployerAlias, Level, PlaceAlias, SkillAlias
from jobs.search.page import results
from jobs.search.synonyms import synonyms
from tests.make import make_employer, make_job, make_skill

pytestmark = pytest.mark.django_db


def test_every_spelling_of_a_skill_is_known() -> None:
    skill = make_skill("Quill")
    SkillAlias.objects.create(term=skill, text="Quill Pen")
    SkillAlias.objects.create(term=skill, text="QP")

    assert synonyms("senior-ish quill") == {"quill": ("QP", "Quill Pen")}
    assert synonyms("a quill pen") == {"quill pen": ("QP", "Quill"), "quill": ("QP", "Quill Pen")}


def test_a_merged_employer_is_found_by_its_old_name_and_its_new_one() -> None:
    EmployerAlias.objects.create(term=make_employer("Newname"), text="Oldname Ltd")

    assert synonyms("oldname ltd") == {"oldname ltd": ("Newname",)}


def test_a_place_is_found_by_its_town() -> None:
    job = make_job(places="Cork, IE")
    PlaceAlias.objects.create(term=job.place_list[0], text="Rebel City")

    assert "Cork" in synonyms("rebel city")["rebel city"]


def test_levels_and_kinds_sort_what_is_not_the_same() -> None:
    Level.named(["Graduate"])

    assert synonyms("graduate seasonal") == {}


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("js", "JavaScript"),
        ("sr", "senior"),
        ("Sr.", "senior"),
        ("k8s", "Kubernetes"),
        ("uk", "United Kingdom"),
        ("deutschland", "Germany"),
        ("nyc", "new york"),
        ("swe", "software engineer"),
        ("r&d", "research and development"),
        ("web developer", "web development"),
        ("software development", "software engineer"),
        ("full-stack engineer", "full stack developer"),
        ("pharmacy", "pharmacist"),
        ("law", "lawyer"),
    ],
)
def test_what_everybody_knows_needs_no_alias(typed: str, other: str) -> None:
    assert other in chain(*synonyms(typed).values())


@pytest.mark.parametrize("typed", ["it is", "per", "no", "can", "rest", "xyzzy", "", '"js"', "js*"])
def test_what_means_many_things_has_no_synonyms(typed: str) -> None:
    known = synonyms(typed)

    assert {key: others for key, others in known.items() if "JavaScript" in others} == {}
    assert not {"Italy", "Peru", "Norway", "Canada"}.intersection(*[sum(known.values(), ())])


def test_an_editor_has_the_last_word_about_a_skill() -> None:
    javascript = make_skill("JavaScript")
    SkillAlias.objects.filter(key="js").delete()
    SkillAlias.objects.create(term=make_skill("Job Sharing"), text="JS")

    assert synonyms("js") == {"js": ("Job Sharing",)}
    assert javascript.name in synonyms("ecmascript")["ecmascript"]


def found(text: str) -> list[str]:
    return [job.title for job in results(QueryDict(f"q={text}"), facets=()).jobs]


def test_a_trade_finds_who_does_it_and_the_other_way_round_what_is_titled_so() -> None:
    make_job(title="Dental surgeon", description="<p>You mend teeth.</p>")
    make_job(title="Dentist", description="<p>You mend teeth.</p>")
    make_job(title="Clerk", description="<p>We pay for dental insurance.</p>")
    make_job(title="Receptionist", description="<p>You answer for our dentist.</p>")

    assert found("dental") == ["Dental surgeon", "Dentist", "Receptionist", "Clerk"]
    assert found("dentist") == ["Dentist", "Dental surgeon", "Receptionist"]


def test_who_seeks_a_developer_does_not_mean_every_development() -> None:
    make_job(title="Web Development Lead")
    make_job(title="Web Sales Development Representative")
    make_job(title="Sales Development Representative")
    make_job(title="Developer")

    assert found("developer") == ["Developer"]
    assert "Sales Development Representative" not in found("web+developer")
    assert "Web Development Lead" in found("web+developer")


def test_one_query_asks_for_all() -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        synonyms("senior javascript developer in new york city or san francisco for acme")
        synonyms("")

    assert len(queries) == 1
