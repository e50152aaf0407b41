"""Openings as the database would give them, for the pure rules on twins."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from jobs.importer.twin_groups import groups
from jobs.importer.twin_repeats import Opening

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
Groups = set[frozenset[int]]


def opening(
    pk: int, feed: int, role: int | None = 1, apply: int | None = None, **changes: Any
) -> Opening:
    facts: dict[str, Any] = {
        "text": None,
        "title": f"Role {role}",
        "apply_url": f"https://apply.example/{apply or 0:03}",
        "expires_on": None,
        "hidden": False,
        "closed_at": None,
        "first_seen_at": NOW,
        "salary_min": None,
        "salary_max": None,
        "salary_currency": "",
        "salary_period": "",
        "salary_text": "",
        "job_type": None,
        "level": None,
        "arrangement": "",
    }
    return Opening(pk=pk, feed=feed, role=role, apply=apply, **facts | changes)


def grouped(*openings: Opening) -> Groups:
    return ids(groups(openings))


def ids(groups: Iterable[Iterable[Opening]]) -> Groups:
    return {frozenset(one.pk for one in group) for group in groups}


def sets(*groups: set[int]) -> Groups:
    return {frozenset(group) for group in groups}


@st.composite
def boards(draw: st.DrawFn) -> list[Opening]:
    """Jobs of four feeds, in two towns: a key below 4 is of one, another of the other."""
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
                text=draw(st.sampled_from([None, 1, 1, 2])),
                title=draw(st.sampled_from(["Baker", "Head Baker", "Cook"])),
                apply_url=f"https://apply.example/{7 if apply == 3 else 700}",
                salary_text=draw(st.sampled_from(["", "", "10 EUR", "20 EUR"])),
                arrangement=draw(st.sampled_from(["", "", "onsite", "remote"])),
                hidden=draw(st.booleans()),
                expires_on=draw(st.sampled_from([None, date(2027, 1, 1), date(2028, 1, 1)])),
                closed_at=draw(st.sampled_from([None, None, NOW - timedelta(days=40)])),
                first_seen_at=NOW - timedelta(days=draw(st.sampled_from([0, 9, 20]))),
            )
        )
    return made
