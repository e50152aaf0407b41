"""What is said to a seeker whose search could not be done as asked, or was done otherwise."""

from __future__ import annotations

from jobs.search.facets import FACETS
from jobs.search.filters import JobFilter
from jobs.search.order import PER_PAGE
from jobs.search.query import MAX_LENGTH, MAX_TERMS
from jobs.search.understanding import Meant

MAX_PAGE = 500  # beyond, a narrower search serves the seeker better


def notices_of(filters: JobFilter, meant: Meant) -> list[str]:
    """What of the search could not be done as asked."""
    notices = [
        f"There is no {_called(key)} "
        f"\u201c{value[:60]}\u201d here, so it was left out of your search."
        for key in filters.keys
        for value in filters.chosen(key).unknown[:3]
    ]
    notices += [
        f"Too many values of {_called(key)} were chosen; the last of them were left out."
        for key in filters.keys
        if filters.chosen(key).too_many
    ]
    if meant.query.shortened:
        notices.append(
            f"Only the first {MAX_TERMS} words and {MAX_LENGTH} characters were searched for."
        )
    if meant.instead_of:
        notices.append(
            f"Nothing was found for \u201c{meant.instead_of[:100]}\u201d. "
            f"These are the jobs for \u201c{meant.words[:100]}\u201d."
        )
    if meant.levels:
        notices.append("No job has all of these words. Those with the most of them come first.")
    return notices


def _called(key: str) -> str:
    return FACETS[key].label.lower() if key in FACETS else key


def one_of(allowed: dict[str, str], value: str, notices: list[str]) -> str:
    if not value or value in allowed:
        return value
    notices.append(
        f"Results cannot be sorted by \u201c{value[:60]}\u201d; the usual order is shown."
    )
    return ""


def page_number(value: str, pages: int, total: int, notices: list[str]) -> int:
    if not value:
        return 1
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 7 else 0
    if 1 <= number <= pages:
        return number
    if number and pages == MAX_PAGE and total > MAX_PAGE * PER_PAGE:
        notices.append(
            f"Results end at page {MAX_PAGE}; this is the first. Narrow the search to see the rest."
        )
        return 1
    notices.append(f"There is no page \u201c{value[:20]}\u201d of this search; this is the first.")
    return 1
