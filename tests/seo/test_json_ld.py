"""Structured data in a page: one script element, whatever the data say."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as lxml_html

from jobs.templatetags.board import json_ld

ANY_TEXT = st.text(st.characters())  # lone surrogates too: JSON can have them
DATA = st.dictionaries(
    ANY_TEXT,
    st.recursive(
        st.none() | st.booleans() | st.integers() | ANY_TEXT,
        lambda inner: st.lists(inner) | st.dictionaries(ANY_TEXT, inner),
    ),
)


class Page(HTMLParser):
    """Every element of a document, and what stands in and around them as text."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@given(DATA)
@example({"</script><script>alert(1)</script>": "<!--<script>"})
@example({"a": "]]>&lt;/script&gt;&amp;\u2028\u2029\x00\r\n\ud800"})
def test_any_data_come_back_from_one_script_element(data: dict[str, object]) -> None:
    page = Page(f"<p>before</p>{json_ld(data)}<p>after</p>")

    assert page.elements == [("p", {}), ("script", {"type": "application/ld+json"}), ("p", {})]
    before, *told, after = page.texts
    assert (before, after) == ("before", "after")
    assert json.loads("".join(told)) == data


@given(st.dictionaries(st.text(), st.text()))
def test_another_parser_reads_the_same(data: dict[str, str]) -> None:
    element = lxml_html.fragment_fromstring(str(json_ld(data)))

    assert (element.tag, dict(element.attrib)) == ("script", {"type": "application/ld+json"})
    assert json.loads(element.text) == data


def test_what_has_a_meaning_in_html_is_written_in_the_way_of_json() -> None:
    assert json_ld({"a": "<b>&'\"\u2028é"}) == (
        '<script type="application/ld+json">{"a":"\\u003cb\\u003e\\u0026\'\\"\\u2028é"}</script>'
    )


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_ld({"value": float("nan")})
