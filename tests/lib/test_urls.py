"""Addresses: what may be linked and redirected to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.lib.urls import host_of, public_address, web_address


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
