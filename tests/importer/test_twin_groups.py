"""Which openings are one job, and which of them speaks."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jobs.importer.twin_groups import Opening, groups, speakers

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
Groups = set[frozenset[int]]


def opening(
    pk: int, feed: int, role: int | None = 1, apply: int | None = None, **changes: Any
) -> Opening:
    facts: dict[str, Any] = {
        "title": f"Role {role}",
        "expires_on": None,
        "hidden": False,
        "closed_at": None,
        "first_seen_at": NOW,
    }
    return Opening(pk, feed, role, apply, **facts | changes)


def grouped(*openings: Opening) -> Groups:
    return {frozenset(one.pk for one in group) for group in groups(openings)}


def sets(*groups: set[int]) -> Groups:
    return {frozenset(group) for group in groups}


def test_one_role_of_two_feeds_is_one_job() -> None:
    assert grouped(opening(1, 1), opening(2, 2), opening(3, 3, role=2)) == sets({1, 2}, {3})


def test_equal_openings_of_one_feed_stay_two_jobs_each_with_its_own_twin() -> None:
    first = [opening(1, 1), opening(2, 1), opening(3, 1)]
    second = [opening(4, 2), opening(5, 2)]

    assert grouped(*first) == sets({1}, {2}, {3})
    assert grouped(*first, *second) == sets({1, 4}, {2, 5}, {3})


def test_of_equal_openings_those_with_one_apply_address_belong_together() -> None:
    first = [opening(1, 1, apply=10), opening(2, 1, apply=20)]
    second = [opening(3, 2, apply=20), opening(4, 2, apply=30)]

    assert grouped(*first, *second) == sets({2, 3}, {1, 4})


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


@st.composite
def boards(draw: st.DrawFn) -> list[Opening]:
    """Jobs of four feeds; a key below 4 is of one town, another of another."""
    few = st.integers(0, 7) | st.none()
    made = []
    for pk in range(draw(st.integers(0, 12))):
        role, apply = draw(few), draw(few)
        if role is not None and apply is not None:
            apply = apply % 4 + role // 4 * 4
        made.append(
            opening(
                pk,
                draw(st.integers(1, 4)),
                role,
                apply,
                title=draw(st.sampled_from(["Baker", "Head Baker", "Cook"])),
                hidden=draw(st.booleans()),
                expires_on=draw(st.sampled_from([None, date(2027, 1, 1), date(2028, 1, 1)])),
                closed_at=draw(st.sampled_from([None, None, NOW - timedelta(days=40)])),
                first_seen_at=NOW - timedelta(days=draw(st.sampled_from([0, 9, 20]))),
            )
        )
    return made


@given(boards(), st.randoms(use_true_random=False))
def test_every_group_has_one_speaker_one_job_of_a_feed_and_one_town(
    board: list[Opening], order: random.Random
) -> None:
    shown = speakers(board)
    found = {one.pk: one for one in board}
    shuffled = list(board)
    order.shuffle(shuffled)

    assert shown.keys() == found.keys()
    assert speakers(shuffled) == shown
    for group in groups(board):
        speaking = [one.pk for one in group if shown[one.pk] is None]
        assert {shown[one.pk] for one in group} <= {None, *speaking}
        assert len(speaking) == 1
        assert len({one.feed for one in group}) == len(group)
        towns = {key // 4 for one in group for key in (one.role, one.apply) if key is not None}
        assert len(towns) <= 1
