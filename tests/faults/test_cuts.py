"""A document that breaks off changes nothing, wherever it does."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from jobs.models import Feed, ImportRun
from tests.faults import dump
from tests.faults.cuts import YUBHUB, end_of_feed, refused
from tests.faults.documents import SAMPLE, large

Import = Callable[..., ImportRun]
PLACES = {
    "before the first byte": 0,
    "in the declaration": SAMPLE.index("UTF-8"),
    "before the root": SAMPLE.index("<source>"),
    "in a comment": SAMPLE.index("for tests"),
    "in a name": SAMPLE.index("externalid") + 3,
    "in a text": SAMPLE.index("77a"),
    "in an entity": SAMPLE.index("&amp; Guide") + 3,
    "in a character reference": SAMPLE.index("&#38;") + 3,
    "in the beginning of CDATA": SAMPLE.index("<![CDATA[") + 5,
    "in CDATA": SAMPLE.index("<ul>") + 2,
    "in the end of CDATA": SAMPLE.index("]]>") + 1,
    "in an empty element": SAMPLE.index("<Postedate/>") + 11,
    "between two records": SAMPLE.index("</job>") + 6,
    "after the last record": SAMPLE.rindex("</job>") + 6,
    "after the jobs": SAMPLE.rindex("</jobs>") + 7,
    "in the last end tag": SAMPLE.rindex("</source>") + 8,
}


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_no_cut_of_a_small_feed_is_taken_for_the_whole(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    sent = pack(SAMPLE.encode())
    end = end_of_feed(SAMPLE.encode(), sent)

    assert refused(sent, range(len(sent)), end, tmp_path) == end


@pytest.mark.skipif(not YUBHUB.exists(), reason="no feeds of others beside the project")
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_no_cut_of_the_yubhub_feed_is_taken_for_the_whole(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    sent = pack(YUBHUB.read_bytes())
    end = end_of_feed(YUBHUB.read_bytes(), sent)
    offsets = [*range(0, end - 40, 40), *range(end - 40, end)]

    assert refused(sent, offsets, end, tmp_path) == len(offsets)


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_no_cut_of_a_large_feed_is_taken_for_the_whole(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    document = large(5_000).encode()
    sent = pack(document)
    offsets = [*random.Random(3).sample(range(len(sent)), 3), len(sent) - 1]

    assert refused(sent, offsets, end_of_feed(document, sent), tmp_path) == len(offsets)


@pytest.mark.django_db
@pytest.mark.parametrize("place", PLACES)
def test_a_run_of_a_cut_feed_is_rejected_and_changes_nothing(
    import_document: Import, place: str
) -> None:
    cut = SAMPLE[: PLACES[place]].encode()
    import_document(SAMPLE)
    Feed.objects.update(etag='"1"')
    before, jobs = dump.board(), dump.ids()

    plain, packed = import_document(cut), import_document(gzip.compress(SAMPLE.encode())[:-9])

    assert [run.status for run in (plain, packed)] == ["rejected", "rejected"]
    assert [run.closed + run.held + run.created for run in (plain, packed)] == [0, 0]
    after = dump.board()
    assert {feed.pop("health") for feed in after["feeds"].values()} == {"failing"}
    assert {feed.pop("health") for feed in before["feeds"].values()} == {"well"}
    assert (after, dump.ids()) == (before, jobs)
    assert Feed.objects.get().etag == '"1"'
