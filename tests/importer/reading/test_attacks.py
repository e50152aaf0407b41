"""Attacks through XML. Each has a control that shows what it does to a reader without the defence.

Memory is measured in a child process of its own, because a process never gives its peak back.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from time import process_time

import pytest
from lxml import etree

from jobs.importer.reading import encoding_of, records, repair, sketch
from jobs.importer.records import Rejected, Sketch
from tests.importer.reading.pieces import Write, entries, growth

CANARY = "what no feed may read"


def unguarded(path: Path) -> str:
    """All text of a document, by a parser that expands what it is asked to."""
    parser = etree.XMLParser(resolve_entities=True, load_dtd=True, no_network=False)
    return "".join(str(text) for text in etree.parse(path, parser).getroot().itertext())


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    path = tmp_path / "canary.txt"
    path.write_text(CANARY)
    return path


def test_another_file_is_never_included(feed_file: Write, canary: Path) -> None:
    path = feed_file(
        f'<!DOCTYPE jobs [<!ENTITY x SYSTEM "{canary.as_uri()}">]>'
        "<jobs><job><title>&x;</title></job></jobs>"
    )

    assert unguarded(path) == CANARY
    refuses(path)


def test_an_entity_of_a_foreign_dtd_is_never_read(feed_file: Write, canary: Path) -> None:
    dtd = canary.with_name("evil.dtd")
    dtd.write_text(f'<!ENTITY x SYSTEM "{canary.as_uri()}">')
    path = feed_file(
        f'<!DOCTYPE jobs SYSTEM "{dtd.as_uri()}"><jobs><job><title>&x;</title></job></jobs>'
    )

    assert unguarded(path) == CANARY
    refuses(path)


def test_xinclude_is_text_like_any_other(feed_file: Write, canary: Path) -> None:
    path = feed_file(
        '<jobs xmlns:xi="http://www.w3.org/2001/XInclude"><job><title>'
        f'<xi:include href="{canary.as_uri()}" parse="text"/></title></job></jobs>'
    )
    tree = etree.parse(path)
    tree.xinclude()

    assert CANARY in "".join(map(str, tree.getroot().itertext()))
    assert CANARY not in str(entries(path))


def test_no_file_but_the_feed_is_opened(feed_file: Write, canary: Path) -> None:
    path = feed_file(f'<!DOCTYPE jobs SYSTEM "{canary.as_uri()}"><jobs/>')
    opened: list[str] = []
    sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" else None)

    refuses(path)

    assert {Path(name).name for name in opened} & {canary.name} == set()
    assert str(path) in opened


LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
BLOCK = f'<!ENTITY e9 "{"x" * 50_000}">'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize(
    ("entities", "attack", "control"),
    [(LAUGHS, "&e9;", "&e4;"), (BLOCK, "&e9;" * 20_000, "&e9;" * 10)],
    ids=["billion laughs", "quadratic blow-up"],
)
def test_entities_that_grow_are_refused_before_they_do(
    feed_file: Write, entities: str, attack: str, control: str, encoding: str
) -> None:
    document = f'<!DOCTYPE jobs [<!ENTITY e0 "ha">{entities}]><jobs><job>@</job></jobs>'
    started = process_time()

    refuses(feed_file(document.replace("@", attack).encode(encoding)))

    assert process_time() - started < 1
    assert len(unguarded(feed_file(document.replace("@", control)))) >= 20_000


def test_deep_nesting_is_refused(feed_file: Write) -> None:
    path = feed_file("<a>" * 2_000 + "</a>" * 2_000)
    started = process_time()

    with pytest.raises(Rejected, match="at most 64 elements inside each other"):
        list(records(path, "utf-8", Sketch("a", "job"), Counter()))
    with pytest.raises(Rejected, match="at most 64 elements inside each other"):
        sketch(path, "utf-8")
    assert process_time() - started < 1
    deep = etree.parse(path, etree.XMLParser(huge_tree=True)).getroot()
    assert sum(1 for _element in deep.iter()) == 2_000


@pytest.mark.parametrize(
    ("megabytes", "start", "sibling", "end", "refused"),
    [
        (200, "<jobs>", "<a b='c'/>", "</jobs>", True),
        (40, "<jobs><job>", "<a b='c'/>", "</job></jobs>", True),
        (40, "<jobs>", "<!-- a comment, and on it goes -->", "</jobs>", False),
        (40, "<jobs><job><title>", "a text <!-- and a comment -->", "</title></job></jobs>", False),
        (40, "<jobs>", "<?pi with some data, and on it goes?>", "</jobs>", False),
        (40, "<jobs>", "only text ", "</jobs>", False),
        (40, "", "<!-- before the root -->", "<jobs/>", True),
    ],
)
def test_megabytes_around_the_records_cost_no_memory(
    tmp_path: Path, megabytes: int, start: str, sibling: str, end: str, refused: bool
) -> None:
    path = tmp_path / "feed.xml"
    with path.open("w") as document:
        document.write(start)
        block = sibling * 100_000
        for _block in range(megabytes * 1_000_000 // len(block)):
            document.write(block)
        document.write(end)

    grown, message = growth(path)

    assert grown < 30_000  # KB
    assert message.startswith("expected ") == refused


def test_a_tree_of_the_same_siblings_fills_the_memory(feed_file: Write) -> None:
    path = feed_file("<jobs>" + "<a b='c'/>" * 500_000 + "</jobs>")  # 5 of 200 MB

    assert growth(path, "tree")[0] > 80_000  # KB
    assert growth(path)[0] < 30_000


def test_names_made_up_by_the_thousand_cost_no_memory(feed_file: Write) -> None:
    jobs = (
        f"<job>{''.join(f'<n{number}x{field}/>' for field in range(100))}</job>"
        for number in range(2_000)
    )

    assert growth(feed_file(f"<jobs>{''.join(jobs)}</jobs>"))[0] < 30_000


def test_utf_7_is_refused_where_a_parser_alone_makes_markup_of_it(feed_file: Write) -> None:
    document = (
        b'<?xml version="1.0" encoding="%s"?><jobs><job>+ADw-b+AD4-x+ADw-/b+AD4-</job></jobs>'
    )
    path = feed_file(document % b"UTF-7")

    assert etree.parse(path).getroot().find("job/b") is not None
    with pytest.raises(Rejected, match="got 'UTF-7'"):
        encoding_of(path)
    assert entries(
        feed_file(
            document.replace(b"<job>", b"<job><title>").replace(b"</job>", b"</title></job>")
            % b"UTF-8"
        )
    ) == [(("title", "+ADw-b+AD4-x+ADw-/b+AD4-"),)]


def test_attributes_without_end_are_not_kept(feed_file: Write) -> None:
    many = " ".join(f"a{number}='x'" for number in range(50_000))
    path = feed_file(f"<jobs {many}><job {many}><title>x</title></job></jobs>")

    look = sketch(path, "utf-8")
    [record] = records(path, "utf-8", look, Counter())

    assert len(look.header) == len(record.entries) - 1 == 20
    assert record.fault == "expected at most 20 attributes an element, got more"
    with pytest.raises(Rejected, match="an element in the first 2 MB"):
        sketch(feed_file(f"<jobs {many * 5}/>"), "utf-8")


def refuses(path: Path) -> None:
    """By the first look, by the reader and by the repair."""
    encoding = encoding_of(path)
    with pytest.raises(Rejected, match="without a DOCTYPE"):
        sketch(path, encoding)
    with pytest.raises(Rejected, match="without a DOCTYPE"):
        list(records(path, encoding, Sketch("jobs", "job"), Counter()))
    with pytest.raises(Rejected, match="without a DOCTYPE"):
        repair(path, encoding, path.with_suffix(".repaired"), Counter())
