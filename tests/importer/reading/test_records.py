"""The records of a document: their entries in order, HTML in texts, and the limits."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.importer.reading import records, sketch
from jobs.importer.reading.target import TOO_LONG, TOO_MANY, TOO_MANY_ATTRIBUTES
from jobs.importer.records import NotWellFormed, Record, Rejected, Sketch
from tests.importer.reading.pieces import Write, entries, read

LINK = '<a href="https://x.example/?a=1&amp;b">x</a>'
LIST = "<ul><li>a</li><li>alert(1)</li></ul>"


def job(inside: str) -> str:
    return f"<jobs><job>{inside}</job></jobs>"


def test_every_element_and_attribute_is_an_entry_in_document_order(feed_file: Write) -> None:
    document = (
        '<f:jobs xmlns:f="urn:f"><f:Job ID=" 7 " x="y"><f:Apply-To> a </f:Apply-To>'
        '<places> two <place code="c"><city><![CDATA[Cork & Kerry]]></city></place>'
        '<place at="a&amp;b&#38;amp;&lt;"/> places </places>'
        '<Salary_Min currency="EUR"/></f:Job></f:jobs>'
    )

    assert entries(feed_file(document)) == [
        (
            ("@id", "7"),
            ("@x", "y"),
            ("applyto", "a"),
            ("places", "two places"),
            ("places/place", ""),
            ("places/place@code", "c"),
            ("places/place/city", "Cork & Kerry"),
            ("places/place", ""),
            ("places/place@at", "a&b&amp;<"),
            ("salarymin", ""),
            ("salarymin@currency", "EUR"),
        )
    ]


def test_comments_and_processing_instructions_say_nothing(feed_file: Write) -> None:
    document = '<?xml-stylesheet href="x.xsl"?>' + job("<title>Ba<!-- x -->k<?php y ?>er</title>")

    assert entries(feed_file(document)) == [(("title", "Baker"),)]


def test_undeclared_prefixes_are_read_past(feed_file: Write) -> None:
    assert entries(feed_file(job("<x:title>Baker</x:title>"))) == [(("title", "Baker"),)]


def test_a_document_of_one_job_is_its_own_record(feed_file: Write) -> None:
    path = feed_file('<job id="1"><title>Baker</title></job>')

    assert entries(path) == [(("@id", "1"), ("title", "Baker"))]


def test_a_document_without_records_is_still_read_to_its_end(feed_file: Write) -> None:
    whole, cut = "<jobs><total>0</total></jobs>", "<jobs><total>0</total>"

    assert list(records(feed_file(whole), "utf-8", Sketch("jobs"), Counter())) == []
    with pytest.raises(NotWellFormed):
        list(records(feed_file(cut), "utf-8", Sketch("jobs"), Counter()))


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<p>Bread<br/>and <b>rolls</b></p>", "<p>Bread<br>and <b>rolls</b></p>"),
        ("R&amp;D <i>x</i> a &lt; b", "R&amp;D <i>x</i> a &lt; b"),
        ("&lt;p&gt;R&amp;amp;D&lt;/p&gt;<br/>", "<p>R&amp;D</p><br>"),
        ("<![CDATA[<p>R&amp;D</p>]]>", "<p>R&amp;D</p>"),
        ('<a href="https://x.example/?a=1&amp;b" onclick="evil()">x</a>', LINK),
        ("<ul><li>a</li><li><script>alert(1)</script></li></ul>", LIST),
        ("<p><custom>Word</custom></p>", "<p>Word</p>"),
        ("<hr/><img src='x'/>", "<hr><img>"),
        ("<br/>", "<br>"),
    ],
)
def test_html_elements_inside_a_text_are_part_of_it(
    feed_file: Write, inside: str, text: str
) -> None:
    document = job(f"<title>Baker</title><description>{inside}</description><url>u</url>")

    assert entries(feed_file(document)) == [
        (("title", "Baker"), ("description", text), ("url", "u"))
    ]


def test_xhtml_is_part_of_any_text(feed_file: Write) -> None:
    document = (
        '<feed><entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Master '
        "<em>Baker</em></div></title></entry></feed>"
    )

    assert entries(feed_file(document)) == [
        (("title", "<div>Master <em>Baker</em></div>"), ("title@type", "xhtml"))
    ]


def test_fields_named_like_html_stay_fields(feed_file: Write) -> None:
    document = job("<b>1</b><location><p>Cork</p></location>")

    assert entries(feed_file(document)) == [
        (("b", "1"), ("location", ""), ("location/p", "Cork")),
    ]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Dev <b>senior</b> lead", "Dev senior lead"),
        ("<strong><em>Head</em> <i>Baker</i></strong>", "Head Baker"),
        ("Baker<br/>and <span class='x'>R&amp;D</span>", "Baker and R&D"),
        ("Dev<br>senior</br>lead", "Dev seniorlead"),
    ],
)
def test_marks_inside_a_short_text_are_left_out(feed_file: Write, title: str, text: str) -> None:
    assert entries(feed_file(job(f"<title>{title}</title><id>1</id>"))) == [
        (("title", text), ("id", "1"))
    ]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<field name="Job Title">X</field>', (("jobtitle", "X"), ("jobtitle@name", "Job Title"))),
        (
            '<attributes><attribute id="1" name="title">X</attribute></attributes>',
            (
                ("attributes", ""),
                ("attributes/title", "X"),
                ("attributes/title@id", "1"),
                ("attributes/title@name", "title"),
            ),
        ),
        ('<param name="{x}">X</param>', (("param", "X"), ("param@name", "{x}"))),
        (
            '<property>X</property><field id="1"/>',
            (("property", "X"), ("field", ""), ("field@id", "1")),
        ),
    ],
)
def test_a_field_may_be_called_by_its_attribute(
    feed_file: Write, inside: str, expected: tuple[tuple[str, str], ...]
) -> None:
    assert entries(feed_file(job(inside))) == [expected]


def test_records_are_found_by_fields_that_are_called_by_attributes(feed_file: Write) -> None:
    row = '<row><field name="title">Baker</field><field name="url">u</field></row>'
    assert sketch(feed_file(f"<table>{row * 2}</table>"), "utf-8").record == "row"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (
            '<m:title>Logo</m:title><m:link href="h"><m:x>y</m:x></m:link><title>Baker</title>'
            "<link>l</link>",
            (
                ("title", "Baker"),
                ("link", "l"),
                ("title", "Logo"),
                ("link", ""),
                ("link@href", "h"),
                ("link/x", "y"),
            ),
        ),
        ("<m:title>Baker</m:title><id>1</id>", (("title", "Baker"), ("id", "1"))),
    ],
)
def test_an_element_of_another_namespace_comes_behind_the_records_own(
    feed_file: Write, inside: str, expected: tuple[tuple[str, str], ...]
) -> None:
    for space in ("", ' xmlns="urn:own"'):
        path = feed_file(f"<jobs{space} xmlns:m='urn:m'><job>{inside}</job></jobs>")
        assert entries(path) == [expected]
    inside = "<o:job><title>L</title><o:title>B</o:title></o:job>"
    prefixed = f"<o:jobs xmlns:o='urn:o' xmlns='urn:p'>{inside}</o:jobs>"
    assert entries(feed_file(prefixed)) == [(("title", "B"), ("title", "L"))]


def nested(depth: int) -> str:
    return "<x>" * depth + "t" + "</x>" * depth


def attributes(number: int) -> str:
    return " ".join(f"a{n}='{n}'" for n in range(number))


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<x/>" * 500, ""),
        ("<x/>" * 501, TOO_MANY),
        ("<x/>" * 100_000, TOO_MANY),
        ("<x a='1' b='2'/>" * 500, ""),
        (nested(8), ""),
        (nested(9), TOO_MANY),
        (f"<x>{'y' * 1_000_000}</x>", ""),
        (f"<x>{'y' * 1_000_001}</x>", TOO_LONG),
        (f"<x>{'y' * 600_000}</x>" * 2, TOO_LONG),
        (f"<x>{'y' * 99_999}<!-- --></x>" * 400, TOO_LONG),
        (f"<x {attributes(20)}/>", ""),
        (f"<x {attributes(21)}/>", TOO_MANY_ATTRIBUTES),
    ],
)
def test_a_record_too_large_is_at_fault_and_the_next_one_is_read(
    feed_file: Write, inside: str, fault: str
) -> None:
    document = f"<jobs><job><id>1</id></job><job>{inside}</job><job><id>3</id></job></jobs>"
    path = feed_file(document)

    first, second, third = records(path, "utf-8", Sketch("jobs", "job"), Counter())

    assert (first, third) == (Record((("id", "1"),)), Record((("id", "3"),)))
    assert second.fault == fault
    assert sum(len(text) for _path, text in second.entries) <= 1_200_000


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("<a>" * 65 + "</a>" * 65, "expected at most 64 elements inside each other"),
        (job("<x>" * 65 + "</x>" * 65), "expected at most 64 elements inside each other"),
        (job(f"<description>{'<p>' * 65}{'</p>' * 65}</description>"), "inside each other"),
        (job(f"<{'n' * 101}/>"), "element names up to 100 characters"),
        (job(f"<x {'n' * 101}='1'/>"), "element names up to 100 characters"),
        ("<!DOCTYPE jobs><jobs/>", "without a DOCTYPE"),
        (job(f"<x>{'y' * 11_000_000}</x>"), ""),
        (job(f"<x><![CDATA[{'y' * 11_000_000}]]></x>"), "less than 10 MB, got a larger one near"),
        (job(f"<x><!--{'y' * 11_000_000}--></x>"), "less than 10 MB, got a larger one near"),
        (job(f"<x y='{'y' * 11_000_000}'/>"), "less than 10 MB, got a larger one near"),
    ],
)
def test_limits_of_a_document_are_told_with_what_was_expected(
    feed_file: Write, document: str, reason: str
) -> None:
    path = feed_file(document)
    if not reason:  # text is taken in pieces: only its record suffers
        assert [one.fault for one in read(path)[0]] == [TOO_LONG]
        return
    with pytest.raises(Rejected, match=reason) as raised:
        list(records(path, "utf-8", Sketch("jobs", "job"), Counter()))
    assert raised.type is Rejected


def test_a_break_is_told_with_line_column_and_reason(feed_file: Write) -> None:
    path = feed_file("<jobs>\n<job>\n<title>R&D</title>\n</job></jobs>")

    with pytest.raises(NotWellFormed) as raised:
        sketch(path, "utf-8")
    error = raised.value
    assert (error.line, error.column) == (3, 11)
    assert str(error) == (
        "expected well-formed XML to the end, got in line 3, column 11: EntityRef: expecting ';'"
    )


NAMES = st.sampled_from(["title", "place", "x", "y_z"])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8).map(
    lambda text: text.replace("&", "").replace("<", "").replace("]", "").strip()
)


@given(st.lists(st.lists(st.tuples(NAMES, TEXTS), max_size=6), min_size=1, max_size=5))
def test_what_is_written_is_read_back(jobs: list[list[tuple[str, str]]]) -> None:
    written = "".join(
        f"<job>{''.join(f'<{name}>{text}</{name}>' for name, text in one)}</job>" for one in jobs
    )
    expected = [tuple((name.replace("_", ""), text) for name, text in one) for one in jobs]

    with TemporaryDirectory() as folder:
        path = Path(folder, "feed.xml")
        path.write_bytes(f"<jobs>{written}</jobs>".encode())
        found = list(records(path, "utf-8", Sketch("jobs", "job"), Counter()))

    assert [one.entries for one in found] == expected
