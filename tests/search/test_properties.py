"""Whatever happens to a board, the fast search says what the slow reference says."""

from __future__ import annotations

import pytest
from hypothesis.stateful import run_state_machine_as_test

from tests.search.machine import Boards, tried


@pytest.mark.django_db
def test_no_life_of_a_board_makes_search_and_reference_differ() -> None:
    run_state_machine_as_test(Boards, settings=tried(12, steps=10))
