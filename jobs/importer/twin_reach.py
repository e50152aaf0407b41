"""The stored jobs among which a change may join or part some."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, Min, Q

from jobs.importer.twin_keys import Keys
from jobs.importer.twin_rows import Row, batches, having, rows_of
from jobs.models import Job


@dataclass(frozen=True, slots=True)
class Touched:
    """The jobs that a transaction changes, by their keys."""

    keys: set[Keys] = field(default_factory=set)  # as they are now
    left: set[Keys] = field(default_factory=set)  # as they were, where they were others
    moved: set[int] = field(default_factory=set)  # primary keys of the jobs that had those

    def renewed(self, job: int, old: Keys, new: Keys) -> None:
        """Notes a stored job whose keys were made anew."""
        self.keys.add(new)
        if old.leads != new.leads:
            self.left.add(old)
        elif old.text not in (None, new.text):
            self.left.add(Keys(old.role, None, old.text))
        else:
            return
        self.moved.add(job)


def led_to(touched: Touched, feed: int | None) -> dict[int, Row]:
    """By primary key all that are touched and that have company, what may be the same job as one
    of these, as one of those, and so on; `feed` as in `twins.settling`.

    Also who takes no part, but still points to a job that does or did.
    """
    reach = _Reach()
    rows = {
        row.opening.pk: row
        for ids in batches(sorted(touched.moved))
        for row in rows_of(Q(pk__in=ids, same_as__isnull=False))
    }
    rows |= {row.opening.pk: row for row in reach.left(touched.left, feed)}
    fresh = touched.keys | {row.keys for row in rows.values()}
    while fresh:
        found = [row for row in reach.shared(fresh) if row.opening.pk not in rows]
        rows |= {row.opening.pk: row for row in found}
        fresh = {row.keys for row in found}
    for ids in batches(sorted(rows)):
        for row in rows_of(Q(same_as__in=ids)):
            rows.setdefault(row.opening.pk, row._replace(takes_part=False))
    return rows


class _Reach:
    """Follows each key once.

    A role that one feed alone has joins only openings of one text, or of one address, which is a
    key of its own: however many openings of that role the feed has, the others need not be read.
    """

    def __init__(self) -> None:
        self._addresses: set[int | None] = {None}  # that were followed
        self._roles: set[int | None] = {None}
        self._alone: set[int | None] = set()  # of these, those that one feed has
        self._texts: set[tuple[int | None, int | None]] = set()  # after their roles, of those

    def left(self, several: Collection[Keys], feed: int | None) -> Iterator[Row]:
        """Who has what jobs of this feed, or of any, had before."""
        yield from self._follow(several, 1, lambda first, last: first == last == feed)

    def shared(self, several: Collection[Keys]) -> Iterator[Row]:
        """Who has what some jobs have: what one of them has alone joins nothing."""
        yield from self._follow(several, 2, lambda first, last: first == last)

    def _follow(
        self, several: Collection[Keys], least: int, alone: Callable[[int, int], bool]
    ) -> Iterator[Row]:
        addresses = {one.apply for one in several} - self._addresses
        self._addresses |= addresses
        for batch in batches(addresses):
            held = _held("apply_key", batch, least).values_list("apply_key", flat=True)
            yield from having("apply_key", held)
        roles = {one.role for one in several} - self._roles
        self._roles |= roles
        for batch in batches(roles):
            held = _held("role_key", batch, least).annotate(first=Min("feed"), last=Max("feed"))
            feeds = list(held.values_list("role_key", "first", "last"))
            self._alone |= {role for role, first, last in feeds if alone(first, last)}
            yield from having("role_key", [one[0] for one in feeds if one[0] not in self._alone])
        texts = {(one.role, one.text) for one in several if one.role in self._alone} - self._texts
        self._texts |= texts
        for told in batches(text for text in texts if text[1] is not None):
            yield from having("pk", _with_text(told, least))


def _held(column: str, keys: Collection[int | None], least: int) -> Any:
    """One row for each of these keys that as many jobs have."""
    rows = Job.objects.order_by().filter(**{f"{column}__in": keys}).values(column)
    return rows.annotate(jobs=Count("pk")).filter(jobs__gte=least)


def _with_text(texts: Collection[tuple[int | None, int | None]], least: int) -> list[int]:
    """The jobs that have both a role and its text, where as many have them."""
    roles, of_roles = {role for role, _text in texts}, {text for _role, text in texts}
    rows = Job.objects.order_by().filter(role_key__in=roles, text_key__in=of_roles)
    jobs: defaultdict[tuple[int | None, int | None], list[int]] = defaultdict(list)
    for pk, *text in rows.values_list("pk", "role_key", "text_key"):
        jobs[text[0], text[1]].append(pk)
    return [pk for text in texts if len(jobs[text]) >= least for pk in jobs[text]]
