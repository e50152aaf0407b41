"""Which openings are the same job, and which of them speaks for all. Pure.

What comes out depends on the openings alone, never on their order or on what was found before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from datetime import date, timedelta

from jobs.importer.twin_keys import alike
from jobs.importer.twin_repeats import Group, Opening, repeats

NO_LASTS = timedelta(days=30)


def speakers(openings: Iterable[Opening]) -> dict[int, int | None]:
    """For each opening the one that is shown in its place, None for those that speak themselves."""
    shown: dict[int, int | None] = {}
    for group in groups(openings):
        speaker = min(group, key=_rank)
        shown |= {one.pk: speaker.pk for one in group}
        shown[speaker.pk] = None
    return shown


def groups(openings: Iterable[Opening]) -> list[Group]:
    """Every opening in exactly one group, and of each feed at most one job, however often it has
    it."""
    board = _Board(sorted(openings, key=lambda one: one.pk))
    for bucket in _buckets(board.openings, lambda one: one.apply):
        for parts in _by_address(board, bucket):
            board.join(parts)
    for bucket in _buckets(board.openings, _role_and_text):
        board.join(bucket)
    for bucket in _buckets(board.openings, lambda one: one.role):
        board.join(bucket)
    return [part for group in board.groups() for part in _without_later(group)]


class _Board:
    """Groups that grow together, at most one job of each feed in each."""

    def __init__(self, openings: Group) -> None:
        feeds: defaultdict[int, Group] = defaultdict(list)
        for one in openings:
            feeds[one.feed].append(one)
        self.openings = openings
        self.job = {  # what a feed has several times, by its first opening
            one.pk: several[0].pk
            for opened in feeds.values()
            for several in repeats(opened)
            for one in several
        }
        together: defaultdict[int, Group] = defaultdict(list)
        for one in openings:
            together[self.job[one.pk]].append(one)
        self._home = {one.pk: together[self.job[one.pk]] for one in openings}

    def groups(self) -> list[Group]:
        return list({id(group): group for group in self._home.values()}.values())

    def join(self, openings: Group) -> None:
        """Joins the groups of these. Of several jobs of a feed the first is the first of another,
        after those that are of several feeds already."""
        found = {id(self._home[one.pk]): self._home[one.pk] for one in openings}
        if len(found) < 2:
            return
        wide = [({one.feed for one in group}, group) for group in found.values()]
        wide.sort(key=lambda pair: (-len(pair[0]), pair[1][0].pk))
        slots: list[Group] = []
        taken: defaultdict[int, int] = defaultdict(int)  # slots of a feed, as bits
        for feeds, group in wide:
            used = 0
            for feed in feeds:
                used |= taken[feed]
            slot = (~used & (used + 1)).bit_length() - 1  # the first that none of the feeds has
            for feed in feeds:
                taken[feed] |= 1 << slot
            if slot == len(slots):
                slots.append(group)
                continue
            slots[slot].extend(group)
            slots[slot].sort(key=lambda one: one.pk)
            self._home |= {one.pk: slots[slot] for one in group}


def _rank(one: Opening) -> tuple[bool, int, int]:
    """An editor's no speaks first; then who stays open longest; then who was here first."""
    no = one.hidden or one.closed_at is not None
    return not no, -(one.expires_on or date.max).toordinal(), one.pk


def _by_address(board: _Board, bucket: Group) -> list[Group]:
    """One Apply address is one job, unless some feed has it for several: alike openings of it."""
    jobs = {board.job[one.pk]: one for one in reversed(bucket)}
    if len({one.feed for one in jobs.values()}) < len(jobs):
        return []
    parts: list[Group] = []
    for one in sorted(jobs.values(), key=lambda one: one.pk):
        fits = (part for part in parts if all(alike(one.title, has.title) for has in part))
        part = next(fits, None)
        if part is None:
            parts.append([one])
        else:
            part.append(one)
    return parts


def _role_and_text(one: Opening) -> Hashable:
    return None if one.role is None or one.text is None else (one.role, one.text)


def _without_later(group: Group) -> list[Group]:
    """An editor's no ends with its job: what a feed brings long after is a new opening."""
    ended = [one.closed_at for one in group if one.closed_at is not None]
    if not ended or any(one.hidden and one.closed_at is None for one in group):
        return [group]
    last = max(ended) + NO_LASTS
    later = [one for one in group if one.closed_at is None and one.first_seen_at > last]
    new = {one.pk for one in later}
    bound = [one for one in group if one.pk not in new]
    return [part for part in (bound, later) if part]


def _buckets(openings: Group, key: Callable[[Opening], Hashable]) -> list[Group]:
    """The openings of one key each, where there are several."""
    buckets: dict[Hashable, Group] = {}
    for one in openings:
        buckets.setdefault(key(one), []).append(one)
    buckets.pop(None, None)
    return [bucket for bucket in buckets.values() if len(bucket) > 1]
