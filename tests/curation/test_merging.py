"""Merging: nothing that the merged terms had is lost, and everything leads to the survivor."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.http import QueryDict

from jobs.curation.merging import Merged, Refused, merge
from jobs.importer import twins
from jobs.lib.places import parse_places
from jobs.models import (
    Category,
    Employer,
    FormerSlug,
    Industry,
    Job,
    JobType,
    Level,
    NotSame,
    Place,
    Skill,
)
from jobs.search import page
from tests.admin.pages import found
from tests.make import make_employer, make_feed, make_job, make_skill
from tests.searched import expected, remembered

pytestmark = pytest.mark.django_db
TERMS = (Employer, Skill, Category, Industry, JobType, Level, Place)


@pytest.fixture
def editor() -> int:
    return int(User.objects.create_user("editor").pk)


def job_with(model: type[Any], name: str, **changes: Any) -> Job:
    told = {name: f"{name}"}
    facts: dict[str, Any] = {
        "employer": told[name],
        "skills": (name,),
        "places": name,
        "category": name,
        "industry": name,
        "job_type": name,
        "level": name,
    }
    return make_job(**facts | changes)


def meant(model: type[Any], name: str) -> Any:
    """The term that the next import maps a name to."""
    if model is Place:
        [place] = Place.objects.parsed(parse_places(name)).values()
        return place
    return model.named([name])[name]


@pytest.mark.parametrize("model", TERMS)
def test_jobs_spellings_and_addresses_of_any_kind_move(model: type[Any], editor: int) -> None:
    kept, gone = job_with(model, "Quince"), job_with(model, "Medlar")
    survivor, other = model.objects.get(name="Quince"), model.objects.get(name="Medlar")
    other.learn("Mespilus")
    aliases = other.aliases.count()

    done = merge(model, survivor.pk, [other.pk], user=editor)

    assert done == Merged(survivor, jobs=1, spellings=aliases)
    assert {meant(model, name) for name in ("Quince", "medlar", "Mespilus")} == {survivor}
    assert list(model.objects.all()) == [survivor]
    assert (survivor.slug, model.objects.at("medlar")) == ("quince", survivor)
    assert set(found("quince")) == {gone, kept}
    assert remembered() == expected()


@pytest.mark.parametrize("field", ["skills", "places"])
def test_a_job_with_both_keeps_one_link_at_the_first_position(field: str, editor: int) -> None:
    names = ("Bern", "Basel", "Zug", "Thun")
    job = make_job(skills=names, places="; ".join(names))
    model = Skill if field == "skills" else Place
    basel, bern, thun = (model.objects.get(name=name) for name in ("Basel", "Bern", "Thun"))

    merge(model, thun.pk, [basel.pk, bern.pk], user=editor)

    job = Job.objects.get()
    listed = job.skill_list if field == "skills" else job.place_list
    assert [term.name for term in listed] == ["Thun", "Zug"]


def test_what_an_editor_wrote_in_a_job_stays_his(editor: int) -> None:
    job = make_job(employer="Medlar", skills=("Medlar",))
    Job.objects.update(edited=["employer", "skills"], title="By hand")
    quince = make_employer("Quince")

    merge(Employer, quince.pk, [job.employer_id], user=editor)

    job.refresh_from_db()
    assert (job.employer, job.edited, job.title) == (quince, ["employer", "skills"], "By hand")


def test_closed_and_hidden_jobs_move_too(editor: int) -> None:
    make_job(employer="Medlar", hidden=True)
    quince = make_employer("Quince")

    merge(Employer, quince.pk, [make_employer("Medlar").pk], user=editor)

    assert Job.objects.get().employer == quince


def test_the_survivor_takes_the_facts_it_lacks(editor: int) -> None:
    quince = make_employer("Quince", description="Makes jam.", edited=["logo_url"])
    medlar = make_employer(
        "Medlar",
        description="Makes jelly.",
        website="https://medlar.example",
        logo_url="https://medlar.example/l.png",
        edited=["website"],
    )

    merge(Employer, quince.pk, [medlar.pk], user=editor)

    quince.refresh_from_db()
    assert (quince.description, quince.website, quince.logo_url, quince.edited) == (
        "Makes jam.",
        "https://medlar.example",
        "",
        ["logo_url", "website"],
    )


def test_jobs_of_two_feeds_that_are_the_same_now_are_shown_once(editor: int) -> None:
    jobs = [
        make_job(feed=make_feed(), employer=name, title="Baker", places="Cork, IE")
        for name in ("Quince", "Medlar")
    ]
    twins.renew([job.pk for job in jobs])
    assert Job.objects.live().count() == 2

    quince, medlar = (job.employer_id for job in jobs)
    merge(Employer, quince, [medlar], user=editor)

    assert list(Job.objects.live()) == [jobs[0]]
    assert remembered() == expected()


def test_a_chain_of_merges_has_one_link(editor: int) -> None:
    first, second, third = (make_skill(name) for name in ("First", "Second", "Third"))

    merge(Skill, second.pk, [first.pk], user=editor)
    merge(Skill, third.pk, [second.pk], user=editor)

    assert list(
        FormerSlug.objects.order_by("slug").values_list("kind", "slug", "term", "name")
    ) == [
        ("skill", "first", third.pk, "First"),
        ("skill", "second", third.pk, "Second"),
    ]
    assert Skill.objects.at("first") == third


def test_no_new_term_gets_the_address_of_a_merged_one(editor: int) -> None:
    quince, medlar = make_employer("Quince"), make_employer("Medlar")
    merge(Employer, quince.pk, [medlar.pk], user=editor)
    quince.aliases.filter(text="Medlar").delete()

    assert make_employer("Medlar").slug == "medlar-2"
    assert make_skill("Medlar").slug == "medlar"  # of another kind


def test_a_search_by_a_merged_slug_is_one_by_the_survivor(editor: int) -> None:
    job, other = make_job(employer="Medlar"), make_job(employer="Quince")
    make_job(employer="Sloe")
    merge(Employer, other.employer_id, [job.employer_id], user=editor)

    for query in ("employer=medlar", "employer=medlar&employer=quince"):
        answer = page.results(QueryDict(query))

        assert [card.pk for card in answer.jobs] == [other.pk, job.pk]
        assert [(chip.label, chip.query) for chip in answer.chips] == [("Quince", "")]
        assert (answer.notices, str(answer.address)) == ([], "employer=quince")
        assert [v.value for v in answer.facets["employer"].values if v.selected] == ["quince"]


def test_the_history_tells_what_was_merged_and_by_whom(editor: int) -> None:
    job, quince = make_job(employer="Medlar, Inc."), make_employer("Quince")

    merge(Employer, quince.pk, [job.employer_id], user=editor)

    entry = LogEntry.objects.get()
    assert (entry.user_id, entry.object_id, entry.get_change_message()) == (
        editor,
        str(quince.pk),
        "Merged “Medlar, Inc.” (medlar-inc) into this; jobs that changed: 1.",
    )


def test_what_was_said_not_to_be_the_same_is_said_of_the_survivor(editor: int) -> None:
    one, two, three, four = (make_skill(name).pk for name in ("A1", "A2", "A3", "A4"))
    NotSame.objects.remember(Skill, [one, three], user=editor)
    NotSame.objects.remember(Skill, [one, two], user=editor)
    NotSame.objects.remember(Skill, [three, four], user=editor)

    merge(Skill, two, [one], user=editor)

    assert NotSame.objects.pairs(Skill) == {(two, three), (three, four)}


@pytest.mark.parametrize(("chosen", "told"), [([0], "2 to 20"), ([0, 99], "not there any more")])
def test_what_cannot_be_merged_is_refused_and_nothing_changes(
    editor: int, chosen: list[int], told: str
) -> None:
    first = make_skill().pk

    with pytest.raises(Refused, match=told):
        merge(Skill, first, [first + number for number in chosen], user=editor)

    assert Skill.objects.count() == 1


def test_the_newest_place_is_merged_while_the_board_remembers_it(editor: int) -> None:
    jobs = [make_job(places=f"{town}, Switzerland") for town in ("Bern", "Basel")]
    bern, basel = Place.objects.order_by("pk")
    assert page.results(QueryDict("country=ch")).total == 2

    merge(Place, bern.pk, [basel.pk], user=editor)

    for query in ("country=ch", "place=basel-switzerland"):
        assert [card.pk for card in page.results(QueryDict(query)).jobs] == [jobs[1].pk, jobs[0].pk]


def test_a_merged_place_is_the_survivor_in_every_spelling(editor: int) -> None:
    make_job(places="Nether Wallopton")
    make_job(places="Wallopton, GB")
    [gone, kept] = Place.objects.order_by("pk")

    merge(Place, kept.pk, [gone.pk], user=editor)

    for text in ("nether wallopton", "Wallopton, United Kingdom"):
        assert set(Place.objects.parsed(parse_places(text)).values()) == {kept}
