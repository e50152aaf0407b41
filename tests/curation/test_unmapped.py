"""New words of feeds: where they were met, what they may mean, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.http import QueryDict
from django.test import Client

from jobs.curation.reach import Refused
from jobs.curation.undoing import undo
from jobs.curation.unmapped import KINDS, Met, keep, likely, mean, met, waiting
from jobs.models import Category, Industry, Job, JobType, Level
from jobs.search import page
from tests.admin.pages import new, save
from tests.make import make_feed, make_job, record, yubhub

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> int:
    return int(User.objects.create_user("editor").pk)


def named(model: Any, name: str, **facts: Any) -> Any:
    term = model.named([name])[name]
    model.objects.filter(pk=term.pk).update(**facts)
    return model.objects.get(pk=term.pk)


def test_only_words_that_nobody_knows_wait(admin_client: Client) -> None:
    make_job(job_type="Full-time", level="Senior")
    assert waiting() == 0

    make_job(job_type="Gig", level="Grand Master", category="Trade", industry="Retail")
    make_job(job_type="gig", level="grand master", category="TRADE", industry="retail")
    assert waiting() == 4

    save(admin_client, new(Category), name="An editor's own")
    assert (waiting(), Category.objects.get(slug="an-editor-s-own").reviewed) == (4, True)


def test_where_a_word_was_met_is_told_by_its_jobs() -> None:
    first, second = make_feed(name="First"), make_feed(name="Second")
    jobs = [make_job(feed=feed, category="Trade") for feed in (first, second, second)]
    Job.objects.filter(pk=jobs[2].pk).update(title="The newest")
    jobs[0].refresh_from_db()
    trade, idle = named(Category, "Trade"), named(Category, "Idle")

    told = met(Category, [trade.pk, idle.pk])

    assert told == {
        trade.pk: Met(3, ("Second", "First"), jobs[0].first_seen_at, jobs[2].pk, "The newest")
    }


def test_likely_is_the_one_term_that_is_spelt_so() -> None:
    care = named(Category, "Health Care", reviewed=True)
    words = [named(Category, name) for name in ("HealthCare", "Nursing", "C", "C++")]
    several = [named(Industry, name) for name in ("Food-Trade", "Food Trade", "FoodTrade")]
    master = named(Level, "Grand Master", reviewed=True)
    levels = [named(Level, name) for name in ("Grand-Master", "Gaffer", "Gaf-fer")]

    assert likely(Category, [word.pk for word in words]) == {words[0].pk: care.pk}
    assert likely(Industry, [word.pk for word in several]) == {}
    assert likely(Level, [level.pk for level in levels]) == {levels[0].pk: master.pk}


def test_a_mapped_word_means_its_term_for_jobs_there_are_and_for_every_import(
    import_document: Callable[..., Any], editor: int
) -> None:
    document = yubhub(record("a", level="Grand Master"), record("b", level="Senior"))
    import_document(document)
    make_job(level="Grand Master")
    word, senior = Level.objects.get(slug="grand-master"), named(Level, "Senior")

    done = mean(Level, word.pk, senior.pk, user=editor)

    assert (done.jobs, waiting()) == (Job.objects.filter(level=senior).count(), 0)
    assert page.results(QueryDict("level=grand-master")).total == done.jobs
    import_document(document)
    assert not Level.objects.filter(slug="grand-master").exists()

    undo(done.merge, user=editor)
    assert (waiting(), Level.objects.get(pk=word.pk).reviewed) == (1, False)


def test_types_and_levels_are_mapped_to_known_ones_alone(editor: int) -> None:
    gig, odd = named(JobType, "Gig"), named(JobType, "Odd")
    trade, craft = named(Category, "Trade"), named(Category, "Craft")

    with pytest.raises(Refused, match="not there any more"):
        mean(JobType, gig.pk, odd.pk, user=editor)
    mean(Category, craft.pk, trade.pk, user=editor)

    assert (waiting(), Category.objects.get().reviewed) == (2, True)


def test_what_is_kept_waits_no_longer_and_is_told_in_its_history(editor: int) -> None:
    gig, odd = named(JobType, "Gig"), named(JobType, "Odd")
    named(Category, "Trade")

    assert keep(JobType, [gig.pk], user=editor) == 1
    assert keep(JobType, [gig.pk], user=editor) == 0
    assert LogEntry.objects.get().change_message == "Kept as a term of its own."
    assert JobType.objects.get(reviewed=False) == odd
    assert keep(JobType, user=editor) == 1
    assert waiting() == 1


def test_the_kinds_are_those_of_which_there_are_few() -> None:
    assert list(KINDS) == ["jobtype", "level", "category", "industry"]
