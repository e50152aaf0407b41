"""Which addresses are public. `ipaddress` knows, but its answers change with the Python version
and call multicast, NAT64 and 6to4 global; so the ranges are listed here.

Ranges: the special-purpose registries of IANA (RFC 6890 and its updates), and multicast.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

_NOT_PUBLIC_4 = tuple(
    map(
        IPv4Network,
        """
        0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
        192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24
        198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
        """.split(),
    )
)
# Everything else of IPv6 is not routed on the Internet or is another address in disguise: NAT64,
# v4-mapped and v4-compatible, link-local, unique local, multicast.
_PUBLIC_6 = IPv6Network("2000::/3")
# Teredo is inside the first, 6to4 is the third.
_NOT_PUBLIC_6 = tuple(
    map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16"))
)
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the IPv4 address is the last 32 bits


def address_of(text: str) -> Address:
    """The address a resolver's answer means; a v4-mapped one is the IPv4 address it holds.

    Raises ValueError for what is no address.
    """
    address = ip_address(text)
    return (isinstance(address, IPv6Address) and address.ipv4_mapped) or address


def is_public(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    return address in _PUBLIC_6 and not any(address in network for network in _NOT_PUBLIC_6)


def behind_nat64(address: Address) -> IPv4Address | None:
    """The IPv4 address that a gateway would reach for this one; None for every other address."""
    if isinstance(address, IPv6Address) and address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None
