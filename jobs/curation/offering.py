"""Which terms the filters offer."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from jobs.curation import history
from jobs.importer import twins
from jobs.search import rows


def offer(terms: QuerySet[Any], *, offered: bool, user: int) -> int:
    """Offers these terms as filters, or takes them out, in one transaction; how many changed.

    Jobs show them as before, and what a visitor has chosen stays chosen. `user` is the primary key
    of who decided, for the history.
    """
    with transaction.atomic():
        twins.lock()  # before the terms, as imports take their locks
        changing = terms.filter(in_facets=not offered).order_by("pk")
        changed = list(changing.select_related(None).only("pk", "name"))
        if changed:
            told = history.difference({"as a filter": not offered}, {"as a filter": offered})
            history.note(user, changed, told)
            changing.order_by().update(in_facets=offered)
            rows.terms_changed()
    return len(changed)
