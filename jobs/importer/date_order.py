"""What 03/04/2026 means in a feed: its own dates tell, before anybody who speaks of it. Pure.

A date with a number over 12 shows the order of every other date of its document. Where none does,
the feed's earlier documents speak; then the feed's overrides; then its dialect; then it is unknown.
A document that shows both orders shows none, and what earlier ones showed is no longer believed.
"""

from __future__ import annotations

from collections.abc import Iterable

from jobs.importer.dialects import Dialect, Overrides
from jobs.importer.records import RawJob
from jobs.lib.dates import depends_on_order, shown_order

DAY, MONTH, MIXED = "day", "month", "mixed"  # what comes first; `Feed.date_order`, or empty
_DAY_FIRST = {DAY: True, MONTH: False}


def depends(raw: RawJob) -> bool:
    """Whether a date of the record may be another one in another order. Cheap: asked of each."""
    return depends_on_order(raw.posted) or depends_on_order(raw.expires)


def shown_by(raws: Iterable[RawJob]) -> set[bool]:
    """Which orders the dates of these records show: True for the day first."""
    told = (shown_order(text) for raw in raws for text in (raw.posted, raw.expires))
    return {one for one in told if one is not None}


def order_of(shown: set[bool], before: str) -> str:
    """The order of a document whose dates show these; `before` is what earlier ones showed."""
    if len(shown) > 1:
        return MIXED
    return (DAY if True in shown else MONTH) if shown else before


def likely_order(shown: set[bool], before: str) -> str:
    """What to read a document by whose first records show these orders."""
    return MIXED if before == MIXED else order_of(shown, before)


def day_first(order: str, overrides: Overrides, dialect: Dialect) -> bool | None:
    """Whether the day comes first in a feed of this order; None for not known."""
    if order in _DAY_FIRST:
        return _DAY_FIRST[order]
    return dialect.day_first if overrides.day_first is None else overrides.day_first
