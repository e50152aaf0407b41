"""Writing what public pages show that is no job and no term: feeds, logos, facts of employers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from jobs.importer import twins
from jobs.search import rows


@contextmanager
def publishing() -> Iterator[None]:
    """A transaction after which no page is taken for what it was.

    It queues where all who write jobs do, and so before any row: they come to the rows of feeds
    and employers, and to the state of the search, in another order.
    """
    with transaction.atomic():
        twins.lock()
        rows.pages_changed()
        yield
