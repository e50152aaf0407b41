"""Names whose addresses change, mix or lie; and the ports."""

from __future__ import annotations

import socket
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from jobs.importer.fetching import Limits, ping
from jobs.importer.fetching.guard import Guard
from jobs.importer.fetching.limits import Deadline
from jobs.importer.fetching.web import download
from jobs.importer.records import Rejected, Unreachable
from tests.importer.fetching.conftest import Fetch
from tests.importer.fetching.servers import Canary, Site, needs_ipv6, running

# What the socket guard of the tests would stop must reach the canary when a defence fails.


class Resolver:
    """Gives one answer after the other, the last for ever; remembers how often it was asked."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str, _port: int) -> Sequence[str]:
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


Limiting = Callable[..., Limits]


@contextmanager
def canary_at(site: Site) -> Iterator[Site]:
    """Another server, on the port of `site` at another address."""
    with running(Site("::1", site.server_port)) as other:
        other.page("/")
        other.page("/feed")
        yield other


def through(resolver: Resolver, limits: Limits, address: str, target: Path) -> None:
    download(address, target, limits, Guard(limits.allowed, resolver), validators={}, secret={})


@needs_ipv6
def test_a_name_that_changes_its_address_is_asked_only_once(
    site: Site, limits: Limiting, tmp_path: Path
) -> None:
    """DNS rebinding: the first answer passes the check, the second is this machine."""
    site.page("/feed")
    resolver = Resolver(["127.0.0.1"], ["::1"])
    with canary_at(site) as second:
        through(resolver, limits(), f"http://feeds.example:{site.server_port}/feed", tmp_path / "f")

        assert (resolver.asked, len(site.seen)) == (["feeds.example"], 1)
        assert second.connections == 0


@needs_ipv6
def test_a_name_that_has_changed_its_address_by_the_redirect_is_refused(
    site: Site, limits: Limiting, tmp_path: Path
) -> None:
    site.redirect("/feed", "/next")
    resolver = Resolver(["127.0.0.1"], ["::1"])
    address = f"http://feeds.example:{site.server_port}/feed"
    with canary_at(site) as second, pytest.raises(Rejected, match=r"got ::1 for feeds\.example"):
        through(resolver, limits(), address, tmp_path / "f")

    assert second.connections == 0


@needs_ipv6
def test_control_who_checks_and_then_resolves_again_is_led_to_the_canary(
    site: Site, limits: Limiting
) -> None:
    resolver = Resolver(["127.0.0.1"], ["::1"])
    with canary_at(site) as second:
        Guard(limits().allowed, resolver).addresses("feeds.example", site.server_port, Deadline(2))
        again = resolver("feeds.example", site.server_port)[0]
        with socket.create_connection((again, site.server_port), timeout=2) as visit:
            visit.sendall(b"GET / HTTP/1.0\r\n\r\n")
            visit.recv(1)

        assert second.connections == 1


@pytest.mark.parametrize("answers", [["8.8.8.8", "127.0.0.1"], ["2606:4700::1111", "::1"]])
def test_one_bad_address_among_the_answers_is_enough(
    limits: Limiting, tmp_path: Path, answers: list[str]
) -> None:
    with pytest.raises(Rejected, match="expected a public address"):
        through(Resolver(answers), limits(), "http://feeds.example/feed", tmp_path / "f")


@pytest.mark.parametrize("port", [21, 22, 25, 6379, 8080])
def test_only_the_ports_of_the_web_are_used(limits: Limiting, tmp_path: Path, port: int) -> None:
    with pytest.raises(Rejected, match=rf"expected port 80 or 443, got {port} of feeds.example"):
        through(Resolver(["8.8.8.8"]), limits(), f"http://feeds.example:{port}/", tmp_path / "f")


def test_proxies_of_the_environment_are_not_used(
    get: Fetch, site: Site, canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{canary.port}")

    assert get(site.page("/feed"))
    assert canary.connections() == 0


def test_control_another_client_uses_them(
    site: Site, canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{canary.port}")
    with suppress(OSError):
        urllib.request.urlopen(site.page("/feed"), timeout=2).close()  # noqa: S310

    assert (canary.connections(), site.seen) == (1, [])


def test_a_ping_is_guarded_too(site: Site, canary: Canary, limits: Limiting) -> None:
    with pytest.raises(Rejected, match="expected a public address"):
        ping(f"http://127.0.0.1:{canary.port}/", limits())
    with pytest.raises(Rejected, match="expected a public address"):
        ping(site.redirect("/away", f"http://127.1.1.1:{canary.port}/"), limits())

    assert canary.connections() == 0


def test_a_ping_wants_an_answer_and_reads_none(site: Site, limits: Limiting) -> None:
    ping(site.page("/alive", b"x" * 5_000_000, 202), limits())
    with pytest.raises(Unreachable, match="expected HTTP 200, got 500"):
        ping(site.page("/broken", status=500), limits())
