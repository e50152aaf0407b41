"""What an editor blocked does not come back, under whatever id."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db.models import Exists, OuterRef, Subquery

from jobs.importer.twin_rows import batches
from jobs.models import Block, Feed, Job, blocked


def hide(jobs: Collection[int]) -> None:
    """Hides those of these jobs that are blocked, in the transaction that writes them."""
    if Block.objects.exists():
        shown = Job.objects.filter(pk__in=jobs, hidden=False)
        shown.filter(blocked()).update(hidden=True)


def rebind(feed: Feed, renumbered: dict[str, str]) -> None:
    """What is blocked stays so under the new external ids that its source gave it: old to new."""
    blocks = Block.objects.filter(feed=feed)
    known = set(
        blocks.filter(external_id__in=renumbered.values()).values_list("external_id", flat=True)
    )
    for one in blocks.filter(external_id__in=renumbered):
        if renumbered[one.external_id] not in known:
            one.external_id = renumbered[one.external_id]
            one.save(update_fields=["external_id"])


@contextmanager
def following() -> Iterator[None]:
    """Keys of stored jobs are made anew inside, because places became others: an address that was
    blocked with a job stays blocked, in what are its places now.
    """
    own = Job.objects.filter(feed=OuterRef("feed"), external_id=OuterRef("external_id")).order_by()
    same = Block.objects.filter(Exists(own.filter(apply_key=OuterRef("apply_key"))))
    ids = list(same.order_by().values_list("pk", flat=True))
    yield
    for some in batches(ids):
        now = Subquery(own.values("apply_key"))
        Block.objects.filter(pk__in=some).update(apply_key=now)
