"""In which orders results can be asked for."""

from __future__ import annotations

from collections.abc import Iterable

from pyroaring import BitMap

from jobs.lib.words import name_words
from jobs.models import today
from jobs.search.filters import JobFilter
from jobs.search.memory import Snapshot
from jobs.search.memory.bits import Array
from jobs.search.query import Query
from jobs.search.tiers import Relevance, Spread, Tier, Tiers, by_date, by_pay, cut
from jobs.search.understanding import Meant

PER_PAGE = 20
MOST_NAMED = 200  # employers that one word can name; what more have is an everyday word


def usual_sort(meant: Meant) -> str:
    """The order when none is asked for."""
    return "relevance" if meant.query.wanted else "newest"


def sort_of(wish: str, meant: Meant) -> str:
    """The order that is meant by a known one; without words all jobs are equally relevant."""
    return usual_sort(meant) if wish in ("", "relevance") else wish


def in_order(sort: str, filters: JobFilter, meant: Meant, *, featuring: bool = True) -> Tiers:
    """How jobs stand in an order: `relevance`, `newest` or `salary`.

    With `featuring`, featured jobs stand in front of the newest.
    """
    board = filters.board
    if sort == "salary":
        return by_pay(board, filters.pay_currency)
    by_words = Relevance(board, meant.query, meant.levels)
    front = board.featured if featuring and sort == "newest" else BitMap()
    tiers = by_words if sort == "relevance" else by_date(board, front)
    chosen = board.names.keys("employer", filters.chosen("employer").values)
    named = _remembered(board, meant.query).union(chosen.values())
    return Spread(board, tiers, PER_PAGE, named=named, front=front)


def page_of(tiers: Iterable[Tier], page: int) -> Array:
    """The slots of a page, counted from 1."""
    return cut(tiers, (page - 1) * PER_PAGE, PER_PAGE)


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
