"""The same searches by tantivy, a search engine in Rust, in this process, with its aggregations.

It gets the same words, already stemmed, in one field without positions, and only the live jobs:
less work than the board has. `pip install tantivy==0.27.0` beside the board, for this alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from django.db import connection

from jobs.lib.words import bare_words, stem
from jobs.models import Category, Employer, Industry, JobType, Level, Place, SearchRow, Skill, today
from jobs.search.packing import ARRANGEMENTS, unpack
from tests.bench.mix import Asked

VERSION = "0.27.0"
CURRENCY = "USD"
EXACT = 100_000  # values of a facet that each segment tells of: with fewer, counts are estimates
TERMS = ("employer", "job_type", "level", "category", "industry", "arrangement", "skill", "country")
NUMBERS = (*TERMS, "place", "posted", "stated", "pay", "unpaid")
MODELS = {
    "employer": Employer,
    "type": JobType,
    "level": Level,
    "category": Category,
    "industry": Industry,
    "skill": Skill,
}
FACETS = {"type": "job_type"}  # where our key is not the field
WORDS = {
    "sqlite": "SELECT rowid, title || ' ' || skills || ' ' || employer || ' ' || body "
    "FROM jobs_words WHERE rowid BETWEEN %s AND %s",
    "postgresql": "SELECT job_id, array_to_string(tsvector_to_array(words), ' ') "
    "FROM jobs_words WHERE job_id BETWEEN %s AND %s",
}
BATCH = 20_000


def is_there() -> bool:
    if find_spec("tantivy") is None:
        print(f"  tantivy is not installed: {sys.executable} -m pip install tantivy=={VERSION}")
        return False
    return True


class Tantivy:
    def __init__(self, folder: Path) -> None:
        self._api = import_module("tantivy")
        builder = self._api.SchemaBuilder()
        builder.add_unsigned_field("id", stored=True, indexed=True, fast=True)
        builder.add_text_field("words", tokenizer_name="whitespace", index_option="basic")
        for name in NUMBERS:
            builder.add_unsigned_field(name, indexed=True, fast=True)
        self._schema = builder.build()
        made = folder.is_dir()
        folder.mkdir(parents=True, exist_ok=True)
        self._index = self._api.Index(self._schema, path=str(folder))
        self._countries = {code: number for number, code in enumerate(_countries(), start=1)}
        if not made:
            self._fill()
        self._index.reload()
        self._searcher = self._index.searcher()

    def _fill(self) -> None:
        writer = self._index.writer(heap_size=500_000_000, num_threads=2)
        country = {
            pk: self._countries.get(code, 0)
            for pk, code in Place.objects.values_list("pk", "country")
        }
        for job, words, facts in _documents():
            codes = {country[place] for place in facts["place"]} - {0}
            told = {"id": job, "words": words, "country": sorted(codes), **facts}
            document = self._api.Document.from_dict(told, self._schema)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def ask(self, asked: Asked) -> tuple[int, list[int], list[Any]]:
        """Total, the ids of the 20 newest jobs, and the counts of all facets."""
        everything = self._query(asked)
        found = self._searcher.search(everything, limit=20, order_by_field="posted")
        ids = [self._searcher.doc(address)["id"][0] for _posted, address in found.hits]
        chosen = {FACETS.get(key, key) for key, _value in asked.filters}
        counts = [self._counts(everything, [key for key in AGGREGATIONS if key not in chosen])]
        counts += [
            self._counts(self._query(asked, without=key), [FACETS.get(key, key)])
            for key, _value in asked.filters
            if FACETS.get(key, key) in AGGREGATIONS
        ]
        return found.count, ids, counts

    def _counts(self, query: Any, keys: Iterable[str]) -> Any:
        wanted = {name: one for key in keys for name, one in AGGREGATIONS[key]().items()}
        return self._searcher.aggregate(query, wanted)

    def _query(self, asked: Asked, without: str = "") -> Any:
        stated = ("pay", "stated") in asked.filters
        parts = [self._word(word, asked.words) for word in bare_words(asked.words)]
        parts += [
            self._chosen(key, value, stated=stated)
            for key, value in asked.filters
            if key != without
        ]
        must = [(self._api.Occur.Must, part) for part in parts]
        return self._api.Query.boolean_query(must) if must else self._api.Query.all_query()

    def _word(self, word: str, text: str) -> Any:
        if text.endswith("*"):
            return self._api.Query.regex_query(self._schema, "words", f"{word}.*")
        return self._term("words", stem(word))

    def _chosen(self, key: str, value: str, *, stated: bool) -> Any:
        if key == "posted":
            since = (today() - timedelta(days=int(value))).toordinal()
            return self._at_least("posted", since)
        if key == "salary":
            enough = self._at_least("pay", int(value))
            return enough if stated else self._any(enough, self._term("unpaid", 1))
        if key == "pay":
            return self._term("stated", 1)
        if key == "place":
            inside = Place.objects.within(Place.objects.get(slug=value))
            keys = list(inside.values_list("pk", flat=True))
            return self._api.Query.term_set_query(self._schema, "place", keys)
        if key == "country":
            return self._term(key, self._countries[value])
        if key == "arrangement":
            return self._term(key, ARRANGEMENTS.index(value))
        return self._term(FACETS.get(key, key), MODELS[key].objects.get(slug=value).pk)

    def _term(self, field: str, value: object) -> Any:
        return self._api.Query.term_query(self._schema, field, value, index_option="basic")

    def _at_least(self, field: str, value: int) -> Any:
        kind = self._api.FieldType.Unsigned
        return self._api.Query.range_query(self._schema, field, kind, lower_bound=value)

    def _any(self, *queries: Any) -> Any:
        return self._api.Query.boolean_query([(self._api.Occur.Should, one) for one in queries])


def _top(field: str) -> Any:
    return lambda: {field: {"terms": {"field": field, "size": 30, "segment_size": EXACT}}}


def _between(field: str, edges: Sequence[int]) -> dict[str, Any]:
    """It knows no ranges that overlap: what they hold together is left to be added up."""
    ranges = [{"from": float(low), "to": float(high)} for low, high in pairwise(edges)]
    return {field: {"range": {"field": field, "ranges": [*ranges, {"from": float(edges[-1])}]}}}


def _posted() -> dict[str, Any]:
    return _between("posted", [today().toordinal() - days for days in (30, 7, 3, 1)])


def _salary() -> dict[str, Any]:
    unpaid = {"unpaid": {"terms": {"field": "unpaid", "size": 2}}}
    return _between("pay", (30_000, 60_000, 90_000, 120_000, 150_000, 200_000)) | unpaid


AGGREGATIONS = {field: _top(field) for field in TERMS} | {"posted": _posted, "salary": _salary}


def _countries() -> list[str]:
    codes = Place.objects.exclude(country="").order_by("country")
    return list(codes.values_list("country", flat=True).distinct())


def _documents() -> Iterator[tuple[int, str, dict[str, Any]]]:
    last = SearchRow.objects.order_by("-job").values_list("job", flat=True).first() or 0
    for start in range(1, last + 1, BATCH):
        rows = SearchRow.objects.filter(job__range=(start, start + BATCH - 1)).exclude(facts=None)
        found = list(rows.order_by("job").values_list("job", "facts"))
        with connection.cursor() as cursor:
            cursor.execute(WORDS[connection.vendor], [start, start + BATCH - 1])
            words = dict(cursor.fetchall())
        columns = unpack([bytes(facts) for _job, facts in found])
        live = columns.header["expires"] >= today().toordinal()
        for number in np.flatnonzero(live).tolist():
            job = found[number][0]
            yield job, words[job], _facts(columns, number)


def _facts(columns: Any, number: int) -> dict[str, Any]:
    head = columns.header[number]
    known = {name: int(head[name]) for name in TERMS[:6] if head[name]}
    ours = head["currency"] == CURRENCY.encode()
    unpaid = head["pay_to"] < 0 and (ours or not head["currency"])
    lists = {
        name: values[offsets[number] : offsets[number + 1]].tolist()
        for name, (offsets, values) in (("skill", columns.skills), ("place", columns.places))
    }
    pay = {"pay": int(head["pay_to"]) // 100} if ours and head["pay_to"] >= 0 else {}
    return {
        **known,
        **pay,
        **lists,
        "posted": int(head["posted"]),
        "stated": int(head["stated"]),
        "unpaid": int(unpaid),
    }
