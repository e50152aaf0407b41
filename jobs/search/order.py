"""In which orders results can be asked for."""

from __future__ import annotations

from collections.abc import Callable

from pyroaring import BitMap

from jobs.lib.words import name_words
from jobs.models import today
from jobs.search.filters import JobFilter
from jobs.search.memory import Snapshot
from jobs.search.memory.bits import Array
from jobs.search.query import Query
from jobs.search.tiers import Relevance, Spread, by_date, by_pay, cut
from jobs.search.understanding import Meant

PER_PAGE = 20
MOST_NAMED = 200  # employers that one word can name; what more have is an everyday word
Pages = Callable[[BitMap, int], Array]  # the slots of a page, counted from 1, of these jobs


def pages_in(sort: str, filters: JobFilter, meant: Meant) -> Pages:
    """How jobs stand in an order: `relevance`, `newest` or `salary`."""
    board = filters.board
    if sort == "salary":
        paid = by_pay(board, filters.pay_currency)
        return lambda jobs, page: cut(paid(jobs), (page - 1) * PER_PAGE, PER_PAGE)
    by_words = Relevance(board, meant.query, meant.levels)
    tiers = by_words if sort == "relevance" else by_date(board)
    chosen = board.names.keys("employer", filters.chosen("employer").values)
    named = _remembered(board, meant.query).union(chosen.values())
    return Spread(board, tiers, PER_PAGE, named=named).page


def _remembered(board: Snapshot, query: Query) -> set[int]:
    memo = ("named", board.version, board.terms, today(), query)
    found: set[int] | None = board.memo.get(memo)
    if found is None:
        found = _named(board, query)
        board.memo.put(memo, found)
    return found


def _named(board: Snapshot, query: Query) -> set[int]:
    """The employers that the words name: they are what was looked for.

    A word names an employer when the words have the whole name, or when no open job has the word
    in its title, skills or places: "delivery" does not name Parcelhound Delivery.
    """
    words = {word for group in query.wanted for phrase in group.any_of for word in phrase.words}
    named: set[int] = set()
    for word in words:
        employers = board.named("employer", word).tolist()
        if not 0 < len(employers) <= MOST_NAMED:
            continue
        if _is_everyday(board, word):
            labels = board.names.labels("employer", employers)
            named.update(
                key for key, label in labels.items() if words.issuperset(name_words(label.name))
            )
        else:
            named.update(employers)
    return named


def _is_everyday(board: Snapshot, word: str) -> bool:
    other = board.title_words(word) | board.name_words("skill", word)
    return bool(board.live.intersect(other | board.name_words("place", word)))
