"""Undoing a merge: everything is as it was, but for what was decided or told since."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.forms.models import model_to_dict

from jobs.curation.merging import merge
from jobs.curation.reach import KINDS, Refused
from jobs.curation.splitting import split
from jobs.curation.undoing import plan, undo
from jobs.importer import twins
from jobs.models import Employer, Feed, FormerSlug, Job, JobSkill, Merge, NotSame, Place, Skill
from jobs.models.term import key_of
from jobs.search import index
from tests.admin.pages import found
from tests.curation.test_merging import job_with, meant
from tests.make import make_employer, make_feed, make_job, make_skill, record, yubhub
from tests.searched import expected, remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> int:
    return int(User.objects.create_user("editor").pk)


def everything(model: type[Any]) -> Any:
    """All that a merge of such terms touches, and undoing it gives back.

    But for the very names as spellings: a place that was read has none before it is merged.
    """
    aliases = model.aliases.rel.related_model.objects
    names = [key_of(name) for name in model.objects.values_list("name", flat=True)]
    return (
        [model_to_dict(term) for term in model.objects.order_by("pk")],
        sorted(aliases.exclude(key__in=names).values_list("key", "term")),
        sorted(FormerSlug.objects.values_list("slug", "term")),
        sorted(NotSame.objects.values_list("one", "other", "user")),
        list(Job.objects.order_by("pk").values()),
        sorted(JobSkill.objects.values_list("job", "skill", "position")),
        sorted(Job.places.through.objects.values_list("job", "place", "position")),
    )


@pytest.mark.parametrize("model", KINDS.values())
def test_undone_everything_is_as_it_was(model: type[Any], editor: int) -> None:
    for name in ("Quince", "Medlar", "Sloe", "Quince"):
        job_with(model, name)
    make_job(skills=("Sloe", "Else", "Quince", "Medlar"), places="Sloe; Else; Quince; Medlar")
    quince, medlar, sloe = (
        model.objects.filter(name=name).first() for name in ("Quince", "Medlar", "Sloe")
    )
    medlar.learn("Mespilus")
    FormerSlug.objects.create(
        kind=model._meta.model_name, slug="old-medlar", term=medlar.pk, name="Medlar"
    )
    NotSame.objects.remember(model, [medlar.pk, sloe.pk], user=editor)
    twins.renew(Job.objects.values_list("pk", flat=True))
    before = everything(model)

    done = merge(model, quince.pk, [medlar.pk, sloe.pk], user=editor)
    assert everything(model) != before
    undone = undo(done.merge, user=editor)

    assert everything(model) == before
    assert (len(undone.jobs), undone.open) == (done.jobs, [])
    assert {meant(model, name) for name in ("Mespilus", "medlar")} == {medlar}
    assert model.objects.at("old-medlar") == medlar
    assert remembered() == expected()
    assert len(found("medlar")) >= 1


def test_facts_go_back_unless_they_changed_since(editor: int) -> None:
    quince = make_employer("Quince")
    facts = {"description": "Jelly.", "website": "https://medlar.example"}
    medlar = make_employer("Medlar", **facts, edited=["logo_url"])
    done = merge(Employer, quince.pk, [medlar.pk], user=editor)
    Employer.objects.filter(pk=quince.pk).update(website="https://quince.example")

    undo(done.merge, user=editor)

    quince.refresh_from_db()
    told = (quince.description, quince.website, quince.edited)
    assert told == ("", "https://quince.example", [])
    medlar.refresh_from_db()
    assert (medlar.description, medlar.edited) == ("Jelly.", ["logo_url"])


def test_coordinates_go_back_together_or_not_at_all(editor: int) -> None:
    kept, gone = (Place.objects.create(name=n, slug=n, city=n) for n in ("aa", "bb"))
    where = {"latitude": 1.5, "longitude": 2.5, "located_by": "gazetteer"}
    Place.objects.filter(pk=gone.pk).update(**where)
    for moved in ({}, {"latitude": 3}):
        done = merge(Place, kept.pk, [gone.pk], user=editor)
        Place.objects.filter(pk=kept.pk).update(**moved)

        undo(done.merge, user=editor)

        kept.refresh_from_db()
        assert (kept.latitude, kept.longitude) == ((3, 2.5) if moved else (None, None))
        assert Place.objects.get(pk=gone.pk).longitude == 2.5


def test_what_an_editor_pointed_elsewhere_or_wrote_since_stays(editor: int) -> None:
    stays, back, moved = (make_job(employer="Medlar") for _number in range(3))
    Job.objects.filter(pk=back.pk).update(edited=["employer"])
    quince, sloe = make_employer("Quince"), make_employer("Sloe")
    medlar = stays.employer
    done = merge(Employer, quince.pk, [medlar.pk], user=editor)
    Job.objects.filter(pk=stays.pk).update(edited=["employer"])
    Job.objects.filter(pk=moved.pk).update(employer=sloe, edited=["employer"])
    index.put([moved.pk])

    undo(done.merge, user=editor)

    now = dict(Job.objects.values_list("pk", "employer"))
    assert now == {stays.pk: quince.pk, back.pk: medlar.pk, moved.pk: sloe.pk}
    assert remembered() == expected()


def test_a_job_that_came_since_is_pointed_right_by_the_next_run(
    import_document: Callable[..., Any], editor: int
) -> None:
    import_document(yubhub(record("a", Employername="Quince"), record("b", Employername="Medlar")))
    quince, medlar = (Employer.objects.get(name=name) for name in ("Quince", "Medlar"))
    done = merge(Employer, quince.pk, [medlar.pk], user=editor)
    names = {"a": "Medlar", "b": "Medlar", "c": "medlar", "d": "Quince"}
    document = yubhub(*(record(job, Employername=name) for job, name in names.items()))
    import_document(document)
    assert set(Job.objects.values_list("employer", flat=True)) == {quince.pk}
    Feed.objects.update(etag='"1"')

    undone = undo(done.merge, user=editor)
    assert (len(undone.jobs), len(undone.open)) == (1, 3)
    assert Feed.objects.get().etag == ""  # or its server may say that nothing is new
    import_document(document)

    told = dict(Job.objects.values_list("external_id", "employer__name"))
    assert told == {"a": "Medlar", "b": "Medlar", "c": "Medlar", "d": "Quince"}


def test_a_spelling_that_was_split_off_since_stays_where_it_is(editor: int) -> None:
    quince, medlar = make_skill("Quince"), make_skill("Medlar")
    medlar.learn("Mespilus")
    done = merge(Skill, quince.pk, [medlar.pk], user=editor)
    alias = quince.aliases.get(text="Mespilus")
    own = split(Skill, quince.pk, [alias.pk], "Mespilus", user=editor).term

    undo(done.merge, user=editor)

    assert [meant(Skill, name) for name in ("Mespilus", "Medlar")] == [own, medlar]


def test_a_chain_is_undone_from_its_end(editor: int) -> None:
    one, two, three = (make_job(skills=(name,)).skill_list[0] for name in ("A1", "A2", "A3"))
    before = everything(Skill)
    first = merge(Skill, two.pk, [one.pk], user=editor).merge
    second = merge(Skill, three.pk, [two.pk], user=editor).merge

    told = "Undo that merge first: “A2” \\(a2\\) into “A3” \\(a3\\)"
    with pytest.raises(Refused, match=told):
        undo(first, user=editor)
    undo(second, user=editor)
    undo(first, user=editor)

    assert everything(Skill) == before
    with pytest.raises(Refused, match="undone before"):
        undo(first, user=editor)


def test_of_two_merges_into_one_the_later_is_undone_first(editor: int) -> None:
    job = make_job(skills=("A1", "A2", "A3"))
    one, two, three = job.skill_list
    first = merge(Skill, three.pk, [one.pk], user=editor).merge
    second = merge(Skill, three.pk, [two.pk], user=editor).merge

    with pytest.raises(Refused, match="Others were merged into “A3” after that"):
        undo(first, user=editor)
    undo(second, user=editor)
    assert Job.objects.get().skill_list == [three, two]
    undo(first, user=editor)

    assert Job.objects.get().skill_list == [one, two, three]


def test_an_address_or_a_name_that_was_taken_is_named(editor: int) -> None:
    quince, medlar = make_skill("Quince"), make_skill("Medlar")
    done = merge(Skill, quince.pk, [medlar.pk], user=editor).merge

    Skill.objects.filter(pk=quince.pk).update(slug="medlar")
    with pytest.raises(Refused, match="“medlar” is the address of “Quince” by now"):
        plan(done)
    Skill.objects.filter(pk=quince.pk).update(slug="quince", name="Medlar")
    with pytest.raises(Refused, match="There is another skill “Medlar” by now"):
        plan(done)
    Skill.objects.all().delete()
    with pytest.raises(Refused, match="merged into is not there any more"):
        plan(done)


def test_jobs_of_two_feeds_that_were_shown_once_are_two_again(editor: int) -> None:
    jobs = [
        make_job(feed=make_feed(), employer=name, title="Baker", places="Cork, IE")
        for name in ("Quince", "Medlar")
    ]
    twins.renew([job.pk for job in jobs])
    quince, medlar = (job.employer_id for job in jobs)
    done = merge(Employer, quince, [medlar], user=editor)
    assert Job.objects.live().count() == 1

    undo(done.merge, user=editor)

    assert Job.objects.live().count() == 2
    assert remembered() == expected()


def test_the_history_of_each_tells_it(editor: int) -> None:
    job, quince = make_job(employer="Medlar"), make_employer("Quince")
    done = merge(Employer, quince.pk, [job.employer_id], user=editor)

    undo(done.merge, user=editor)

    told = LogEntry.objects.order_by("pk").values_list("object_id", "change_message")[1:]
    assert list(told) == [
        (str(quince.pk), "Undid the merge of “Medlar” (medlar); jobs that went back: 1."),
        (str(job.employer_id), "Is on its own again, no longer merged into “Quince”."),
    ]
    assert Merge.objects.get().undone_by == editor
