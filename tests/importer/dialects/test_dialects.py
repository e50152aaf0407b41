"""Every document of `data/`, named DIALECT.xml or DIALECT-VARIANT.xml, against its .json."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from random import Random

import pytest

from jobs.importer import reading
from jobs.importer.dialects import DIALECTS, detect
from jobs.importer.records import RawJob, Record, Sketch

DATA = Path(__file__).parent / "data"
DOCUMENTS = sorted(DATA.glob("*.xml"))
ADDRESS = "https://harbourline.jobs.personio.de/xml?language=en"  # of every feed


def read(path: Path) -> tuple[Sketch, list[Record]]:
    encoding = reading.encoding_of(path, "")
    sketch = reading.sketch(path, encoding)
    return sketch, list(reading.records(path, encoding, sketch, Counter()))


def told(raw: RawJob) -> dict[str, str]:
    return {name: text for name, text in asdict(raw).items() if text}


EACH = [pytest.param(path, id=path.stem) for path in DOCUMENTS]


@pytest.mark.parametrize("path", EACH)
def test_a_document_is_known_by_its_dialect_and_tells_these_jobs(path: Path) -> None:
    sketch, records = read(path)
    dialect = detect(sketch)
    assert dialect is not None
    assert dialect.name == path.stem.partition("-")[0]
    jobs = [told(dialect.raw_job(record, sketch, ADDRESS)) for record in records]
    assert jobs == json.loads(path.with_suffix(".json").read_text())


def test_every_dialect_has_a_document() -> None:
    assert {path.stem.partition("-")[0] for path in DOCUMENTS} == set(DIALECTS)


@pytest.mark.parametrize("path", EACH)
def test_at_most_one_product_claims_a_document(path: Path) -> None:
    sketch, _records = read(path)
    own = DIALECTS[path.stem.partition("-")[0]]
    claims = {dialect.name for dialect in DIALECTS.values() if dialect.fits(sketch)}
    products = {name for name in claims if DIALECTS[name].rank == 2}
    assert products == ({own.name} if own.rank == 2 else set())


@pytest.mark.parametrize("path", EACH)
def test_the_order_of_elements_tells_nothing(path: Path) -> None:
    sketch, records = read(path)
    dialect = detect(sketch)
    assert dialect is not None
    for record in records:
        shuffled = replace(record, entries=_shuffled(record))
        before = dialect.raw_job(record, sketch, ADDRESS)
        after = dialect.raw_job(shuffled, sketch, ADDRESS)
        assert after == before


def _shuffled(record: Record) -> tuple[tuple[str, str], ...]:
    """The record's children in another order; those of one name keep theirs, as their values do."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for path, text in record.entries:
        groups.setdefault(path.partition("/")[0].partition("@")[0], []).append((path, text))
    children = list(groups.values())
    Random(7).shuffle(children)
    return tuple(entry for child in children for entry in child)


def test_a_document_without_titles_is_in_no_dialect() -> None:
    names = frozenset(("colour", "weight", "id"))
    assert detect(Sketch(root="things", record="thing", names=names)) is None
