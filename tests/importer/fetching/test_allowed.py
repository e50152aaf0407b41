"""The operator's allow rule."""

from __future__ import annotations

import pytest

from jobs.importer.fetching import Allowed
from jobs.importer.fetching.addresses import address_of
from jobs.importer.fetching.guard import Guard
from jobs.importer.fetching.limits import Deadline
from jobs.importer.records import Rejected

RULES = """
    127.0.0.1:8123 10.1.0.0/16 192.168.7.7 feeds.internal Intranet:8080 ::1 [fd00::7]:8080
    [fd01::/16]:80 fd02::/16 10.2.0.0/24:8000
""".split()


def allows(host: str, address: str, port: int, rules: list[str] = RULES) -> bool:
    guard = Guard(Allowed.parse(rules), lambda _host, _port: [address])
    try:
        return guard.addresses(host, port, Deadline(5)) == [address_of(address)]
    except Rejected:
        return False


@pytest.mark.parametrize(
    ("host", "address", "port"),
    [
        ("127.0.0.1", "127.0.0.1", 8123),
        ("any.example", "127.0.0.1", 8123),
        ("any.example", "::ffff:127.0.0.1", 8123),
        ("any.example", "10.1.255.255", 80),
        ("any.example", "10.1.0.0", 9999),
        ("any.example", "192.168.7.7", 1),
        ("feeds.internal", "10.9.9.9", 22),
        ("FEEDS.internal.", "127.0.0.1", 80),
        ("intranet", "172.16.0.1", 8080),
        ("::1", "::1", 80),
        ("any.example", "fd00::7", 8080),
        ("any.example", "fd01:2::1", 80),
        ("any.example", "fd02::1", 4711),
        ("any.example", "10.2.0.9", 8000),
        ("any.example", "8.8.8.8", 80),
        ("any.example", "2606:4700::1111", 443),
    ],
)
def test_a_destination_that_matches_is_allowed(host: str, address: str, port: int) -> None:
    assert allows(host, address, port)


@pytest.mark.parametrize(
    ("host", "address", "port"),
    [
        ("127.0.0.1", "127.0.0.1", 80),
        ("127.0.0.1", "127.0.0.1", 8124),
        ("any.example", "127.0.0.2", 8123),
        ("any.example", "10.0.255.255", 80),
        ("any.example", "10.2.1.0", 8000),
        ("sub.feeds.internal", "10.9.9.9", 80),
        ("feeds.internal.example", "10.9.9.9", 80),
        ("intranet", "172.16.0.1", 80),
        ("any.example", "fd00::7", 80),
        ("any.example", "8.8.8.8", 8080),
        ("any.example", "64:ff9b::8.8.8.8", 80),
    ],
)
def test_every_other_destination_is_judged_as_without_rules(
    host: str, address: str, port: int
) -> None:
    assert not allows(host, address, port)


def test_behind_an_allowed_nat64_the_inner_address_is_judged() -> None:
    rules = ["64:ff9b::/96", "10.1.0.0/16"]
    outcomes = {
        inner: allows("any.example", f"64:ff9b::{inner}", port, rules)
        for inner, port in [("8.8.8.8", 80), ("127.0.0.1", 80), ("10.1.2.3", 80), ("8.8.4.4", 22)]
    }

    assert outcomes == {"8.8.8.8": True, "127.0.0.1": False, "10.1.2.3": True, "8.8.4.4": False}


@pytest.mark.parametrize(
    "word",
    [
        *("", " ", ":", ":80", "127.1", "2130706433", "0x7f.1", "017700000001", "10.1.2.3/16"),
        *("*.internal", "http://feeds.internal", "feeds.internal/x", "user@feeds.internal", "a b"),
        *("feeds.internal:0", "feeds.internal:65536", "feeds.internal:http", "[feeds.internal]:80"),
        *("::ffff:127.0.0.1", "::ffff:0:0/96", "[::1", "::1]:80", "10.0.0.0/33", "-a.example"),
    ],
)
def test_nonsense_is_refused_with_what_was_expected_and_what_came(word: str) -> None:
    with pytest.raises(ValueError, match=r"^expected a (host name|port).*, got '"):
        Allowed.parse([word])


def refusal(address: str, port: int) -> str:
    guard = Guard(Allowed(), lambda _host, _port: [address])
    with pytest.raises(Rejected) as caught:
        guard.addresses("feeds.example", port, Deadline(5))
    return str(caught.value)


def test_a_refusal_says_what_to_add_and_adding_it_helps() -> None:
    for address, port in [("127.0.0.1", 80), ("fd00::1", 8080), ("8.8.8.8", 8443)]:
        said = refusal(address, port)
        rule = said.partition("add ")[2].removesuffix(" to FEED_ALLOWED_HOSTS")

        assert address in said
        assert allows("feeds.example", address, port, [rule])
