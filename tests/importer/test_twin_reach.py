"""A change reads whom it may join, however many openings of one role a feed has."""

from __future__ import annotations

from typing import Any

import pytest

from jobs.importer import twins
from jobs.importer.twin_keys import Keys
from jobs.importer.twin_reach import Touched, led_to
from jobs.models import Feed, Job
from tests.make import make_feed, make_job

pytestmark = pytest.mark.django_db
TEXTS = [f"<p>{'You bake bread and rolls every morning. ' * 12}Ref. {n}</p>" for n in range(4)]
APPLY = "https://bread.example/apply/50"


@pytest.fixture
def bread() -> Feed:
    return make_feed()


def opening(feed: Feed, text: str, **facts: Any) -> Job:
    job = make_job(feed=feed, title="Baker", places="Cork, IE", description=text, **facts)
    twins.renew([job.pk])
    job.refresh_from_db()
    return job


def keys_of(job: Job) -> Keys:
    return Keys(job.role_key, job.apply_key, job.text_key)


def touching(job: Job, *, left: bool = False) -> Touched:
    return Touched(left={keys_of(job)}) if left else Touched(keys={keys_of(job)})


def reached(touched: Touched, feed: Feed | None) -> set[int]:
    return set(led_to(touched, feed.pk if feed else None))


@pytest.mark.parametrize("known", [True, False])
def test_of_a_role_that_one_feed_has_only_the_openings_of_the_same_text_are_read(
    bread: Feed, known: bool
) -> None:
    jobs = [opening(bread, text) for text in (TEXTS[0], TEXTS[0], *TEXTS[1:], "")]
    feed = bread if known else None

    assert reached(touching(jobs[0]), feed) == {jobs[0].pk, jobs[1].pk}
    assert reached(touching(jobs[2]), feed) == set()
    assert reached(touching(jobs[-1]), feed) == set()


def test_what_a_job_of_its_feed_was_leads_to_those_of_the_same_text(bread: Feed) -> None:
    one, two, three = (opening(bread, TEXTS[n]) for n in (0, 0, 1))
    Job.objects.update(apply_key=None)

    assert reached(touching(one, left=True), bread) == {one.pk, two.pk}
    assert reached(touching(three, left=True), bread) == {three.pk}


def test_a_role_of_two_feeds_is_read_whole(bread: Feed) -> None:
    jobs = [opening(bread, text) for text in TEXTS]
    other = opening(make_feed(), "")
    everything = {job.pk for job in [*jobs, other]}

    assert reached(touching(jobs[0]), bread) == everything
    assert reached(touching(other), other.feed) == everything


def test_where_the_only_other_feed_had_a_role_all_of_it_is_read(bread: Feed) -> None:
    jobs = [opening(bread, text) for text in TEXTS]

    assert reached(touching(jobs[0], left=True), make_feed()) == {job.pk for job in jobs}


def test_one_address_leads_on_to_the_texts_of_its_openings(bread: Feed) -> None:
    one, two = (opening(bread, text, apply_url=APPLY) for text in TEXTS[:2])
    three, _four = (opening(bread, text) for text in TEXTS[1:3])

    assert reached(touching(one), bread) == {one.pk, two.pk, three.pk}
