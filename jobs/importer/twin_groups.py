"""Which openings of several feeds are the same job, and which of them speaks for all. Pure.

What comes out depends on the openings alone, never on their order or on what was found before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from jobs.importer.twin_keys import alike

NO_LASTS = timedelta(days=30)


class Opening(NamedTuple):
    """A stored job as far as twins are concerned."""

    pk: int
    feed: int
    role: int | None
    apply: int | None
    title: str
    expires_on: date | None
    hidden: bool
    closed_at: datetime | None  # only ever set where an editor closed or hid the job
    first_seen_at: datetime


Group = list[Opening]


def speakers(openings: Iterable[Opening]) -> dict[int, int | None]:
    """For each opening the one that is shown in its place, None for those that speak themselves."""
    shown: dict[int, int | None] = {}
    for group in groups(openings):
        speaker = min(group, key=_rank)
        shown |= {one.pk: speaker.pk for one in group}
        shown[speaker.pk] = None
    return shown


def groups(openings: Iterable[Opening]) -> list[Group]:
    """Every opening in exactly one group, and at most one opening of each feed in a group."""
    ordered = sorted(openings, key=lambda one: one.pk)
    return [part for group in _by_role(_by_apply(ordered)) for part in _without_later(group)]


def _rank(one: Opening) -> tuple[bool, int, int]:
    """An editor's no speaks first; then who stays open longest; then who was here first."""
    no = one.hidden or one.closed_at is not None
    return not no, -(one.expires_on or date.max).toordinal(), one.pk


def _by_apply(ordered: Group) -> list[Group]:
    """One Apply address is one job, unless some feed has it for several."""
    made: list[Group] = []
    for key, bucket in _buckets((one.apply, one) for one in ordered).items():
        feeds = {one.feed for one in bucket}
        if key is None or len(feeds) < len(bucket):
            made += [[one] for one in bucket]
            continue
        parts: list[Group] = []
        for one in bucket:
            fits = (part for part in parts if all(alike(one.title, has.title) for has in part))
            part = next(fits, None)
            if part is None:
                parts.append([one])
            else:
                part.append(one)
        made += parts
    return made


def _by_role(parts: list[Group]) -> list[Group]:
    """Joins what has one role. Of equal openings the first of a feed is the first of another."""
    home = {one.pk: part for part in parts for one in part}
    roles = _buckets((one.role, one) for part in parts for one in part)
    for role in sorted(key for key in roles if key is not None):
        bucket = {id(home[one.pk]): home[one.pk] for one in roles[role]}
        slots: list[Group] = []
        taken: defaultdict[int, int] = defaultdict(int)  # slots of a feed, as bits
        for part in sorted(bucket.values(), key=lambda part: (-len(part), part[0].pk)):
            used = 0
            for one in part:
                used |= taken[one.feed]
            slot = (~used & (used + 1)).bit_length() - 1  # the first that none of the feeds has
            for one in part:
                taken[one.feed] |= 1 << slot
            if slot == len(slots):
                slots.append(part)
                continue
            slots[slot].extend(part)
            slots[slot].sort(key=lambda one: one.pk)
            home |= {one.pk: slots[slot] for one in part}
    return list({id(part): part for part in home.values()}.values())


def _without_later(group: Group) -> list[Group]:
    """An editor's no ends with its job: what a feed brings long after is a new opening."""
    ended = [one.closed_at for one in group if one.closed_at is not None]
    if not ended or any(one.hidden and one.closed_at is None for one in group):
        return [group]
    last = max(ended) + NO_LASTS
    later = [one for one in group if one.closed_at is None and one.first_seen_at > last]
    bound = [one for one in group if one not in later]
    return [part for part in (bound, later) if part]


def _buckets(
    pairs: Iterable[tuple[int | None, Opening]],
) -> dict[int | None, Group]:
    buckets: dict[int | None, Group] = {}
    for key, one in pairs:
        buckets.setdefault(key, []).append(one)
    return buckets
