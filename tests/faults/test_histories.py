"""Whatever feeds and editors do, in any order."""

from __future__ import annotations

import pytest
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.histories import tried
from tests.faults.machine import Histories


@pytest.mark.django_db
def test_no_history_of_three_feeds_loses_anything() -> None:
    run_state_machine_as_test(Histories, settings=tried(25))
