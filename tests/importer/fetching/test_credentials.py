"""Credentials of a feed, from the environment."""

from __future__ import annotations

import pytest

from jobs.importer.fetching import credentials


@pytest.mark.parametrize(
    ("value", "header"),
    [
        ("Basic anna:open sesame", {"Authorization": "Basic YW5uYTpvcGVuIHNlc2FtZQ=="}),
        ("basic anna:", {"Authorization": "Basic YW5uYTo="}),
        ("Basic anna:a:b", {"Authorization": "Basic YW5uYTphOmI="}),
        ("Basic ännä:ü", {"Authorization": "Basic w6RubsOkOsO8"}),
        ("Authorization: Bearer x.y-z", {"Authorization": "Bearer x.y-z"}),
        ("X-Api-Key:0123", {"X-Api-Key": "0123"}),
        ("  X-Api-Key:   a: b  ", {"X-Api-Key": "a: b"}),
        ("", {}),
        ("  ", {}),
    ],
)
def test_credentials_become_one_header(value: str, header: dict[str, str]) -> None:
    assert credentials("acme-jobs-2", {"FEED_AUTH_ACME_JOBS_2": value}) == header


def test_a_feed_without_credentials_has_none() -> None:
    assert credentials("acme", {"FEED_AUTH_OTHER": "Basic a:b"}) == {}


@pytest.mark.parametrize(
    "value",
    [
        "s3cret",
        "Basic s3cret",
        "Basic :s3cret",
        "Basic",
        "anna:\ns3cret",
        "X-Api-Key: s3cret\r\nX-Other: s3cret",
        "X-Api-Key: s3crét",
        "X Api Key: s3cret",
        "X-Api-Key:",
        ": s3cret",
        "Host: s3cret",
        "Content-Length: s3cret",
        "Transfer-Encoding: s3cret",
        "accept-encoding: s3cret",
    ],
)
def test_anything_else_is_refused_and_never_shown(value: str) -> None:
    with pytest.raises(ValueError, match=r"^FEED_AUTH_ACME: expected .*, got ") as caught:
        credentials("acme", {"FEED_AUTH_ACME": value})

    assert "s3cr" not in str(caught.value)
