"""What 03/04/2026 means in a feed: what its other dates show, then what anybody says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.importer.date_order import DAY, MIXED, MONTH, day_first, likely_order, order_of, shown_by
from jobs.importer.dialects import DIALECTS, Overrides
from jobs.importer.records import RawJob
from jobs.lib.dates import depends_on_order, parse_date, shown_order
from jobs.models import Feed, ImportRun, Job
from tests.make import record, yubhub

Import = Callable[..., ImportRun]
APRIL, MARCH = date(2026, 4, 3), date(2026, 3, 4)
UNSURE = "03/04/2026"
database = pytest.mark.django_db


def dated(*posted: str) -> str:
    """A document with a job `0`, `1` ... for each date."""
    return yubhub(*(record(str(number), Postedate=text) for number, text in enumerate(posted)))


def days() -> list[date | None]:
    return list(Job.objects.order_by("pk").values_list("posted_on", flat=True))


def told(run: ImportRun) -> tuple[str, int, int]:
    return run.status, run.created + run.updated, run.unchanged


@database
@pytest.mark.parametrize(
    ("other", "order", "expected"),
    [
        ("25/04/2026", DAY, [APRIL, date(2026, 4, 25)]),
        ("04/25/2026", MONTH, [MARCH, date(2026, 4, 25)]),
        ("25-04-2026", DAY, [APRIL, date(2026, 4, 25)]),
        ("12/12/2025", "", [None, date(2025, 12, 12)]),
        ("25.04.2026", "", [None, date(2026, 4, 25)]),
    ],
)
def test_a_number_over_12_shows_the_order_of_all_dates(
    import_document: Import, other: str, order: str, expected: list[date | None]
) -> None:
    import_document(dated(UNSURE, other))

    assert (days(), Feed.objects.get().date_order) == (expected, order)


@database
def test_the_end_of_one_job_shows_how_another_was_posted(import_document: Import) -> None:
    import_document(yubhub(record("a", Postedate=UNSURE), record("b", Expiredate="31/12/2026")))

    jobs = Job.objects.order_by("pk").values_list("posted_on", "expires_on")
    assert list(jobs) == [(APRIL, None), (date(2026, 11, 1), date(2026, 12, 31))]


@database
def test_what_a_feed_shows_counts_more_than_its_overrides(import_document: Import) -> None:
    import_document(dated(UNSURE))
    Feed.objects.update(overrides="dates: month first")

    said = import_document(dated(UNSURE)), days()
    shown = import_document(dated(UNSURE, "25/04/2026")), days()

    assert (told(said[0]), said[1]) == (("applied", 1, 0), [MARCH])
    assert (told(shown[0]), shown[1]) == (("applied", 2, 0), [APRIL, date(2026, 4, 25)])


@database
@pytest.mark.parametrize(
    ("overrides", "expected"),
    [("", None), ("dates: day first", APRIL), ("dates: month first", MARCH)],
)
def test_a_document_that_shows_both_orders_shows_none(
    import_document: Import, overrides: str, expected: date | None
) -> None:
    import_document(dated(UNSURE, "25/04/2026"))
    Feed.objects.update(overrides=overrides)

    import_document(dated(UNSURE, "25/04/2026", "04/25/2026"))
    contradicting = days()[0], Feed.objects.get().date_order
    import_document(dated(UNSURE, "12/04/2026"))

    assert contradicting == (expected, MIXED)
    assert (days()[0], Feed.objects.get().date_order) == (expected, MIXED)
    import_document(dated(UNSURE, "25/04/2026"))
    assert (days()[0], Feed.objects.get().date_order) == (APRIL, DAY)


@database
def test_a_later_document_is_read_as_the_earlier_ones_showed(import_document: Import) -> None:
    import_document(dated(UNSURE, "25/04/2026"))

    later = import_document(dated(UNSURE, "05/04/2026"))

    assert told(later) == ("applied", 1, 1)
    assert days() == [APRIL, date(2026, 4, 5)]
    assert told(import_document(dated(UNSURE, "05/04/2026"))) == ("unchanged", 0, 2)


@database
def test_only_the_jobs_that_now_mean_something_else_are_written_anew(
    import_document: Import,
) -> None:
    before = [UNSURE, "2026-04-24", *["24 April 2026"] * 30]
    first = import_document(dated(*before))
    unknown = days()[0]

    second = import_document(dated(*before, "25/04/2026"))  # after the first twenty

    assert (told(first), unknown) == (("applied", 32, 0), None)
    assert (told(second), days()[0]) == (("applied", 2, 31), APRIL)
    assert told(import_document(dated(*before, "25/04/2026"))) == ("unchanged", 0, 33)


@database
def test_first_records_that_mislead_do_no_harm(import_document: Import) -> None:
    import_document(dated(UNSURE, "25/04/2026", *["2026-04-24"] * 30, "04/25/2026"))

    assert (days()[0], Feed.objects.get().date_order) == (None, MIXED)


@database
@pytest.mark.parametrize("change", [{"overrides": "industry ?= Shipping"}, {"dialect": "yubhub"}])
def test_what_was_shown_to_other_rules_is_forgotten(
    import_document: Import, change: dict[str, str]
) -> None:
    import_document(dated(UNSURE, "25/04/2026"))
    Feed.objects.update(**change)

    import_document(dated(UNSURE, "05/04/2026"))

    assert (days(), Feed.objects.get().date_order) == ([None, None], "")


@database
def test_what_another_address_showed_is_forgotten(import_document: Import) -> None:
    import_document(dated(UNSURE, "25/04/2026"))
    Feed.objects.update(applied_address="/feeds/other.xml")

    import_document(dated(UNSURE, "05/04/2026"))

    assert (days(), Feed.objects.get().date_order) == ([None, None], "")


@database
def test_a_dry_run_learns_nothing(import_document: Import) -> None:
    import_document(dated(UNSURE))
    before = list(Feed.objects.values())

    run = import_document(dated(UNSURE, "25/04/2026"), dry_run=True)

    assert (run.created, run.updated) == (1, 1)
    assert (list(Feed.objects.values()), days()) == (before, [None])


@database
def test_a_held_run_reads_by_its_document_and_leaves_what_the_feed_is_known_for(
    import_document: Import,
) -> None:
    import_document(dated("25/04/2026", UNSURE))

    new, other = record("new", Postedate=UNSURE), record("other", Postedate="4/25/2026")
    held = import_document(yubhub(new, other))

    assert held.status == "held"
    assert Job.objects.get(external_id="new").posted_on == MARCH
    assert Feed.objects.get().date_order == DAY


@pytest.mark.parametrize("dialect", sorted(DIALECTS))
def test_the_dialect_speaks_last(dialect: str) -> None:
    own = DIALECTS[dialect]
    said = Overrides(day_first=False)

    assert [day_first(order, said, own) for order in (DAY, MONTH, MIXED, "")] == [
        True,
        False,
        False,
        False,
    ]
    assert [day_first(order, Overrides(), own) for order in (DAY, MONTH, MIXED, "")] == [
        True,
        False,
        own.day_first,
        own.day_first,
    ]


@pytest.mark.parametrize(
    ("shown", "before", "order", "likely"),
    [
        (set(), "", "", ""),
        (set(), DAY, DAY, DAY),
        (set(), MIXED, MIXED, MIXED),
        ({True}, MONTH, DAY, DAY),
        ({False}, "", MONTH, MONTH),
        ({True}, MIXED, DAY, MIXED),  # a feed that mixes is not read twice in every run
        ({True, False}, DAY, MIXED, MIXED),
    ],
)
def test_what_a_document_shows_replaces_what_was_known(
    shown: set[bool], before: str, order: str, likely: str
) -> None:
    assert (order_of(shown, before), likely_order(shown, before)) == (order, likely)


@given(st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=1), st.sampled_from("/-"))
def test_dates_in_one_order_are_read_back_as_soon_as_one_shows_it(
    written: list[date], sign: str
) -> None:
    for form, order in ((f"%d{sign}%m{sign}%Y", DAY), (f"%m{sign}%d{sign}%Y", MONTH)):
        texts = [f"{day.strftime(form[:-2])}{day.year}" for day in written]
        shown = shown_by(RawJob(posted=text) for text in texts)

        if any(day.day > 12 for day in written):
            assert order_of(shown, "") == order
            first = order == DAY
            assert [parse_date(text, day_first=first) for text in texts] == written
        else:
            assert shown == set()


@given(
    st.text(alphabet="0123456789-/.: ", max_size=20)
    | st.builds(
        "{0}{2}3{1}4{1}2026".format,
        st.text(alphabet="\"' \t\x0b\x1c\u00a0"),
        st.sampled_from("/-\N{FULLWIDTH SOLIDUS}\N{FULLWIDTH HYPHEN-MINUS}\N{SMALL HYPHEN-MINUS}"),
        st.sampled_from(["", "Mon, ", "segunda-feira, ", "den "]),
    )
)
def test_only_a_date_that_depends_on_the_order_changes_with_it(text: str) -> None:
    readings = {parse_date(text, day_first=one) for one in (None, True, False)}

    if len(readings) > 1 or shown_order(text) is not None:
        assert depends_on_order(text)
