"""The first look at a document: root, record, names, header, namespaces."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.importer.reading import encoding_of, sketch
from jobs.importer.reading.names import RECORD_NAMES
from jobs.importer.records import NotWellFormed, Sketch
from tests.importer.reading.pieces import Write, entries

JOB = "<title>Baker</title><url>https://crumb.example/1</url>"
OPENING, POSTING = "positionopening", "jobpositionposting"
HEAD = "<x><m><title>X</title><text>y</text></m>"


def look(feed_file: Write, document: str) -> Sketch:
    path = feed_file(document)
    return sketch(path, encoding_of(path))


@pytest.mark.parametrize(
    ("document", "record", "single"),
    [
        (f"<source><jobs><job>{JOB}</job></jobs></source>", "job", False),
        (f"<source><publisher>P</publisher><Job>{JOB}</Job></source>", "job", False),
        (f"<rss><channel><title>C</title><item>{JOB}</item></channel></rss>", "item", False),
        (f"<rdf><channel><title>C</title></channel><item>{JOB}</item></rdf>", "item", False),
        (f"<feed><title>C</title><entry>{JOB}</entry></feed>", "entry", False),
        (
            f"<e:Body xmlns:e='urn:e'><PositionOpening>{JOB}</PositionOpening></e:Body>",
            OPENING,
            False,
        ),
        # The outermost name wins ...
        (f"<jobs><job>{JOB}<position><name>x</name></position></job></jobs>", "job", False),
        (f"<list><position>{JOB}<job>x</job></position></list>", "position", False),
        (f"<jobs><job id='1'><position>{JOB}</position></job></jobs>", "job", False),
        # ... unless it only holds several others.
        (f"<all><listing><job>{JOB}</job><job>{JOB}</job></listing></all>", "job", False),
        # Attributes may hold everything.
        ("<jobs><job title='Baker' url='https://crumb.example'/></jobs>", "job", False),
        # A leaf is no record as long as something else is.
        (f"<x><position>3</position><job>{JOB}</job></x>", "job", False),
        # No known name: what holds a title and a link or text.
        ("<list><chance><name>Baker</name><text>Bread</text></chance></list>", "chance", False),
        (f"<list>{f'<row>{JOB}</row>' * 2}</list>", "row", False),
        (f"{HEAD}<rows>{f'<r>{JOB}</r>' * 2}</rows></x>", "r", False),
        ("<lista><praca_row><nazwa>A</nazwa><opis>B</opis></praca_row></lista>", "pracarow", False),
        # The root is the record only when it is a job itself.
        (f"<job>{JOB}</job>", "job", True),
        (f"<job>{JOB}<position>1</position></job>", "job", True),
        (
            "<JobPositionPosting><Info><JobTitle>x</JobTitle></Info></JobPositionPosting>",
            POSTING,
            True,
        ),
        (f"<listing><title>All</title><job>{JOB}</job><job>{JOB}</job></listing>", "job", False),
        (f"<offer><offer>{JOB}</offer><offer>{JOB}</offer></offer>", "offer", False),
        # Nothing that is a job.
        ("<jobs/>", "", False),
        ("<rss><channel><title>C</title><link>l</link></channel></rss>", "", False),
        (
            "<rss><channel><title>C</title><image><title>C</title><link>l</link></image>"
            "</channel></rss>",
            "",
            False,
        ),
        ("<feed><title>C</title><author><name>A</name><uri>u</uri></author></feed>", "", False),
        ("<note><to>You</to><body>Hello</body></note>", "", False),
    ],
)
def test_the_record_element_is_found(
    feed_file: Write, document: str, record: str, single: bool
) -> None:
    found = look(feed_file, document)

    assert (found.record, found.single) == (record, single)


def test_a_sketch_tells_everything_a_dialect_may_go_by(feed_file: Write) -> None:
    document = (
        '<?xml version="1.0"?><Feed date="2026-11-01" xmlns:x="urn:x" xmlns="urn:d">'
        "<x:Publisher-Url> https://p.example </x:Publisher-Url><publisherUrl>second</publisherUrl>"
        "<channel><title>Bakers</title><link href='https://c.example'/></channel>"
        "<job ID='1'><Title>Baker</Title><place><City code='c'>Cork</City></place></job>"
        "<job><title>Miller</title><x:pay>10</x:pay></job><total>2</total></Feed>"
    )

    assert look(feed_file, document) == Sketch(
        root="feed",
        record="job",
        names=frozenset({"@id", "title", "place", "place/city", "place/city@code", "pay"}),
        header={
            "@date": "2026-11-01",
            "publisherurl": "https://p.example",
            "channel/title": "Bakers",
            "channel/link@href": "https://c.example",
            "total": "2",
        },
        uris=frozenset({"urn:x", "urn:d"}),
    )


def test_the_header_is_bounded(feed_file: Write) -> None:
    many = "".join(f"<h{number}>x</h{number}>" for number in range(200))

    found = look(feed_file, f"<jobs><long>{'y' * 5_000}</long>{many}</jobs>")

    assert len(found.header) == 100
    assert found.header["long"] == "y" * 1_000


def test_names_are_those_of_the_first_twenty_records(feed_file: Write) -> None:
    jobs = "".join(f"<job><n{number}/></job>" for number in range(30))

    found = look(feed_file, f"<jobs>{jobs}</jobs>")

    assert found.names == {f"n{number}" for number in range(20)}


def test_a_long_document_is_not_read_to_its_end(feed_file: Write) -> None:
    jobs = f"<job>{JOB}</job>" * 10_000

    assert look(feed_file, f"<jobs>{jobs}</no>").record == "job"
    with pytest.raises(NotWellFormed, match="mismatch"):
        entries(feed_file(f"<jobs>{jobs}</no>"))


@given(
    st.lists(
        st.recursive(
            st.sampled_from(["<title>t</title>", "<url>u</url>", "<text>x</text>", "<n/>"]),
            lambda inner: st.builds(
                lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
                st.sampled_from(["job", "jobs", "item", "channel", "row", "position"]),
                st.lists(inner, max_size=4),
            ),
            max_leaves=12,
        ),
        max_size=4,
    )
)
def test_the_record_is_an_element_below_the_root_or_the_root(parts: list[str]) -> None:
    document = f"<all>{''.join(parts)}</all>"
    with TemporaryDirectory() as folder:
        path = Path(folder, "feed.xml")
        path.write_text(document)
        found = sketch(path, "utf-8")

    assert found.record == "" or f"<{found.record}>" in document
    assert not found.single
    assert bool(found.record) or not any(f"<{name}>" in document for name in RECORD_NAMES)
