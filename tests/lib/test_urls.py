"""Addresses: what may be linked and redirected to."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jobs.lib import urls
from jobs.lib.urls import feed_address, host_of, public_address, web_address


@pytest.mark.parametrize(
    ("given_address", "address"),
    [
        ("https://a.example", "https://a.example"),
        (" HTTPS://A.Example/Path?Q=1#frag ", "https://a.example/Path?Q=1#frag"),
        ("http://a.example:8080/x", "http://a.example:8080/x"),
        ("https://münchen.example/ü?x=ü", "https://xn--mnchen-3ya.example/%C3%BC?x=%C3%BC"),
        ("https://a.example/%7Euser/?a=b%20c&d=e+f", "https://a.example/%7Euser/?a=b%20c&d=e+f"),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]/"),
        ("https://jobs_eu.a.example/", "https://jobs_eu.a.example/"),
    ],
)
def test_web_addresses_keep_their_meaning(given_address: str, address: str) -> None:
    assert web_address(given_address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a.example",
        "//a.example",
        "/path",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "ftp://a.example",
        "file:///etc/passwd",
        "mailto:a@a.example",
        "https:a.example",
        "https:///path",
        "https://user@a.example/",
        "https://user:secret@a.example/",
        "https://a.example\\@evil.example/",
        "https://a.example/a b",
        'https://a.example/"onclick="x',
        "https://a.example/<script>",
        "https://a.example:99999/",
        "https://a.example:port/",
        "https://a..example/",
        "https://-a.example/",
        "https://a.example/\u202egpj.exe",
        "https://[::1/",
        "https://a.example/" + "x" * 2000,
    ],
)
def test_everything_else_is_refused_with_what_was_expected(address: str) -> None:
    with pytest.raises(ValueError, match=r"^expected"):
        web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:22/",
        "https://[::1]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest",
        "http://localhost/",
        "http://printer.local/",
    ],
)
def test_a_host_that_only_we_could_reach_is_not_public(address: str) -> None:
    assert web_address(address)
    with pytest.raises(ValueError, match="expected a public host"):
        public_address(address)


@pytest.mark.parametrize(
    "address", ["https://a.example/x", "https://1.1.1.1/", "https://a.co:8443/"]
)
def test_any_other_host_is_public(address: str) -> None:
    assert public_address(address) == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example/x?title=Head Baker", "https://a.example/x?title=Head%20Baker"),
        ("https://a.example/jobs/\n      42?from=x", "https://a.example/jobs/42?from=x"),
        ("https://a.example/jobs\r\n\t/42", "https://a.example/jobs/42"),
        ("\ufeffhttps://a.example/\u200b", "https://a.example/"),
        (" \n\u200bhttps://a.example/\u200b \ufeff\n", "https://a.example/"),
        ("https://a.example/%20b", "https://a.example/%20b"),
    ],
)
def test_an_address_of_a_feed_is_mended(text: str, address: str) -> None:
    assert (feed_address(text), public_address(text)) == (address, address)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://a b.example/",
        "https://a.example /x",
        "https://a\u200b.example/",
        "https://\ufeffa.example/",
        "https://a.example/\u200bx",
        "https://a.example/a\tb",
        "https://a.example/\u202egpj exe",
        "https://a.example/x https://b.example/y",
        "https://a.example/x\nhttps://b.example/y",
        "https://a.example/a\u2028b c",
        "https://a.example/a\x0bb\nc",
        "java\nscript:alert(1)",
        "java script:alert(1)",
    ],
)
def test_what_no_mending_makes_an_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^expected"):
        feed_address(text)


@given(st.text(alphabet=st.sampled_from("ab/?& \t\r\n\ufeff\u200b\u202e"), max_size=30))
def test_a_mended_address_is_a_web_address(text: str) -> None:
    try:
        address = feed_address(f"https://a.example/{text}")
    except ValueError:
        return
    assert web_address(address) == address


@given(st.text(max_size=100).map("https://a.example/{}".format) | st.text(max_size=100))
def test_an_address_that_passes_passes_again_unchanged(text: str) -> None:
    try:
        address = web_address(text)
    except ValueError:
        return
    assert web_address(address) == address
    assert address.isascii()
    assert address.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.a.example/x", "a.example"),
        ("http://b.example:80", "b.example"),
        ("", ""),
        ("https://[bad", ""),
    ],
)
def test_the_host_is_shown_as_a_reader_knows_it(address: str, host: str) -> None:
    assert host_of(address) == host


@given(st.from_regex(urls._PLAIN, fullmatch=True))
def test_a_plain_address_is_what_the_long_way_makes_of_it(address: str) -> None:
    assume(len(address) <= urls.MAX_LENGTH)

    assert urls._checked(address) == urls.web_address(address) == address
