"""The raw limits: what each part of an import costs by itself, done as barely as it can be.

Each reads the feed as a stream, so that memory plays no part, and times its own part only.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from lxml import etree

from jobs.importer import reading
from jobs.importer.records import Task
from jobs.importer.staging import read_document
from jobs.importer.worker import normalised
from jobs.importer.worktable import Worktable
from jobs.lib import html
from jobs.lib.words import body_words, words
from jobs.search.backends import backend

BATCH = 500  # rows a transaction, as the importer has it
MADE_LIKE = {  # an empty table of the same shape as that of the search words
    "sqlite": [
        "CREATE VIRTUAL TABLE bench_words USING fts5("
        "title, skills, employer, body, tokenize = 'unicode61 remove_diacritics 0')",
    ],
    "postgresql": [
        "CREATE TABLE bench_words (job_id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX bench_words_words ON bench_words USING gin (words)",
    ],
}


class _Records:
    """A parser target that keeps the texts of the record at hand by element name."""

    def __init__(self) -> None:
        self.done: list[dict[str, str]] = []
        self._record: dict[str, str] = {}
        self._text: list[str] = []

    def start(self, tag: str, _attributes: object) -> None:
        self._text.clear()
        if tag == "job":
            self._record = {}

    def data(self, text: str) -> None:
        self._text.append(text)

    def end(self, tag: str) -> None:
        if tag == "job":
            self.done.append(self._record)
        else:
            self._record[tag] = "".join(self._text)

    def close(self) -> None:
        """Nothing is left to do."""


def records(path: Path) -> Iterator[dict[str, str]]:
    target: Any = _Records()
    parser = etree.XMLParser(target=target)
    with path.open("rb") as source:
        while chunk := source.read(64 * 1024):
            parser.feed(chunk)
            yield from target.done
            target.done.clear()
    parser.close()


def parse_only(path: Path) -> float:
    """Seconds in which the XML parser hands over the text of every element, and nothing else."""
    began = time.perf_counter()
    for _record in records(path):
        pass
    return time.perf_counter() - began


def read_only(path: Path) -> float:
    """Seconds in which our reader hands over every record: with limits, encodings and repairs."""
    began = time.perf_counter()
    encoding = reading.encoding_of(path)
    sketch = reading.sketch(path, encoding)
    for _record in reading.records(path, encoding, sketch, Counter()):
        pass
    return time.perf_counter() - began


def sanitise_only(path: Path) -> float:
    """Seconds in which all descriptions are made safe."""
    spent = 0.0
    for record in records(path):
        began = time.perf_counter()
        html.clean(record["Description"])
        spent += time.perf_counter() - began
    return spent


def normalise_only(path: Path) -> float:
    """Seconds in which all facts are made of the records, with descriptions made safe."""
    with tempfile.TemporaryDirectory() as folder:
        worktable = Path(folder) / "worktable"
        with closing(Worktable(worktable)) as table:
            task = Task(str(path), str(worktable), str(path))
            told = read_document(task, table)
            waiting = list(table.to_write())
            began = time.perf_counter()
            for _made in normalised(told, waiting, date.today()):
                pass
            return time.perf_counter() - began


def index_only(path: Path) -> float:
    """Seconds in which the database takes in the words of all jobs, with its text index alone."""
    with connection.cursor() as cursor:
        for statement in MADE_LIKE[connection.vendor]:
            cursor.execute(statement)
    numbered, spent = enumerate(records(path), start=1), 0.0
    while batch := list(islice(numbered, BATCH)):
        rows = [backend().stored_form(number, _words(record)) for number, record in batch]
        began = time.perf_counter()
        with transaction.atomic():
            backend().insert("bench_words", rows)
        spent += time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_words")
    return spent


def _words(record: dict[str, str]) -> tuple[list[str], ...]:
    around = f"{record['Employername']} {record['Category']} {record['Location']}"
    body = body_words(html.clean(record["Description"]))
    return words(record["Title"]), words(record["Skills"]), words(around), body
