"""The same job is shown once, split by an editor, and stays when one of its feeds drops it."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import count
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.importer import twins
from jobs.importer.twin_keys import Keys, keys
from jobs.models import Employer, Feed, Job, JobPlace, Place
from tests.make import make_employer, make_feed, make_job
from tests.together import together

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, tzinfo=UTC)
NUMBERS = count()
Facts = dict[str, Any]


def opening(feed: Feed, **changes: Any) -> Job:
    """A job of Cork as the importer stores it, keys and all."""
    job = make_job(feed=feed, **{"title": "Baker", "places": "Cork, IE"} | changes)
    twins.renew([job.pk])
    job.refresh_from_db()
    return job


def change(*jobs: Job, **facts: Any) -> None:
    """What an importer or an editor does: the change, its keys and their settling in one step."""
    rows = Job.objects.filter(pk__in=[job.pk for job in jobs])
    feeds = {job.feed_id for job in jobs}
    with twins.settling(feeds.pop() if len(feeds) == 1 else None) as touched:
        before = {job.pk: Keys(job.role_key, job.apply_key, job.text_key) for job in rows}
        rows.update(**facts)
        for job in rows.all():
            new = put_keys(job)
            job.save(update_fields=["role_key", "apply_key", "text_key"])
            touched.renewed(job.pk, before[job.pk], new)


def put_keys(job: Job) -> Keys:
    places = twins.places_of([job.pk])[job.pk]
    made = keys(job.employer_id, job.title, job.apply_url, places, job.description)
    job.role_key, job.apply_key, job.text_key = made
    return made


def shown() -> dict[int, int | None]:
    return dict(Job.objects.order_by().values_list("pk", "same_as"))


def live() -> set[int]:
    return set(Job.objects.live().values_list("pk", flat=True))


@pytest.fixture
def pair() -> tuple[Job, Job]:
    one, two = opening(make_feed()), opening(make_feed())
    return one, two


def test_the_same_job_of_two_feeds_is_shown_once(pair: tuple[Job, Job]) -> None:
    assert shown() == {pair[0].pk: None, pair[1].pk: pair[0].pk}
    assert live() == {pair[0].pk}


@pytest.mark.parametrize(
    "changes",
    [
        {"places": "Dublin, IE"},
        {"places": "Cork, IE; Dublin, IE"},
        {"places": ""},
        {"title": "Head Baker"},
        {"employer": "Another bakery"},
    ],
)
def test_another_place_role_or_employer_is_another_job(changes: Facts) -> None:
    one, two = opening(make_feed()), opening(make_feed(), **changes)

    assert shown() == {one.pk: None, two.pk: None}


def test_one_apply_address_in_other_towns_is_several_jobs() -> None:
    facts = {"apply_url": "https://bread.example/apply/5"}
    one = opening(make_feed(), **facts)
    two = opening(make_feed(), **facts, places="Dublin, IE")
    three = opening(
        make_feed(), apply_url="https://bread.example/apply/5?utm_source=x", title="Baker II"
    )

    assert shown() == {one.pk: None, two.pk: None, three.pk: one.pk}


def test_jobs_of_one_feed_that_say_little_stay_two(pair: tuple[Job, Job]) -> None:
    third = opening(pair[0].feed)

    assert shown() == {pair[0].pk: None, pair[1].pk: pair[0].pk, third.pk: None}


LONG = f"<p>{'You bake bread and rolls from four in the morning. ' * 6}</p>"


def test_what_a_feed_has_twice_is_shown_once_until_both_are_gone() -> None:
    one = opening(make_feed(), description=LONG)
    two = opening(one.feed, description=LONG.upper())
    assert (shown(), live()) == ({one.pk: None, two.pk: one.pk}, {one.pk})

    change(one, closed_at=NOW, closed_reason="vanished")
    assert (shown(), live()) == ({one.pk: None, two.pk: None}, {two.pk})
    change(one, closed_at=None, closed_reason="")
    assert (shown(), live()) == ({one.pk: None, two.pk: one.pk}, {one.pk})
    change(one, two, closed_at=NOW, closed_reason="vanished")
    assert (shown(), live()) == ({one.pk: None, two.pk: None}, set())


@pytest.mark.parametrize(
    "changes",
    [
        {"places": "Dublin, IE"},
        {"places": ""},
        {"title": "Head Baker"},
        {"employer": "Another bakery"},
        {"description": f"{LONG} Ref. 2"},
        {"description": "<p>You bake.</p>"},
        {"salary_text": "20 EUR"},
        {"arrangement": "remote"},
        {"job_type": "Contract"},
        {"level": "Senior"},
        {"apart": True},
    ],
)
def test_what_differs_in_one_feed_is_two_jobs(changes: Facts) -> None:
    facts = {"salary_text": "10 EUR", "arrangement": "onsite", "job_type": "Full-time"}
    facts |= {"level": "Entry", "description": LONG}
    one = opening(make_feed(), **facts)
    two = opening(one.feed, **facts | changes)
    assert shown() == {one.pk: None, two.pk: None}

    three = opening(one.feed, **facts)
    assert shown() == {one.pk: None, two.pk: None, three.pk: one.pk}


@pytest.mark.parametrize(
    "facts",
    [{"description": ""}, {"title": "Cook"}, {"salary_text": "20 EUR"}, {"apart": True}],
)
def test_an_edit_parts_what_a_feed_has_twice_and_joins_it_again(facts: Facts) -> None:
    one = opening(make_feed(), description=LONG, salary_text="10 EUR")
    two = opening(one.feed, description=LONG)
    before = {name: getattr(two, name) for name in facts}

    change(two, **facts)
    assert shown() == {one.pk: None, two.pk: None}
    change(two, **before)
    assert shown() == {one.pk: None, two.pk: one.pk}


def test_two_of_one_feed_that_become_others_at_once_point_to_nobody() -> None:
    one = opening(make_feed(), description=LONG)
    two = opening(one.feed, description=LONG)
    JobPlace.objects.all().delete()
    Job.objects.update(apply_url="https://bread.example/careers")

    change(one, two)

    assert shown() == {one.pk: None, two.pk: None}


def test_what_only_a_third_kept_apart_is_joined_when_it_is_another_job() -> None:
    """None of what changes has a key that the two others share."""
    feed = make_feed()
    one = opening(feed, description=LONG, salary_text="10 EUR")
    two = opening(feed, description=LONG, apply_url="https://bread.example/apply/500")
    facts = {"title": "Baker, Cork", "apply_url": two.apply_url, "salary_text": "20 EUR"}
    three = opening(feed, description=LONG, **facts)
    assert shown() == {one.pk: None, two.pk: None, three.pk: None}

    change(one, title="Cook")

    assert shown() == {one.pk: None, two.pk: None, three.pk: two.pk}


def test_when_one_feed_drops_a_job_the_other_keeps_it(pair: tuple[Job, Job]) -> None:
    one, two = pair

    change(one, closed_at=NOW, closed_reason="vanished")
    assert (shown(), live()) == ({one.pk: None, two.pk: None}, {two.pk})
    change(one, closed_at=None, closed_reason="")
    assert (shown(), live()) == ({one.pk: None, two.pk: one.pk}, {one.pk})
    change(two, closed_at=NOW, closed_reason="vanished")
    assert (shown(), live()) == ({one.pk: None, two.pk: None}, {one.pk})


def test_both_closed_in_one_step_point_to_nobody(pair: tuple[Job, Job]) -> None:
    change(*pair, closed_at=NOW, closed_reason="vanished")

    assert shown() == {pair[0].pk: None, pair[1].pk: None}


@pytest.mark.parametrize("speaker", [0, 1])
@pytest.mark.parametrize(
    "no",
    [{"hidden": True}, {"closed_at": NOW, "closed_reason": "editor"}],
    ids=["hidden", "closed"],
)
def test_what_an_editor_hides_or_closes_is_gone_everywhere_until_it_is_taken_back(
    pair: tuple[Job, Job], speaker: int, no: Facts
) -> None:
    job, other = pair[speaker], pair[1 - speaker]

    change(job, **no)
    assert (shown(), live()) == ({job.pk: None, other.pk: job.pk}, set())
    change(job, hidden=False, closed_at=None, closed_reason="")
    assert (shown(), live()) == ({pair[0].pk: None, pair[1].pk: pair[0].pk}, {pair[0].pk})


def test_a_hidden_job_stays_hidden_everywhere_when_its_feed_drops_it(
    pair: tuple[Job, Job],
) -> None:
    change(pair[0], hidden=True)

    change(pair[0], closed_at=NOW, closed_reason="vanished")

    assert live() == set()


@pytest.mark.parametrize("split", [0, 1])
def test_an_editor_sets_a_job_apart(pair: tuple[Job, Job], split: int) -> None:
    third = opening(make_feed())
    rest = [job.pk for job in (*pair, third) if job != pair[split]]

    change(pair[split], apart=True)

    assert shown() == {pair[split].pk: None, rest[0]: None, rest[1]: rest[0]}
    change(pair[split], apart=False)
    assert shown() == {pair[0].pk: None, pair[1].pk: pair[0].pk, third.pk: pair[0].pk}


def test_a_job_that_comes_to_be_another_leaves_and_finds_its_new_twin(
    pair: tuple[Job, Job],
) -> None:
    cook = opening(make_feed(), title="Cook")

    change(pair[0], title="Cook (m/w/d)")

    assert shown() == {pair[0].pk: None, pair[1].pk: None, cook.pk: pair[0].pk}


def test_the_one_that_is_open_longest_speaks_so_that_no_midnight_hides_the_job(
    pair: tuple[Job, Job],
) -> None:
    change(pair[0], expires_on=date(2026, 11, 20))

    assert live() == {pair[1].pk}


def test_deleting_a_speaker_lets_the_next_one_speak(pair: tuple[Job, Job]) -> None:
    third = opening(make_feed())

    with twins.deleting(Job.objects.filter(pk=pair[0].pk)):
        pair[0].delete()

    assert shown() == {pair[1].pk: None, third.pk: pair[1].pk}


def test_nothing_of_another_feeds_job_changes_but_whom_it_points_to(
    pair: tuple[Job, Job],
) -> None:
    def others() -> Facts:
        return {**Job.objects.values().get(pk=pair[1].pk), "same_as_id": 0}

    before = others()

    change(pair[0], title="Cook")
    change(pair[0], title="Baker", hidden=True)

    assert others() == before
    assert shown()[pair[1].pk] == pair[0].pk


def test_merged_employers_and_places_make_new_twins() -> None:
    one = opening(make_feed(), employer="Harbourline")
    two = opening(make_feed(), employer="Harbourline Ltd", places="Corcaigh, IE")
    assert shown() == {one.pk: None, two.pk: None}

    Job.objects.filter(pk=two.pk).update(employer=make_employer("Harbourline"))
    JobPlace.objects.filter(job=two).update(place=Place.objects.get(city="Cork"))
    twins.renew([two.pk])

    assert shown() == {one.pk: None, two.pk: one.pk}


def test_a_failure_leaves_neither_the_change_nor_half_a_group(pair: tuple[Job, Job]) -> None:
    before = shown()

    with pytest.raises(RuntimeError), twins.settling() as touched:  # noqa: PT012
        touched.keys.update(twins.keys_of(Job.objects.filter(pk=pair[0].pk)))
        Job.objects.filter(pk=pair[0].pk).update(hidden=True)
        raise RuntimeError("the disk is full")

    assert shown() == before
    assert live() == {pair[0].pk}


@pytest.mark.parametrize("number", [1, 3])
def test_a_feed_without_twins_pays_three_queries_and_one_with_them_a_fixed_number(
    number: int,
) -> None:
    first, second = make_feed(), make_feed()
    for index in range(number):
        opening(first, title=f"Baker {index}")
        opening(first, title=f"Cook {index}")
        opening(second, title=f"Cook {index}")

    def queries(which: str) -> int:
        changed = twins.keys_of(first.jobs.filter(title__startswith=which))
        with (
            CaptureQueriesContext(
                connection,
            ) as counted,
            twins.settling(first.pk) as touched,
        ):
            touched.keys.update(changed)
        told = [one["sql"] for one in counted if "SAVEPOINT" not in one["sql"]]
        return len(told)

    assert queries("Baker") == 3  # the lock, and two looks for keys that several have
    assert queries("Cook") == 6


TITLES = ["Baker", "Baker (m/w/d)", "Head Baker", "Cook"]
TOWNS = ["Cork, IE", "Cork, IE; Dublin, IE", ""]
ADDRESSES = [f"https://bread.example/apply/50{n}" for n in (1, 2)] + [
    "https://bread.example/careers"
]
TEXTS = [LONG, f"{LONG} Ref. 2", ""]
PAYS = ["", "10 EUR", "20 EUR"]
CHANGES: list[Facts] = [
    {"hidden": True},
    {"hidden": False},
    {"closed_at": NOW, "closed_reason": "editor"},
    {"closed_at": NOW - timedelta(days=90), "closed_reason": "editor"},
    {"closed_at": NOW, "closed_reason": "vanished"},
    {"closed_at": None, "closed_reason": ""},
    {"apart": True},
    {"apart": False},
    {"expires_on": date(2026, 12, 1)},
    {"expires_on": date(2027, 12, 1)},
    {"expires_on": None},
    *({"title": title} for title in TITLES),
    *({"apply_url": address} for address in ADDRESSES),
    *({"description": text} for text in TEXTS),
    *({"salary_text": pay} for pay in PAYS),
]
CREATIONS = st.tuples(
    st.integers(0, 3),
    *(st.sampled_from(some) for some in (TITLES, TOWNS, ADDRESSES, TEXTS, PAYS)),
)
STEPS = st.tuples(st.integers(0, 99), st.sampled_from([*CHANGES, None]), st.booleans())


def store(feeds: list[Feed], employer: Employer, towns: dict[str, list[Place]], made: Any) -> Job:
    feed, title, town, address, text, pay = made
    job = Job(feed=feeds[feed], external_id=f"x{next(NUMBERS)}", description=text, salary_text=pay)
    job.title, job.apply_url, job.employer = title, address, employer
    with twins.settling(job.feed_id) as touched:
        job.save()
        JobPlace.objects.bulk_create(JobPlace(job=job, place=place) for place in towns[town])
        touched.keys.add(put_keys(job))
        job.save()
    return job


def step(jobs: list[Job], which: int, facts: Facts | None, both: bool) -> None:
    """A job changes, or it and another one of its feed at the same moment; or it is deleted."""
    job = jobs[which % len(jobs)]
    if facts is not None:
        others = [other for other in jobs if other != job and other.feed == job.feed]
        change(job, *others[: 1 if both else 0], **facts)
        return
    with twins.deleting(Job.objects.filter(pk=job.pk)):
        job.delete()
    jobs.remove(job)


def check_invariants() -> None:
    jobs = {job.pk: job for job in Job.objects.all()}
    places = twins.places_of(jobs)
    groups: dict[int, list[Job]] = {}
    for job in jobs.values():
        groups.setdefault(job.same_as_id or job.pk, []).append(job)
    for speaker, group in groups.items():
        assert jobs[speaker].same_as_id is None
        assert len({tuple(sorted(places[job.pk])) for job in group}) == 1
        if len(group) > 1:
            assert not any(job.apart for job in group)
            assert all(job.closed_reason != "vanished" or job.hidden for job in group)
        for feed in {job.feed_id for job in group}:
            pays = {job.salary_text for job in group if job.feed_id == feed}
            assert not pays >= {"10 EUR", "20 EUR"}


@pytest.mark.parametrize("seed", range(3))
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(made=st.lists(CREATIONS, min_size=2, max_size=9), steps=st.lists(STEPS, max_size=9))
def test_whatever_happens_the_groups_depend_on_the_jobs_alone(
    seed: int, made: list[Any], steps: list[Any]
) -> None:
    with transaction.atomic():
        feeds, employer = [make_feed() for _ in range(4)], make_employer()
        towns: dict[str, list[Place]] = {
            town: list(make_job(feed=feeds[0], places=town).places.all()) for town in TOWNS
        }
        Job.objects.all().delete()
        jobs = [store(feeds, employer, towns, one) for one in made]
        for one_step in steps:
            if jobs:
                step(jobs, *one_step)
        found = shown()
        check_invariants()

        order = random.Random(seed)
        order.shuffle(jobs)
        twins.renew([job.pk for job in jobs])
        assert shown() == found
        Job.objects.update(same_as=None)
        for job in jobs:
            twins.renew([job.pk])
        assert shown() == found
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_two_feeds_that_bring_one_job_at_the_same_moment_see_each_other() -> None:
    feeds, employer = [make_feed(), make_feed()], make_employer()
    both_have_settled = Barrier(2)

    def bring(feed: int) -> None:
        with transaction.atomic():
            store(feeds, employer, {"": []}, (feed, "Baker", "", ADDRESSES[0], "", ""))
            with suppress(BrokenBarrierError):  # the other one has to wait for this commit
                both_have_settled.wait(0.5)

    assert together(lambda: bring(0), lambda: bring(1)) == []
    assert len(live()) == 1


@pytest.mark.django_db(transaction=True)
def test_changes_of_both_twins_at_once_never_wait_for_each_other_for_ever() -> None:
    jobs = [opening(make_feed()), opening(make_feed())]
    start = Barrier(2)

    def toggle(which: int) -> None:
        start.wait(10)
        for number in range(40):
            change(jobs[which], hidden=number % 2 == 0)

    assert together(lambda: toggle(0), lambda: toggle(1)) == []
    assert (shown(), live()) == ({jobs[0].pk: None, jobs[1].pk: jobs[0].pk}, {jobs[0].pk})
