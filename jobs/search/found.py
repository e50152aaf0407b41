"""What a page of results shows."""

from __future__ import annotations

from dataclasses import dataclass

from pyroaring import BitMap

from jobs.search.address import Address, Link, page_query
from jobs.search.cards import Card
from jobs.search.marking import Marks
from jobs.search.memory import Snapshot
from jobs.search.order import PER_PAGE
from jobs.search.shown import Facet


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen value, with the query of the same search without it."""

    key: str
    group: str
    label: str
    query: str


@dataclass(frozen=True, slots=True)
class Way:
    """The same search without one of its keys, without all of them but the words, or farther around
    its towns; and how many jobs it finds."""

    label: str  # of the key that is left out
    query: str
    count: int
    kilometres: int = 0  # around the towns, when nothing is left out


@dataclass(frozen=True, slots=True)
class SearchPage:
    headline: str  # the search in words, with its count
    jobs: list[Card]
    total: int
    with_words: int  # live jobs that the words alone find, without any filter
    page: int
    pages: int
    q: str
    sort: str
    currency: str
    currencies: list[str]  # to choose from, where the pay facet is shown
    stated_only: bool
    facets: dict[str, Facet]
    chips: list[Chip]
    sorts: list[Link]
    pager: list[Link]
    notices: list[str]
    perhaps: Way | None  # another spelling that finds more
    ways: list[Way]  # out of a search without results, the best first
    address: Address
    whole: Address  # the same, with what the address of a term page fixes
    board: Snapshot  # that was asked
    slots: BitMap  # of all its jobs. Shared: never change it
    marks: Marks

    @property
    def here(self) -> str:
        """The query of this very page, as `search` would show it."""
        return page_query(self.whole, self.page)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q or self.chips)

    @property
    def previous(self) -> str | None:
        return page_query(self.address, self.page - 1) if self.page > 1 else None

    @property
    def next(self) -> str | None:
        return page_query(self.address, self.page + 1) if self.page < self.pages else None

    @property
    def first_row(self) -> int:
        return (self.page - 1) * PER_PAGE + 1 if self.jobs else 0

    @property
    def last_row(self) -> int:
        return (self.page - 1) * PER_PAGE + len(self.jobs)
