"""The operator's allow rule: destinations that may be fetched although they are not public."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network

from jobs.importer.fetching.addresses import Address

Network = IPv4Network | IPv6Network

SETTING = "FEED_ALLOWED_HOSTS"
_EXPECTED = "expected a host name, an address or a network, with a port or without"
# Brackets around what precedes a port; bare only where no second colon can be meant.
_WORD = re.compile(r"(?:\[([^\[\]]+)\]|([^\[\]:]+))(?::(\d{1,5}))?")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.(?!-)[a-z0-9_-]{1,63})*")
_NUMBER = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)\.?")


def ends_in_a_number(host: str) -> bool:
    """Whether a resolver could read the host as an IPv4 address: 127.1, 0x7f.1, 2130706433."""
    return bool(_NUMBER.fullmatch(host.lower()))


@dataclass(frozen=True, slots=True)
class _Rule:
    host: str = ""  # a name, or
    network: Network | None = None
    port: int = 0  # 0: every port


@dataclass(frozen=True, slots=True)
class Allowed:
    rules: tuple[_Rule, ...] = ()

    @classmethod
    def parse(cls, words: Iterable[str]) -> Allowed:
        """Reads `127.0.0.1:8123`, `10.1.0.0/16`, `feeds.internal`, `[fd00::7]:8080`.

        Raises ValueError, saying what was expected and what came.
        """
        return cls(tuple(_rule(word.strip()) for word in words))

    def by_name(self, host: str, port: int) -> bool:
        """Whether the host is allowed whatever its address is."""
        name = host.lower().removesuffix(".")
        return any(
            rule.network is None and rule.host == name and rule.port in (0, port)
            for rule in self.rules
        )

    def by_address(self, address: Address, port: int) -> bool:
        return any(
            rule.network is not None and address in rule.network and rule.port in (0, port)
            for rule in self.rules
        )


def _rule(word: str) -> _Rule:
    try:
        return _Rule(network=_network(word))  # also an IPv6 address without brackets
    except ValueError as error:
        parts = _WORD.fullmatch(word)
        if not parts:
            raise ValueError(f"{_EXPECTED}, got {word!r}") from error
    bracketed, bare, port_text = parts.groups()
    port = int(port_text or 0)
    if port_text and not 1 <= port <= 65535:
        raise ValueError(f"expected a port from 1 to 65535, got {word!r}")
    try:
        return _Rule(network=_network(bracketed or bare), port=port)
    except ValueError as error:
        name = (bare or "").lower().removesuffix(".")
        if not _NAME.fullmatch(name) or ends_in_a_number(name):
            raise ValueError(f"{_EXPECTED}, got {word!r} ({error})") from error
    return _Rule(host=name, port=port)


def _network(text: str) -> Network:
    network = ip_network(text)
    mapped = isinstance(network, IPv6Network) and network.network_address.ipv4_mapped
    if mapped:  # it would never match: such addresses are judged as the IPv4 address they hold
        raise ValueError(f"write the IPv4 address itself, {mapped}")
    return network
