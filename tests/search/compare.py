"""The answers of the fast search beside those of the reference."""

from __future__ import annotations

from math import ceil
from typing import Any

from django.http import QueryDict

from jobs.lib.text import fold
from jobs.search.facets import directory
from jobs.search.page import results
from tests.search.reference import FACETS, answer


def compare(params: QueryDict) -> None:
    """The first page, the second and the last, the total, and every value of every facet."""
    right = answer(params)
    first = results(params)
    pages = max(1, ceil(right.total / 20))
    shown = {"total": right.total, "pages": pages} | {
        f"page {number}": right.page(number) for number in sorted({1, min(2, pages), pages})
    }
    told: dict[str, Any] = {"total": first.total, "pages": first.pages}
    for number in sorted({1, min(2, pages), pages}):
        page = first
        if number > 1:
            asked = params.copy()
            asked["page"] = str(number)
            page = results(asked, facets=())
        told[f"page {number}"] = [job.pk for job in page.jobs]
    check(told, shown, params)
    for key in FACETS:
        facet = first.facets[key]
        values = [(one.value, one.label, one.count, one.selected) for one in facet.values]
        check(values, right.facets[key], params)


def compare_directories() -> None:
    """What the pages of all employers and of all skills say, by name."""
    right = answer(QueryDict(), facets=("employer", "skill"))
    for key, values in right.facets.items():
        listed, more = directory(key)
        told = [(one.value, one.label, one.count, one.selected) for one in listed]
        by_name = sorted(values, key=lambda row: (fold(row[1]), row[1]))
        check((told, more), (by_name, False), QueryDict())


def check(told: object, right: object, params: QueryDict) -> None:
    if told != right:
        raise AssertionError(f"?{params.urlencode()} says {told}, and the reference {right}")
