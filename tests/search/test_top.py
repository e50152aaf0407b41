"""The terms with the most jobs, found without counting all, are those that counting all finds."""

from __future__ import annotations

import random

import numpy as np
import pytest
from django.core.management import call_command
from django.utils import timezone
from pyroaring import BitMap

from jobs.models import Job, Place
from jobs.search import index, memory, top
from jobs.search.memory.labels import KINDS
from jobs.search.top import busiest_places, most_jobs
from tests.make import make_job

pytestmark = pytest.mark.django_db
WITHIN = {"place": lambda key: memory.current().places.within([key])}


def counted(kind: str, keys: list[int]) -> dict[int, int]:
    """Every term that has live jobs, by looking at all of them."""
    board = memory.current()
    meant = WITHIN.get(kind, lambda key: [key])
    counts = {key: len(board.having(kind, meant(key)) & board.live) for key in keys}
    return dict(sorted(((k, n) for k, n in counts.items() if n), key=lambda row: -row[1]))


@pytest.mark.parametrize("closed", [0, 80])
def test_the_first_of_any_terms_of_the_sample_are_the_most_frequent(
    closed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("load_sample")
    chance = random.Random(20261123)
    memory.current()
    gone = chance.sample(list(Job.objects.values_list("pk", flat=True)), closed)
    Job.objects.filter(pk__in=gone).update(closed_at=timezone.now())
    index.put(gone)

    for kind, model in KINDS.items():
        keys = sorted(model.objects.values_list("pk", flat=True))
        for number in (1, 3, 10):
            some = sorted(chance.sample(keys, chance.randint(1, len(keys))))
            found = most_jobs(memory.current(), kind, np.array(some), number)
            true = counted(kind, some)
            assert list(found.values()) == list(true.values())[:number]
            assert found.items() <= true.items()


def test_a_place_that_the_board_does_not_know_yet_has_no_jobs() -> None:
    make_job(places="Cork, IE")

    assert most_jobs(memory.current(), "place", np.array([10_000_000]), 3) == {}
    assert most_jobs(memory.current(), "place", np.array([], np.int64), 3) == {}


@pytest.mark.parametrize("closed", [0, 80])
@pytest.mark.parametrize("share", [0.0, 2.0])
def test_the_busiest_places_of_any_jobs_are_found_whichever_way_is_shorter(
    closed: int, share: float, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With 0 all links of the board are the bound, with 2 those of the jobs are."""
    monkeypatch.setattr(top, "_SHARE", share)
    call_command("load_sample")
    chance = random.Random(20261123)
    memory.current()
    gone = chance.sample(list(Job.objects.values_list("pk", flat=True)), closed)
    Job.objects.filter(pk__in=gone).update(closed_at=timezone.now())
    index.put(gone)
    board = memory.current()
    land = Place.objects.filter(remote=False).exclude(city="", region="").order_by("pk")
    keys = list(land.values_list("pk", flat=True))

    for size in (0, 1, 7, 60, len(board.live)):
        jobs = BitMap(chance.sample(list(board.live), size))
        all_ = {key: len(board.having("place", board.places.within([key])) & jobs) for key in keys}
        true = sorted(((key, n) for key, n in all_.items() if n), key=lambda row: -row[1])
        for number in (1, 4, 10, 1000):
            assert list(busiest_places(board, jobs, number).items()) == true[:number]
