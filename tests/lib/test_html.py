"""Feed HTML: what stays, what goes, and that no input makes it slow or unsafe."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from jobs.lib.footers import Footer, footer, without_footer
from jobs.lib.html import MAX_BYTES, MAX_NESTING, clean, to_text, without_markup

REL = 'rel="nofollow noopener noreferrer ugc"'
ALLOWED = set("p ul ol li br strong em b i h3 h4 a blockquote code pre".split())


@pytest.mark.parametrize(
    ("given_html", "expected"),
    [
        ("", ""),
        ("<p>Plain</p>", "<p>Plain</p>"),
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<style>p{color:red}</style><p>a</p>", "<p>a</p>"),
        ('<p onclick="alert(1)" style="x" class="y" id="z" title="t" lang="de">a</p>', "<p>a</p>"),
        ('<p><img src="x" onerror="alert(1)">a</p>', "<p>a</p>"),
        ('<iframe src="https://evil.example"></iframe><p>a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', f"<a {REL}>a</a>"),
        ('<a href="data:text/html,x">a</a>', f"<a {REL}>a</a>"),
        ('<a href="/relative">a</a>', f"<a {REL}>a</a>"),
        ('<a href="https://a.example/?x=1&y=2">a</a>',
         f'<a href="https://a.example/?x=1&amp;y=2" {REL}>a</a>'),
        ("<svg><script>alert(1)</script></svg>a", "a"),
        ("<p>R&amp;D &lt;b&gt;</p>", "<p>R&amp;D &lt;b&gt;</p>"),
        ("<h1>Big</h1><h2>Less</h2><h6>Small</h6>", "<h3>Big</h3><h3>Less</h3><h4>Small</h4>"),
        ("<p>Unclosed <b>bold", "<p>Unclosed <b>bold</b></p>"),
    ],
)  # fmt: skip
def test_html_is_made_safe(given_html: str, expected: str) -> None:
    assert clean(given_html) == expected


def test_text_without_tags_gets_paragraphs() -> None:
    assert (
        clean("One & two\nline\n\nThree < four")
        == "<p>One &amp; two<br>line</p><p>Three &lt; four</p>"
    )


@pytest.mark.parametrize(
    ("lists", "joined"),
    [
        ("<ul><li>1</li></ul>\n<ul><li>2</li></ul> <ul><li>3</li></ul>",
         "<ul><li>1</li><li>2</li><li>3</li></ul>"),
        ("<ul><li>1</li></ul>a<ul><li>2</li></ul>", "<ul><li>1</li></ul>a<ul><li>2</li></ul>"),
        ("<ul><li>1</li></ul><ol><li>2</li></ol>", "<ul><li>1</li></ul><ol><li>2</li></ol>"),
        ("<ul><li>1</li><li>2</li></ul><ul><li>3</li></ul>",
         "<ul><li>1</li><li>2</li></ul><ul><li>3</li></ul>"),
        ("<ul><li>1<ul><li>a</li></ul><ul><li>b</li></ul></li></ul>",
         "<ul><li>1<ul><li>a</li><li>b</li></ul></li></ul>"),
        ("<ul><li>1</li></ul><ul><li>2</li></ul>end", "<ul><li>1</li><li>2</li></ul>end"),
    ],
)  # fmt: skip
def test_lists_of_one_item_that_follow_each_other_are_joined(lists: str, joined: str) -> None:
    assert clean(lists) == joined


def test_a_short_line_with_a_colon_above_a_list_is_a_heading() -> None:
    assert clean("<p>You will:</p><ul><li>a</li></ul><p>So:</p><p>b</p>") == (
        "<h3>You will:</h3><ul><li>a</li></ul><p>So:</p><p>b</p>"
    )


@pytest.mark.parametrize(
    "bomb",
    [
        "<ul><li>" * 20_000,
        "<b>" * 60_000,
        "&" * 60_000,
        "<p>" + "&" * 60_000,
        "<" * 60_000,
        "<a " * 20_000,
        "<p>" + "</p><p>" * 9_000,
        "<!--" * 16_000,
        "<svg><math>" * 6_000,
        '<a href="' * 7_000,
    ],
    ids=lambda bomb: bomb[:9],
)
def test_no_description_nests_or_grows_beyond_what_a_person_writes(bomb: str) -> None:
    cleaned = clean(bomb)

    document = lxml_html.fragment_fromstring(cleaned, create_parent="main")
    deepest = max(len(list(node.iterancestors())) for node in document.iter())
    assert deepest <= MAX_NESTING
    assert len(cleaned) <= MAX_BYTES * len("&amp;")


def test_deeply_nested_html_keeps_its_words() -> None:
    assert clean("<div>" * 100 + "<p>Words</p>" + "</div>" * 100) == "<p>Words</p>"


def test_what_is_beyond_the_cap_is_cut_and_stays_well_formed() -> None:
    cut = clean("<p>" + "word " * MAX_BYTES + "</p>")

    assert len(cut) <= MAX_BYTES + 10
    assert cut.endswith("</p>")


HOSTILE = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(
            ["<p>", "</p>", "<ul>", "<li>", "</ul>", "<a href='", "javascript:", "'>", "<script>",
             "</script>", "<svg>", "<style>", "<!--", "-->", "&#x3c;", "<img src=x onerror=a()>",
             "<math><mtext>", "<table>", "<form>", "<h1>", "]]>", "\x00", "\ud800"]
        ),
    ),
    max_size=30,
).map("".join)  # fmt: skip


@settings(max_examples=300)
@given(HOSTILE)
def test_whatever_comes_only_allowed_tags_and_links_remain(text: str) -> None:
    cleaned = clean(text)

    if not cleaned:
        return
    for node in lxml_html.fragment_fromstring(cleaned, create_parent="main").iterdescendants():
        assert node.tag in ALLOWED
        assert set(node.attrib) <= ({"href", "rel"} if node.tag == "a" else set())
        assert node.get("href", "https://").startswith(("https://", "http://"))


SIGNED = '<p>Text</p>\n<p style="color:red">Feed by <a href="https://f.example">Feeder</a></p>'


def test_a_signature_is_found_and_taken_off() -> None:
    signature = Footer("Feed by Feeder", "Feeder", "https://f.example")

    assert footer(SIGNED) == signature
    assert without_footer(SIGNED, signature) == "<p>Text</p>"
    assert without_footer("<p>Text</p>", signature) == "<p>Text</p>"


@pytest.mark.parametrize(
    "ending",
    [
        "",
        "<p>Text</p>",
        '<p>See <a href="https://a.example">our page</a></p>',  # no style of its own
        '<p style="x">No link</p>',
        '<p style="x"><a href="https://a.example">1</a><a href="https://b.example">2</a></p>',
        '<p style="x"><a href="javascript:alert(1)">Bad</a></p>',
        '<p style="x">' + "long " * 50 + '<a href="https://a.example">a</a></p>',
        '<p style="x"><a href="https://a.example">a</a></p> and more',
    ],
)
def test_an_ordinary_last_paragraph_is_no_signature(ending: str) -> None:
    assert footer("<p>Text</p>" + ending) is None


def test_text_of_html_has_a_line_for_each_block() -> None:
    assert to_text("<p>One <b>two</b></p><ul><li>R&amp;D</li><li>b</li></ul>") == "One two\nR&D\nb"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>Dev</b> & Ops <br/>Lead", "Dev & Ops; Lead"),
        ("<p>Berlin, Germany</p>", "Berlin, Germany"),
        ("Berlin<br>Paris", "Berlin; Paris"),
        ("<UL class='x'>\n<LI>Python</LI>\n<li>Go, Rust</li></UL>", "Python; Go, Rust"),
        ("12 Main Street,<br />Berlin", "12 Main Street, Berlin"),
        ("<span style='a'>€50,000</span>", "€50,000"),
        ("<br><p></p>", ""),
        ("a < b", "a < b"),
        ("C<T>", "C<T>"),
        ("I <3 Go", "I <3 Go"),
        ("<title>", "<title>"),
        ("<script>x</script>", "<script>x</script>"),
    ],
)
def test_markup_in_plain_text_is_taken_out_and_other_signs_stay(text: str, expected: str) -> None:
    assert without_markup(text, "; ") == expected


@given(st.text(alphabet=st.sampled_from("ab <>/;=,p"), max_size=60))
def test_text_of_unmarked_signs_stays_as_it_is(text: str) -> None:
    if "<p" not in text.lower() and "</" not in text and "<a" not in text and "<b" not in text:
        assert without_markup(text) == text.strip()


@pytest.mark.parametrize(
    ("given_html", "expected"),
    [
        ("<div>Bake</div><div>Sell</div>", "<p>Bake</p><p>Sell</p>"),
        ("<div><p>Bake</p>and<div>Sell</div></div>", "<p>Bake</p>and<p>Sell</p>"),
        ("<div></div>Bake<div> </div>", "Bake"),
        ("<ul><li><div>Bake</div></li></ul>", "<ul><li><p>Bake</p></li></ul>"),
        ("<b><div>Bake</div></b>Sell", "<b>\nBake\n</b>Sell"),
        (
            "<table><tr><th>Pay</th><td>$20</td></tr><tr><th>Where</th><td>Bonn</td></tr></table>",
            "<p>Pay $20 </p><p>Where Bonn </p>",
        ),
        ("<dl><dt>Where</dt><dd>Bonn</dd></dl>", "Where <p>Bonn</p>"),
        ("<html><head><title>Ad</title></head><body>Bake</body></html><p>Sell", "Bake<p>Sell</p>"),
        ("<p>Bake<title>Sell", "<p>BakeSell</p>"),
        ("<textarea>Bake<p>Sell", "Bake<p>Sell</p>"),
    ],
)
def test_what_stands_apart_stays_apart(given_html: str, expected: str) -> None:
    assert clean(given_html).split() == expected.split()
