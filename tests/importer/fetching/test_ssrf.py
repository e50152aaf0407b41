"""No spelling, redirect or resolver leads a fetch to this machine: a canary counts who comes."""

from __future__ import annotations

from pathlib import Path

import pytest
import urllib3

from jobs.importer.fetching import Allowed, is_web
from jobs.importer.records import FeedProblem, Rejected, Unreachable
from tests.importer.fetching.conftest import Fetch
from tests.importer.fetching.servers import BODY, Canary, Site, needs_ipv6

# What the socket guard of the tests would stop must reach the canary when a defence fails.
LOOPBACK = ["127.0.0.0/8", "0.0.0.0/32", "::1", "::/128", "::ffff:0:0/96"]
pytestmark = pytest.mark.allow_hosts(LOOPBACK)

# Spellings that this machine's resolver and a bare client understand: the controls.
UNDERSTOOD = """
    127.0.0.1 127.1 127.0.1 0177.0.0.1 0177.1 0x7f.0.0.1 0x7f.1 0x7F.0x0.0x0.0x1 0x7f000001
    2130706433 017700000001 0 0.0.0.0 localhost LOCALHOST [::1] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1]
    [::ffff:7f00:1] [::]
""".split()
OTHERS = """
    127.000.000.001 127.0.0.1. 127.0.0.2 127.255.255.254 0177.0x0.0.1 ①②⑦.⓪.⓪.① １２７.０.０.１
    127。0。0。1 127．0．0．1 ｌｏｃａｌｈｏｓｔ ⅼocalhost
    [0000::0001] [0:0:0:0:0:ffff:127.0.0.1] [::ffff:127.1] [::127.0.0.1] [::7f00:1]
    [::ffff:0:127.0.0.1] [64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::7f00:1] [2002:7f00:1::]
    [2002:7f00:0001::1] [2001:0:7f00:1::80ff:fffe] [fe80::1%25lo] [fe80::1%lo] [::1%25lo]
    127.0.0.1%09 127.0.0.1%00 127.0.0.1%23 127.0.0.1%2f 127.1%20
""".split()
ADDRESSES = [
    *(f"http://{host}:{{port}}/" for host in UNDERSTOOD + OTHERS),
    "http://192.0.2.1@127.0.0.1:{port}/",
    "http://192.0.2.1:80@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@192.0.2.1/",
    "http://127.0.0.1:{port}?@192.0.2.1/",
    "http://127.0.0.1:{port}\\@192.0.2.1/",
    "http://192.0.2.1\\@127.0.0.1:{port}/",
    "http://192.0.2.1 @127.0.0.1:{port}/",
    "http://127.0.0.1\t:{port}/",
    "http:\\\\127.0.0.1:{port}\\",
    "http:127.0.0.1:{port}/",
    "http:/127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "HTTP://127.0.0.1:{port}/",
    "https://127.0.0.1:{port}/",
]


def test_there_are_more_than_forty_spellings() -> None:
    assert len(set(ADDRESSES)) > 60


@pytest.mark.parametrize("template", ADDRESSES)
def test_no_spelling_of_this_machine_is_fetched(
    get: Fetch, canary: Canary, tmp_path: Path, template: str
) -> None:
    address = template.format(port=canary.port)
    with pytest.raises(Rejected if is_web(address) else Unreachable):  # or else it is a file's path
        get(address)

    assert canary.connections() == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("hops", [1, 3])
@pytest.mark.parametrize("template", [*ADDRESSES, "//127.0.0.1:{port}/", "//[::1]:{port}"])
def test_no_redirect_leads_to_this_machine(
    get: Fetch, site: Site, canary: Canary, template: str, hops: int
) -> None:
    location = template.format(port=canary.port)
    for hop in range(1, hops):
        site.redirect(f"/{hop}", f"{site.url}/{hop + 1}")
    site.redirect(f"/{hops}", location)

    with pytest.raises(FeedProblem) as caught:
        get(f"{site.url}/1")

    # Some of them are a path on the site itself, which drops the connection for a path unknown.
    assert isinstance(caught.value, Rejected) or len(site.seen) == hops + 1
    assert canary.connections() == 0


@pytest.mark.parametrize("scheme", ["file", "ftp", "gopher", "dict", "data", "javascript"])
def test_no_redirect_leads_to_another_scheme(get: Fetch, site: Site, scheme: str) -> None:
    with pytest.raises(Rejected, match="redirects to an address that is refused"):
        get(site.redirect("/away", f"{scheme}:///etc/passwd"))


def test_the_refusal_names_the_address_and_the_setting(get: Fetch, canary: Canary) -> None:
    with pytest.raises(Rejected) as caught:
        get(f"http://localhost:{canary.port}/feed.xml")

    assert str(caught.value) in [
        f"expected a public address, got {address} for localhost; "
        f"if you trust it, add {spelt}:{canary.port} to FEED_ALLOWED_HOSTS"
        for address, spelt in [("127.0.0.1", "127.0.0.1"), ("::1", "[::1]")]
    ]


@pytest.mark.parametrize(
    "host",
    [pytest.param(host, marks=needs_ipv6) if "[" in host else host for host in UNDERSTOOD],
)
def test_control_a_bare_client_reaches_the_canary_by_these(canary: Canary, host: str) -> None:
    with urllib3.PoolManager(timeout=2, retries=False) as bare:
        assert bare.request("GET", f"http://{host}:{canary.port}/").data == BODY

    assert canary.connections() == 1


def test_control_a_bare_client_follows_a_redirect_to_the_canary(site: Site, canary: Canary) -> None:
    with urllib3.PoolManager(timeout=2) as bare:
        away = site.redirect("/away", f"http://2130706433:{canary.port}/")
        assert bare.request("GET", away).data == BODY

    assert canary.connections() == 1


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", pytest.param("[::1]", marks=needs_ipv6), "[::ffff:127.0.0.1]"],
)
def test_control_an_allow_rule_for_everything_lets_them_pass(
    get: Fetch, canary: Canary, host: str
) -> None:
    document = get(f"http://{host}:{canary.port}/", allowed=Allowed.parse(["0.0.0.0/0", "::/0"]))

    assert document is not None
    assert document.path.read_bytes() == BODY
    assert canary.connections() == 1
