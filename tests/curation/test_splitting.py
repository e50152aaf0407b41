"""Splitting a spelling off: it is a term of its own, and imports know it at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User

from jobs.curation.merging import merge
from jobs.curation.reach import Refused
from jobs.curation.splitting import separable, split
from jobs.lib.places import parse_places
from jobs.models import Employer, Feed, Job, Level, Place, Skill
from jobs.models.feed import BY_HAND
from tests.make import make_employer, make_feed, make_job, make_skill, record, yubhub

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> int:
    return int(User.objects.create_user("editor").pk)


def test_the_next_run_points_jobs_to_the_spelling_their_feed_tells(
    import_document: Callable[..., Any], editor: int
) -> None:
    document = yubhub(
        record("a", Employername="Acme"),
        record("b", Employername="ACME GmbH"),
        record("c", Employername="ACME GmbH"),
    )
    import_document(document)
    acme = Employer.objects.get()
    Job.objects.filter(external_id="c").update(edited=["employer"])
    Feed.objects.update(etag='"1"', last_modified="Mon, 23 Nov 2026 12:00:00 GMT")

    alias = acme.aliases.get(text="ACME GmbH")
    done = split(Employer, acme.pk, [alias.pk], "Acme Germany", user=editor)
    assert (done.spellings, done.waiting, done.term.slug) == (1, 2, "acme-germany")
    assert Job.objects.filter(employer=acme).count() == 3
    # The document is still the same: its server shall send it, not say that it is.
    assert list(Feed.objects.values_list("etag", "last_modified")) == [("", "")]
    import_document(document)

    told = dict(Job.objects.values_list("external_id", "employer__name"))
    assert told == {"a": "Acme", "b": "Acme Germany", "c": "Acme"}
    assert Employer.named(["acme gmbh", "Acme Germany"]) == {
        "acme gmbh": done.term,
        "Acme Germany": done.term,
    }


def test_what_an_editor_added_by_hand_waits_for_no_feed(editor: int) -> None:
    job = make_job(feed=make_feed(address=BY_HAND), skills=("Quince",))
    [quince] = job.skill_list
    quince.learn("Medlar")

    done = split(Skill, quince.pk, [separable(quince)[0].pk], "Medlar", user=editor)

    assert done.waiting == 0
    assert Job.objects.get().content_hash == job.content_hash


def test_its_own_name_a_taken_one_and_none_are_refused(editor: int) -> None:
    quince = make_skill("Quince")
    quince.learn("Medlar")
    make_skill("Sloe")
    own, other = quince.aliases.get(text="Quince"), quince.aliases.get(text="Medlar")

    assert [alias.text for alias in separable(quince)] == ["Medlar"]
    for chosen, name, told in (
        ([own.pk], "Medlar", "Choose one or more"),
        ([], "Medlar", "Choose one or more"),
        ([other.pk, 10**9], "Medlar", "Choose one or more"),
        ([other.pk], "Sloe", "“Sloe” is already a spelling of “Sloe”"),
        ([other.pk], "quince", "“quince” is already a spelling of “Quince”"),
        ([other.pk], " ", "at least one letter"),
    ):
        with pytest.raises(Refused, match=told):
            split(Skill, quince.pk, chosen, name, user=editor)
    assert Skill.objects.count() == 2


def test_a_place_is_split_off_in_every_key_and_read_again(editor: int) -> None:
    make_job(places="Bern, Switzerland")
    make_job(places="Basel, Switzerland")
    bern, basel = Place.objects.order_by("pk")
    merge(Place, bern.pk, [basel.pk], user=editor)

    [text] = {alias.text for alias in separable(bern)}
    [alias, *_others] = separable(bern)
    done = split(Place, bern.pk, [alias.pk], text, user=editor)

    assert separable(bern) == []
    place = done.term
    assert (place.name, place.city, place.country) == (
        "Basel, Basel-Stadt, Switzerland",
        "Basel",
        "ch",
    )
    assert list(Place.objects.parsed(parse_places("Basel, Switzerland")).values()) == [place]


def test_an_editor_has_looked_at_the_word(editor: int) -> None:
    level = Level.named(["Senior"])["Senior"]
    level.learn("Grand Master")

    alias = level.aliases.get(text="Grand Master")
    done = split(Level, level.pk, [alias.pk], "Grand Master", user=editor)

    assert (done.term.reviewed, done.term.slug) == (True, "grand-master")


def test_both_histories_tell_it(editor: int) -> None:
    quince = make_employer("Quince")
    quince.learn("Medlar")

    done = split(Employer, quince.pk, [separable(quince)[0].pk], "Medlar", user=editor)

    assert list(LogEntry.objects.order_by("pk").values_list("object_id", "change_message")) == [
        (str(quince.pk), "Split “Medlar” off, which is “Medlar” (medlar) now."),
        (str(done.term.pk), "Split “Medlar” off “Quince” (quince)."),
    ]
