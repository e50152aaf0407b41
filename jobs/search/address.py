"""The address of a search is its whole state: what links to other states of it look like."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jobs.search.filters import JobFilter

SORTS = {"relevance": _("Relevance"), "newest": _("Newest"), "salary": _("Pay")}


@dataclass(frozen=True, slots=True)
class Link:
    """`query` is ready to stand behind the question mark; None: no link, something was left out."""

    label: str
    query: str | None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """The parameters that mean something, in one order, so that one search has one address."""

    pairs: tuple[tuple[str, str], ...]
    towns: frozenset[str] = frozenset()  # the places among them that distances are known from

    @classmethod
    def of(cls, filters: JobFilter, params: QueryDict, *, fixed: Collection[str] = ()) -> Address:
        keys = [key for key in filters.keys if key not in fixed]
        words = [("q", filters.words)] if filters.words else []
        chosen = [(key, value) for key in keys for value in filters.chosen(key).values]
        if filters.pay_currency == settings.SITE_CURRENCY:  # goes without saying
            chosen = [pair for pair in chosen if pair[0] != "currency"]
        sort = [("sort", wish) for wish in [params.get("sort", "")] if wish in SORTS]
        return cls((*words, *chosen, *sort), filters.towns)

    def __str__(self) -> str:
        return urlencode(self.pairs)

    def without(self, key: str, value: str) -> str:
        return str(self._of([pair for pair in self.pairs if pair != (key, value)]))

    def replaced(self, **changes: object) -> str:
        """The query of the search that `changed` says."""
        return str(self.changed(**changes))

    def changed(self, **changes: object) -> Address:
        """The same search with these keys set, or left out where the value is None."""
        kept = [pair for pair in self.pairs if pair[0] not in changes]
        new = [(key, str(value)) for key, value in changes.items() if value is not None]
        return self._of(kept + new)

    def _of(self, pairs: list[tuple[str, str]]) -> Address:
        """A distance goes with the last place it was from."""
        left = {value for key, value in pairs if key == "place"}
        if any(key == "place" for key, _value in self.pairs) and not left & self.towns:
            pairs = [pair for pair in pairs if pair[0] != "within"]
        return Address(tuple(pairs), self.towns)


def page_query(address: Address, number: int) -> str:
    return address.replaced(page=None if number == 1 else number)
