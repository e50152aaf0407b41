"""Which openings are one job, and which of them speaks."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jobs.importer.twin_groups import groups, speakers
from jobs.importer.twin_repeats import Opening, repeats
from tests.importer.openings import NOW, Groups, boards, grouped, ids, opening, sets


def test_one_role_of_two_feeds_is_one_job() -> None:
    assert grouped(opening(1, 1), opening(2, 2), opening(3, 3, role=2)) == sets({1, 2}, {3})


def test_openings_of_one_role_in_one_feed_stay_two_jobs_each_with_its_own_twin() -> None:
    first = [opening(1, 1), opening(2, 1), opening(3, 1)]
    second = [opening(4, 2), opening(5, 2)]

    assert grouped(*first) == sets({1}, {2}, {3})
    assert grouped(*first, *second) == sets({1, 4}, {2, 5}, {3})


def test_of_equal_openings_those_with_one_apply_address_belong_together() -> None:
    first = [opening(1, 1, apply=10), opening(2, 1, apply=20)]
    second = [opening(3, 2, apply=20), opening(4, 2, apply=30)]

    assert grouped(*first, *second) == sets({2, 3}, {1, 4})


def test_what_a_feed_has_twice_is_one_job_and_has_one_twin() -> None:
    first = [opening(1, 1, text=7), opening(2, 1, text=7), opening(3, 1, text=8)]
    second = [opening(4, 2), opening(5, 2)]

    assert grouped(*first) == sets({1, 2}, {3})
    assert grouped(*first, *second) == sets({1, 2, 4}, {3, 5})


def test_of_several_candidates_the_one_that_says_the_same_is_the_twin() -> None:
    first = [opening(1, 1, text=7), opening(2, 1, text=8)]
    second = [opening(3, 2, text=8), opening(4, 2, text=7)]

    assert grouped(*first, *second) == sets({1, 4}, {2, 3})
    assert grouped(*first, second[0]) == sets({1}, {2, 3})
    assert grouped(*first, opening(5, 2, text=9)) == sets({1, 5}, {2})


def test_a_single_candidate_is_the_twin_whatever_it_says() -> None:
    assert grouped(opening(1, 1, text=7), opening(2, 2, text=8)) == sets({1, 2})


def test_an_apply_address_is_worth_more_than_a_text() -> None:
    first = [opening(1, 1, apply=10, text=7), opening(2, 1, apply=20, text=8)]

    assert grouped(*first, opening(3, 2, apply=20, text=7)) == sets({1}, {2, 3})


def test_two_addresses_of_one_job_lead_to_both_its_twins_but_to_one_of_a_feed() -> None:
    first = [opening(1, 1, apply=10, text=7), opening(2, 1, apply=20, text=7)]
    second = opening(3, 2, role=None, apply=10, title="Role 1")
    third = opening(4, 3, role=None, apply=20, title="Role 1")

    assert grouped(*first, second, third) == sets({1, 2, 3, 4})
    assert grouped(*first, second, third._replace(feed=2)) == sets({1, 2, 3}, {4})


def test_an_apply_address_joins_titles_worded_otherwise() -> None:
    one = opening(1, 1, role=1, apply=9, title="Senior Baker")
    other = opening(2, 2, role=2, apply=9, title="Baker (m/w/d)")
    third = opening(3, 3, role=2, title="Baker")

    assert grouped(one, other, third) == sets({1, 2, 3})


def test_an_apply_address_with_another_title_joins_nothing() -> None:
    nurse = opening(1, 1, role=1, apply=9, title="Nurse")
    cook = opening(2, 2, role=2, apply=9, title="Cook")

    assert grouped(nurse, cook) == sets({1}, {2})


def test_an_apply_address_that_a_feed_has_for_several_jobs_joins_nothing() -> None:
    several = [opening(n, 1, role=n, apply=9, title=f"Baker {n}") for n in (1, 2)]
    other = opening(3, 2, role=3, apply=9, title="Baker")

    assert grouped(*several, other) == sets({1}, {2}, {3})


def test_what_stays_open_longest_speaks_and_then_the_oldest() -> None:
    soon, late = date(2026, 12, 1), date(2027, 1, 1)

    assert speakers([opening(1, 1, expires_on=soon), opening(2, 2, expires_on=late)]) == {
        1: 2,
        2: None,
    }
    assert speakers([opening(1, 1, expires_on=late), opening(2, 2)]) == {1: 2, 2: None}
    assert speakers([opening(1, 1), opening(2, 2)]) == {1: None, 2: 1}


def test_the_no_of_an_editor_speaks_for_all() -> None:
    closed = opening(3, 3, closed_at=NOW, expires_on=date(2020, 1, 1))

    assert speakers([opening(1, 1), opening(2, 2, hidden=True)]) == {1: 2, 2: None}
    assert speakers([opening(1, 1), opening(2, 2), closed]) == {1: 3, 2: 3, 3: None}


def test_a_no_does_not_last_longer_than_a_month_after_its_job_has_ended() -> None:
    def against(hours: int, **no: Any) -> Groups:
        return grouped(
            opening(1, 1, first_seen_at=NOW, **no),
            opening(2, 2, first_seen_at=NOW + timedelta(days=30, hours=hours)),
            opening(3, 3, first_seen_at=NOW + timedelta(days=30, hours=hours)),
        )

    assert against(0, closed_at=NOW) == against(0, closed_at=NOW, hidden=True) == sets({1, 2, 3})
    assert against(1, closed_at=NOW) == against(1, closed_at=NOW, hidden=True) == sets({1}, {2, 3})
    assert against(1, hidden=True) == sets({1, 2, 3})  # it is still in its feed


def test_thousands_of_equal_openings_are_paired() -> None:
    several = [opening(pk, 1 + pk % 2) for pk in range(6_000)]

    assert grouped(*several) == sets(*({pk, pk + 1} for pk in range(0, 6_000, 2)))


def test_thousands_that_contradict_each_other_are_told_apart() -> None:
    several = [
        opening(pk, 1, apply=1, text=7, salary_text=f"{pk // 2} EUR", title=f"Cook {pk}")
        for pk in range(6_000)
    ]
    closed = [opening(pk, 1, text=7, closed_at=NOW) for pk in range(6_000)]

    assert grouped(*several) == sets(*({pk, pk + 1} for pk in range(0, 6_000, 2)))
    assert grouped(*closed) == sets(set(range(6_000)))


@given(boards(), st.randoms(use_true_random=False))
def test_every_opening_is_in_one_group_with_one_speaker_and_one_town(
    board: list[Opening], order: random.Random
) -> None:
    shown = speakers(board)
    found = {one.pk: one for one in board}
    shuffled = list(board)
    order.shuffle(shuffled)

    assert speakers(shuffled) == shown
    assert sorted(one.pk for group in groups(board) for one in group) == sorted(found)
    for group in groups(board):
        speaking = [one.pk for one in group if shown[one.pk] is None]
        assert {shown[one.pk] for one in group} <= {None, *speaking}
        assert len(speaking) == 1
        no = {one.pk for one in group if one.hidden or one.closed_at}
        assert not no or speaking[0] in no
        towns = {key // 4 for one in group for key in (one.role, one.apply) if key is not None}
        assert len(towns) <= 1


@given(boards())
def test_of_each_feed_a_group_has_one_job_at_most(board: list[Opening]) -> None:
    jobs = ids(
        several
        for feed in {one.feed for one in board}
        for several in repeats([one for one in board if one.feed == feed])
    )
    for group in groups(board):
        for feed in {one.feed for one in group}:
            of_feed = {one.pk for one in group if one.feed == feed}
            assert sum(not of_feed.isdisjoint(job) for job in jobs) == 1
