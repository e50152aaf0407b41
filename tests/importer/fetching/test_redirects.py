"""Where redirects lead, and what is taken along."""

from __future__ import annotations

from pathlib import Path

import pytest
import urllib3

from jobs.importer.fetching import Allowed
from jobs.importer.fetching.redirects import next_hop, same_server
from jobs.importer.records import Rejected
from tests.importer.fetching.conftest import Fetch
from tests.importer.fetching.servers import Site, running


def test_three_redirects_are_followed_and_a_fourth_is_not(
    get: Fetch, site: Site, tmp_path: Path
) -> None:
    for hop, status in enumerate([301, 303, 307, 308]):
        site.redirect(f"/{hop}", f"{hop + 1}?ä", status)
        site.pages[f"/{hop}?%C3%A4"] = site.pages[f"/{hop}"]
    site.page("/4?%C3%A4")

    assert get(f"{site.url}/1")
    with pytest.raises(Rejected, match="expected at most 3 redirects, got more"):
        get(f"{site.url}/0")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("location", "onward"),
    [
        ("/b", "https://a.example/b"),
        ("b?c#d", "https://a.example/x/b?c#d"),
        ("//b.example/c", "https://b.example/c"),
        ("https://B.example:8443", "https://b.example:8443"),
        ("/gr\u00c3\u00bcn", "https://a.example/gr%C3%BCn"),
    ],
)
def test_a_location_is_read_as_browsers_do(location: str, onward: str) -> None:
    assert next_hop("https://a.example/x/feed", location) == onward


@pytest.mark.parametrize("location", ["http://a.example/x/feed", "HTTP://b.example/"])
def test_https_never_becomes_http(location: str) -> None:
    with pytest.raises(Rejected, match="expected https to stay https"):
        next_hop("https://a.example/x/feed", location)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/x", "https://a.example/y", True),
        ("https://a.example/x", "https://a.example:443/y", True),
        ("http://a.example/x", "https://a.example/y", True),
        ("http://a.example:8080/x", "https://a.example/y", False),
        ("https://a.example/x", "https://a.example:8443/y", False),
        ("https://a.example/x", "https://b.a.example/x", False),
        ("https://a.example/x", "https://a.example.b.example/x", False),
    ],
)
def test_the_same_server_is_the_same_host_and_port(one: str, other: str, same: bool) -> None:
    assert same_server(one, other) is same


def test_credentials_go_to_the_feeds_server_and_to_no_other(get: Fetch, site: Site) -> None:
    secret = {"X-Api-Key": "s3cret"}
    with running(Site()) as stranger:
        allowed = [f"127.0.0.1:{one.server_port}" for one in (site, stranger)]
        site.redirect("/feed", "/inside")
        site.redirect("/inside", f"{stranger.url}/away")
        stranger.redirect("/away", f"{site.url}/back")
        site.page("/back")

        from_here = Allowed.parse(allowed)
        assert get(f"{site.url}/feed", headers=secret, allowed=from_here)

        sent = [(path, headers.get("x-api-key")) for path, headers in site.seen + stranger.seen]
    assert sent == [("/feed", "s3cret"), ("/inside", "s3cret"), ("/back", None), ("/away", None)]


def test_control_a_bare_client_hands_the_key_on(site: Site) -> None:
    with running(Site()) as stranger, urllib3.PoolManager() as bare:
        site.redirect("/feed", stranger.page("/away"))
        bare.request("GET", f"{site.url}/feed", headers={"X-Api-Key": "s3cret"})

        assert stranger.seen[0][1]["x-api-key"] == "s3cret"
