"""Jobs by their numbers, in the order asked for: what a seeker has saved, open or closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from jobs.models import Job
from jobs.search.cards import Card, cards
from jobs.search.memory import current
from jobs.search.memory.bits import slots_of


def saved_jobs(ids: Iterable[int]) -> Sequence[Card | Job]:
    """A card of each that is open, the job itself of each that is closed, each once.

    A job that is shown as another is that other one. Hidden and unknown ones are left out.
    """
    asked = list(ids)
    leads = Job.objects.shown_as(asked)
    shown = list(dict.fromkeys(leads[pk] for pk in asked if pk in leads))
    board = current(now=True)
    slots = slots_of(board.slots(np.array(shown, np.int64)))
    found: dict[int, Card | Job] = {card.pk: card for card in cards(board, slots)}
    others = Job.objects.select_related("employer").in_bulk(set(shown) - found.keys())
    found |= {pk: job for pk, job in others.items() if job.closed_on}
    return [found[pk] for pk in shown if pk in found]
