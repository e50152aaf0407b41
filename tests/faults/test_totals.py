"""Every record of a document is counted once, whatever is wrong with it or repeated in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jobs.models import ImportRun
from tests.faults.laws import TOTALS
from tests.make import record, yubhub

pytestmark = pytest.mark.django_db
Import = Callable[..., ImportRun]
GOOD, MOVED = record("a"), record("a", Location="Cork, IE")
UNUSABLE = record("a", Applyto="ftp://files.example/")
FAULTY = GOOD.replace("</job>", "".join(f"<x{n}>v</x{n}>" for n in range(600)) + "</job>")
DOCUMENTS = {
    "a faulty one, then a good one": [FAULTY, GOOD],
    "a good one, then a faulty one": [GOOD, FAULTY],
    "only faulty ones": [FAULTY, FAULTY],
    "a faulty one, then two places": [FAULTY, GOOD, MOVED],
    "an unusable one, then a good one": [UNUSABLE, GOOD],
    "one place, another, and the first": [GOOD, MOVED, GOOD],
    "two without an id": [record(""), record("")],
}


@pytest.mark.parametrize("before", [[], [record("a")], [record("b")]], ids=["new", "known", "b"])
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_record_is_counted_once(
    import_document: Import, kind: str, before: list[str]
) -> None:
    records = DOCUMENTS[kind]
    document = yubhub(*records, record("other"))
    import_document(yubhub(*before, record("other")))

    for run in (import_document(document), import_document(document)):
        counted = {name: getattr(run, name) for name in TOTALS if getattr(run, name)}
        assert run.seen == sum(counted.values()) == len(records) + 1, counted


def test_the_first_usable_record_of_an_id_is_no_duplicate(import_document: Import) -> None:
    run = import_document(yubhub(FAULTY, GOOD, MOVED))

    assert (run.created, run.rejected, run.duplicates) == (1, 1, 1)
    job = run.feed.jobs.get()
    assert (job.external_id, [place.name for place in job.place_list]) == ("a", ["Cork, Ireland"])
