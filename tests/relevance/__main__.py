"""`python -m tests.relevance`: how good the order of results is, on the database of DATABASE_URL.

Prints nDCG@10 of the judged queries, which is the same on both databases, and each query with
whose answer a person would not be content.
"""

from __future__ import annotations

import sys

import time_machine
from django.db import connection

from tests.relevance.boards import BEST, DAY, WILD, Board, invented, ndcg, wild


def main() -> int:
    connection.creation.create_test_db(verbosity=0)
    with time_machine.travel(DAY, tick=True):
        boards = {"sample": invented()}
        if WILD.exists():
            boards["feeds of others"] = wild()
    connection.creation.destroy_test_db(":memory:", verbosity=0)
    return min(1, sum(told(name, board) for name, board in boards.items()))


def told(name: str, board: Board) -> int:
    """Prints the figures of a board; returns how many of its queries are answered badly."""
    graded = sum(bool(query.grades) for query, _answer in board.answers)
    print(
        f"{connection.vendor}, {name} ({len(board.jobs)} jobs): nDCG@{BEST} {board.quality:.4f}"
        f" over {graded} of {len(board.answers)} queries"
    )
    wrong = 0
    for query, answer in board.answers:
        faults = query.unjudgeable(board.jobs) + query.faults(answer, board.jobs)
        wrong += bool(faults)
        quality = ndcg(query, answer, board.jobs) if query.grades else 1
        if faults or quality < 1:
            print(f"  {quality:.2f} {query.name}{': ' * bool(faults)}{'; '.join(faults)}")
    print(f"  {wrong} of {len(board.answers)} answered badly")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
