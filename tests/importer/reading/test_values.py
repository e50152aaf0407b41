"""Mending inside values: only what bad writers leave behind."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.importer.reading.values import ESCAPED, MARKER, WINDOWS, mended, suspicious
from tests.importer.reading.pieces import Write, read


@pytest.mark.parametrize(
    ("text", "value", "kinds"),
    [
        ("<![CDATA[Baker]]>", "Baker", (MARKER,)),
        ("![CDATA[100000]]", "100000", (MARKER,)),
        ("&lt;![CDATA[Baker]]&gt;", "Baker", (MARKER,)),
        ("<![CDATA[ <p>Bread</p> ]]>", "<p>Bread</p>", (MARKER,)),
        ("<p>Bread</p> ]]>", "<p>Bread</p>", (MARKER,)),
        ("Bread ]]&gt; \n", "Bread", (MARKER,)),
        ("a[b[1]] = 2", "a[b[1]] = 2", ()),
        ("&lt;p&gt;Bread &amp;amp; rolls&lt;/p&gt;", "<p>Bread &amp; rolls</p>", (ESCAPED,)),
        ("&lt;strong&gt;Us&lt;br&gt;&lt;br /&gt;", "<strong>Us<br><br />", (ESCAPED,)),
        # One escaped tag in live HTML is a text about HTML.
        ("<p>You know <b>HTML</b>: &lt;p&gt;</p>", "<p>You know <b>HTML</b>: &lt;p&gt;</p>", ()),
        ("<p>&lt;b&gt;</p>", "<p>&lt;b&gt;</p>", ()),
        ("under &lt;50k", "under &lt;50k", ()),
        ("List&lt;String&gt;", "List&lt;String&gt;", ()),
        ("R&amp;D", "R&amp;D", ()),
        ("10\x80 \x96 it\x92s", "10€ – it’s", (WINDOWS,)),
        ("&lt;p&gt;&lt;![CDATA[x]]&gt;", "<p>x", (MARKER, ESCAPED)),
        ("Café – 10 €", "Café – 10 €", ()),
    ],
)
def test_traces_of_bad_writers_are_removed_and_named(
    text: str, value: str, kinds: tuple[str, ...]
) -> None:
    assert mended(text) == (value, kinds)


def test_white_space_without_end_is_read_in_no_time() -> None:
    text = "a ]] b" + " " * 400_000 + "c"
    began = process_time()
    assert mended(text) == (text, ())
    assert process_time() - began < 1


@given(st.text(st.sampled_from("<>&;ltgpb/![]CDATA \x96\x81\x8aé"), max_size=60))
def test_what_is_not_suspicious_would_not_be_changed(text: str) -> None:
    value, kinds = mended(text)

    assert suspicious(text) or (value, kinds) == (text, ())
    assert (value == text) == (not kinds)


def test_mended_values_are_counted_but_the_document_is_whole(feed_file: Write) -> None:
    path = feed_file(
        "<jobs><job><title>&lt;![CDATA[Baker]]&gt;</title><pay>![CDATA[10]]</pay>"
        "<description>&amp;lt;p&amp;gt;Bread&amp;lt;/p&amp;gt;</description></job></jobs>"
    )

    [record], repairs = read(path)

    assert record.entries == (("title", "Baker"), ("pay", "10"), ("description", "<p>Bread</p>"))
    assert repairs == {"value: CDATA marker": 2, "value: double-escaped HTML": 1}
