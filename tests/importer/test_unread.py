"""What no field reads is told, whatever reads the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.importer.dialects import DIALECTS
from jobs.importer.intake import NO_OVERRIDES, Rules
from jobs.importer.records import Element, RawJob, Record, Sketch, Task
from jobs.importer.staging import read_document
from jobs.importer.unread import EXAMPLE, MOST, unread
from jobs.importer.worktable import Worktable
from tests.make import record, yubhub


def told(tmp_path: Path, document: str, overrides: str = "") -> tuple[Element, ...]:
    path = tmp_path / "document"
    path.write_text(document)
    table = str(tmp_path / "worktable")
    task = Task(str(path), table, "", overrides=overrides, today="2026-11-23", curious=True)
    return read_document(task, Worktable(Path(table))).unread


DOCUMENT = yubhub(
    record("a", Perk="Bread", Shift="<Begin>6 am</Begin><End>noon</End>"),
    record("b", Perk="  Butter\n and jam "),
    record("c", Begin="x"),
)


def test_elements_that_no_field_reads_are_told_with_an_example(tmp_path: Path) -> None:
    assert told(tmp_path, DOCUMENT) == (
        ("perk", 2, "Bread"),
        ("shift/begin", 1, "6 am"),
        ("shift/end", 1, "noon"),
        ("begin", 1, "x"),
    )


@pytest.mark.parametrize(
    ("overrides", "unread_paths"),
    [
        ("skills = perk", ["shift/begin", "shift/end", "begin"]),
        ("level := {begin} to {shift/end}", ["perk", "shift/begin", "shift/end", "begin"]),
        ("level := {shift/begin} to {shift/end}", ["perk", "begin"]),
        ("skills = none | shift/end", ["perk", "shift/begin", "begin"]),
    ],
)
def test_what_a_rule_reads_is_read(tmp_path: Path, overrides: str, unread_paths: list[str]) -> None:
    assert [path for path, _number, _text in told(tmp_path, DOCUMENT, overrides)] == unread_paths


def test_only_who_asks_is_told(tmp_path: Path) -> None:
    path, table = tmp_path / "document", tmp_path / "worktable"
    path.write_text(DOCUMENT)

    assert read_document(Task(str(path), str(table), ""), Worktable(table)).unread == ()


def test_names_without_end_and_long_texts_stay_few_and_short() -> None:
    entries = tuple((f"made-up-{number}", "long " * 500) for number in range(MOST + 50))

    found = unread([Record(entries)], lambda _record: RawJob())

    assert len(found) == MOST
    assert {len(text) for _path, _number, text in found} == {EXAMPLE}


PATHS = st.sampled_from(["title", "url", "company", "perk", "location/city", "salary@unit", "@id"])


@given(st.lists(st.lists(st.tuples(PATHS, st.text("ab ", max_size=3)), max_size=8), max_size=4))
def test_an_element_that_is_told_can_be_left_out_of_every_job(
    records: list[list[tuple[str, str]]],
) -> None:
    rules = Rules(DIALECTS["generic"], Sketch("jobs", "job"), NO_OVERRIDES, "")
    made = [Record(tuple(entries)) for entries in records]

    for path, number, _text in unread(made, rules.raw_job):
        without = [
            Record(tuple(entry for entry in one.entries if entry[0] != path)) for one in made
        ]
        assert list(map(rules.raw_job, made)) == list(map(rules.raw_job, without))
        assert number == sum(
            any(name == path and text.strip() for name, text in one.entries) for one in made
        )
