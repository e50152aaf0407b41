"""The guard that keeps an accident from emptying the board."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.importer.decide import broken, hold_reason
from jobs.importer.records import Change

HERE = ("https://feeds.example/jobs.xml", "yubhub")
NUMBERS = st.integers(0, 200)
CHANGES = st.builds(
    lambda kept, vanished, new, refused, repaired, before: Change(
        seen=kept + new,
        stored_open=kept + vanished,
        kept=kept,
        vanished=vanished,
        lost=vanished,
        refused=min(refused, kept + new),
        repaired=repaired,
        before=before,
        now=HERE,
    ),
    NUMBERS,
    NUMBERS,
    NUMBERS,
    NUMBERS,
    st.booleans(),
    st.sampled_from([("", ""), HERE, ("https://old.example/", "yubhub"), (HERE[0], "indeed")]),
)


def change(stored: int, kept: int, *, new: int = 0, **facts: object) -> Change:
    whole = Change(
        seen=kept + new,
        stored_open=stored,
        kept=kept,
        vanished=stored - kept,
        lost=stored - kept,
        before=HERE,
        now=HERE,
    )
    return replace(whole, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stored", "kept", "new", "held"),
    [
        (3, 2, 0, False),  # one of three
        (100, 79, 0, False),  # 21 gone are below 30 %
        (100, 80, 0, False),
        (100, 70, 0, False),  # exactly 30 %
        (100, 69, 0, True),
        (30, 10, 0, False),  # two thirds, but only 20 jobs
        (30, 9, 0, True),
        (5, 0, 0, True),  # empty
        (1, 0, 0, True),
        (5, 0, 10, True),  # not one id in common
        (1, 0, 10, True),
        (0, 0, 10, False),
        (5, 5, 0, False),
    ],
)
def test_removals_are_held_when_too_many_jobs_are_gone(
    stored: int, kept: int, new: int, held: bool
) -> None:
    assert bool(hold_reason(change(stored, kept, new=new))) is held


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({}, ""),
        ({"repaired": True}, "the document was not well-formed and had to be mended"),
        ({"refused": 4}, ""),  # 5 % of 80 records
        ({"refused": 5}, "5 of 80 records were refused, more than 5%"),
        ({"expected": 80}, ""),
        ({"expected": 81}, "the feed promises 81 jobs and has 80"),
        ({"before": ("", "")}, ""),
        (
            {"before": ("https://old.example/", "yubhub")},
            "the feed's address has changed, it was https://old.example/",
        ),
        ({"before": (HERE[0], "indeed")}, "the feed's dialect has changed from indeed to yubhub"),
    ],
)
def test_one_removal_is_held_by_whatever_makes_the_document_doubtful(
    facts: dict[str, object], reason: str
) -> None:
    assert hold_reason(change(81, 80, **facts)) == reason
    assert hold_reason(change(80, 80, **facts)) == ""  # nothing to hold


@given(CHANGES)
def test_removals_close_only_after_a_healthy_document(judged: Change) -> None:
    healthy = (
        judged.kept > 0
        and not judged.repaired
        and judged.before in (("", ""), judged.now)
        and judged.refused <= 0.05 * judged.seen
        and (judged.vanished <= 20 or judged.vanished <= 0.3 * judged.stored_open)
    )

    assert bool(hold_reason(judged)) is (judged.vanished > 0 and not healthy)


@given(CHANGES)
def test_only_a_mended_document_can_never_confirm_a_removal(judged: Change) -> None:
    assert bool(broken(judged)) is judged.repaired
